import type { Evaluation, FigureOfStudy, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import { biasOf, truthOf } from './evaluation-sentences.ts';
import {
  campaignOf,
  digitsFor,
  evaluationCaption,
  inquiryOf,
  isCount,
  isLevel,
  isNone,
  rangeIn,
  scaleOf,
  share,
  shown,
  wayOf,
} from './evaluation-words.ts';
import { whatIf } from './notices.ts';
import { laidOut, wrapped } from './table.ts';
import { euros, number } from './words.ts';

/** One column of the table of studies. */
export type StudyColumn = {
  readonly head: string;
  readonly unit: string;
  readonly cell: (study: StudyFindings) => { readonly size: string; readonly interval: string };
};

const alone = (size: string) => ({ size, interval: '' });

/** A Monte Carlo error as it stands below its number: "± 2". */
function within(study: StudyFindings, name: FigureOfStudy, factor: number, digits: number): string {
  const error = study.errors[name];
  return error === null || study[name] === null ? '' : `± ${number(error * factor, digits)}`;
}

const outOf100 = (name: FigureOfStudy) => (study: StudyFindings) =>
  isCount(study) ? alone('—') : { size: share(study[name]), interval: within(study, name, 100, 0) };

/** Truth against report, then how far the report can be trusted. */
export const studyColumns: readonly StudyColumn[] = [
  { head: 'true', unit: 'unit of the study', cell: (study) => alone(truthOf(study)) },
  {
    head: 'reported',
    unit: '90 of 100 studies',
    cell: (study) => ({ size: shown(study, study.reported.mean), interval: rangeIn(study, study.reported) }),
  },
  {
    head: 'bias',
    unit: '± simulation error',
    cell: (study) =>
      isCount(study)
        ? alone('—')
        : {
            size: biasOf(study),
            interval: within(
              study,
              'bias',
              scaleOf(study).factor,
              Math.max(1, digitsFor(study.reported, scaleOf(study).factor)),
            ),
          },
  },
  {
    head: 'finds the effect',
    unit: 'of 100 tries',
    cell: (study) => (isLevel(study) ? alone('—') : outOf100('power')(study)),
  },
  { head: 'interval holds the truth', unit: 'of 100 tries', cell: outOf100('coverage') },
  {
    head: 'wrong sign',
    unit: 'of 100 found',
    cell: (study) => (isNone(study) ? alone('—') : outOf100('typeS')(study)),
  },
  {
    head: 'would miss harm',
    unit: 'of 100 tries',
    cell: (study) =>
      isCount(study) ? alone('all') : study.missesHarm === null ? alone('no harm here') : outOf100('missesHarm')(study),
  },
  {
    head: 'asked, found again',
    unit: 'people',
    cell: (study) => (isCount(study) ? alone('—') : alone(`${number(study.n)}, ${number(study.found)}`)),
  },
  { head: 'cost', unit: '', cell: (study) => alone(study.cost === null ? '—' : euros(study.cost)) },
];

const WIDEST = 138;
const TITLE = 32;
const GAP = 2;

/** What studies of a campaign would report against what is true, as text for a terminal, at most 138 characters wide. */
export function evaluationTable(evaluation: Evaluation): string {
  const { scenario, studies, failures } = evaluation;
  const share_ = Math.floor((WIDEST - TITLE) / studyColumns.length) - GAP;
  const head = [
    ['study'],
    ...studyColumns.map(({ head: label, unit }) => [...wrapped(label, share_), ...(unit ? wrapped(unit, share_) : [])]),
  ];
  const rows = studies.map((study) => [
    [...wrapped(study.title, TITLE), ...wrapped(`${scaleOf(study).unit}; ${wayOf(study)}`, TITLE)],
    ...studyColumns.map(({ cell }) => {
      const { size, interval } = cell(study);
      return [...wrapped(size, share_), ...(interval ? wrapped(interval, share_) : [])];
    }),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].flatMap((cells) => (cells[column] ?? []).map((line) => line.length))),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)));
  const lines = [
    scenario.title,
    ...wrapped(`What would studies of "${campaignOf(evaluation)}" conclude?`, WIDEST),
    whatIf,
    '',
    ...laidOut(head, widths),
    rule,
    ...rows.flatMap((cells) => [...laidOut(cells, widths), '']),
    ...wrapped(`What is asked: ${studies.map((study) => `${study.title} - ${inquiryOf(study)}`).join('; ')}.`, WIDEST),
    ...wrapped(evaluationCaption(evaluation), WIDEST),
  ];
  if (failures.length > 0) lines.push(`${failures.length} pairs of worlds failed and are not in these numbers.`);
  return `${lines.join('\n')}\n`;
}
