import { describe, expect, it } from 'vitest';
import { ink, marks, palette, paper, soft } from '../../src/report/colours.ts';
import { madeUp } from './support/made-up.ts';

const linear = (byte: number) => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const rgb = (hex: string) => [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16)));
const luminance = ([r = 0, g = 0, b = 0]: number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(rgb(a)), luminance(rgb(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

/** Machado, Oliveira and Fernandes (2009), full deuteranomaly and protanomaly. */
const blind = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
};

/** Björn Ottosson (2020), Oklab. */
function oklab(hex: string, kind: keyof typeof blind): number[] {
  const m = blind[kind];
  const [r = 0, g = 0, b = 0] = rgb(hex);
  const [x = 0, y = 0, z = 0] = [0, 3, 6].map((i) =>
    Math.max(0, (m[i] ?? 0) * r + (m[i + 1] ?? 0) * g + (m[i + 2] ?? 0) * b),
  );
  const l = Math.cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z);
  const n = Math.cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z);
  const s = Math.cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z);
  return [
    0.2104542553 * l + 0.793617785 * n - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * n + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * n - 0.808675766 * s,
  ];
}

describe.each(['light', 'dark'] as const)('colours, %s', (mode) => {
  it('stand out from the paper 3 to 1', () => {
    for (const colour of palette) expect(contrast(colour[mode], paper[mode])).toBeGreaterThanOrEqual(3);
  });

  it('make text readable, 4.5 to 1', () => {
    for (const colour of [ink, soft]) expect(contrast(colour[mode], paper[mode])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['none', 'deutan', 'protan'] as const)('stay apart from each other, colour blindness %s', (kind) => {
    for (const [i, a] of palette.entries())
      for (const b of palette.slice(i + 1)) {
        const [p, q] = [oklab(a[mode], kind), oklab(b[mode], kind)];
        expect(Math.hypot(...p.map((v, axis) => v - (q[axis] ?? 0))), `${a[mode]} ${b[mode]}`).toBeGreaterThan(0.08);
      }
  });
});

describe('marks', () => {
  const { comparison } = madeUp({ conditions: 2 });

  it('gives a design one colour, whatever the condition and order', () => {
    const turned = { ...comparison, designs: comparison.designs.filter((arm) => arm.condition === 'as-described') };
    expect([...marks(turned)]).toEqual([...marks(comparison)]);
    expect(marks(comparison).has('no-campaign')).toBe(false);
    expect(new Set([...marks(comparison).values()].map(({ colour }) => colour)).size).toBe(7);
  });

  it('has hollow marks when colours come round again', () => {
    const [, one] = comparison.designs;
    if (!one) throw new Error('the fixture has designs');
    const designs = Array.from({ length: 10 }, (_, i) => ({ ...one, design: `d${i}` }));
    expect(marks({ ...comparison, designs }).get('d7')?.hollow).toBe(false);
    expect(marks({ ...comparison, designs }).get('d8')).toEqual({ colour: 'var(--design-1)', hollow: true });
  });
});
