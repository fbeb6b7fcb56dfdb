import type { Evaluation, StudyAnswer, StudyFindings } from '../../experiment/evaluation/evaluation.ts';
import { simulationMargin } from '../../experiment/evaluation/many.ts';
import { biasSplit } from '../../report/charts/bias-split.ts';
import { power } from '../../report/charts/power.ts';
import { samplingDistributions } from '../../report/charts/sampling-distributions.ts';
import { baselineMark } from '../../report/colours.ts';
import { evaluationAssumptions, evaluationMethod } from '../../report/evaluation-notices.ts';
import { sentencesOf } from '../../report/evaluation-sentences.ts';
import { studyColumns } from '../../report/evaluation-table.ts';
import {
  causes,
  causeWords,
  evaluationCaption,
  inquiryOf,
  partMargin,
  plusMinus,
  scaleOf,
  splitTotal,
  splitUnit,
  studyMarks,
  wayOf,
} from '../../report/evaluation-words.ts';
import { type Html, html } from '../../report/html.ts';
import { drawing, list, paragraphs, plainTable } from '../../report/parts.ts';
import { capitalised, number, signed } from '../../report/words.ts';

/** Headings of the page; everything else is said by the report floor. */
export type Headings = {
  readonly answer: string;
  readonly reports: string;
  readonly split: string;
  readonly power: string;
  readonly numbers: string;
  readonly assumed: string;
  readonly dashed: string;
  readonly sums: string;
  readonly band: string;
  readonly statisticians: string;
};

const PANEL = 360;

/** What one study would report, against what is true: sentences, table, and three pictures. */
export function studyReport(
  { evaluation, answers }: { readonly evaluation: Evaluation; readonly answers: readonly StudyAnswer[] },
  document: Document,
  says: Headings,
): Html | null {
  const [study] = evaluation.studies;
  if (study === undefined) return null;
  const mark = studyMarks(evaluation).get(study.id) ?? baselineMark;
  const canvas = { document, width: PANEL };
  const caption = evaluationCaption(evaluation);
  const most = Math.max(...study.bySize.map(({ asked }) => asked), 1);
  const pictures = [
    {
      title: says.reports,
      under: inquiryOf(study),
      drawn: drawing(samplingDistributions(study, estimates(study, answers), mark, canvas)),
      words: says.dashed,
      numbers: null,
    },
    {
      title: says.power,
      under: '',
      drawn: drawing(power(study, mark, most, canvas)),
      words: says.band,
      numbers: powerTable(study, says),
    },
    {
      title: says.split,
      under: study.split === null ? '' : `${splitUnit(study)}: ${splitTotal(study, study.split)}`,
      drawn: drawing(study.split === null ? null : biasSplit(study, mark, canvas)),
      words: says.sums,
      numbers: splitTable(study, says),
    },
  ];
  const shown = pictures.filter(({ drawn }) => drawn !== null);
  const meanings = causes.map((cause) => `${causeWords[cause].label}: ${causeWords[cause].meaning}`);
  return html`<section class="answer" aria-label="${says.answer}">${paragraphs(sentencesOf(study))}</section>
<p class="small">${capitalised(inquiryOf(study))}; ${wayOf(study)}.</p>
${mainTable(study)}
<p class="small">${caption}</p>
<div class="panels studied">${shown.map(
    ({ title, under, drawn, words, numbers }) => html`<figure class="panel"><h4>${title}</h4><p>${under}</p>${drawn}
<figcaption>${words} ${caption}</figcaption>${numbers === null ? null : html`<details><summary>${says.numbers}</summary>${numbers}</details>`}</figure>
`,
  )}</div>
${study.split === null ? null : list(meanings)}
<h3>${says.assumed}</h3>
${list(evaluationAssumptions(evaluation))}
<details><summary>${says.statisticians}</summary><p class="small">${evaluationMethod}</p></details>`;
}

function estimates({ id }: StudyFindings, answers: readonly StudyAnswer[]): readonly number[] {
  return answers.filter(({ study }) => study === id).map(({ estimate }) => estimate);
}

function mainTable(study: StudyFindings): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${study.title}"><table>
<thead><tr><th scope="col">${study.title}</th>${studyColumns.map(
    ({ head, unit }) => html`<th scope="col">${head}<span class="unit">${unit}</span></th>`,
  )}</tr></thead>
<tbody><tr><th scope="row">${scaleOf(study).unit}</th>${studyColumns.map(({ cell }) => {
    const { size, interval } = cell(study);
    return html`<td>${size}${interval ? html`<span class="interval">${interval}</span>` : null}</td>`;
  })}</tr></tbody></table></div>`;
}

function powerTable({ title, bySize, groups }: StudyFindings, says: Headings): Html {
  const rows = bySize.map(({ asked, power: found, error }) => ({
    name: number(asked),
    values: [number(found * 100), plusMinus(simulationMargin(error, groups) * 100, 1)],
  }));
  return plainTable(
    `${says.power}: ${title}`,
    ['people asked', 'reports an effect, of 100', '± 95 %, simulation'],
    rows,
  );
}

function splitTable(study: StudyFindings, says: Headings): Html | null {
  const { split } = study;
  if (split === null) return null;
  const { factor } = scaleOf(study);
  const names = { remainder: 'no cause named here', bias: 'together' };
  const rows = ([...causes, 'remainder', 'bias'] as const).map((part) => ({
    name: part === 'remainder' || part === 'bias' ? names[part] : causeWords[part].label,
    values: [signed(split[part].mean * factor, 1), plusMinus(partMargin(split, split[part]) * factor, 1)],
  }));
  return plainTable(`${says.split}: ${study.title}`, ['cause', 'report less truth', '± 95 %, simulation'], rows);
}
