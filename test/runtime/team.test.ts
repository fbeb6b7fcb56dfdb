// Workers that share a world give the results of one that has it alone.
import { describe, expect, it } from 'vitest';
import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import type { Hand, Hire } from '../../src/runtime/hire.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { perform } from '../../src/runtime/perform.ts';
import { bestMeans, type Means } from '../../src/runtime/post.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import type { Part, PartReply } from '../../src/runtime/take-part.ts';
import { teams, teamsFor } from '../../src/runtime/team.ts';
import { threads } from '../../src/runtime/thread-pool.ts';
import { everyReachMode, setupOf } from '../reference/setups.ts';

const size = { people: 1500, weeks: 30, burnIn: 10, context: { communitySize: 90 } };
const jobOf = (id: number, larger: Partial<typeof size> = {}): PairedJob => ({
  ...{ id, condition: 'stated', draw: 0, replicate: id },
  arms: [
    { id: 'without', setup: setupOf({ ...size, ...larger, replicate: id, arm: {} }) },
    { id: 'with', setup: setupOf({ ...size, ...larger, replicate: id, arm: { components: everyReachMode } }) },
  ],
});
const jobs = [0, 1].map((id) => jobOf(id));
const wholes = jobs.map((job) => runPaired(job));

/** Hands of a team that are counted, and that may be told to do something when they are to take part. */
function counted(hire: Hire, atPart: (hand: Hand, part: Part, count: number) => void = () => {}) {
  const count = { parts: 0, wholes: 0 };
  const counting: Hire = () => {
    const hand = hire();
    const { worksite } = hand;
    return {
      ...hand,
      worksite: {
        perform: (job, tell) => {
          count.wholes++;
          return worksite.perform(job, tell);
        },
        takePart: async (part, tell) => {
          atPart(hand, part, count.parts++);
          return worksite.takePart?.(part, tell) ?? { kind: 'failed', message: 'takes no parts', trace: '' };
        },
      },
    };
  };
  return { count, hire: counting };
}

type Take = Required<Hand['worksite']>['takePart'];

/** Hands whose parts are taken as somebody else says. */
function meddling(hire: Hire, how: (take: Take, ...asked: Parameters<Take>) => Promise<PartReply>): Hire {
  return () => {
    const hand = hire();
    const { takePart } = hand.worksite;
    if (takePart === undefined) throw new Error('expected a hand that takes parts');
    return { ...hand, worksite: { ...hand.worksite, takePart: (part, tell) => how(takePart, part, tell) } };
  };
}

/** The job with a campaign without components, not even none. */
function unreadable({ arms, ...job }: PairedJob): PairedJob {
  return {
    ...job,
    arms: arms.map((arm, k) => (k === 0 ? arm : { ...arm, setup: { ...arm.setup, arm: {} as never } })),
  };
}

describe('a team', () => {
  it.each<[number, Means]>([
    [1, 'shared memory'],
    [2, 'shared memory'],
    [3, 'shared memory'],
    [2, 'ports'],
    [3, 'ports'],
  ])('of %i gives what one worker gives, to the last bit: letters by %s', async (members, by) => {
    const { count, hire } = counted(threads(), (_, part) => void expect(part.delivery.by).toBe(by));
    const { outcomes } = await runJobs(jobs, { hire: teams(hire, members, 100, by), workers: 1 });
    expect(outcomes).toStrictEqual(wholes);
    expect(count).toEqual({ parts: 2 * members, wholes: 0 });
  });

  it('tells how far it is, week by week, and never less than before', async () => {
    const steps: number[] = [];
    const hand = teams(threads(), 2, 100)();
    await hand.worksite.perform(jobOf(0, { people: 20_000 }), (done) => void steps.push(done));
    hand.dismiss();
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.some((done) => !Number.isInteger(done))).toBe(true);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.every((done) => done >= 0 && done <= 2)).toBe(true);
  });

  it.each([
    ['weeks of a large world, too', 50_000, 0.25],
    ['arms of a small one', 1500, 1],
  ])('of one tells the %s', (_, people, first) => {
    const steps: number[] = [];
    perform(jobOf(0, { people, weeks: 2, burnIn: 2 }), (done) => void steps.push(done));
    expect(steps[0]).toBe(first);
  });

  it('does a small job by one of its workers, and one that writes people down', async () => {
    const { count, hire } = counted(threads());
    const small = await runJobs(jobs, { hire: teams(hire, 2, 2000), workers: 1 });
    expect(small.outcomes).toStrictEqual(wholes);
    const written: PairedJob = { ...jobOf(0), record: ['person'] };
    const { outcomes } = await runJobs([written], { hire: teams(hire, 2, 100), workers: 1 });
    expect(outcomes).toStrictEqual([runPaired(written)]);
    expect(count).toEqual({ parts: 0, wholes: 3 });
  });

  it('whose members cannot share does jobs whole', async () => {
    const { outcomes } = await runJobs(jobs, { hire: teams(inProcess(perform), 2, 100), workers: 1 });
    expect(outcomes).toStrictEqual(wholes);
  });

  it('fails in the runs in which one worker fails, and in no other', async () => {
    const [without, with_] = jobOf(0).arms as [PairedJob['arms'][number], PairedJob['arms'][number]];
    const [component] = everyReachMode;
    // A belief of 2 has no logit.
    const broken = { ...component, says: { death: 2 } };
    const arm = { components: [broken], policies: [] };
    const job: PairedJob = { ...jobOf(0), arms: [without, { id: 'broken', setup: { ...with_.setup, arm } }, with_] };
    const { count, hire } = counted(threads());
    const { outcomes } = await runJobs([job], { hire: teams(hire, 2, 100), workers: 1 });
    expect(outcomes[0]?.rows).toStrictEqual(runPaired(job).rows);
    expect(outcomes[0]?.failures.map(({ arm: which, stage, message }) => [which, stage, message])).toEqual(
      runPaired(job).failures.map(({ arm: which, stage, message }) => [which, stage, message]),
    );
    expect(outcomes[0]?.failures).toHaveLength(1);
    expect(count).toEqual({ parts: 2, wholes: 1 });
  });

  it('of which one dies is replaced, and its job tried once more', async () => {
    const { count, hire } = counted(threads(), (hand, _, part) => {
      if (part === 1) hand.dismiss();
    });
    const { outcomes } = await runJobs(jobs, { hire: teams(hire, 2, 100), workers: 1 });
    expect(outcomes).toStrictEqual(wholes);
    expect(count.parts).toBe(6);
  });

  it('that loses somebody again and again is reported, not waited for', async () => {
    const { hire } = counted(threads(), (hand) => hand.dismiss());
    const { outcomes } = await runJobs([jobOf(0)], { hire: teams(hire, 2, 100), workers: 1 });
    expect(outcomes[0]?.rows).toEqual([]);
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'worker' });
  });

  it.each<Means>(['shared memory', 'ports'])('of which one fails does the job whole: letters by %s', async (by) => {
    const replies: PartReply[] = [];
    const hire = meddling(threads(), async (take, part, tell) => {
      const { number } = part.district;
      const reply = await take(number === 1 ? { ...part, job: unreadable(part.job) } : part, tell);
      replies[number] = reply;
      return reply;
    });
    const { outcomes } = await runJobs([jobOf(0)], { hire: teams(hire, 3, 100, by), workers: 1 });
    expect(outcomes).toStrictEqual([wholes[0]]);
    const other = { kind: 'failed', message: 'another district of this world could not go on' };
    expect(replies).toMatchObject([other, { kind: 'failed', message: expect.stringContaining('not iterable') }, other]);
  });

  it.each([
    ['before it begins', true],
    ['in the middle', false],
  ])('of which one is gone without a word leaves nobody waiting in shared memory: %s', async (_, isBefore) => {
    const hands: Hand[] = [];
    let reply: Promise<PartReply> | undefined;
    const hire = meddling(
      () => {
        const hand = threads()();
        hands.push(hand);
        return hand;
      },
      (take, part, tell) => {
        const taken = take(part, tell);
        if (part.district.number === 0) reply = taken;
        return taken;
      },
    );
    const team = teams(hire, 2, 100, 'shared memory')();
    const lose = (): void => hands[1].dismiss();
    if (isBefore) {
      lose();
      await team.gone;
    }
    // It does not come back: whoever gave the job knows that the team is gone.
    void team.worksite.perform(jobOf(0, { weeks: 1_000_000 }), lose);
    await expect.poll(() => reply).toBeDefined();
    expect(await reply).toMatchObject({ message: 'another district of this world could not go on' });
    team.dismiss();
  });

  it.each<Means>(['shared memory', 'ports'])('that is cancelled comes back long before its end, by %s', async (by) => {
    const stop = new AbortController();
    const { outcomes, cancelled } = await runJobs([jobOf(0, { people: 60_000, weeks: 100_000 })], {
      hire: teams(threads(), 2, 100, by),
      workers: 1,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 0) stop.abort();
      },
    });
    expect(cancelled).toBe(true);
    expect(outcomes).toEqual([]);
  });
});

describe('teams', () => {
  it('write through shared memory in Node', () => {
    expect(bestMeans()).toBe('shared memory');
  });

  const hire = threads();
  it.each([
    ['as many jobs as workers', 2, 2, 1_000_000, 2],
    ['more jobs than workers', 2, 9, 1_000_000, 2],
    ['few people', 4, 1, 1000, 4],
    ['one large job', 4, 1, 1_000_000, 1],
    ['two large jobs for five', 5, 2, 1_000_000, 2],
    ['one worker', 1, 1, 1_000_000, 1],
  ])('are made where it helps: %s', (_, workers, count, people, hired) => {
    const made = teamsFor(hire, workers, count, people);
    expect(made.workers).toBe(hired);
    expect(made.hire === hire).toBe(hired === workers);
  });
});
