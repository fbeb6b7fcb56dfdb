import type { Comparison } from '../experiment/comparison.ts';

type Pair = { readonly light: string; readonly dark: string };

export const paper: Pair = { light: '#fdfcf9', dark: '#17191b' };
export const ink: Pair = { light: '#1d1f21', dark: '#e9e7e2' };
/** Text of second rank, axes and the world without campaign. */
export const soft: Pair = { light: '#5d6166', dark: '#a4a8ad' };
export const faint: Pair = { light: '#d9d6cf', dark: '#3a3e42' };

/** @source Okabe and Ito (2008), Color Universal Design; darkened or lightened for contrast with the paper (docs/design.md) */
export const palette: readonly Pair[] = [
  { light: '#0072b2', dark: '#56b4e9' },
  { light: '#c05000', dark: '#f0894a' },
  { light: '#00805f', dark: '#2fc49a' },
  { light: '#a8457c', dark: '#e08fbb' },
  { light: '#8a6d00', dark: '#e3c23f' },
  { light: '#3d3597', dark: '#9f97f0' },
  { light: '#2b93ad', dark: '#8adbea' },
  { light: '#6e2a24', dark: '#c9837a' },
];

export type Mark = {
  /** A CSS colour that follows light and dark mode. */
  readonly colour: string;
  readonly hollow: boolean;
};

export const baselineMark: Mark = { colour: 'var(--soft)', hollow: false };

/** The mark of every design: the same in all pictures and tables of a comparison, whatever they are sorted by. */
export function marks(comparison: Comparison): ReadonlyMap<string, Mark> {
  const designs = [...new Set(comparison.designs.filter((arm) => !arm.isBaseline).map((arm) => arm.design))];
  return new Map(
    designs.map((design, i) => [
      design,
      { colour: `var(--design-${(i % palette.length) + 1})`, hollow: i >= palette.length },
    ]),
  );
}
