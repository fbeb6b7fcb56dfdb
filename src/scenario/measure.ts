/** What a number of a file is measured in and where it must lie; schema, messages and ledger all read it from here. */
export type Measure = {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  readonly meaning: string;
  /** What to look at first when the number lies outside. */
  readonly remedy: string;
};

function measure(unit: string, low: number, high: number, meaning: string, remedy?: string): Measure {
  return { unit, low, high, whole: false, meaning, remedy: remedy ?? `Check the unit first: it is ${unit}.` };
}

const CHECK_SHARE = 'Check the unit first: shares are written 0.2, not 20.';

/** 0 to 1. */
export const share = (meaning: string): Measure => measure('share', 0, 1, meaning, CHECK_SHARE);
/** 0 to 1. */
export const probability = (meaning: string): Measure => measure('probability', 0, 1, meaning, CHECK_SHARE);
/** An index from 0 (none) to 1 (the most there is). */
export const index = (meaning: string): Measure => measure('index', 0, 1, meaning, CHECK_SHARE);
/** Euros of 2023, never below 0. */
export const euros = (meaning: string): Measure =>
  measure('euro', 0, 1e12, meaning, 'Costs and budgets are euros of 2023 and never below 0.');
export const number = (unit: string, low: number, high: number, meaning: string): Measure =>
  measure(unit, low, high, meaning);
export const whole = (unit: string, low: number, high: number, meaning: string): Measure => ({
  ...measure(unit, low, high, meaning, `Write a whole number within these bounds; the unit is ${unit}.`),
  whole: true,
});
/** 1 for yes, 0 for no. */
export const flag = (meaning: string): Measure => ({
  ...measure('0 or 1', 0, 1, meaning, 'Write 1 for yes and 0 for no.'),
  whole: true,
});

/** The measure in the words of a message. */
export function expectedOf({ unit, low, high, whole: isWhole, meaning }: Measure): string {
  const kind = isWhole ? 'a whole number' : 'a number';
  const bounds = high >= 1e12 ? `of at least ${low}` : `from ${low} to ${high}`;
  return `${kind} ${bounds} (${unit}: ${meaning})`;
}

export function fits({ low, high, whole: isWhole }: Measure, value: number): boolean {
  return value >= low && value <= high && (!isWhole || Number.isInteger(value));
}
