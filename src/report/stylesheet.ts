import { faint, ink, palette, paper, soft } from './colours.ts';

type Mode = 'light' | 'dark';

function variables(mode: Mode): string {
  const named = { paper, ink, soft, faint };
  return [
    `color-scheme: ${mode}`,
    ...Object.entries(named).map(([name, pair]) => `--${name}: ${pair[mode]}`),
    ...palette.map((pair, i) => `--design-${i + 1}: ${pair[mode]}`),
  ].join('; ');
}

export const serif = 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif';
export const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** The colours of both modes; where a page has a switch, its attribute goes before what the system prefers. */
export const colours = {
  light: variables('light'),
  dark: variables('dark'),
  print: `${variables('light')}; --paper: #fff`,
};

const page = `
:root { ${colours.light} }
@media (prefers-color-scheme: dark) { :root { ${colours.dark} } }
@media print { :root { ${colours.print} } }
*, *::before, *::after { box-sizing: border-box }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0 auto; max-width: 70rem; padding: 24px 20px 64px; font: 17px/26px ${serif}; overflow-wrap: break-word }
`;

/** Type, tables, figures: the look of everything that is read (docs/design.md), on pages of their own and inside the app. */
export const parts = `
h1 { font-size: 32px; line-height: 38px; font-weight: 600; margin: 8px 0 8px; max-width: 46rem; text-wrap: balance }
h2 { font-size: 22px; line-height: 28px; font-weight: 600; margin: 40px 0 12px; padding-top: 12px; border-top: 1px solid var(--ink) }
h3, h4 { font: 600 16px/22px ${sans}; margin: 24px 0 4px }
h4 { font-size: 14px; line-height: 20px; margin: 0 }
p, ul, ol, dl { max-width: 42rem; margin: 0 0 12px }
ul, ol { padding-inline-start: 1.2em }
li { margin-bottom: 8px }
a { color: inherit }
code, pre { font: 13px/20px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 12px; border: 1px solid var(--faint); margin: 0 0 12px; max-width: 56rem }
.notice { font: 600 14px/20px ${sans}; margin: 0; letter-spacing: .01em }
.question { font-size: 20px; line-height: 28px; max-width: 42rem }
.small, figcaption, summary { font: 14px/20px ${sans}; color: var(--soft) }
.answer p { margin-bottom: 8px }
.answer p:first-child { font-size: 20px; line-height: 30px }
.swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; display: inline-block; width: 10px; height: 10px; margin-inline-end: 6px; border: 2px solid var(--mark); background: var(--mark); border-radius: 50% }
.swatch.hollow { background: none }
.scroll { overflow-x: auto; margin: 0 0 12px }
table { border-collapse: collapse; font: 14px/20px ${sans}; font-variant-numeric: tabular-nums; width: 100% }
th, td { padding: 6px 0 6px 14px; text-align: right; vertical-align: top; border-bottom: 1px solid var(--faint) }
th:first-child { text-align: left; padding-left: 0; font-weight: 600; min-width: 9rem }
thead th { font-weight: 600; vertical-align: bottom; border-bottom: 1px solid var(--ink) }
thead th .unit { display: block; font-weight: 400; color: var(--soft); font-size: 12px; line-height: 16px }
td .interval, tbody th .interval { display: block; color: var(--soft); font-size: 12px; line-height: 16px; white-space: nowrap }
td { white-space: nowrap }
table.tight th, table.tight td { padding-top: 3px; padding-bottom: 3px }
td.words { white-space: normal; min-width: 8rem }
td.words .interval { white-space: normal }
tbody tr.baseline > * { color: var(--soft); border-bottom: 0 }
figure { margin: 0 0 24px; padding: 0 }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr)); gap: 24px 28px; margin: 8px 0 }
.panels.thirds { gap: 16px 24px }
.panel { break-inside: avoid; min-width: 0 }
.panel p { font: 12px/16px ${sans}; color: var(--soft); margin: 0 }
.panel svg, .single svg { display: block; max-width: 100%; height: auto; overflow: visible }
figure svg { font-family: ${sans}; color: var(--ink); --plot-background: var(--paper) }
figcaption { margin-top: 8px; max-width: 52rem }
details { margin: 4px 0 12px }
summary { cursor: pointer }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
dt { font: 600 14px/20px ${sans} }
dd { margin: 0 0 8px; font: 14px/20px ${sans}; color: var(--soft) }
.facts { font: 14px/20px ${sans} }
.hash { overflow-wrap: anywhere }
.harm { border: 1px solid var(--ink); padding: 4px 16px 8px; margin: 24px 0 }
.harm h3 { margin-top: 12px }
@media (max-width: 600px) {
  body { padding: 16px 16px 40px }
  h1 { font-size: 26px; line-height: 32px }
  .question, .answer p:first-child { font-size: 18px; line-height: 27px }
  .harm { padding: 4px 10px 8px }
  .scroll { background: linear-gradient(to left, var(--paper) 40%, transparent) right / 40px 100% no-repeat local, linear-gradient(to left, var(--soft), transparent) right / 14px 100% no-repeat scroll }
  th:first-child { position: sticky; left: 0; background: var(--paper); min-width: 7.5rem; max-width: 9rem; overflow-wrap: break-word }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.45 }
  h2 { break-after: avoid } h3, h4 { break-after: avoid }
  tr, figure.single, .panel { break-inside: avoid }
  .scroll { overflow: visible }
  table { font-size: 8.5pt; line-height: 1.3 }
  th, td { padding: 3px 0 3px 8px }
  details:not([open]) { display: none }
  a { text-decoration: none }
}
`;

/** How the parts of a report lie on a page. */
export const layout = `
.narrow { display: none }
.panels.halves { grid-template-columns: repeat(auto-fill, minmax(min(400px, 100%), 1fr)) }
.keys { display: flex; flex-wrap: wrap; gap: 4px 20px }
.sentences { columns: 26rem 2; column-gap: 40px; font: 14px/21px system-ui, sans-serif }
@media (min-width: 600px) { .groups td .interval { display: inline; margin-inline-start: 6px } }
.sentences p { break-inside: avoid; max-width: none }
@media (min-width: 1000px) {
  .lead { display: grid; grid-template-columns: minmax(0, 42rem) 330px; gap: 40px; justify-content: space-between }
  .lead .panels { grid-template-columns: 1fr; margin-top: 0 }
}
@media (max-width: 600px) { .wide { display: none } .narrow { display: block } }
@media print { .wide { display: block } .narrow { display: none } .panels { grid-template-columns: repeat(3, 1fr); gap: 12px 16px } .panels.halves { grid-template-columns: 1fr 1fr } }
`;

/** What report and brief share. */
export const common = `${page}${parts}`;

/** The brief: one sheet of A4, on the screen as on paper. */
export const sheet = `
@page { size: A4; margin: 9mm 13mm }
body { max-width: 225mm; font-size: 15px; line-height: 21px; padding: 16px 20px 24px }
h1 { font-size: 24px; line-height: 29px; margin: 4px 0 4px; max-width: none }
h2 { font: 600 13px/18px ${sans}; margin: 10px 0 4px; padding-top: 6px }
p, ul { max-width: none; margin-bottom: 5px }
li { margin-bottom: 2px }
.question { font-size: 16px; line-height: 22px }
.answer p, .answer p:first-child { font-size: 15px; line-height: 21px; margin-bottom: 4px }
table { font-size: 12px; line-height: 15px }
th, td { padding: 3px 0 3px 10px }
td .interval, thead th .unit { font-size: 11px; line-height: 13px }
th:first-child { min-width: 7rem }
.small, figcaption { font-size: 11px; line-height: 15px }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 24px }
.columns ul, .columns p { font-size: 12.5px; line-height: 17px }
.panels { grid-template-columns: 1fr 1fr; gap: 0 28px; margin: 4px 0 }
.panel svg { width: 100% }
figure { margin: 0 0 4px }
figcaption { margin-top: 2px }
@media (max-width: 600px) { .columns, .panels { grid-template-columns: 1fr } }
@media print {
  body { font-size: 9pt; line-height: 1.3; max-width: none; padding: 0 }
  .answer p, .answer p:first-child { font-size: 9pt; line-height: 1.3; margin-bottom: 2px }
  .columns ul, .columns p { font-size: 7.6pt; line-height: 1.25 }
  .panel svg { width: 70% }
  h2 { margin: 6px 0 2px; padding-top: 4px }
  .columns li { margin-bottom: 1px }
  h4 { font-size: 8.6pt; line-height: 1.2 }
  .panel p { font-size: 7.4pt; line-height: 1.2 }
  h1 { font-size: 16pt; line-height: 1.2 }
  .question { font-size: 10.5pt; line-height: 1.3 }
  .panels, .columns { grid-template-columns: 1fr 1fr }
  table { font-size: 7.4pt; line-height: 1.15 }
  th, td { padding: 1px 0 1px 6px }
  td .interval, thead th .unit { font-size: 6.8pt; line-height: 1.15 }
  td.words { font-size: 7pt }
  .small, figcaption { font-size: 7.4pt; line-height: 1.3 }
}
`;
