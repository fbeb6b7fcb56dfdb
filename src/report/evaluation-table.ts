import type { Evaluation, FigureOfStudy, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import { biasOf, heldSmaller, truthOf } from './evaluation-sentences.ts';
import {
  campaignOf,
  canShowHarm,
  digitsFor,
  evaluationCaption,
  inquiryOf,
  isCount,
  isLevel,
  isNone,
  marginOf,
  plusMinus,
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

/** The margin of a number as it stands below it: "± 2". */
function within(study: StudyFindings, name: FigureOfStudy, factor: number, digits: number): string {
  return study.errors[name] === null ? '' : plusMinus(marginOf(study, name) * factor, digits);
}

/** A share of tries, which cannot be further off than by all of them. */
const outOf100 = (name: FigureOfStudy) => (study: StudyFindings) => {
  if (isCount(study) || study[name] === null) return alone('—');
  return { size: share(study[name]), interval: plusMinus(Math.min(1, marginOf(study, name)) * 100, 0) };
};

function missedHarm(study: StudyFindings) {
  if (isCount(study)) return alone('all');
  if (!canShowHarm(study)) return alone('not asked');
  if (study.missesHarm !== null) return outOf100('missesHarm')(study);
  return alone(isNone(study) ? 'no clear harm' : 'no harm here');
}

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
    unit: '± 95 %, simulation',
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
    head: 'reports an effect',
    unit: 'of 100 tries',
    cell: (study) => (isLevel(study) ? alone('—') : outOf100('power')(study)),
  },
  { head: 'interval holds the truth', unit: 'of 100 tries', cell: outOf100('coverage') },
  {
    head: 'wrong sign',
    unit: 'of 100 reported',
    cell: outOf100('typeS'),
  },
  {
    head: 'would miss harm',
    unit: 'of 100 tries',
    cell: missedHarm,
  },
  {
    head: 'asked, found again',
    unit: 'people',
    cell: (study) =>
      isCount(study)
        ? alone('—')
        : {
            size: `${number(study.n)}, ${number(study.found)}`,
            interval: study.short === null ? '' : `${number(study.size)} wanted`,
          },
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
  const smaller = heldSmaller(evaluation);
  const lines = [
    scenario.title,
    ...wrapped(`What would studies of "${campaignOf(evaluation)}" conclude?`, WIDEST),
    whatIf,
    ...(smaller === null ? [] : wrapped(smaller, WIDEST)),
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
