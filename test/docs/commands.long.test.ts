// Every command of the README and of the pages for those who take part runs as it stands there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, home, pages, plainEnv, run, runnable, tableCommandsOf } from './commands.ts';
import { asRun, exceptions, fault, inTables, runnableOf, testPage } from './run-pages.ts';

for (const file of pages()) if (!file.startsWith('docs/')) testPage(file);

describe('blocks of code', () => {
  it('are in languages that are run here, or in those of data', () => {
    const languages = pages().flatMap((file) =>
      blocksOf(file, readFileSync(join(home, file), 'utf8')).map(({ language }) => language),
    );
    expect(languages.filter((language) => !runnable.includes(language) && !data.includes(language))).toEqual([]);
  });
  const data = ['text', 'yaml', 'json', 'csv'];

  it('are all run but for the exceptions, of which each is one', () => {
    const all = pages().flatMap((file) => [...runnableOf(file), ...inTables(file)]);
    const left = new Set(all.flatMap((block) => asRun(block).left));
    expect(left).toEqual(new Set(exceptions.map(({ line, reason }) => `${line}: ${reason}`)));
  });
});

describe('this test', () => {
  const page = [
    ...['<!-- ends with 2 -->', '', '```sh', 'npm ci', 'exit 2', '```', '', '```sh', 'false', 'true', '```', ''],
    ...[
      '```sh',
      'echo "NOT WELL"',
      '```',
      '| `forewarned list` | `forewarned run SCENARIO` | `list` |',
      '```yaml',
      '```',
    ],
  ].join('\n');
  const blocks = blocksOf('page.md', page);

  it('finds blocks with line, language and exit code', () => {
    expect(blocks.map(({ line, language, ends }) => [line, language, ends])).toEqual([
      [3, 'sh', 2],
      [8, 'sh', 0],
      [13, 'sh', 0],
      [17, 'yaml', 0],
    ]);
    expect(tableCommandsOf('page.md', page).map(({ code }) => code)).toEqual(['forewarned list']);
    expect(() => blocksOf('page.md', '```sh\ntrue')).toThrow('page.md:1');
  });

  it('sees what ends otherwise than told, and what says that it is not well', async () => {
    const faults = [];
    for (const block of blocks.slice(0, 3))
      faults.push(fault(block, await run({ ...block, code: asRun(block).code }, '.', plainEnv())));
    expect(faults).toEqual([null, 'ended with 1 in the place of 0', 'NOT WELL']);
  });
});
