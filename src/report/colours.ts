import type { Comparison } from '../experiment/comparison.ts';

type Pair = { readonly light: string; readonly dark: string };

export const paper: Pair = { light: '#fdfcf9', dark: '#17191b' };
export const ink: Pair = { light: '#1d1f21', dark: '#e9e7e2' };
/** Text of second rank, axes and the world without campaign. */
export const soft: Pair = { light: '#5d6166', dark: '#a4a8ad' };
export const faint: Pair = { light: '#d9d6cf', dark: '#3a3e42' };

/** @source Okabe and Ito (2008), Color Universal Design; moved until they are apart for every kind of red-green sight and stand out from the paper */
export const palette: readonly Pair[] = [
  { light: '#0873b4', dark: '#62c1ee' },
  { light: '#b24200', dark: '#ee8847' },
  { light: '#0e7648', dark: '#42cd97' },
  { light: '#a54588', dark: '#cd82b6' },
  { light: '#a1820f', dark: '#e3c240' },
  { light: '#3e3497', dark: '#9790f0' },
  { light: '#2e96b2', dark: '#8cddeb' },
  { light: '#6e2922', dark: '#c77e76' },
];

export type Mark = {
  /** A CSS colour that follows light and dark mode. */
  readonly colour: string;
  readonly hollow: boolean;
};

export const baselineMark: Mark = { colour: 'var(--soft)', hollow: false };

/** The mark of every design: the same in all pictures and tables of a comparison, whatever they are sorted by. */
export function marks(comparison: Comparison): ReadonlyMap<string, Mark> {
  return marksIn([...new Set(comparison.designs.filter((arm) => !arm.isBaseline).map((arm) => arm.design))]);
}

/** Marks of designs by their places in the palette. */
export function marksIn(designs: readonly string[]): ReadonlyMap<string, Mark> {
  return new Map(
    designs.map((design, i) => [
      design,
      { colour: `var(--design-${(i % palette.length) + 1})`, hollow: i >= palette.length },
    ]),
  );
}
