import type { Comparison, RegimeAnswer } from '../experiment/comparison.ts';
import { type Html, html } from './html.ts';
import { list } from './parts.ts';
import { changeFigure, counted, joined, number } from './words.ts';

/** One sentence for each reading: the same design first, another one, or not to be told. Harm stands beside it. */
export function regimeSentences({ regimes }: Pick<Comparison, 'regimes'>): readonly string[] {
  return regimes.map((regime) => {
    const [first] = regime.designs;
    const figures = `decision quality ${joined(changeFigure('decision_quality', first.quality))} per 1,000 people${
      first.harmedOnJourney === null
        ? ''
        : `, harmed on the way ${joined(changeFigure('harmed_on_journey', first.harmedOnJourney))}`
    }`;
    const leads = {
      same: `the same design leads, "${first.title}"`,
      differs: `ANOTHER design leads, "${first.title}", beyond luck`,
      open: `another design is in front, "${first.title}", by no more than luck`,
    }[regime.verdict];
    return `${regime.title}: ${leads}: ${figures}; ${sizeOf(regime)}.`;
  });
}

const sizeOf = ({ replicates, people }: RegimeAnswer): string =>
  `${counted(replicates, 'paired run')} of ${number(people)} people, so read it as rough`;

/** The same as a section of the report, with every design under every reading. */
export function regimesHtml(comparison: Comparison): Html | null {
  const { regimes } = comparison;
  if (regimes.length === 0) return null;
  const designs = regimes[0].designs.map(({ id, title }) => ({ id, title }));
  const cell = (regime: RegimeAnswer, id: string): Html => {
    const place = regime.designs.findIndex((design) => design.id === id);
    const design = regime.designs[place];
    if (design === undefined) return html`<td>—</td>`;
    const { size, interval } = changeFigure('decision_quality', design.quality);
    const harm =
      design.harmedOnJourney === null
        ? ''
        : `harmed on the way ${changeFigure('harmed_on_journey', design.harmedOnJourney).size}`;
    return html`<td>${size}<span class="interval">${interval}</span><span class="interval">place ${place + 1}; ${harm}</span></td>`;
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

/** For the brief: only that another reading would put another design first. */
export function readingsDiffer({ regimes }: Pick<Comparison, 'regimes'>): readonly string[] {
  return regimes
    .filter(({ verdict }) => verdict === 'differs')
    .map(({ title, designs }) => `${title} would put "${designs[0].title}" first (small runs; see the report).`);
}
