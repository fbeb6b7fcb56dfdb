// Findings whose answer is known: put in by a number, false, underpowered, and carried by one mechanism.
import { beforeAll, describe, expect, it } from 'vitest';
import { scoreboard } from '../../../src/experiment/findings/gather-findings.ts';
import type { FindingRow, Scoreboard } from '../../../src/experiment/findings/scoreboard.ts';
import type { SeedFinding } from '../../../src/scenario/seeds/finding.ts';
import { few, finding, judged, made, performed, planned, sources } from './support.ts';

const recall = { effect: 'recall', of: 'one-on-one', on: 'met' };
const part = (value: unknown, expected: unknown, more: object = {}) => ({
  ...{ id: 'p', says: 's', value, unit: 'share', expect: expected },
  ...more,
});

const findings = [
  // The memory of those met is what the encoding of the channel and the memory's own numbers make it.
  finding({ id: 'put-in', parts: [part(recall, { above: 0.01 })], builtInBy: ['memory'] }),
  // The same, said to come from dissonance: taking that out changes nothing.
  finding({
    id: 'wrong-ablation',
    parts: [part(recall, { above: 0.01 })],
    ablation: { says: 'no dissonance', off: ['dissonance'], set: {}, swap: {} },
  }),
  finding({
    id: 'carried-by-memory',
    parts: [part(recall, { above: 0.01 })],
    ablation: { says: 'no memory', off: ['memory'], set: {}, swap: {} },
  }),
  finding({ id: 'false', parts: [part(recall, { above: 0.99 })] }),
  finding({
    id: 'swapped-for-nothing',
    parts: [part(recall, { above: 0.01 })],
    ablation: { says: 'no content', off: [], set: {}, swap: { 'one-on-one': 'null-campaign' } },
  }),
  finding({
    id: 'no-effect-unless-given-a-number',
    parts: [part({ effect: 'recall', of: 'null-campaign', on: 'met' }, { between: [-0.02, 0.02] })],
    ablation: { says: 'a campaign that says something', off: [], set: {}, swap: { 'null-campaign': 'one-on-one' } },
  }),
  finding({
    id: 'two-parts',
    parts: [part(recall, { above: 0.01 }), { ...part(recall, { below: 0.01 }), id: 'fails' }],
  }),
  finding({
    id: 'said-not-done',
    parts: [part({ study: 'beneficiary-follow-up', result: 'self-report', of: 'one-on-one' }, { above: 0.001 })],
  }),
  finding({ id: 'nobody-can', parts: [], notTestable: 'the model has no such thing' }),
];

const seed = (id: string): SeedFinding => findings.find((each) => each.id === id) ?? findings[0];
let board: Scoreboard;
beforeAll(() => {
  board = judged(findings);
}, 120_000);
const row = (id: string): FindingRow => {
  const found = board.findings.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
};

describe('a planted finding', () => {
  it('set by a number comes out built-in, whatever it declares', () =>
    expect(row('put-in')).toMatchObject({ declared: 'emerged', verdict: 'reproduced', status: 'built-in' }));

  it('that is false is not reproduced, and has nothing to trace', () =>
    expect(row('false')).toMatchObject({ verdict: 'not reproduced', status: 'absent', decides: 'p' }));

  it('with too few runs is undecided, and says how many it would take', () => {
    // So near to what the same runs show that they cannot tell on which side it lies.
    const { value, low, high } = row('put-in').parts[0].estimate;
    const near = part(recall, { above: value - (high - low) / 8 });
    const [{ verdict, status, parts }] = judged([finding({ parts: [near] })], { ...few, ablationRuns: 0 }).findings;
    expect([verdict, status]).toEqual(['undecided', 'open']);
    expect(Math.abs(Number(parts[0].runsToDecide) - 64)).toBeLessThanOrEqual(1);
  });

  it('that goes with its mechanism emerged from it', () => {
    const { status, ablation } = row('carried-by-memory');
    expect(status).toBe('emerged');
    expect(ablation).toMatchObject({ verdict: 'removed', left: { value: 0, runs: 4 } });
  });

  it('that stays when its ablation is taken out is marked so', () => {
    const { status, ablation } = row('wrong-ablation');
    expect(ablation?.verdict).toBe('kept');
    expect(ablation?.left?.value).toBeGreaterThan(0.9);
    expect(status).toBe('unexplained');
  });

  it('can be ablated by another design in the place of its own', () =>
    expect(row('swapped-for-nothing')).toMatchObject({ status: 'emerged', ablation: { left: { value: 0 } } }));

  it('of no effect is removed where an effect appears', () => {
    const { verdict, ablation } = row('no-effect-unless-given-a-number');
    expect(verdict).toBe('reproduced');
    expect(ablation).toMatchObject({ verdict: 'removed', left: null });
  });

  it('fails where one of its parts fails, and names it', () =>
    expect(row('two-parts')).toMatchObject({ verdict: 'not reproduced', decides: 'fails' }));

  it('can ask an imaginary study', () => {
    const [{ estimate }] = row('said-not-done').parts;
    expect(estimate.runs).toBe(4);
    expect(estimate.value).toBeGreaterThan(0);
  });

  it('that nobody can test says why', () =>
    expect(row('nobody-can')).toMatchObject({ verdict: 'not testable', status: null, parts: [] }));
});

describe('a scoreboard', () => {
  it('has no verdict without an interval and a number of runs', () => {
    for (const { verdict, parts } of board.findings) {
      if (verdict === 'not testable') continue;
      expect(parts.length).toBeGreaterThan(0);
      for (const { estimate } of parts) expect(estimate).toMatchObject({ runs: 4, low: expect.any(Number) });
    }
  });

  it('is the same in whatever order its jobs come back', () => {
    const plan = planned(findings);
    const outcomes = performed(plan);
    const backwards = scoreboard(plan, sources, outcomes.toReversed(), made);
    expect(scoreboard(plan, sources, outcomes, made)).toEqual(board);
    expect(backwards).toEqual(board);
  });

  it('leaves out a run that failed, and says so', () => {
    const plan = planned(findings);
    const [lost, ...others] = performed(plan);
    const failure = {
      runId: 'x',
      condition: '',
      arm: 'a',
      draw: 0,
      replicate: 0,
      message: 'm',
      trace: '',
      stage: 'run',
    };
    const partial = scoreboard(
      plan,
      sources,
      [{ id: lost.id, finding: null, failures: [failure as never] }, ...others],
      made,
    );
    expect(partial.failures).toHaveLength(1);
    expect(partial.findings.find(({ id }) => id === 'put-in')?.parts[0].estimate.runs).toBe(3);
  });

  it('takes from the last full run what a quick one leaves out, and names that run', () => {
    const quick = judged(findings, { ...few, ablationRuns: 0 }, board);
    expect(quick.ablationsFrom).toEqual({ fingerprint: board.fingerprint, defaults: made.defaults });
    for (const { id, status, ablation, verdict } of quick.findings) {
      expect(verdict).toBe(row(id).verdict);
      expect(ablation).toEqual(row(id).ablation);
      expect(status).toBe(row(id).status);
    }
    expect(quick.findings.every(({ inFull }) => inFull === undefined)).toBe(true);
    const was = board.findings.map((finding) => ({ ...finding, verdict: 'undecided' as const }));
    const other = judged(findings, { ...few, ablationRuns: 0 }, { ...board, findings: was });
    const changed = other.findings.filter(({ verdict }) => verdict !== 'undecided');
    expect(changed.length).toBeGreaterThan(0);
    for (const { inFull } of changed) expect(inFull).toBe('undecided');
    const alone = judged([seed('put-in')], { ...few, ablationRuns: 0 });
    expect(alone.ablationsFrom).toBeNull();
    expect(alone.findings[0].status).toBe('open');
  });

  it('shows how often a finding holds over draws of the parameters', () => {
    const size = { ...few, draws: 3, ablationRuns: 0 };
    const [first, second] = judged([seed('put-in'), seed('false')], size).findings;
    expect(first.draws).toMatchObject({ share: 1, of: 3, high: 1 });
    expect(second.draws).toMatchObject({ share: 0, of: 3, low: 0 });
    expect(first.parts[0].draws).toMatchObject({ held: 3, of: 3 });
  });

  it('shows what is left with a mechanism off', () => {
    const size = { ...few, ablationRuns: 0, mechanismRuns: 2, mechanisms: ['memory', 'dissonance'] };
    const [{ restsOn }] = judged([seed('put-in')], size).findings;
    expect(restsOn.memory).toMatchObject({ value: 0, runs: 2 });
    expect(restsOn.dissonance.value).toBeGreaterThan(0.8);
  });
});

describe('a plan', () => {
  it('lives each world once, however many findings read it', () => {
    const one = planned([seed('put-in')], { ...few, ablationRuns: 0 });
    const three = planned([seed('put-in'), seed('false'), seed('two-parts')], { ...few, ablationRuns: 0 });
    expect(three.worlds).toBe(one.worlds);
    expect(one.worlds).toBe(8);
  });

  it('adds runs to those there are', () => {
    const four = planned([seed('put-in')], { ...few, ablationRuns: 0 });
    const six = planned([seed('put-in')], { ...few, runs: 6, ablationRuns: 0 });
    expect(six.jobs.slice(0, 4)).toEqual(four.jobs);
  });

  it('lives the worlds of an ablation with the luck of those it is compared with', () => {
    const plan = planned([seed('carried-by-memory')]);
    const seeds = plan.jobs.map(({ job }) => ('arms' in job ? job.arms[0].setup : job.setup)).map(({ seed }) => seed);
    expect(new Set(seeds).size).toBe(1);
  });

  it.each([
    [{ experiment: 'nowhere' }, /planted.*nowhere/],
    [{ parts: [part({ effect: 'recall', of: 'fillm' }, { above: 0 })] }, /fillm/],
    [{ parts: [part({ effect: 'recall', of: 'one-on-one', in: 'large' }, { above: 0 })] }, /large/],
    [{ parts: [part({ study: 'nothing', result: 'truth', of: 'one-on-one' }, { above: 0 })] }, /nothing/],
    [
      { parts: [part(recall, { above: 0 })], ablation: { says: 's', off: [], set: { 'memory.nothing': 1 }, swap: {} } },
      /memory\.nothing/,
    ],
  ])('refuses %j', (changes, message) => expect(() => planned([finding(changes)])).toThrow(message));

  it.each([
    [part({ effect: 'recall', of: 'one-on-one', week: 26 }, { above: 0 }), /week before 26/],
    [part({ difference: 'recal', of: 'one-on-one' }, { above: 0 }), /recal/],
    [part({ effect: 'left_irregularly', of: 'one-on-one', route: 'air' }, { above: 0 }), /air/],
  ])('fails on %j when it is read', (wrong, message) =>
    expect(() => judged([finding({ parts: [wrong] })], { ...few, runs: 1, ablationRuns: 0 })).toThrow(message),
  );
});
