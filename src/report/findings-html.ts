import type { FindingRow, PartResult, Scoreboard } from '../experiment/findings/scoreboard.ts';
import type { Citation } from '../scenario/seeds/citation.ts';
import type { SeedPatterns } from '../scenario/seeds/patterns.ts';
import { restsOn, restsOnLegend } from './charts/rests-on.ts';
import { scoreboardChart, verdictColour } from './charts/scoreboard.ts';
import {
  ablationOf,
  countsOf,
  decidingPart,
  drawsOf,
  estimateOf,
  figureOf,
  findingsCaption,
  inFullOf,
  intervalOf,
  luckOf,
  regionOf,
  statusMeaning,
  verdictMark,
  verdicts,
} from './findings-words.ts';
import { type Html, html } from './html.ts';
import { outOfScope, purpose, whatIf } from './notices.ts';
import { drawing, list, page, plainTable, rootLine } from './parts.ts';
import { common } from './stylesheet.ts';
import { counted } from './words.ts';

const own = `
@page { size: A4; margin: 14mm }
.narrow { display: none }
.finding { break-inside: avoid; margin: 0 0 28px; padding-top: 12px; border-top: 1px solid var(--faint) }
.finding h3 { margin: 0 0 4px }
.finding dl { display: grid; grid-template-columns: 9rem 1fr; gap: 2px 16px; margin: 8px 0; font-size: 15px; line-height: 22px }
.finding dt { color: var(--soft) } .finding dd { margin: 0; color: var(--ink) }
.verdict { font-weight: 600; color: var(--mark) }
.key { display: inline-block; width: 12px; height: 12px; margin: 0 6px 0 14px; border: 1px solid var(--faint); background: var(--mark); vertical-align: -1px }
.cited { margin: 0; padding: 0; list-style: none } .cited li { margin-bottom: 4px }
.cited .small { display: block }
@media (max-width: 600px) { .wide { display: none } .narrow { display: block } .finding dl { grid-template-columns: 1fr } .finding dd { margin-bottom: 6px } }
@media print { .wide { display: block } .narrow { display: none } }
`;

/** What a page of findings needs beside the scoreboard. */
export type Cited = {
  readonly citations: ReadonlyMap<string, Citation>;
  readonly patterns: SeedPatterns['patterns'];
};

const verdictOf = ({ verdict, inFull }: Pick<FindingRow, 'verdict' | 'inFull'>): Html =>
  html`<span class="verdict" style="--mark: ${verdictColour[verdict]}">${verdictMark[verdict]} ${verdict}</span>${inFull === undefined ? null : html`<span class="interval">${inFullOf({ inFull })}</span>`}`;

const linkTo = (id: string, words: string): Html => html`<a href="#${id}">${words}</a>`;

function mainTable({ findings }: Scoreboard): Html {
  const row = (finding: FindingRow): Html => {
    const part = decidingPart(finding);
    const cells =
      part === undefined
        ? html`<td></td><td></td><td></td><td></td>`
        : html`<td>${figureOf(part.estimate.value)}<span class="interval">${luckOf(part.estimate)}</span></td>
<td>${regionOf(part)}</td><td>${part.estimate.runs}</td><td>${drawsOf(finding)}</td>`;
    return html`<tr><th scope="row">${linkTo(finding.id, `${finding.id} ${finding.title}`)}</th><td>${verdictOf(finding)}</td>${cells}<td>${finding.status ?? '—'}</td></tr>
`;
  };
  return html`<div class="scroll" tabindex="0" role="region" aria-label="all findings"><table class="tight">
<thead><tr><th scope="col">finding</th><th scope="col">verdict<span class="unit">at the defaults</span></th><th scope="col">value<span class="unit">90 % of the mean</span></th><th scope="col">must be</th><th scope="col">runs</th><th scope="col">holds in<span class="unit">parameter draws</span></th><th scope="col">status</th></tr></thead>
<tbody>${findings.map(row)}</tbody></table></div>`;
}

function twice(draw: (width: number) => Element | null): Html | null {
  const wide = drawing(draw(760));
  const narrow = drawing(draw(340));
  return wide && narrow && html`<div class="single wide">${wide}</div><div class="single narrow">${narrow}</div>`;
}

function valuesFigure(board: Scoreboard, document: Document): Html | null {
  const body = twice((width) => scoreboardChart(board.findings, { document, width }));
  if (body === null) return null;
  const rows = board.findings.flatMap((finding) => {
    const part = decidingPart(finding);
    return part === undefined
      ? []
      : [
          {
            name: `${finding.id}: ${part.says}`,
            values: [
              { size: figureOf(part.estimate.value), interval: luckOf(part.estimate) },
              regionOf(part),
              part.unit,
            ],
          },
        ];
  });
  return html`<figure dir="ltr">${body}
<figcaption>The part of each finding that decides it. Grey band: where the value must lie; dotted line: nothing; dot and line: the value with its interval, in widths of the smallest effect that counts. What lies further out than three of these is drawn at the edge. Signs at the right: ${verdicts
    .slice(0, 3)
    .map((verdict) => `${verdictMark[verdict]} ${verdict}`)
    .join(', ')}. ${findingsCaption(board)}</figcaption>
<details><summary>The numbers of this picture</summary>${plainTable('Values', ['finding', 'value', 'must be', 'unit'], rows)}</details></figure>`;
}

function restsFigure(board: Scoreboard, document: Document): Html | null {
  const rows = board.findings.filter((row) => Object.keys(row.restsOn).length > 0);
  const body = drawing(restsOn(rows, { document, width: 760 }));
  if (body === null) return null;
  const mechanisms = Object.keys(rows[0].restsOn);
  const numbers = rows.map((row) => ({
    name: row.id,
    values: mechanisms.map((mechanism) => {
      const left = row.restsOn[mechanism];
      return left === undefined ? '' : { size: figureOf(left.value), interval: luckOf(left) };
    }),
  }));
  return html`<h2>What rests on what</h2>
<figure dir="ltr"><div class="scroll" tabindex="0" role="region" aria-label="findings and mechanisms"><div class="single">${body}</div></div>
<figcaption>What is left of the first part of each finding, as a multiple of itself, when one mechanism is switched off in both worlds.${restsOnLegend.map(
    ({ label, colour }) => html`<span class="key" style="--mark: ${colour}"></span>${label}`,
  )}. Numbers are shown where they differ from 1 by 0.15 or more. ${counted(rows[0].restsOn[mechanisms[0]]?.runs ?? 0, 'run')} each: read them as rough. A mechanism that is off changes the world without the campaign, too.</figcaption>
<details><summary>The numbers of this picture</summary>${plainTable('What is left', ['finding', ...mechanisms], numbers)}</details></figure>`;
}

function partOf(part: PartResult): string {
  const more =
    part.runsToDecide === null
      ? ''
      : part.runsToDecide === 'too many'
        ? '; no number of runs is likely to decide it'
        : `; about ${counted(part.runsToDecide, 'run')} would decide it`;
  const drawn =
    part.draws === null
      ? ''
      : `; over draws ${intervalOf(part.draws)}, and so in ${part.draws.held} of ${part.draws.of}`;
  return `${part.says}: ${estimateOf(part.estimate)}, must be ${regionOf(part)} (${part.unit}): ${part.verdict}${more}${drawn}.`;
}

function citedBy(row: FindingRow, citations: Cited['citations']): Html {
  return html`<ul class="cited">${row.sources.map((id) => {
    const found = citations.get(id);
    return html`<li>${id}: ${found?.title ?? 'not in the evidence base'}<span class="small">${found?.detail ?? ''}</span></li>
`;
  })}</ul>`;
}

function findingSection(row: FindingRow, { citations }: Cited): Html {
  const line = (name: string, words: string | Html | null): Html | null =>
    words === null || words === ''
      ? null
      : html`<dt>${name}</dt><dd>${words}</dd>
`;
  const conflicts = row.conflicts.length === 0 ? null : html`${row.conflicts.map((id) => linkTo(id, `${id} `))}`;
  return html`<section class="finding" id="${row.id}"><h3>${row.id}: ${row.title}</h3>
<p>${row.claim}</p>
<dl>${line('Verdict', verdictOf(row))}
${line('Found in', citedBy(row, citations))}
${line('Holds when', row.condition)}
${line('Says otherwise', conflicts)}
${line('How it is tested', row.notTestable ?? row.why)}
${line('Experiment', row.experiment)}
${row.parts.length > 0 ? line('In this model', list(row.parts.map(partOf))) : null}
${row.draws === null ? null : line('Over draws', `all parts hold in ${drawsOf(row)} parameter draws (${figureOf(row.draws.low)} to ${figureOf(row.draws.high)} of all)`)}
${row.status === null ? null : line('Status', `${statusMeaning[row.status]} (declared: ${row.declared})`)}
${row.ablation === null || row.verdict !== 'reproduced' ? null : line('Ablation', `${row.ablation.says}; ${ablationOf(row)}`)}
${line('Circular if', row.circular)}
${line('Why we think so', row.discrepancy)}
${line('Patterns', row.patterns.join(', '))}</dl></section>
`;
}

function patternSection(board: Scoreboard, { patterns }: Cited): Html | null {
  if (patterns.length === 0) return null;
  return html`<h2>By pattern</h2>
${patterns.map(({ id, title, says }) => {
  const rows = board.findings.filter((row) => row.patterns.includes(id));
  return html`<h3>${id} ${title}</h3><p class="small">${says}</p>
<ul>${rows.map(
    (row) => html`<li>${linkTo(row.id, `${row.id} ${row.title}`)}: ${verdictOf(row)}</li>
`,
  )}</ul>`;
})}`;
}

/**
 * The scoreboard as one page: no script, nothing loaded from elsewhere, readable in light, dark and on paper. Counts of verdicts
 * never stand without the list.
 *
 * @param document draws the pictures; a page's own, or one in memory (jsdom) for files
 * @param root over the data files; absent where there is no folder
 */
export function findingsHtml(board: Scoreboard, cited: Cited, document: Document, root: string | null = null): string {
  const { fingerprint, defaults, version, resultsVersion, seed, findings } = board;
  return page(
    'What the field found, and whether the model finds it too',
    [common, own],
    html`<header>
<p class="notice">${whatIf}</p>
<h1>What the field found, and whether the model finds it too</h1>
<p class="question">${findings.length} findings from documents and studies, each as an experiment: ${countsOf(findings)}.</p>
</header>
<main>
<p>A finding that is not reproduced is a result: no number was moved to change a verdict. A finding that is reproduced shows that the model can be read in this way, not that the world is so. Findings that were put in cannot speak for the model; they are marked.</p>
<h2>All findings</h2>
${mainTable(board)}
<p class="small">${findingsCaption(board)}</p>
<h2>Values against what they must be</h2>
${valuesFigure(board, document)}
${restsFigure(board, document)}
${patternSection(board, cited)}
<h2>Finding by finding</h2>
${findings.map((row) => findingSection(row, cited))}
<h2>How it is judged</h2>
<p>The verdict is that of the 90 % interval of the mean over luck, at the default parameters: within the region, apart from it, or across one of its ends; all parts of a finding must hold. Draws of the parameters show how far it depends on numbers that nobody knows. A finding is built in when it stays with every mechanism off but those that bring a message to people and those that may carry it alone; it emerged when its ablation leaves less than half of it.</p>
<p class="facts">Forewarned ${version}, results version ${resultsVersion}. Seed "${seed}".<br>
Fingerprint of the results: <code class="hash">${fingerprint}</code><br>
Hash of all default parameters: <code class="hash">${defaults}</code>${rootLine(root)}</p>
<h2>What this is for, and what not</h2>
<p>${purpose}</p>
<p>${outOfScope}</p>
</main>`,
  );
}
