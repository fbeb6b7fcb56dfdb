import { csvFormatRows } from 'd3-dsv';
import { ledgerCsv } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { Evaluation, StudyAnswer } from '../experiment/evaluation/evaluation.ts';
import { canonical } from '../scenario/canonical.ts';
import { evaluationHtml } from './evaluation-html.ts';
import { evaluationAssumptions, evaluationCommand, evaluationMethod } from './evaluation-notices.ts';
import { evaluationSentences } from './evaluation-sentences.ts';
import { evaluationCaption } from './evaluation-words.ts';
import { outOfScope, purpose } from './notices.ts';
import { markdownText } from './readme.ts';
import { ROOT, sealed, withoutPlaces } from './result-files.ts';
import type { ResultFile } from './shelf.ts';

type Column = { readonly name: string; readonly meaning: string; readonly of: (answer: StudyAnswer) => unknown };

/** One row per imaginary study. */
const columns: readonly Column[] = [
  { name: 'study', meaning: 'id of the study design', of: ({ study }) => study },
  { name: 'replicate', meaning: 'which pair of worlds, 0-based', of: ({ replicate }) => replicate },
  { name: 'draw', meaning: 'which draw of the parameters, 0-based', of: ({ draw }) => draw },
  { name: 'lot', meaning: 'which lot of the assignment, 0-based', of: ({ lot }) => lot },
  { name: 'survey', meaning: 'which survey of these worlds, 0-based', of: ({ survey }) => survey },
  { name: 'truth', meaning: 'what is true in these worlds, in the unit of the measure', of: ({ truth }) => truth },
  { name: 'estimate', meaning: 'what the study reports, in the same unit', of: ({ estimate }) => estimate },
  {
    name: 'standard_error',
    meaning: 'of the estimate, as the study computes it',
    of: ({ standardError }) => standardError,
  },
  { name: 'low', meaning: 'lower end of the 95 % interval of the study', of: ({ low }) => low },
  { name: 'high', meaning: 'upper end of it', of: ({ high }) => high },
  { name: 'p', meaning: 'p value of the test of no effect', of: ({ p }) => p },
  { name: 'asked', meaning: 'people asked at the first wave', of: ({ asked }) => asked },
  { name: 'found', meaning: 'people found at the last', of: ({ found }) => found },
  {
    name: 'lee_low',
    meaning:
      'lower Lee bound: of the effect on those who would be found either way, whatever those not found would have said. It holds no sampling error, and answers that are not true bend it as they bend the estimate; so it need not hold the truth. Empty without one',
    of: ({ lee }) => lee?.low,
  },
  { name: 'lee_high', meaning: 'upper Lee bound, in the same sense; empty without one', of: ({ lee }) => lee?.high },
];

function cell(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'string' ? value : '';
}

function answersCsv(answers: readonly StudyAnswer[]): string {
  const rows = answers.map((answer) => columns.map(({ of }) => cell(of(answer))));
  return `${csvFormatRows([columns.map(({ name }) => name), ...rows])}\n`;
}

function failuresCsv({ failures }: Evaluation): string {
  const rows = failures.map(({ runId, arm, draw, replicate, stage, message, trace }) => [
    ...[runId, arm, String(draw), String(replicate), stage],
    ...[withoutPlaces(message), withoutPlaces(trace)],
  ]);
  return `${csvFormatRows([['run_id', 'study', 'draw', 'replicate', 'stage', 'message', 'trace'], ...rows])}\n`;
}

function readme(evaluation: Evaluation): string {
  const { scenario, fingerprint, defaults } = evaluation;
  const lines = (all: readonly string[]) => all.map((line) => `- ${markdownText(line)}`).join('\n');
  return `# ${markdownText(scenario.title)}: what studies would conclude

${lines(evaluationSentences(evaluation))}

${evaluationCaption(evaluation)}

## What this is for, and what not

${purpose}

${outOfScope}

## What was assumed

${lines(evaluationAssumptions(evaluation))}

## Files

- \`report.html\`: everything, with pictures. Open it in any browser.
- \`evaluation.json\`: all numbers. \`errors\` are their standard errors between \`groups\` of studies (parameter draws, else worlds, lots or surveys); \`typeM\` is a sum of sizes over a sum of sizes, not a mean of ratios; \`leeCoverage\` is the share of Lee bounds that hold the truth; \`split\` has its own \`bias\`, that of the studies that were split; \`bySize\` and \`short\` say how many people there were to be asked.
- \`answers.csv\`: one row per imaginary study:
${columns.map(({ name, meaning }) => `  - \`${name}\`: ${meaning}`).join('\n')}
- \`failures.csv\`: worlds that failed. \`ledger.csv\`: every number with its source and range.
- \`scenario/\`: the scenario with nothing left implicit. \`environment.json\`: what it ran on.
- \`checksums.sha256\`: check with \`sha256sum --check checksums.sha256\`.

An empty cell is a missing value. Shares are 0 to 1, money is euros of 2023. Quantiles are of type 7.

## How the numbers are made

${evaluationMethod}

## The same numbers again

\`\`\`sh
${evaluationCommand(evaluation)}
\`\`\`

Fingerprint of the results: \`${fingerprint}\`. Hash of the default parameters: \`${defaults}\`.
`;
}

/**
 * The results folder of an evaluation; `checksums.sha256` comes last. No folder, user or machine is named inside.
 *
 * @param settled      the scenario with nothing left implicit
 * @param ledger       every number with its basis
 * @param environment  what it was computed with, as plain data
 * @param document     draws the pictures; a page's own, or one in memory (jsdom)
 */
export function evaluationFiles(
  evaluation: Evaluation,
  answers: readonly StudyAnswer[],
  settled: { readonly id: string },
  ledger: readonly LedgerRow[],
  environment: object,
  document: Document,
): readonly ResultFile[] {
  const failures = evaluation.failures.map((failure) => ({
    ...failure,
    message: withoutPlaces(failure.message),
    trace: withoutPlaces(failure.trace),
  }));
  const told: Evaluation = { ...evaluation, failures };
  const files: ResultFile[] = [
    { path: 'README.md', content: readme(told) },
    { path: 'report.html', content: evaluationHtml(told, answers, document, ROOT) },
    { path: 'evaluation.json', content: `${canonical(told)}\n` },
    { path: 'answers.csv', content: answersCsv(answers) },
    { path: 'failures.csv', content: failuresCsv(told) },
    { path: 'ledger.csv', content: ledgerCsv(ledger) },
    { path: `scenario/${settled.id}.json`, content: `${canonical(settled)}\n` },
    { path: 'environment.json', content: `${JSON.stringify(environment, null, 2)}\n` },
  ];
  return sealed(files);
}
