import type { Evaluation, StudyAnswer, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import { simulationMargin } from '../experiment/evaluation/many.ts';
import { biasSplit } from './charts/bias-split.ts';
import { power } from './charts/power.ts';
import { places, rankedBy, rankedNumber, rankedRange, rankings } from './charts/rankings.ts';
import { samplingDistributions } from './charts/sampling-distributions.ts';
import { baselineMark, type Mark } from './colours.ts';
import { evaluationAssumptions, evaluationCommand, evaluationMethod } from './evaluation-notices.ts';
import { evaluationAnswer, rankingSentence, sentencesOf, truthOf } from './evaluation-sentences.ts';
import { studyColumns } from './evaluation-table.ts';
import {
  campaignOf,
  causes,
  causeWords,
  digitsFor,
  evaluationCaption,
  inquiryOf,
  isCount,
  partMargin,
  plusMinus,
  rangeIn,
  scaleOf,
  shown,
  splitTotal,
  splitUnit,
  studyMarks,
  wayOf,
} from './evaluation-words.ts';
import { type Html, html } from './html.ts';
import { outOfScope, purpose, whatIf } from './notices.ts';
import { drawing, list, page, paragraphs, plainTable, rootLine } from './parts.ts';
import { common } from './stylesheet.ts';
import { number, signed } from './words.ts';

const own = `
@page { size: A4; margin: 14mm }
.narrow { display: none }
.study { break-inside: avoid; margin-bottom: 24px }
.study h3 { margin-bottom: 0 }
.study .small { margin-bottom: 8px }
.study p { margin-bottom: 8px }
tbody th .unit { display: block; font-weight: 400; color: var(--soft); font-size: 12px; line-height: 16px }
@media (max-width: 600px) { .wide { display: none } .narrow { display: block } }
@media print { .wide { display: block } .narrow { display: none } .panels { grid-template-columns: repeat(2, 1fr); gap: 12px 20px } .panel svg { width: 100% } }
`;

type Marks = ReadonlyMap<string, Mark>;
const PANEL = 330;

const markOf = (study: StudyFindings, marks: Marks): Mark => marks.get(study.id) ?? baselineMark;

function dotOf(study: StudyFindings, marks: Marks): Html {
  const { colour, hollow } = markOf(study, marks);
  return html`<span class="swatch${hollow ? ' hollow' : ''}" style="--mark: ${colour}"></span>`;
}

function mainTable(evaluation: Evaluation, marks: Marks): Html {
  const row = (
    study: StudyFindings,
  ) => html`<tr><th scope="row">${dotOf(study, marks)}${study.title}<span class="unit">${scaleOf(study).unit}</span></th>${studyColumns.map(
    ({ cell }) => {
      const { size, interval } = cell(study);
      return html`<td>${size}${interval ? html`<span class="interval">${interval}</span>` : null}</td>`;
    },
  )}</tr>
`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="truth against report"><table>
<thead><tr><th scope="col">study</th>${studyColumns.map(
    ({ head, unit }) => html`<th scope="col">${head}<span class="unit">${unit}</span></th>`,
  )}</tr></thead>
<tbody>${evaluation.studies.map(row)}</tbody></table></div>
<p class="small">${evaluationCaption(evaluation)}</p>`;
}

function panels(parts: readonly (Html | null)[]): Html | null {
  const there = parts.filter((part) => part !== null);
  return there.length === 0 ? null : html`<div class="panels">${there}</div>`;
}

function panel(study: StudyFindings, marks: Marks, under: string, svg: Element | null): Html | null {
  const picture = drawing(svg);
  return (
    picture &&
    html`<div class="panel"><h4>${dotOf(study, marks)}${study.title}</h4><p>${under}</p>${picture}</div>
`
  );
}

function pictured(evaluation: Evaluation, body: Html | null, says: string, numbers: Html): Html | null {
  return (
    body &&
    html`<figure dir="ltr">
${body}
<figcaption>${says} ${evaluationCaption(evaluation)}</figcaption>
<details><summary>The numbers of this picture</summary>${numbers}</details>
</figure>
`
  );
}

function distributionsFigure(
  evaluation: Evaluation,
  answers: readonly StudyAnswer[],
  marks: Marks,
  document: Document,
): Html | null {
  const asking = evaluation.studies.filter((study) => !isCount(study));
  const body = panels(
    asking.map((study) => {
      const estimates = answers.filter((answer) => answer.study === study.id).map(({ estimate }) => estimate);
      const svg = samplingDistributions(study, estimates, markOf(study, marks), { document, width: PANEL });
      return panel(study, marks, inquiryOf(study), svg);
    }),
  );
  const rows = asking.map((study) => ({
    name: study.title,
    values: [
      truthOf(study),
      { size: shown(study, study.reported.mean), interval: rangeIn(study, study.reported) },
      number(study.studies),
    ],
  }));
  return pictured(
    evaluation,
    body,
    'Each bar: how many imaginary studies report that number. Dashed: what is true, on average over the worlds; the truth of a single world differs from it. Grey line: none.',
    plainTable('Reports and truths', ['study', 'true', 'reported, 90 of 100 studies', 'imaginary studies'], rows),
  );
}

function powerFigure(evaluation: Evaluation, marks: Marks, document: Document): Html | null {
  const sized = evaluation.studies.filter(({ bySize }) => bySize.length > 1);
  const most = Math.max(...sized.flatMap(({ bySize }) => bySize.map(({ asked }) => asked)), 1);
  const body = panels(
    sized.map((study) =>
      panel(
        study,
        marks,
        'reports an effect, of 100 tries, in this model',
        power(study, markOf(study, marks), most, { document, width: PANEL }),
      ),
    ),
  );
  const rows = sized.flatMap((study) =>
    study.bySize.map(({ asked, power: found, error }) => ({
      name: `${study.title}, ${number(asked)} people`,
      values: [number(found * 100), plusMinus(simulationMargin(error, study.groups) * 100, 1)],
    })),
  );
  return pictured(
    evaluation,
    body,
    'Band: 95 % simulation interval. Upright dashed line: the people the study asks. A biased study may report an effect often and be wrong each time.',
    plainTable('Power by sample size', ['study and sample', 'reports an effect, of 100', '± 95 %, simulation'], rows),
  );
}

function splitFigure(evaluation: Evaluation, marks: Marks, document: Document): Html | null {
  const split = evaluation.studies.flatMap((study) => (study.split === null ? [] : [{ study, split: study.split }]));
  const body = panels(
    split.map(({ study, split: own }) =>
      panel(
        study,
        marks,
        `report less truth, ${splitUnit(study)}: ${splitTotal(study, own)}`,
        biasSplit(study, markOf(study, marks), { document, width: PANEL }),
      ),
    ),
  );
  const rows = split.map(({ study, split: own }) => {
    const { factor } = scaleOf(study);
    const parts = ([...causes, 'remainder', 'bias'] as const).map((name) => own[name]);
    const largest = Math.max(...parts.map(({ mean }) => Math.abs(mean)));
    const digits = digitsFor({ low: -largest, high: largest }, factor);
    return {
      name: study.title,
      values: parts.map((part) => ({
        size: signed(part.mean * factor, digits),
        interval: plusMinus(partMargin(own, part) * factor, digits),
      })),
    };
  });
  const meanings = causes.map((cause) => `${causeWords[cause].label}: ${causeWords[cause].meaning}`);
  const made = pictured(
    evaluation,
    body,
    'Bars and remainder sum to the number above them: the bias of those studies that were split, which are those of the first pairs of worlds. The bias in the table is that of all. Thin lines: 95 % simulation intervals.',
    plainTable(
      'Bias by cause',
      ['study', ...causes.map((cause) => causeWords[cause].label), 'no cause named here', 'together'],
      rows,
    ),
  );
  return made && html`${made}${list(meanings)}`;
}

function rankingFigure(evaluation: Evaluation, document: Document): Html | null {
  const { ranking } = evaluation;
  if (ranking === null) return null;
  const wide = drawing(rankings(ranking, { document, width: 760 }));
  const narrow = drawing(rankings(ranking, { document, width: 340 }));
  if (wide === null || narrow === null) return null;
  const order = rankedBy.map(({ id }) => places(ranking, id));
  const rows = ranking.map((design, i) => ({
    name: design.title,
    values: rankedBy.map(({ id }, column) => ({
      size: `${rankedNumber(design, id)}`,
      interval: `${rankedRange(design, id)}; place ${order[column]?.[i]}`,
    })),
  }));
  const figure_ = pictured(
    evaluation,
    html`<div class="single wide">${wide}</div><div class="single narrow">${narrow}</div>`,
    'First place on top. Contacts as the books of the campaign count them; the share of those met, and found when they are asked, who say it changed their mind; and of everybody who considered leaving, how many more than without it have turned away from it. Turning away is not success by itself: some must leave to be safe. Places say nothing of how far apart two designs are; the ranges are in the table.',
    plainTable('Three rankings', ['design', ...rankedBy.map(({ label, unit }) => `${label}, ${unit}`)], rows),
  );
  return html`<h2>Three ways to rank the same designs</h2>
<p>${rankingSentence(ranking) ?? ''}</p>
${figure_}`;
}

function studySection(study: StudyFindings, marks: Marks): Html {
  return html`<section class="study"><h3>${dotOf(study, marks)}${study.title}</h3>
<p class="small">${study.about} Asked for: ${inquiryOf(study)}; ${wayOf(study)}.</p>
${paragraphs([sentencesOf(study).join(' ')])}
<p class="small">Modelled on: ${study.source}.</p></section>
`;
}

/**
 * What studies of a campaign would conclude, as one page: no script, nothing loaded from elsewhere, readable in light, dark and on
 * paper. Missed harm stands in the table of every study.
 *
 * @param answers   of all imaginary studies
 * @param document  draws the pictures; a page's own, or one in memory (jsdom) for files
 * @param root over the data files; absent where there is no folder
 */
export function evaluationHtml(
  evaluation: Evaluation,
  answers: readonly StudyAnswer[],
  document: Document,
  root: string | null = null,
): string {
  const { scenario, condition, context, fingerprint, defaults, version, resultsVersion, seed } = evaluation;
  const marks = studyMarks(evaluation);
  const split = splitFigure(evaluation, marks, document);
  const sized = powerFigure(evaluation, marks, document);
  const question = `What would studies of "${campaignOf(evaluation)}" conclude, and how far from the truth would that be?`;
  return page(
    `${scenario.title}: what studies would conclude`,
    [common, own],
    html`<header>
<p class="notice">${whatIf}</p>
<h1>${scenario.title}: what studies would conclude</h1>
<p class="question">${question}</p>
</header>
<main>
<section class="answer" aria-label="The answer">${paragraphs(evaluationAnswer(evaluation))}
<p class="small">${context.title}${condition.title === 'as described' ? '' : `, ${condition.title}`}. ${evaluationCaption(evaluation)}</p></section>
<h2>Truth against report</h2>
${mainTable(evaluation, marks)}
${rankingFigure(evaluation, document)}
<h2>What the studies report, and what is true</h2>
${distributionsFigure(evaluation, answers, marks, document)}
${split && html`<h2>Where the distance comes from</h2>${split}`}
${sized && html`<h2>How many people it would take</h2>${sized}`}
<h2>Study by study</h2>
${evaluation.studies.map((study) => studySection(study, marks))}
<h2>What was assumed</h2>
${list(evaluationAssumptions(evaluation))}
<h2>How the numbers are made</h2>
<p>${evaluationMethod}</p>
<h2>How to get the same numbers</h2>
<pre>${evaluationCommand(evaluation)}</pre>
<p class="facts">Forewarned ${version}, results version ${resultsVersion}. Seed "${seed}". Scenario ${scenario.id}.<br>
Fingerprint of the results: <code class="hash">${fingerprint}</code><br>
Hash of the default parameters: <code class="hash">${defaults}</code>${rootLine(root)}</p>
<h2>What this is for, and what not</h2>
<p>${purpose}</p>
<p>${outOfScope}</p>
</main>`,
  );
}
