import type { Comparison } from '../experiment/comparison.ts';
import { quoted } from './quoted.ts';
import { counted, number } from './words.ts';

export const whatIf = 'What-if under stated assumptions, not a forecast.';

export const purpose =
  'Forewarned is made for learning and for planning evaluations. It says what follows in this model from what is assumed; it predicts neither persons nor numbers of people on the move.';

export const outOfScope =
  'Out of scope: choosing targets for border enforcement, decisions on asylum or visas, and micro-targeted advertising. The simulated people are synthetic; nothing here describes or ranks real persons.';

export const choiceFirst =
  'Fewer departures are not success by themselves: some people must leave to be safe. Designs are therefore ordered by decision quality, and departures are shown only together with unmet protection need and harm.';

/** What was counted and how sure it is: the line under every table and picture. */
export function caption(
  comparison: Comparison,
  interval = '90 % intervals for a further run, luck and parameters together',
): string {
  const { replicates, draws, seed, version, resultsVersion } = comparison;
  const runs = `${counted(replicates, 'paired run')} per design over ${counted(draws, 'parameter draw')}`;
  const shown = replicates < 2 ? 'one run: no interval' : interval;
  const small = replicates >= 2 && replicates < 10 ? ' Few runs: read the intervals as rough.' : '';
  return `n = ${runs}; ${shown}; seed "${seed}"; Forewarned ${version}, results version ${resultsVersion}.${small}`;
}

/** How the intervals are made, for those who ask. */
export const intervalMethod =
  'Every design is run in pairs with the world without campaign: same people, same luck, same parameter draw. The interval is a 90 % prediction interval for the difference in one further pair with new luck and new parameters (random-effects analysis of variance over parameter draws, t-quantile with Satterthwaite degrees of freedom). It says how results lie, not how exactly the mean is known; the error of the mean is in comparison.json. Bands over weeks reach from the 5th to the 95th percentile of the runs. A cost per gain is total cost over total gain; where the gain may be none, only the least is printed: cost over the upper end of the gain. In comparison.json its interval then ends at the whole cost.';

/** How many real people a simulated one stands for. */
export function ratio({ people, population }: Pick<Comparison, 'people' | 'population'>): string {
  const each = population / people;
  return `${number(people)} simulated people stand for ${number(population)} real ones: each for ${number(each, each < 10 && !Number.isInteger(each) ? 1 : 0)}.`;
}

/** What computes the runs of a results folder again, whatever they are, and compares them. */
const VERIFY = 'forewarned verify . --all';

/** How to compute the same numbers again. */
export function command(comparison: Comparison): string {
  const { scenario, people, weeks, replicates, draws, seed, chosen, asShipped, partial } = comparison;
  // Draws that somebody chose and scenarios of their own stand in plan.json; no words on a command line say them again. Nor do they
  // for the first runs of a larger plan: fewer draws are other draws.
  if (chosen || !asShipped || partial) return VERIFY;
  return `forewarned compare ${scenario.id} --replicates ${replicates} --draws ${draws} --people ${people} --weeks ${weeks} --seed ${quoted(seed)}`;
}

/** What that command does, as the end of a sentence that begins with it. */
export function commandGives(comparison: Comparison): string {
  return command(comparison) === VERIFY ? 'computes these runs again and compares them' : 'gives the same numbers';
}

/** How draws may have been chosen, in words. */
export const methods: { readonly [method: string]: string } = {
  ranges: 'drawn from their ranges',
  published: 'drawn from what published findings do not rule out',
  sheet: 'as the sheet lists them',
  list: 'as listed',
  factorial: 'all combinations',
  'latin-hypercube': 'a Latin hypercube',
  sobol: 'a Sobol sequence',
};

/** Where draws of the parameters come from. */
export function drawnFrom(published: Comparison['published']): string {
  if (published === null) return 'from their plausible ranges';
  return `from ${number(published.of)} draws that published levels and effects do not rule out (seeds/calibration; ${number(published.numbers)} numbers, the others from their plausible ranges)`;
}
