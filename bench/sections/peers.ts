// The reduced model in other frameworks and languages, next to our primitives.

import type { Measure } from '../measure.ts';
import { compiler, noCompiler } from '../native/compile.ts';
import { noNumpy, numpyVersion } from '../peers/python.ts';
import type { Section, Skipped, Trial } from '../section.ts';
import type { Peer } from '../tasks/reduced.ts';

/** Weeks timed at 10,000, 100,000 and 1,000,000 people. */
type Weeks = readonly [number, number, number];
const QUICK: Weeks = [200, 60, 12];
const SLOW: Weeks = [20, 8, 3];
const SIZES = [10_000, 100_000, 1_000_000] as const;

type Row = { readonly peer: Peer; readonly weeks: Weeks };

const always: readonly Row[] = [
  { peer: 'ours', weeks: QUICK },
  { peer: 'plain objects', weeks: QUICK },
];
const compiled: readonly Row[] = [{ peer: 'C', weeks: QUICK }];
const numpy: readonly Row[] = [{ peer: 'NumPy', weeks: QUICK }];
const toInstall: readonly Row[] = [
  { peer: 'js-simulator', weeks: QUICK },
  { peer: 'AgentScript, neighbour lists', weeks: QUICK },
  { peer: 'AgentScript, links', weeks: SLOW },
  { peer: 'flocc', weeks: SLOW },
];

function trialsOf({ peer, weeks }: Row, sizes: readonly number[]): Trial[] {
  return sizes.map((people, at) => ({
    of: peer,
    call: { task: 'reduced', input: { peer, people, weeks: weeks[at] } },
    ...(people >= 1_000_000 && { rounds: 2 }),
  }));
}

function startOf(peer: Peer): Trial {
  return { of: peer, call: { task: 'reduced', input: { peer, people: 1000, weeks: 1, starting: true } } };
}

/** How much further than by chance a peer's shares may be from ours: what updating one after the other makes. */
const TOLERANCE = 0.015;

export const reducedSection: Section = {
  name: 'reduced',
  title: 'The reduced model (bench/peers/README.md)',
  about:
    'Million agent-steps per second, bytes per agent, building and start-up with 1,000 agents in ms; shares by stage after ten weeks.',
  units: '',
  async plan({ full, peers }) {
    const skipped: Skipped[] = [];
    const rows = [...always];
    if (compiler() === null) skipped.push({ of: 'C', reason: noCompiler });
    else rows.push(...compiled);
    if (numpyVersion() === null) skipped.push({ of: 'NumPy', reason: noNumpy });
    else rows.push(...numpy);
    if (peers) rows.push(...toInstall);
    else skipped.push({ of: 'flocc, AgentScript, js-simulator', reason: 'they are installed only with --peers' });
    const sizes = full || peers ? SIZES : SIZES.slice(0, 2);
    const starts = rows.map(({ peer }) => peer).filter((peer) => peer !== 'C');
    return {
      trials: [...rows.flatMap((row) => trialsOf(row, sizes)), ...starts.map(startOf), startOf('loader alone')],
      skipped,
    };
  },
};

/** Peers whose shares by stage are not ours: they have not done the same work. */
export function strangersOf(measures: readonly Measure[]): string[] {
  const shares = new Map<string, number[]>();
  for (const { section, of, figure, spread } of measures) {
    const [, stage] = /^stage (\d)$/.exec(figure) ?? [];
    if (section !== 'reduced' || stage === undefined) continue;
    const known = shares.get(of) ?? [];
    known[Number(stage)] = spread.median;
    shares.set(of, known);
  }
  const ours = shares.get('ours') ?? [];
  return [...shares].filter(([, theirs]) => ours.some((share, stage) => isFar(share, theirs[stage]))).map(([of]) => of);
}

function isFar(one: number, other: number): boolean {
  const error = Math.sqrt((one * (1 - one) + other * (1 - other)) / SIZES[0]);
  return !(Math.abs(one - other) <= TOLERANCE + 4 * error);
}
