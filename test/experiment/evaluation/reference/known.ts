// What R concluded, as estimators.R wrote it.
import { readFileSync } from 'node:fs';

export type Known = { readonly estimate: number; readonly standardError: number; readonly df: number };

type Names = 'cluster' | 'treated' | 'exposed' | 'weight' | 'first' | 'last' | 'age' | 'male' | 'online' | 'intention';
export type People = { readonly [N in Names]: readonly number[] };

type Column = readonly (number | null)[];

type Reference = {
  readonly cases: {
    readonly [name: string]: { readonly people: People; readonly concluded: { readonly [what: string]: Known | null } };
  };
  readonly wedge: {
    /** One row per person and wave, waves after one another. */
    readonly long: { readonly [N in 'person' | 'cluster' | 'wave' | 'treated' | 'y']: Column };
    readonly waves: number;
    readonly result: Known;
  };
  readonly tails: { readonly [N in 't' | 'df' | 'p']: readonly number[] };
};

export const reference: Reference = JSON.parse(readFileSync(new URL('./estimators.json', import.meta.url), 'utf8'));
