import type { Component, ContextNumbers, Policy } from '../model/setup.ts';
import type { Truthfulness } from './design-schema.ts';
import type { ContrastFile } from './scenario-schema.ts';

/** A number under its stable name. With a range it is uncertain: a draw may put another number in its place. */
export type Quantity = {
  readonly name: string;
  readonly value: number;
  readonly range?: readonly [low: number, high: number];
  readonly source: string;
};

/** An amount that is a product, such as a share of a budget. */
export type Product = { readonly product: readonly Quantity[] };

/** The same structure with a number, a quantity or a product where there is a number. */
export type Open<T> = T extends number
  ? number | Quantity | Product
  : T extends readonly (infer E)[]
    ? readonly Open<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Open<T[K]> }
      : T;

export type SettledArm = {
  /** Unique in the scenario; arm 0 of every condition is the baseline. */
  readonly id: string;
  readonly design: string;
  readonly title: string;
  readonly truthfulness: Truthfulness;
  readonly isBaseline: boolean;
  readonly components: readonly Open<Component>[];
  readonly policies: readonly Open<Policy>[];
};

export type SettledCondition = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly contextId: string;
  readonly contextTitle: string;
  readonly limits: string;
  readonly context: Open<ContextNumbers>;
  /** The context as its file describes it with default parameters: there the intercept is set. */
  readonly measured: {
    readonly context: Open<ContextNumbers>;
    readonly given: SettledCondition['given'];
  };
  /** mechanism -> parameter -> number; those of mechanisms that are off are plain numbers, which no draw moves. */
  readonly given: { readonly [mechanism: string]: { readonly [parameter: string]: number | Quantity } };
  readonly off: readonly string[];
  readonly arms: readonly SettledArm[];
};

/** A number that draws vary: its default, its range, and where both are from. */
export type Uncertain = {
  readonly name: string;
  readonly value: number;
  readonly range: readonly [low: number, high: number];
  readonly basis: string;
};

/** A scenario with nothing implicit left: plain data that can be stored, hashed and turned into setups. */
export type Settled = {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly about: string;
  readonly source: string;
  readonly shows: string;
  readonly people: number;
  readonly weeks: number;
  readonly burnIn: number;
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  /** Real people of the first condition. */
  readonly population: number;
  readonly conditions: readonly SettledCondition[];
  /** Pairs of conditions whose effects are set side by side. */
  readonly contrasts: readonly ContrastFile[];
  readonly uncertain: readonly Uncertain[];
};
