import type { RunRow, Spread } from '../../experiment/comparison.ts';
import type { PairedResult } from '../../experiment/pair.ts';
import { type Bounds, type Observation, spread } from '../../experiment/spread.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { BASELINE } from '../../scenario/read-scenario.ts';
import { AS_BEFORE, AS_CHANGED } from '../engine/settled-state.ts';

/** One design in the two-by-two: with and without it, as assumed before and as changed. */
export type TwoByTwo = {
  readonly design: string;
  readonly outcome: OutcomeName;
  readonly without: Pair;
  readonly with: Pair;
  /** With less without. */
  readonly effect: Pair;
};

/** Before, after the change, and the difference between the two: pair by pair, in runs of the same luck. */
export type Pair = { readonly before: Spread; readonly changed: Spread; readonly difference: Spread };

/** What a level cannot leave. */
const whole: Bounds = [0, 1];

/** Everything four worlds of the same luck say about a design; null while no run is finished in all four. */
export function twoByTwo(results: readonly PairedResult[], design: string, outcome: OutcomeName): TwoByTwo | null {
  const rows = results.flatMap(({ rows: own }) => own);
  const runs = (condition: string, arm: string): ReadonlyMap<number, RunRow> =>
    new Map(rows.filter((row) => row.condition === condition && row.arm === arm).map((row) => [row.replicate, row]));
  const worlds = {
    without: { before: runs(AS_BEFORE, BASELINE), changed: runs(AS_CHANGED, BASELINE) },
    with: { before: runs(AS_BEFORE, design), changed: runs(AS_CHANGED, design) },
  };
  // Levels that exist only in pairs have none in the world without campaign.
  const isPaired = outcomes[outcome].kind === 'paired';
  const effect = (row: RunRow | undefined): number | null => row?.differences[outcome] ?? null;
  const level = isPaired ? effect : (row: RunRow | undefined): number | null => row?.levels[outcome] ?? null;
  const found = {
    without: isPaired ? nothing(worlds.with) : pairOf(worlds.without, level, whole),
    with: pairOf(worlds.with, level, whole),
    effect: pairOf(worlds.with, effect),
  };
  if (found.without === null || found.with === null || found.effect === null) return null;
  return { design, outcome, without: found.without, with: found.with, effect: found.effect };
}

type Runs = ReadonlyMap<number, RunRow>;
type Reading = (row: RunRow | undefined) => number | null;

function pairOf(
  { before, changed }: { readonly before: Runs; readonly changed: Runs },
  value: Reading,
  bounds?: Bounds,
): Pair | null {
  const both = [...before.keys()].filter((replicate) => changed.has(replicate)).sort((a, b) => a - b);
  const here: Observation[] = [];
  const there: Observation[] = [];
  const between: Observation[] = [];
  for (const replicate of both) {
    const row = before.get(replicate);
    const [a, b] = [value(row), value(changed.get(replicate))];
    if (row === undefined || a === null || b === null) continue;
    here.push({ draw: row.draw, value: a });
    there.push({ draw: row.draw, value: b });
    between.push({ draw: row.draw, value: b - a });
  }
  const [first, second, difference] = [spread(here, bounds), spread(there, bounds), spread(between)];
  return first && second && difference ? { before: first, changed: second, difference } : null;
}

function nothing(worlds: { readonly before: Runs; readonly changed: Runs }): Pair | null {
  return pairOf(worlds, () => 0, whole);
}
