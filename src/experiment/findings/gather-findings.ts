import { resultsVersion } from '../../model/schedule.ts';
import type { FindingPart, SeedFinding } from '../../scenario/seeds/finding.ts';
import { quantiles } from '../../statistics/quantile.ts';
import { wilson } from '../../statistics/wilson.ts';
import type { Estimate } from '../jackknife.ts';
import { type Lens, lensOn } from './lens.ts';
import { experimentOf, type FindingPlan, type FindingSources, isTestable, runsFor } from './plan-findings.ts';
import { type Batches, type FindingOutcome, fingerprintOf, readingsOf } from './readings.ts';
import type { AblationResult, FindingRow, PartResult, Scoreboard, Status } from './scoreboard.ts';
import { ablated, bare, whole } from './variant.ts';
import { holds, joint, regionOf, runsToDecide, type Verdict, verdictOn } from './verdict.ts';

/** The program and the parameters behind a scoreboard. */
export type Made = Pick<Scoreboard, 'version' | 'defaults'>;

/** Less than this left of a statistic and its ablation has removed it; as much or more and it is carried by what is left on. */
const HALF = 0.5;
const MIDDLE = [0.05, 0.95] as const;

/**
 * Judges every finding from the jobs that came back; runs that failed are left out and listed.
 *
 * @param before the last full run, from which statuses and ablations are taken where this one made none
 */
export function scoreboard(
  plan: FindingPlan,
  sources: FindingSources,
  outcomes: readonly FindingOutcome[],
  made: Made,
  before: Scoreboard | null = null,
): Scoreboard {
  const batches = readingsOf(plan, outcomes);
  const { size, seed, people, off } = plan;
  const judged = plan.findings.map((finding) => {
    const row = rowOf(finding, plan, sources, batches);
    const last = size.ablationRuns > 0 ? undefined : before?.findings.find(({ id }) => id === finding.id);
    return last === undefined ? row : withLast(row, last);
  });
  const fromBefore = size.ablationRuns === 0 && before !== null;
  return {
    fingerprint: fingerprintOf(batches),
    ...made,
    resultsVersion,
    ...{ seed, people, off },
    runs: Math.max(...plan.findings.map((finding) => runsFor(finding, size))),
    ...{ draws: size.draws, ablationRuns: size.ablationRuns },
    ablationsFrom: fromBefore
      ? { fingerprint: before.fingerprint, defaults: before.defaults }
      : size.ablationRuns > 0
        ? 'this run'
        : null,
    findings: judged,
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** What a quick run leaves out, from the last full one; its own verdict stays. */
function withLast(row: FindingRow, last: FindingRow): FindingRow {
  const { ablation, restsOn, draws } = last;
  const parts = row.parts.map((part) => ({
    ...part,
    draws: part.draws ?? last.parts.find(({ id }) => id === part.id)?.draws ?? null,
  }));
  const differs = row.verdict === last.verdict ? {} : { inFull: last.verdict };
  return { ...row, ...differs, parts, ablation, restsOn, draws: row.draws ?? draws, status: statusFrom(row, last) };
}

/** A status holds as long as the verdict that it explains. */
function statusFrom(row: FindingRow, last: FindingRow): Status | null {
  if (row.verdict === last.verdict) return last.status;
  return row.verdict === 'reproduced' ? 'open' : row.status;
}

function rowOf(finding: SeedFinding, plan: FindingPlan, sources: FindingSources, batches: Batches): FindingRow {
  const { id, row, title, claim, patterns, conflicts, why, declared } = finding;
  const base = {
    ...{ id, row, title, claim, patterns, conflicts, why, declared },
    sources: finding.sources,
    condition: finding.condition ?? null,
    notTestable: finding.notTestable ?? null,
    circular: finding.circular ?? null,
    discrepancy: finding.discrepancy ?? null,
    experiment: finding.experiment ?? null,
  };
  if (!isTestable(finding)) {
    const nothing = { decides: null, parts: [], draws: null, status: null, ablation: null, restsOn: {} };
    return { ...base, ...nothing, verdict: 'not testable' };
  }
  const { size } = plan;
  const lens = lensOn(experimentOf(finding, sources), plan, batches);
  const parts = finding.parts.map((part) => partOf(part, runsFor(finding, size), size.draws, lens));
  const verdict = joint(parts.map((part) => part.verdict));
  const ablation = ablationOf(finding, size.ablationRuns, lens);
  return {
    ...base,
    verdict,
    decides: decidingOf(parts, verdict),
    parts,
    draws: jointDraws(finding, size.draws, lens),
    ablation,
    status: statusOf(finding, verdict, isCarriedAlone(finding, size.ablationRuns, lens), ablation),
    restsOn: Object.fromEntries(
      size.mechanisms.map((mechanism) => [
        mechanism,
        lens.left(finding.parts[0], { off: [mechanism], set: {} }, size.mechanismRuns),
      ]),
    ),
  };
}

function partOf(part: FindingPart, runs: number, draws: number, lens: Lens): PartResult {
  const { id, says, unit, expect, none } = part;
  const estimate = lens.value(part, whole, runs);
  const values = finite(lens, [part], draws).flat();
  const [low, high] = values.length === 0 ? [] : quantiles(values, MIDDLE);
  const held = values.filter((value) => holds(value, expect)).length;
  return {
    ...{ id, says, unit, expect, none, estimate },
    verdict: verdictOn(estimate, expect),
    runsToDecide: runsToDecide(estimate, expect),
    draws: low === undefined || high === undefined ? null : { low, high, held, of: values.length },
  };
}

/** The values of some parts by draw; draws in which one of them does not exist are left out. */
function finite(lens: Lens, parts: readonly FindingPart[], most: number): readonly (readonly number[])[] {
  return lens
    .drawn(parts, most)
    .map(({ values }) => values)
    .filter((values) => values.every(Number.isFinite));
}

/** In how many draws all parts hold at once. */
function jointDraws({ parts }: SeedFinding, most: number, lens: Lens): FindingRow['draws'] {
  const drawn = finite(lens, parts, most);
  if (drawn.length === 0) return null;
  const held = drawn.filter((values) => values.every((value, k) => holds(value, parts[k].expect))).length;
  return { share: held / drawn.length, ...wilson(held, drawn.length), of: drawn.length };
}

function ablationOf(finding: SeedFinding, most: number, lens: Lens): AblationResult | null {
  if (finding.ablation === undefined || most === 0) return null;
  const { says, swap, part: wanted } = finding.ablation;
  const part = finding.parts.find(({ id }) => id === wanted) ?? finding.parts[0];
  const without = lens.value(part, ablated(finding), most, swap);
  if ('between' in part.expect) {
    const where = verdictOn(without, part.expect);
    const verdict = where === 'not reproduced' ? 'removed' : where === 'reproduced' ? 'kept' : 'undecided';
    return { says, part: part.id, left: null, without, verdict };
  }
  const left = lens.left(part, ablated(finding), most, swap);
  return { says, part: part.id, left, without, verdict: leftOver(left) };
}

/** Removed: surely less than half is left. Kept: surely half or more. */
function leftOver({ low, high, runs }: Estimate): AblationResult['verdict'] {
  if (runs < 2 || Number.isNaN(low) || Number.isNaN(high)) return 'undecided';
  if (high < HALF) return 'removed';
  return low >= HALF ? 'kept' : 'undecided';
}

/** Whether it stays, at half its size or more, with everything off but what may carry it alone; null where that was not run. */
function isCarriedAlone(finding: SeedFinding, most: number, lens: Lens): boolean | null {
  if (most === 0) return null;
  const alone = bare(finding);
  return finding.parts.every(
    (part) =>
      verdictOn(lens.value(part, alone, most), part.expect) === 'reproduced' &&
      ('between' in part.expect || leftOver(lens.left(part, alone, most)) === 'kept'),
  );
}

function statusOf(
  { declared }: SeedFinding,
  verdict: Verdict,
  carriedAlone: boolean | null,
  ablation: AblationResult | null,
): Status {
  if (verdict === 'not reproduced') return 'absent';
  if (verdict === 'undecided' || carriedAlone === null) return 'open';
  if (declared === 'calibrated' || declared === 'held-out') return declared;
  if (carriedAlone) return 'built-in';
  return ablation?.verdict === 'removed' ? 'emerged' : 'unexplained';
}

/** The part that a reader should look at first: one that fails, else one that is open, else the one nearest to failing. */
function decidingOf(parts: readonly PartResult[], verdict: Verdict): string | null {
  const those = parts.filter((part) => part.verdict === verdict);
  /** Half-widths between the value and the nearest end of the region. */
  const room = ({ estimate, expect }: PartResult): number => {
    const half = (estimate.high - estimate.low) / 2;
    const distance = Math.min(...regionOf(expect).map((end) => Math.abs(estimate.value - end)));
    return distance / Math.max(half, Number.MIN_VALUE);
  };
  return those.toSorted((a, b) => room(a) - room(b))[0]?.id ?? null;
}
