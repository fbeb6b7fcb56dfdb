import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { halfWidthOf, runsNeeded } from '../experiment/precision.ts';
import { type OutcomeName, outcomes } from '../model/outcomes.ts';
import { sections, titleOf } from './arms.ts';
import { type Html, html } from './html.ts';
import { list, plainTable } from './parts.ts';
import { changeFigure, counted, number, scaleOf, toldApart, tooFew } from './words.ts';

/** Outcomes whose means a reader is most likely to lean on. */
const leaned: readonly OutcomeName[] = ['decision_quality', 'irregular_departures'];
/** Columns of the table. */
const COLUMNS = 3;
/** Powers of ten and their parts, from which differences to be known are taken. */
const LADDER = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001] as const;

/** Differences to be known that fit the effects there are: the largest mean, and finer. In shares. */
function wantedFor(means: readonly number[]): readonly number[] {
  const largest = Math.max(0, ...means.map(Math.abs));
  const from = LADDER.findIndex((step) => step <= largest);
  const start = from < 0 ? LADDER.indexOf(0.001) : Math.min(from, LADDER.length - COLUMNS);
  return LADDER.slice(start, start + COLUMNS);
}

/**
 * Designs whose mean is known apart from none as far as luck goes, while a single further run may come out on the other side: both are
 * said in one sentence, because each alone seems to contradict the other.
 */
function knownOnAverage(designs: readonly ArmResult[], name: OutcomeName): readonly string[] {
  const { factor, unit } = scaleOf(name);
  return designs.flatMap((arm) => {
    const spread = arm.differences[name];
    if (spread === undefined || tooFew(spread) || toldApart(spread)) return [];
    const width = halfWidthOf(spread) * factor;
    const mean = spread.mean * factor;
    if (!(Math.abs(mean) > width)) return [];
    return [
      `${titleOf(arm)}, ${outcomes[name].label}: on average it is ${changeFigure(name, spread).size} ${unit}, known to within ${atLeastOneFigure(width)} as far as luck goes; but a single further world may as well come out ${mean > 0 ? 'below' : 'above'} zero.`,
    ];
  });
}

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

/** One digit behind the point, or as many as it takes to be more than none: nothing is known to within 0.0. */
function atLeastOneFigure(width: number): string {
  return number(width, width >= 0.05 ? 1 : Math.min(6, Math.ceil(-Math.log10(width))));
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
${list(sections(comparison).flatMap((section) => knownOnAverage(section.designs, 'decision_quality').map((line) => (section.title ? `${section.title}: ${line}` : line))))}
<p class="small">—: there are too few runs to tell, or no run showed any difference.</p>
${sections(comparison).flatMap((section) =>
  leaned.map((name) => {
    const { factor, unit } = scaleOf(name);
    const wanted = wantedFor(section.designs.flatMap((arm) => arm.differences[name]?.mean ?? []));
    const title = `${section.title ? `${section.title}: ` : ''}${outcomes[name].label}, ${unit}: how well the mean is known, and runs of each design for more`;
    return plainTable(
      title,
      [
        'design',
        'known to within',
        ...wanted.map((one) => `runs for ±${number(one * factor, one * factor < 1 ? 1 : 0)}`),
      ],
      section.designs.map((arm) => {
        const spread = arm.differences[name];
        const width = spread === undefined ? Number.NaN : halfWidthOf(spread) * factor;
        return {
          name: titleOf(arm),
          values: [
            Number.isFinite(width) && width > 0 ? atLeastOneFigure(width) : '—',
            ...wanted.map((difference) => runsFor(arm, name, difference)),
          ],
        };
      }),
    );
  }),
)}`;
}
