// Interviews written by hand, for estimators that need no world.
import type { Responses } from '../../../../src/experiment/evaluation/responses.ts';

export type Column = readonly (number | null)[];

export type Made = {
  readonly treated: Column;
  readonly exposed?: Column;
  readonly cluster?: Column;
  readonly weight?: Column;
  /** One per wave; null for people not found. */
  readonly reports: readonly Column[];
  readonly treatedAt?: readonly Column[];
  readonly covariates?: readonly Column[];
};

const bytes = (column: Column): Uint8Array => Uint8Array.from(column, (value) => value ?? 0);
const numbers = (column: Column): Float64Array => Float64Array.from(column, (value) => value ?? Number.NaN);

export function responsesOf({ treated, exposed, cluster, weight, reports, treatedAt, covariates }: Made): Responses {
  const row = Int32Array.from(treated.keys());
  return {
    row,
    treated: bytes(treated),
    exposed: bytes(exposed ?? treated),
    cluster: cluster === undefined ? row : Int32Array.from(cluster, (value) => value ?? -1),
    weight: weight === undefined ? new Float64Array(row.length).fill(1) : numbers(weight),
    found: reports.map((wave) => Uint8Array.from(wave, (value) => Number(value !== null))),
    reports: reports.map(numbers),
    treatedAt: (treatedAt ?? reports.map(() => treated)).map(bytes),
    covariates: (covariates ?? []).map(numbers),
    interviews: reports.length * row.length,
    clusters: 0,
  };
}

/** Assignment by lot of single people, all at once. */
export const byLot = { unit: 'person', share: 0.5, saturation: 1, steps: 1, stepWeeks: 0, encouragement: 1 } as const;
