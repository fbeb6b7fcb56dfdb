import type { Comparison, RegimeAnswer, RegimeDesign } from '../experiment/comparison.ts';
import { type Html, html } from './html.ts';
import { list } from './parts.ts';
import { changeFigure, counted, joined, levelFigure, number, toldApart } from './words.ts';

/**
 * One sentence for each reading: which design has the highest mean, and whether it comes first beyond luck, by the rule of the answer: its
 * interval leaves out zero and overlaps with that of no other honest design. Harm stands beside it.
 */
export function regimeSentences({ regimes }: Pick<Comparison, 'regimes'>): readonly string[] {
  return regimes.map((regime) => {
    const [first] = regime.designs;
    const leads = {
      same: comesFirst(regime)
        ? `the same design comes first, "${first.title}"`
        : `the same design has the highest mean, "${first.title}", but which comes first cannot be told`,
      differs: `ANOTHER design is ahead, "${first.title}", beyond luck (one-sided t test, 5 %)`,
      open: `another design has the highest mean, "${first.title}", by no more than luck`,
    }[regime.verdict];
    const quality = `decision quality ${joined(changeFigure('decision_quality', first.quality))} per 1,000 people`;
    return `${regime.title}: ${leads}: ${[quality, ...harmsOf(first)].join(', ')}; ${sizeOf(regime)}.`;
  });
}

function comesFirst({ designs }: RegimeAnswer): boolean {
  const [first, ...others] = designs;
  return (
    toldApart(first.quality) &&
    first.quality.mean > 0 &&
    others.every(({ quality }) => quality.high < first.quality.low)
  );
}

/** What stands beside choosing well: people worse off for the design, and harmed on the way. */
function harmsOf({ harmed, harmedOnJourney }: RegimeDesign): readonly string[] {
  return [
    ...(harmed ? [`worse off for it ${joined(levelFigure('harmed', harmed))}`] : []),
    ...(harmedOnJourney ? [`harmed on the way ${joined(changeFigure('harmed_on_journey', harmedOnJourney))}`] : []),
  ];
}

const sizeOf = ({ replicates, people }: RegimeAnswer): string =>
  `${counted(replicates, 'paired run')} of ${number(people)} people, so read it as rough`;

/** The same as a section of the report, with every design under every reading. */
export function regimesHtml(comparison: Comparison): Html | null {
  const { regimes } = comparison;
  if (regimes.length === 0) return null;
  const designs = regimes[0].designs.map(({ id, title }) => ({ id, title }));
  const cell = (regime: RegimeAnswer, id: string): Html => {
    const design = regime.designs.find((one) => one.id === id);
    if (design === undefined) return html`<td>—</td>`;
    const { size, interval } = changeFigure('decision_quality', design.quality);
    const harms = harmsOf(design).map((line) => html`<span class="interval">${line}</span>`);
    return html`<td>${size}<span class="interval">${interval}</span>${harms}</td>`;
  };
  return html`<h2>Would another reading of the evidence change the answer?</h2>
${list(regimeSentences(comparison))}
<div class="scroll" tabindex="0" role="region" aria-label="designs under other readings"><table class="tight">
<thead><tr><th scope="col">decision quality, per 1,000 people</th>${regimes.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${designs.map(
    ({ id, title }) => html`<tr><th scope="row">${title}</th>${regimes.map((regime) => cell(regime, id))}</tr>
`,
  )}</tbody></table></div>
${regimes.map(
  ({
    title,
    about,
    replicates,
    people,
  }) => html`<p class="small"><strong>${title}.</strong> ${about} ${counted(replicates, 'paired run')} of ${number(people)} people.</p>
`,
)}`;
}

/** For the brief: only that another reading puts another design ahead. */
export function readingsDiffer({ regimes }: Pick<Comparison, 'regimes'>): readonly string[] {
  return regimes
    .filter(({ verdict }) => verdict === 'differs')
    .map(({ title, designs }) => `${title} puts "${designs[0].title}" ahead (few and small runs; see the report).`);
}
