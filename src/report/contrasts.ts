import { csvFormatRows } from 'd3-dsv';
import type { Comparison, Contrast, Spread } from '../experiment/comparison.ts';
import { type OutcomeGroup, type OutcomeName, outcomeNames, outcomes } from '../model/outcomes.ts';
import { type Html, html } from './html.ts';
import { caption } from './notices.ts';
import { laidOut, wrapped } from './table.ts';
import { changeFigure, changeInWords, type Figure, intervalInWords, scaleOf, toldApart, tooFew } from './words.ts';

/** One outcome of a contrast, as it stands in tables. */
type Line = {
  readonly name: OutcomeName;
  readonly label: string;
  readonly unit: string;
  readonly figures: readonly [holds: Figure, fails: Figure, worth: Figure];
};

const HEAD = ['where it holds', 'where it does not', 'difference'] as const;
const WIDTHS = [36, 28, 22, 22, 22] as const;

function linesOf({ outcomes: found }: Contrast, group: OutcomeGroup): readonly Line[] {
  return outcomeNames.flatMap((name): Line[] => {
    const both = found[name];
    if (both === undefined || outcomes[name].group !== group) return [];
    const { holds, fails, worth } = both;
    return [
      {
        name,
        label: outcomes[name].label,
        unit: scaleOf(name).unit,
        figures: [changeFigure(name, holds), changeFigure(name, fails), changeFigure(name, worth)],
      },
    ];
  });
}

/** Departures stand among what people do and harm, never in front. */
const groupsOf = (contrast: Contrast): readonly { readonly group: OutcomeGroup; readonly lines: readonly Line[] }[] =>
  (['informed choice', 'course', 'harm', 'trust and memory', 'who'] as const)
    .map((group) => ({ group, lines: linesOf(contrast, group) }))
    .filter(({ lines }) => lines.length > 0);

function titlesOf(comparison: Comparison, contrast: Contrast) {
  const condition = (id: string): string => comparison.conditions.find((one) => one.id === id)?.title ?? id;
  const arm = comparison.designs.find(({ id }) => id === `${contrast.holds}/${contrast.design}`);
  return { holds: condition(contrast.holds), fails: condition(contrast.fails), design: arm?.title ?? contrast.design };
}

/** What a difference says: with too few runs nothing, where it holds zero that it cannot be told apart. */
function sure(spread: Spread): string {
  if (tooFew(spread)) return ', too few runs to tell';
  return toldApart(spread) ? '' : ', not told apart from none';
}

/** In one sentence what the assumption is worth, for choosing well and for intention. */
export function contrastSentences(comparison: Comparison, contrast: Contrast): readonly string[] {
  const { holds, fails, design } = titlesOf(comparison, contrast);
  return (['decision_quality', 'intention', 'harmed_on_journey'] as const).flatMap((name) => {
    const found = contrast.outcomes[name];
    if (found === undefined) return [];
    const said = (spread: Spread): string =>
      `${changeInWords(name, spread)} (${intervalInWords(name, spread)}${sure(spread)})`;
    return [
      `${design}, ${outcomes[name].label}: ${said(found.holds)} in "${holds}"; ${said(found.fails)} in "${fails}". The assumption is worth ${said(found.worth)}.`,
    ];
  });
}

/** All contrasts as text for a terminal: what is assumed, what the same design does in either case, in all outcomes. */
export function contrastsTable(comparison: Comparison): string {
  const { contrasts } = comparison;
  if (contrasts.length === 0) return '';
  const rule = '─'.repeat(WIDTHS.reduce((sum, width) => sum + width + 2, -2));
  const blocks = contrasts.map((contrast) => {
    const { holds, fails, design } = titlesOf(comparison, contrast);
    const rows = groupsOf(contrast).flatMap(({ group, lines }) => [
      group.toUpperCase(),
      ...lines.flatMap(({ label, unit, figures }) =>
        laidOut([[label], wrapped(unit, WIDTHS[1]), ...figures.map(({ size, interval }) => [size, interval])], WIDTHS),
      ),
    ]);
    return [
      `== ${contrast.title} ==`,
      `${design}: "${holds}" against "${fails}"`,
      ...contrastSentences(comparison, contrast).flatMap((sentence) => wrapped(`- ${sentence}`, 138)),
      '',
      ...laidOut([['outcome'], ['unit'], ...HEAD.map((head) => [head])], WIDTHS),
      rule,
      ...rows,
    ].join('\n');
  });
  return [
    ...blocks,
    wrapped(`Differences to the world without campaign in the same condition. ${caption(comparison)}`, 138).join('\n'),
  ].join('\n\n');
}

/** The same as sections of the report. */
export function contrastsHtml(comparison: Comparison): Html | null {
  const { contrasts } = comparison;
  if (contrasts.length === 0) return null;
  const cell = ({ size, interval }: Figure): Html =>
    html`<td>${size}${interval ? html`<span class="interval">${interval}</span>` : null}</td>`;
  return html`<h2>What each assumption is worth</h2>
${contrasts.map((contrast) => {
  const { holds, fails, design } = titlesOf(comparison, contrast);
  return html`<section><h3>${contrast.title}</h3>
<p class="small">${design}: "${holds}" against "${fails}".</p>
${contrastSentences(comparison, contrast).map(
  (sentence) => html`<p>${sentence}</p>
`,
)}
<div class="scroll" tabindex="0" role="region" aria-label="${contrast.title}"><table class="tight">
<thead><tr><th scope="col">outcome</th>${HEAD.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${groupsOf(contrast).flatMap(({ lines }) =>
    lines.map(
      ({ label, unit, figures }) =>
        html`<tr><th scope="row">${label}<span class="unit">${unit}</span></th>${figures.map(cell)}</tr>
`,
    ),
  )}</tbody></table></div></section>
`;
})}
<p class="small">Differences to the world without campaign in the same condition; the last column is the difference of the two, run by run with the same luck. ${caption(comparison)}</p>`;
}

/** One row for each contrast and outcome: effect where it holds, where it does not, and their difference, each with its interval. */
export function contrastsCsv({ contrasts }: Comparison): string {
  const parts = ['holds', 'fails', 'worth'] as const;
  const head = [
    ...['contrast', 'holds', 'fails', 'design', 'outcome'],
    ...parts.flatMap((part) => [`${part}_mean`, `${part}_low`, `${part}_high`]),
    'replicates',
  ];
  const rows = contrasts.flatMap(({ id, holds, fails, design, outcomes: found }) =>
    outcomeNames.flatMap((name) => {
      const both = found[name];
      if (both === undefined) return [];
      const numbers = parts.flatMap((part) => [both[part].mean, both[part].low, both[part].high]);
      return [[id, holds, fails, design, name, ...numbers.map(String), String(both.worth.replicates)]];
    }),
  );
  return `${csvFormatRows([head, ...rows])}\n`;
}
