// What makes the reference worth something: it shares nothing with the engine but luck, exact arithmetic and words.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** These stand beside the reference and know both. */
const BESIDE = ['compare.ts', 'setups.ts'];
const shared = /^\.\.\/\.\.\/src\/(random\/|statistics\/|model\/(vocabulary|setup|settings|parameter)\.ts$)/;

function faults(text: string): string[] {
  const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
  const strange = imports.filter(
    (from) => !shared.test(from) && (!from.startsWith('./') || BESIDE.includes(from.slice(2))),
  );
  return [...strange, ...(text.match(/\b\w+(8|16|32|64)Array\b|\bimport\(/g) ?? [])];
}

describe('the reference', () => {
  const files = readdirSync(HERE).filter((file) => !file.endsWith('.test.ts') && !BESIDE.includes(file));

  it.each(files)('%s is plain and on its own', (file) => {
    expect(faults(readFileSync(`${HERE}/${file}`, 'utf8'))).toEqual([]);
  });

  it('would be seen to lean on the engine', () => {
    expect(files.length).toBeGreaterThan(8);
    expect(faults("import { curve } from '../../src/model/vector.ts';")).toHaveLength(1);
    expect(faults("import { allColumns } from './compare.ts';")).toHaveLength(1);
    expect(faults('const room = new Float32Array(4);')).toHaveLength(1);
  });
});
