/** Where a number comes from; every number of the model has one (the ledger is made of these). */
export type Basis = 'source-document' | 'study' | 'assumed' | 'calibrated';

/**
 * A declared number: what it means, what it is measured in, how far it may reasonably lie from its default.
 *
 * `range` is the plausible range used for draws; `confidence` uses the codes of docs/evidence (V read in the study,
 * V2 second hand, D derived, L known but unverified, A no source).
 */
export type Parameter = {
  readonly value: number;
  readonly range: readonly [low: number, high: number];
  readonly unit: string;
  readonly meaning: string;
  readonly basis: Basis;
  /** The document and place, the study, or for assumed numbers the reason. Never empty. */
  readonly source: string;
  readonly confidence: 'V' | 'V2' | 'D' | 'L' | 'A';
};

export type Parameters = { readonly [name: string]: Parameter };

/** The numbers of a set of declarations, all in the units declared. */
export type Values<P extends Parameters> = { readonly [K in keyof P]: number };

/** An assumed number: no source but a reason; its range is wide. */
export function assumed(
  value: number,
  range: readonly [number, number],
  unit: string,
  meaning: string,
  source = 'assumed: no published figure found',
): Parameter {
  return { value, range, unit, meaning, basis: 'assumed', source, confidence: 'A' };
}

/** A number that rests on something that can be looked up. */
export function cited(
  value: number,
  range: readonly [number, number],
  unit: string,
  meaning: string,
  basis: Exclude<Basis, 'assumed'>,
  source: string,
  confidence: Parameter['confidence'],
): Parameter {
  return { value, range, unit, meaning, basis, source, confidence };
}

/** The default values of a set of declarations. */
export function defaultsOf<P extends Parameters>(declared: P): Values<P> {
  return Object.fromEntries(Object.entries(declared).map(([name, { value }]) => [name, value])) as Values<P>;
}
