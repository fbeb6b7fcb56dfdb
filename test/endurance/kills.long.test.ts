// A batch that is killed at any moment goes on where it was, loses nothing, does nothing twice, and leaves no trace of the kill.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../src/runtime/check-files.ts';
import {
  call,
  countJournalled,
  fingerprintIn,
  journalled,
  journalledIn,
  leftovers,
  luckOf,
  must,
  type Running,
  size,
  start,
  until,
  wait,
  workshop,
} from './support.ts';

const ROUNDS = 20;
const JOBS = 140;
const RUNS = 3 * JOBS;
/** Kills that have to hit while runs go on. */
const LEAST = 15;

const SEED = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
const luck = luckOf(SEED);

const { place, gone } = workshop('kills');
afterAll(gone);
const keeper = new URL('./keep-journal.mjs', import.meta.url).href;

/** What a batch was doing when it was killed. */
type Phase = 'starting' | 'running' | 'writing results' | 'ending';
/** When it is killed: after a share of the jobs, when all are done, or at any time. */
type Moment = { readonly share: number } | 'results' | { readonly milliseconds: number };

let whole = '';
let takes = 0;
const hits: Record<Phase, number> = { starting: 0, running: 0, 'writing results': 0, ending: 0 };

beforeAll(async () => {
  await must(['plan', 'small.yaml', ...size(JOBS, 100, 4), '--out', 'planned'], place);
  cpSync(join(place, 'planned'), join(place, 'once'), { recursive: true });
  const began = performance.now();
  whole = fingerprintIn(await must(['resume', 'once', '--json', '--out', 'R-once'], place));
  takes = performance.now() - began;
  expect(journalled(join(place, 'once'))).toHaveLength(JOBS);
  expect(RUNS).toBeGreaterThanOrEqual(400);
});

async function kill(running: Running, work: string, moment: Moment): Promise<void> {
  const jobs = () => countJournalled(work);
  if (moment === 'results') {
    await until(() => running.isOver() || jobs() >= JOBS);
    await wait(luck() * 900);
  } else if ('share' in moment) {
    const enough = Math.max(1, Math.floor(moment.share * JOBS));
    await until(() => running.isOver() || jobs() >= enough);
    await wait(luck() * 40);
  } else await wait(moment.milliseconds);
  running.kill('SIGKILL');
  await running.ended;
}

function phaseOf(work: string, results: string | null): Phase {
  if (!existsSync(work) || (results !== null && existsSync(results))) return 'ending';
  const jobs = journalled(work).length;
  if (jobs >= JOBS) return 'writing results';
  return jobs > 0 ? 'running' : 'starting';
}

/** The ways to start a batch: what is typed, where it works, and where its results go. */
function wayOf(round: number, folder: string) {
  if (round % 3 === 1)
    return {
      first: ['run', '../small.yaml', ...size(JOBS, 100, 4), '--out', 'R'],
      work: 'R.unfinished',
      results: 'R',
      more: [],
    };
  cpSync(join(place, 'planned'), join(folder, 'batch'), { recursive: true });
  const out = round % 3 === 0 ? ['--out', 'R'] : [];
  return { first: ['resume', 'batch', ...out], work: 'batch', results: round % 3 === 0 ? 'R' : null, more: out };
}

describe(`a batch of ${RUNS} runs that is killed`, () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round))(
    'at a random moment and resumed is the one that nobody disturbed (%s)',
    async (round) => {
      const folder = join(place, `round-${round}`);
      mkdirSync(folder);
      const { first, work, results, more } = wayOf(round, folder);
      const at = join(folder, work);
      const found = results === null ? null : join(folder, results);
      const moment: Moment =
        round % 7 === 3
          ? 'results'
          : round === 5 || round === 12
            ? { milliseconds: luck() * takes }
            : { share: luck() * 0.95 };
      const workers = ['--workers', String(1 + (round % 2))];
      const resume = ['resume', round % 2 === 0 ? work : `${work}/`, ...more, ...workers];

      await kill(start([...first, ...workers], folder), at, moment);
      hits[phaseOf(at, found)]++;
      let kept = journalled(at);
      if (round % 4 === 2) {
        const left = (kept.length / JOBS + luck() * (1 - kept.length / JOBS)) * 0.98;
        await kill(start(resume, folder), at, { share: left });
        hits[phaseOf(at, found)]++;
        // Nothing that was finished is lost between the kills.
        expect(journalled(at).slice(0, kept.length)).toEqual(kept);
        kept = journalled(at);
      }

      if (existsSync(at)) {
        const journal = join(folder, 'journal-at-the-end.jsonl');
        const { code, out, err } = await start([...resume, '--json'], folder, [keeper], { KEEP_JOURNAL: journal })
          .ended;
        expect({ code, err }).toEqual({ code: 0, err: '' });
        expect(fingerprintIn(out)).toBe(whole);
        const jobs = existsSync(at) ? journalled(at) : journalledIn(journal);
        // What was finished before is there still, in its place; and each job stands there once.
        expect(jobs.slice(0, kept.length)).toEqual(kept);
        expect(jobs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: JOBS }, (_, job) => job));
      } else {
        // It had just ended.
        expect(fingerprintIn(readFileSync(join(folder, 'R', 'comparison.json'), 'utf8'))).toBe(whole);
        const { code, err } = await call(resume, folder);
        expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('Its results are in') });
      }
      const out = results ?? join('results', readdirSync(join(folder, 'results'))[0] ?? '');
      // The command does what the function does; starting it takes longer.
      if (round % 5 === 0) await must(['verify', out, '--no-runs'], folder);
      expect(checkFiles(join(folder, out)).problems).toEqual([]);
      expect(leftovers(folder)).toEqual([]);
      expect(existsSync(at)).toBe(!work.endsWith('.unfinished'));
    },
  );

  it(`was hit while runs went on at least ${LEAST} times`, () => {
    process.stdout.write(
      `kills: seed ${SEED}, undisturbed ${(takes / 1000).toFixed(1)} s, hits ${JSON.stringify(hits)}\n`,
    );
    expect(hits.running).toBeGreaterThanOrEqual(LEAST);
    expect(hits['writing results']).toBeGreaterThanOrEqual(1);
  });
});
