import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { type Section, titleOf } from './arms.ts';
import { type Block, baselineCell, type Column, cell } from './blocks.ts';
import type { Mark } from './colours.ts';
import { type Html, html, markup } from './html.ts';
import { caption } from './notices.ts';
import type { Figure } from './words.ts';

export type Marks = ReadonlyMap<string, Mark>;

/** The dot that ties a name to its colour in the pictures. */
export function swatch(arm: ArmResult, marks: Marks): Html {
  if (arm.isBaseline) return html`<span class="swatch" style="--mark: var(--soft)"></span>`;
  const { colour, hollow } = marks.get(arm.design) ?? { colour: 'var(--soft)', hollow: false };
  return html`<span class="swatch${hollow ? ' hollow' : ''}" style="--mark: ${colour}"></span>`;
}

function headOf({ label, unit }: Column): Html {
  return html`<th scope="col">${label}<span class="unit">${unit}</span></th>`;
}

function figureCell({ size, interval }: Figure, words = ''): Html {
  return html`<td${markup(words)}>${size}${interval ? html`<span class="interval">${interval}</span>` : null}</td>`;
}

/** A block of outcomes as a table: designs by decision quality, the world without campaign last. */
export function blockTable(
  { columns }: Pick<Block, 'columns'>,
  { designs, baseline, population }: Section,
  marks: Marks,
  { name, text }: { readonly name: string; readonly text: string },
): Html {
  const row = (arm: ArmResult) => html`<tr${markup(arm.isBaseline ? ' class="baseline"' : '')}>
<th scope="row">${swatch(arm, marks)}${arm.isBaseline ? `${arm.title} (level)` : titleOf(arm)}</th>${columns.map(
    (column) =>
      figureCell(
        arm.isBaseline ? baselineCell(arm, column) : cell(arm, column, population),
        column.name === 'worst-off' ? ' class="words"' : '',
      ),
  )}</tr>
`;
  return html`<p class="small">${text}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
<thead><tr><th scope="col">design</th>${columns.map(headOf)}</tr></thead>
<tbody>${[...designs, ...(baseline ? [baseline] : [])].map(row)}</tbody></table></div>
`;
}

export type Row = { readonly name: string; readonly values: readonly (string | Figure)[] };

/** A plain table; the first column names the rows. */
export function plainTable(name: string, head: readonly string[], rows: readonly Row[]): Html {
  return html`<p class="small">${name}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="tight">
<thead><tr>${head.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ name, values }) =>
      html`<tr><th scope="row">${name}</th>${values.map((value) =>
        typeof value === 'string' ? html`<td>${value}</td>` : figureCell(value),
      )}</tr>
`,
  )}</tbody></table></div>`;
}

/**
 * A picture with its caption (n, interval, seed, version) and its numbers. It names the runs it rests on: `figures.json` has their ids.
 *
 * @param name  of the picture, unique in a section
 */
export function figure(
  comparison: Comparison,
  name: string,
  { designs, baseline }: Pick<Section, 'designs' | 'baseline'>,
  body: Html,
  says: string,
  numbers: Html,
  { isSingle = false, interval }: { readonly isSingle?: boolean; readonly interval?: string } = {},
): Html {
  const arms = baseline ? [baseline, ...designs] : designs;
  const condition = arms[0]?.condition ?? '';
  const sets = arms.map(({ id }) => `${condition}/${id.slice(id.lastIndexOf('/') + 1)}`);
  return html`<figure id="${`${name}-${condition}`}" data-runs="${sets.join(' ')}" dir="ltr"${markup(isSingle ? ' class="single"' : '')}>
${body}
<figcaption>${says} ${caption(comparison, interval)}</figcaption>
<details><summary>The numbers of this picture</summary>${numbers}</details>
</figure>
`;
}

export function drawing(svg: Element | null): Html | null {
  return svg && markup(svg.outerHTML);
}

export function list(lines: readonly string[]): Html {
  return html`<ul>${lines.map(
    (line) => html`<li>${line}</li>
`,
  )}</ul>`;
}

export function paragraphs(lines: readonly string[]): Html {
  return html`${lines.map(
    (line) => html`<p>${line}</p>
`,
  )}`;
}

/** The hash over the data files of a folder, where there is a folder. */
export function rootLine(root: string | null): Html | null {
  return root === null
    ? null
    : html`<br>
Root hash of the data files: <code class="hash" id="root-hash">${root}</code>`;
}

/** A whole page without scripts and without anything loaded from elsewhere. */
export function page(title: string, styles: readonly string[], body: Html): string {
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${markup(styles.join('\n'))}</style>
</head>
<body>
${body}
</body>
</html>
`.html;
}
