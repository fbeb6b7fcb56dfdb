import { stages } from '../../model/vocabulary.ts';
import type { Layout } from './layout.ts';

type Shape = 'dot' | 'ring' | 'triangle' | 'square' | 'frame' | 'diamond' | 'gem' | 'cross';

/** Colour and shape of a stage: never colour alone. */
export type StageMark = { readonly colour: string; readonly shape: Shape };

/** In the order of `stages`. No colour praises and none blames; at home they are round, and shapes tell the rest apart. */
export const stageMarks: { readonly [S in (typeof stages)[number]]: StageMark } = {
  none: { colour: '--soft', shape: 'ring' },
  considering: { colour: '--design-7', shape: 'dot' },
  planning: { colour: '--design-6', shape: 'dot' },
  preparing: { colour: '--design-8', shape: 'dot' },
  'en-route': { colour: '--design-2', shape: 'triangle' },
  'at-destination': { colour: '--design-5', shape: 'square' },
  stranded: { colour: '--design-4', shape: 'frame' },
  returned: { colour: '--design-1', shape: 'diamond' },
  dead: { colour: '--ink', shape: 'cross' },
  'left-lawfully': { colour: '--design-3', shape: 'gem' },
};

/** The outline of a shape around the origin, radius 1, as parts of a path: points to go through. */
export const outlines: { readonly [S in Exclude<Shape, 'dot' | 'ring'>]: readonly (readonly [number, number])[] } = {
  triangle: [
    [-0.95, 0.85],
    [0, -1.1],
    [0.95, 0.85],
  ],
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  frame: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  diamond: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  gem: [
    [0, -1.1],
    [1.1, 0],
    [0, 1.1],
    [-1.1, 0],
  ],
  cross: [],
};
export const isHollow = (shape: Shape): boolean => shape === 'ring' || shape === 'frame' || shape === 'gem';

/** One of the two worlds, as it is drawn. */
export type Drawn = {
  readonly people: number;
  readonly weeks: number;
  readonly stage: Uint8Array;
  readonly intention: Float32Array;
  /** 2 where the path differs; null where there is nothing to compare with. */
  readonly differs: Uint8Array | null;
  readonly heard: Uint8Array | null;
};

/** Draws a village at a time between two weeks. Sizes glide, stages change with the week. */
export function drawVillage(
  pen: CanvasRenderingContext2D,
  drawn: Drawn,
  { x, y, size }: Layout,
  time: number,
  chosen: number,
  colourOf: (variable: string) => string,
): void {
  const { people, weeks, stage, intention, differs, heard } = drawn;
  const week = Math.min(weeks, Math.floor(time + 1e-9));
  const next = Math.min(weeks, week + 1);
  const part = Math.min(1, Math.max(0, time - week));
  const radii = new Float32Array(people);
  for (let i = 0; i < people; i++) {
    const now = intention[week * people + i] ?? 0;
    const then = intention[next * people + i] ?? now;
    const wish = now + (then - now) * part;
    radii[i] = size * (0.45 + 0.75 * wish);
  }
  if (heard !== null) {
    pen.fillStyle = colourOf('--faint');
    for (let i = 0; i < people; i++) {
      if (heard[week * people + i] !== 1) continue;
      pen.beginPath();
      pen.arc(x[i] ?? 0, y[i] ?? 0, size * 2.1 * (1 - 0.5 * part), 0, 2 * Math.PI);
      pen.fill();
    }
  }
  stages.forEach((name, s) => {
    const { colour, shape } = stageMarks[name];
    pen.fillStyle = colourOf(colour);
    pen.strokeStyle = pen.fillStyle;
    pen.lineWidth = 1.25;
    for (let i = 0; i < people; i++) {
      if (stage[week * people + i] !== s) continue;
      // Who is gone has no intention to show.
      const radius = shape === 'dot' || shape === 'ring' ? (radii[i] ?? 0) : size * 0.95;
      mark(pen, shape, x[i] ?? 0, y[i] ?? 0, radius);
    }
  });
  if (differs !== null) {
    pen.strokeStyle = colourOf('--ink');
    pen.lineWidth = 2;
    for (let i = 0; i < people; i++) {
      if (differs[week * people + i] !== 2) continue;
      pen.beginPath();
      pen.arc(x[i] ?? 0, y[i] ?? 0, size * 1.2 + 2.5, 0, 2 * Math.PI);
      pen.stroke();
    }
  }
  if (chosen >= 0) {
    pen.strokeStyle = colourOf('--ink');
    pen.lineWidth = 1.5;
    const reach = size * 2.4;
    pen.strokeRect((x[chosen] ?? 0) - reach, (y[chosen] ?? 0) - reach, 2 * reach, 2 * reach);
  }
}

function mark(pen: CanvasRenderingContext2D, shape: Shape, x: number, y: number, radius: number): void {
  pen.beginPath();
  if (shape === 'dot' || shape === 'ring')
    pen.arc(x, y, shape === 'ring' ? Math.max(0.8, radius - 0.6) : radius, 0, 2 * Math.PI);
  else if (shape === 'cross') {
    pen.moveTo(x - radius, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.moveTo(x - radius, y + radius);
    pen.lineTo(x + radius, y - radius);
  } else {
    for (const [dx, dy] of outlines[shape]) pen.lineTo(x + dx * radius, y + dy * radius);
    pen.closePath();
  }
  if (isHollow(shape) || shape === 'cross') pen.stroke();
  else pen.fill();
}
