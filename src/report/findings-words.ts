import type { FindingRow, PartResult, Scoreboard, Status } from '../experiment/findings/scoreboard.ts';
import type { Verdict } from '../experiment/findings/verdict.ts';
import type { Estimate } from '../experiment/jackknife.ts';
import type { Citation } from '../scenario/seeds/citation.ts';
import { counted, number } from './words.ts';

export const verdicts: readonly Verdict[] = ['reproduced', 'not reproduced', 'undecided', 'not testable'];

/** A sign before the word, so that the verdict does not hang on a colour. */
export const verdictMark: { readonly [V in Verdict]: string } = {
  reproduced: '●',
  'not reproduced': '×',
  undecided: '○',
  'not testable': '–',
};

export const statusMeaning: { readonly [S in Status]: string } = {
  'built-in': 'put in: it stays when everything but what may carry it alone is switched off',
  emerged: 'emerged: it goes when the mechanism it should come from is taken out',
  unexplained: 'unexplained: it stays when the mechanism it should come from is taken out',
  calibrated: 'calibrated: the number was used to choose parameters',
  'held-out': 'held out: the number was kept away from the choice of parameters',
  absent: 'nothing to trace, because it is not reproduced',
  open: 'not traced yet',
};

/** A value in its own unit, three figures. */
export function figureOf(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.00005) return number(0, 4);
  return number(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4);
}

export const intervalOf = ({ low, high }: Pick<Estimate, 'low' | 'high'>): string =>
  `${figureOf(low)} to ${figureOf(high)}`;

/** Leaving out any one run changes nothing, as happens with ranks: then the jackknife has no interval, and "0 to 0" would be none. */
const hasNoInterval = ({ low, high }: Estimate): boolean => low === high;

/** The interval of a value over luck. */
export const luckOf = (estimate: Estimate): string => (hasNoInterval(estimate) ? 'not known' : intervalOf(estimate));

/** "0.023 (0.019 to 0.027, 16 runs)": no value without its interval and its runs. */
export function estimateOf(estimate: Estimate): string {
  const interval = hasNoInterval(estimate) ? 'interval not known' : intervalOf(estimate);
  return `${figureOf(estimate.value)} (${interval}, ${counted(estimate.runs, 'run')})`;
}

export function regionOf({ expect }: Pick<PartResult, 'expect'>): string {
  const bound = (value: number): string => String(value).replace('-', '\u2212');
  if ('above' in expect) return `above ${bound(expect.above)}`;
  if ('below' in expect) return `below ${bound(expect.below)}`;
  return `${bound(expect.between[0])} to ${bound(expect.between[1])}`;
}

/** The part that a row shows: the one that decides. */
export function decidingPart({ parts, decides }: FindingRow): PartResult | undefined {
  return parts.find(({ id }) => id === decides);
}

export function drawsOf({ draws }: Pick<FindingRow, 'draws'>): string {
  if (draws === null) return 'not run';
  return `${Math.round(draws.share * draws.of)} of ${draws.of}`;
}

export function ablationOf({ ablation }: Pick<FindingRow, 'ablation'>): string {
  if (ablation === null) return 'none';
  const { left, without, verdict } = ablation;
  const word = { removed: 'removes it', kept: 'does not remove it', undecided: 'undecided' }[verdict];
  return left === null || !Number.isFinite(left.value)
    ? `${word}: the value is then ${estimateOf(without)}`
    : `${word}: ${percent(left.value)} left (${percent(left.low)} to ${percent(left.high)})`;
}

const percent = (share: number): string => `${number(share * 100)} %`;

export function sourcesOf({ sources }: Pick<FindingRow, 'sources'>, citations: ReadonlyMap<string, Citation>): string {
  return sources.map((id) => `${id}: ${citations.get(id)?.title ?? 'unknown'}`).join('; ');
}

/** "31 reproduced, 9 not reproduced, …": never shown without the list. */
export function countsOf(rows: readonly Pick<FindingRow, 'verdict'>[]): string {
  return verdicts.map((verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`).join(', ');
}

/** "in full: undecided": the verdict of the last full run, where a quick one comes to another. */
export const inFullOf = ({ inFull }: Pick<FindingRow, 'inFull'>): string | null =>
  inFull === undefined ? null : `in full: ${inFull}`;

/** n, interval, seed and version; and where ablations come from. */
export function findingsCaption(board: Scoreboard): string {
  const { runs, draws, people, seed, version, resultsVersion, ablationsFrom, off } = board;
  const drawn = draws > 0 ? `, ${counted(draws, 'parameter draw')}` : '';
  const from =
    ablationsFrom === null
      ? ' No ablations were run.'
      : ablationsFrom === 'this run'
        ? ''
        : ` Draws and ablations are those of the last full run, fingerprint ${ablationsFrom.fingerprint.slice(0, 8)}${ablationsFrom.defaults === board.defaults ? '' : ', with OTHER default parameters than now'}; so is the status where both come to the same verdict. Where they do not, the verdict of the full run stands beside the quick one, and the status follows the quick one.`;
  const steps = board.findings.some(({ parts }) => parts.some(({ estimate }) => hasNoInterval(estimate)))
    ? ' An interval is not known where leaving out any one run changes nothing, as with ranks: the verdict then rests on the value alone, and the draws say more.'
    : '';
  const without = off.length > 0 ? ` Switched off in everything: ${off.join(', ')}.` : '';
  return `n = ${counted(runs, 'run')} at the defaults with ${number(people)} people each${drawn}; 90 % intervals of the mean over luck; seed "${seed}"; Forewarned ${version}, results version ${resultsVersion}.${steps}${from}${without}`;
}
