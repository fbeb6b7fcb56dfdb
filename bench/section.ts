import type { Measure } from './measure.ts';
import type { Call } from './tasks.ts';

/** How much is measured. */
export type Size = {
  /** Numbers of people for what is measured at several sizes. */
  readonly people: readonly number[];
  /** True for more people, more pairs and more repeats. */
  readonly full: boolean;
  /** Whether frameworks that have to be installed take part. */
  readonly peers: boolean;
};

/** One thing to be measured, each time in a process of its own. */
export type Trial = {
  readonly of: string;
  readonly call: Call;
  /** Repeats; absent: as many as the suite makes. */
  readonly rounds?: number;
  /** Flags for Node. */
  readonly flags?: readonly string[];
};

/** What a section cannot measure here, and why; a sentence. */
export type Skipped = { readonly of: string; readonly reason: string };

type Plan = { readonly trials: readonly Trial[]; readonly skipped?: readonly Skipped[] };

/** A part of the bench, with a table of its own. */
export type Section = {
  readonly name: string;
  readonly title: string;
  /** What a reader must know to read the table. */
  readonly about: string;
  /** Unit of each figure; a word for all of them. */
  readonly units: string | { readonly [figure: string]: string };
  /** Whether trials are the columns of the table; absent: they are its rows. */
  readonly trialsAcross?: true;
  readonly plan: (size: Size) => Plan | Promise<Plan>;
  /** What follows from what was measured. */
  readonly derive?: (find: Find) => readonly Pick<Measure, 'of' | 'figure' | 'unit' | 'samples'>[];
};

/** The samples of a measure; null where it was not measured. */
export type Find = (section: string, of: string, figure: string) => readonly number[] | null;

/** 2,000,000 */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function peopleOf(count: number): string {
  return `${grouped(count)} people`;
}
