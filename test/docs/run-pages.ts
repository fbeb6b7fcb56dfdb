// Every command of a page as a test, in the order of the page, in a folder like a fresh checkout.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Block, blocksOf, checkout, home, lacking, run, runnable, tableCommandsOf } from './commands.ts';

/** A line that is not run as it stands. */
type Exception = {
  /** The line without a remark behind it. */
  readonly line: string;
  readonly reason: string;
  /** What is run in its place, if anything. */
  readonly instead?: string;
};

const installs = 'installs the project';
const tests = 'runs the tests themselves';
const minutes = 'takes many minutes';

/** Everything that a page tells a reader to run, and these tests do not. */
export const exceptions: readonly Exception[] = [
  { line: 'npm ci && npm run compare', reason: installs, instead: 'npm run compare' },
  { line: 'npm ci && time npm run compare', reason: 'installs the project; the README has the same' },
  {
    line: 'npm ci && npm run app',
    reason: 'installs the project, and opens a browser; test/web does',
    instead: 'npm run build',
  },
  { line: 'npm ci && npm test', reason: `${installs}, ${tests}` },
  { line: 'npm ci', reason: installs },
  { line: 'git clone . results/fresh && cd results/fresh', reason: 'a clone for the two commands after it' },
  { line: 'npm test', reason: tests },
  { line: 'npm run test:unit', reason: tests },
  { line: 'npm run test:long', reason: tests },
  { line: 'npm run test:browser', reason: tests },
  {
    line: 'npm run knip',
    reason: 'ends with 1 as long as there is anything to look at',
    instead: 'npm run knip -- --no-exit-code',
  },
  {
    line: 'npm run -s forewarned -- evaluate who-is-left-to-ask',
    reason: minutes,
    instead: 'npm run -s forewarned -- evaluate who-is-left-to-ask --people 1000 --replicates 4 --surveys 5',
  },
  {
    line: 'npm run -s forewarned -- run five-assumptions',
    reason: minutes,
    instead: 'npm run -s forewarned -- run five-assumptions --people 1000 --replicates 4',
  },
  { line: 'npm run -s forewarned -- compare', reason: 'the same as `npm run compare` in the README' },
  {
    line: 'forewarned submit batches/many --slurm --time 30 --task-memory 1024 --wait',
    reason: 'needs Slurm; test/scale runs the same',
  },
  { line: 'kubectl apply -f batches/many/kubernetes.yaml', reason: 'needs a cluster' },
  {
    line: 'parallel -j 2 --joblog batches/many/joblog forewarned shard batches/many --workers 1 --index {} ::: $(seq 0 7)',
    reason: 'needs GNU parallel; test/scale runs the same where it can be had',
  },
  { line: 'npm run bench', reason: minutes, instead: 'npm run bench -- --rounds 1' },
  { line: 'npm run levels', reason: minutes },
  { line: 'npm run paired-variance', reason: minutes },
  { line: 'npm run scoreboard', reason: minutes },
  { line: 'npm run calibrate', reason: minutes },
];

/** A block as it is run here; what is left out of it, and why. */
export function asRun(block: Block): { readonly code: string; readonly left: readonly string[] } {
  const left: string[] = [];
  const lines = block.code.split('\n').flatMap((text) => {
    const line = text.replace(/\s+#.*$/, '').trim();
    const exception = exceptions.find((one) => one.line === line);
    if (exception === undefined) return [text];
    left.push(`${line}: ${exception.reason}`);
    return exception.instead === undefined ? [] : [exception.instead];
  });
  return { code: lines.join('\n'), left };
}

/** Blocks of a page that are there to be run. */
export function runnableOf(file: string): Block[] {
  return blocksOf(file, readFileSync(join(home, file), 'utf8')).filter(({ language }) => runnable.includes(language));
}

export function inTables(file: string): Block[] {
  return tableCommandsOf(file, readFileSync(join(home, file), 'utf8'));
}

/** A block fails when it ends otherwise than told, or when it says that something is not as it should be. */
export function fault({ ends }: Block, { code, said }: { readonly code: number | null; readonly said: string }) {
  if (code !== ends) return `ended with ${code} in the place of ${ends}`;
  return /^NOT .*/m.exec(said)?.[0] ?? null;
}

/** One test for each of the blocks, which belong to one page. */
function testBlocks(title: string, blocks: readonly Block[]): void {
  // A block can use what an earlier one made.
  describe(title, { shuffle: false }, () => {
    const { folder, env } = checkout();
    afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));
    for (const block of blocks) {
      const { code, left } = asRun(block);
      const [first = ''] = code.trim().split('\n');
      const partly = left.length > 0 && first !== '' ? ` (NOT RUN AS IT STANDS: ${left.join('; ')})` : '';
      const why = first === '' ? left.join('; ') : lacking(block, env);
      const name = `${block.file}:${block.line}: ${first}${why === null ? partly : ` (NOT RUN: ${why})`}`;
      it.skipIf(why !== null)(name, async () => {
        const ended = await run({ ...block, code }, folder, env);
        expect(fault(block, ended), ended.said.slice(-4000)).toBeNull();
      });
    }
  });
}

/** Tests what stands in blocks of a page, in its tables, or both. */
export function testPage(file: string, where: 'blocks' | 'tables' | 'everywhere' = 'everywhere'): void {
  const blocks = [...(where === 'tables' ? [] : runnableOf(file)), ...(where === 'blocks' ? [] : inTables(file))];
  if (blocks.length > 0) testBlocks(file, blocks);
}
