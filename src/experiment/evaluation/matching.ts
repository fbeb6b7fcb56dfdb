import type { Responses } from './responses.ts';

const AGE_BAND = 5;
const TENTHS = 10;
/** Bands of age; the last takes in everybody older. */
const BANDS = 32;
const NO_CELL = -1;

/** Which places of the covariates hold what. */
const AGE = 0;
const MALE = 1;
const ONLINE = 2;
export const INTENTION = 3;

/**
 * People alike: same five years of age, sex, access to the internet and, where there is an earlier wave than the last, same tenth of
 * the intention reported at the first.
 */
function alike({ covariates, reports }: Responses, at: number): number {
  const intention = reports.length > 1 ? covariates[INTENTION][at] : 0;
  const tenth = Math.min(TENTHS - 1, Math.max(0, Math.floor(intention * TENTHS)));
  const band = Math.min(BANDS - 1, Math.floor(covariates[AGE][at] / AGE_BAND));
  return ((tenth * BANDS + band) * 2 + covariates[MALE][at]) * 2 + covariates[ONLINE][at];
}

/**
 * Weights that make those not exposed resemble the exposed, by exact matching in cells of people alike: the exposed keep their
 * weight, those not exposed in a cell share the weight of the exposed there. Who has no counterpart, or did not answer what is
 * matched on, gets 0.
 *
 * @param places   of the people to be matched
 * @param exposed  0 or 1 for everybody in the responses
 * @returns        one weight per place
 * @throws RangeError where the responses lack a covariate
 * @source Iacus, King and Porro (2012), Causal inference without balance checking: coarsened exact matching
 */
export function matched(responses: Responses, places: Int32Array, exposed: ArrayLike<number>): Float64Array {
  if (responses.covariates.length <= INTENTION)
    throw new RangeError(
      `matched: expected age, sex, internet and intention to match on, found ${responses.covariates.length} covariates.`,
    );
  const cells = TENTHS * BANDS * 4;
  const mass = [new Float64Array(cells), new Float64Array(cells)];
  const cell = new Int32Array(places.length);
  for (let i = 0; i < cell.length; i++) {
    const at = places[i];
    const key = alike(responses, at);
    cell[i] = Number.isNaN(key) ? NO_CELL : key;
    if (cell[i] !== NO_CELL) mass[exposed[at]][key] += responses.weight[at];
  }
  const weights = new Float64Array(places.length);
  for (let i = 0; i < weights.length; i++) {
    const at = places[i];
    const key = cell[i];
    if (key === NO_CELL || mass[0][key] === 0 || mass[1][key] === 0) continue;
    weights[i] = responses.weight[at] * (exposed[at] === 1 ? 1 : mass[1][key] / mass[0][key]);
  }
  return weights;
}
