import { useMemo } from 'react';
import type { Comparison } from '../../experiment/comparison.ts';
import { marks as marksOf } from '../../report/colours.ts';
import type { Arm } from './run-set.ts';

/** The dot that ties the name of a design to its colour in the pictures. */
export function Swatch({ comparison, of }: { readonly comparison: Comparison; readonly of: Arm }) {
  const marks = useMemo(() => marksOf(comparison), [comparison]);
  const mark = of.result.isBaseline ? undefined : marks.get(of.result.design);
  const look = { '--mark': mark?.colour ?? 'var(--soft)' } as React.CSSProperties;
  return <span className={`swatch${mark?.hollow ? ' hollow' : ''}`} style={look} aria-hidden="true" />;
}
