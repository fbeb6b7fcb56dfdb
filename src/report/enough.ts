import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { halfWidthOf, runsNeeded } from '../experiment/precision.ts';
import { type OutcomeName, outcomes } from '../model/outcomes.ts';
import { sections, titleOf } from './arms.ts';
import { type Html, html } from './html.ts';
import { plainTable } from './parts.ts';
import { counted, number, scaleOf } from './words.ts';

/** Outcomes whose means a reader is most likely to lean on. */
const leaned: readonly OutcomeName[] = ['decision_quality', 'irregular_departures'];
/** Differences that one may want to tell apart from none, in shares. */
const wanted = [0.01, 0.005, 0.002, 0.001] as const;

/** What an aim of precision came to; nothing where there was none. */
export function precisionSentence({ precision, replicates, draws }: Comparison): string | null {
  if (precision === null) return null;
  const { outcome, aim, halfWidth, isEnough, most } = precision;
  const { factor, unit } = scaleOf(outcome);
  const said = (value: number) => `${number(value * factor, 2)} ${unit}`;
  const known =
    halfWidth === null
      ? 'is not known for every design yet'
      : `is known to within ${said(halfWidth)} for every design, as far as luck goes`;
  const found = `The mean difference in ${outcomes[outcome].label} ${known}, after ${counted(replicates, 'paired run')} each`;
  if (isEnough) return `${found}; ${said(aim)} was the aim.`;
  return `Warning: too few runs. ${found}; the aim of ${said(aim)} is not reached${replicates >= most - (most % draws) ? ` with the ${number(most)} runs that were allowed` : ''}.`;
}

const runsFor = (arm: ArmResult, name: OutcomeName, difference: number): string => {
  const spread = arm.differences[name];
  const runs = spread && runsNeeded(spread, difference);
  return runs === undefined || runs === null ? '—' : number(runs);
};

/** How many runs it takes to know a mean difference so well: what luck in these runs says. */
export function enoughHtml(comparison: Comparison): Html {
  const said = precisionSentence(comparison);
  return html`${said === null ? null : html`<p>${said}</p>`}
<p>More runs make the mean surer, as far as luck goes; they do not make the interval above narrower than what nobody knows about the
numbers. To tell a difference apart from none, its mean should be known to within less than the difference itself.</p>
${sections(comparison).flatMap((section) =>
  leaned.map((name) => {
    const { factor, unit } = scaleOf(name);
    const title = `${section.title ? `${section.title}: ` : ''}${outcomes[name].label}, ${unit}: how well the mean is known, and runs of each design for more`;
    return plainTable(
      title,
      ['design', 'known to within', ...wanted.map((one) => `runs for ±${number(one * factor, 0)}`)],
      section.designs.map((arm) => {
        const spread = arm.differences[name];
        const width = spread === undefined ? Number.NaN : halfWidthOf(spread) * factor;
        return {
          name: titleOf(arm),
          values: [
            Number.isFinite(width) ? number(width, 1) : '—',
            ...wanted.map((difference) => runsFor(arm, name, difference)),
          ],
        };
      }),
    );
  }),
)}`;
}
