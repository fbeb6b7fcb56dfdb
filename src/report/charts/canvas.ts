import { type PlotOptions, plot } from '@observablehq/plot';

/** Where a picture is drawn: in a page or, for files, in a document that only exists in memory. */
export type Canvas = {
  readonly document: Document;
  /** Pixels. */
  readonly width: number;
  /** Height of a row in pictures that have rows, px; what suits a screen when left out. */
  readonly row?: number;
};

/** Size of all letters in pictures, px. */
export const LETTERS = 12;

/** Width of a letter on average, px; generous, because reports are read in many typefaces. */
export const LETTER = 6.2;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draws a picture that is one image with one name: Plot labels its inner groups, which screen readers may not announce.
 *
 * @param name  what the picture shows, in words, for those who do not see it
 */
export function drawn(canvas: Canvas, name: string, options: PlotOptions): Element {
  const { document, width } = canvas;
  const figure = plot({
    color: { type: 'identity' },
    opacity: { type: 'identity' },
    ...options,
    width,
    document,
    style: { fontSize: `${LETTERS}px`, background: 'none' },
  });
  const svg = figure.namespaceURI === SVG ? figure : figure.querySelector('svg');
  if (!svg) throw new Error(`drawn: expected a picture for "${name}", found ${figure.nodeName}.`);
  for (const node of svg.querySelectorAll('[aria-label],[aria-description],[aria-hidden]'))
    for (const label of ['aria-label', 'aria-description', 'aria-hidden']) node.removeAttribute(label);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', name);
  return svg;
}

/** About so many round numbers from `low` to `high`. */
export function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** Digits that tell the ticks apart. */
export function tickDigits(values: readonly number[]): number {
  const [a = 0, b = 1] = values;
  return Math.max(0, Math.min(6, -Math.floor(Math.log10(Math.abs(b - a)) + 1e-9)));
}
