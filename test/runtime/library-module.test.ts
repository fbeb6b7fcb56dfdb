// The library as programs in JavaScript import it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const place = mkdtempSync(join(tmpdir(), 'forewarned-module-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

it('works, and changes nothing for other files of the program that imports it', () => {
  // No Node takes this one by itself: an enum is more than types.
  writeFileSync(join(place, 'theirs.ts'), 'enum A { one }\nexport const a = A.one;\n');
  writeFileSync(
    join(place, 'program.mjs'),
    `import { openEngine, outcomes, Mistake, ScenarioError } from ${JSON.stringify(new URL('../../library.mjs', import.meta.url).href)};
const theirs = await import('./theirs.ts').then(() => 'read', () => 'refused');
const engine = openEngine({ workers: 1 });
const size = { people: 100, weeks: 60, replicates: 1, draws: 1 };
const { fingerprint, failures } = await engine.compare('albania-facts', size);
const fault = await engine.compare({ scenario: 'albania-fact' }, size).catch((fault) => fault instanceof ScenarioError);
const unknown = await engine.compare('albania-fact').catch((fault) => fault instanceof Mistake);
const messageOf = (input, options) => engine.compare(input, options).then(() => 'accepted', (fault) => fault.name + ' ' + fault.message);
const misspelt = await messageOf('albania-facts', { ...size, replicate: 5 });
const itself = { scenario: 'albania-facts' };
itself.parameters = itself;
const cyclic = await messageOf(itself, size);
engine.close();
const closed = await engine.compare('albania-facts', size).catch((fault) => fault instanceof Mistake);
console.log(JSON.stringify({ theirs, label: typeof outcomes.decision_quality.label, length: fingerprint.length, failures, fault, unknown, closed, misspelt, cyclic }));
`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], { cwd: place, encoding: 'utf8' });
  expect({ stderr, ...JSON.parse(stdout || '{}') }).toEqual({
    ...{
      stderr: '',
      theirs: 'refused',
      label: 'string',
      length: 64,
      failures: [],
      fault: true,
      unknown: true,
      closed: true,
      misspelt: expect.stringMatching(
        /^RangeError options: expected one of .+, found "replicate"\. Did you mean "replicates"/,
      ),
      cyclic: expect.stringMatching(
        /^ScenarioError scenario: expected data that can be written as JSON, found .*circular/,
      ),
    },
  });
});
