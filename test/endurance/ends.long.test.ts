// The end of a batch, when results take the place of the folder in which it was carried out: killed before any step, and resumed.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../src/runtime/check-files.ts';
import { call, countJournalled, fingerprintIn, leftovers, must, size, start, workshop } from './support.ts';

const JOBS = 4;
/** Steps that are tried of all; the last ones always are. */
const TRIED = 12;
const LAST = 12;

const { place, gone } = workshop('ends');
afterAll(gone);
const preload = [new URL('./kill-at.mjs', import.meta.url).href];
const args = ['resume', 'R.unfinished', '--workers', '1'];

let whole = '';

/** A folder in which the last step of a comparison is missing: all runs are finished. */
function atTheEnd(name: string): string {
  const folder = join(place, name);
  mkdirSync(folder);
  cpSync(join(place, 'R.unfinished'), join(folder, 'R.unfinished'), { recursive: true });
  return folder;
}

beforeAll(async () => {
  await must(['plan', 'small.yaml', ...size(JOBS, 100, 4), '--out', 'batch'], place);
  whole = fingerprintIn(await must(['resume', 'batch', '--json', '--out', 'R-once'], place));
  expect(countJournalled(join(place, 'batch'))).toBe(JOBS);
  cpSync(join(place, 'batch'), join(place, 'R.unfinished'), { recursive: true });
  rmSync(join(place, 'batch'), { recursive: true });
});

async function steps(folder: string, more: readonly string[]): Promise<number> {
  const counted = join(place, 'count');
  const { code, err } = await start([...args, ...more], folder, preload, { KILL_COUNT: counted }).ended;
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return Number(readFileSync(counted, 'utf8'));
}

/** Killed before a step, then resumed: the results are there and right, and nothing else is. */
async function killedBefore(step: number, folder: string, more: readonly string[]): Promise<void> {
  const killed = await start([...args, ...more], folder, preload, { KILL_AT: String(step) }).ended;
  expect(killed.code).toBe(null);
  const isOver = !existsSync(join(folder, 'R.unfinished'));
  const { code, out, err } = await call([...args, ...more, '--json'], folder);
  if (isOver) expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('Its results are in R.') });
  else expect({ code, err, fingerprint: fingerprintIn(out) }).toEqual({ code: 0, err: '', fingerprint: whole });
  expect(fingerprintIn(readFileSync(join(folder, 'R', 'comparison.json'), 'utf8'))).toBe(whole);
  expect(checkFiles(join(folder, 'R')).problems).toEqual([]);
  expect(leftovers(folder)).toEqual([]);
}

describe('the end of a batch', () => {
  it.each<[string, boolean]>([
    ['', false],
    [', with earlier results in the way', true],
  ])('may be cut off before any step, and is made up for%s', async (_, hasEarlier) => {
    const more = hasEarlier ? ['--force'] : [];
    const begun = (name: string): string => {
      const folder = atTheEnd(`${name}-${hasEarlier}`);
      if (hasEarlier) cpSync(join(place, 'R-once'), join(folder, 'R'), { recursive: true });
      return folder;
    };
    const all = await steps(begun('counted'), more);
    const stride = Math.max(1, Math.floor((all - LAST) / (hasEarlier ? TRIED / 2 : TRIED)));
    const tried = Array.from({ length: all }, (_, k) => k + 1).filter(
      (step) => step > all - LAST || step % stride === 1,
    );
    for (const step of tried) {
      const folder = begun(`before-${step}`);
      try {
        await killedBefore(step, folder, more);
      } catch (fault) {
        throw new Error(`killed before step ${step} of ${all}: ${fault}`, { cause: fault });
      }
      rmSync(folder, { recursive: true });
    }
    process.stdout.write(
      `ends: killed before ${tried.length} of ${all} steps${hasEarlier ? ', with earlier results' : ''}\n`,
    );
  });
});
