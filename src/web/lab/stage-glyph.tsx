import type { Stage } from '../../model/vocabulary.ts';
import { isHollow, outlines, stageMarks } from './drawing-village.ts';

/** The mark of a stage as it stands in the pictures, beside its words. */
export function StageGlyph({ stage }: { readonly stage: Stage }) {
  const { colour, shape } = stageMarks[stage];
  const ink = `var(${colour})`;
  const look = isHollow(shape) ? { fill: 'none', stroke: ink, strokeWidth: 1.6 } : { fill: ink };
  return (
    <svg className="glyph" viewBox="-8 -8 16 16" aria-hidden="true">
      {shape === 'dot' || shape === 'ring' ? (
        <circle r={5.5} {...look} />
      ) : shape === 'cross' ? (
        <path d="M-5-5L5 5M-5 5L5-5" stroke={ink} strokeWidth={2} />
      ) : (
        <polygon points={outlines[shape].map(([x, y]) => `${x * 6},${y * 6}`).join(' ')} {...look} />
      )}
    </svg>
  );
}
