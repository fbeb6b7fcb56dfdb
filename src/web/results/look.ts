import { sans, serif } from '../../report/stylesheet.ts';

/** What the page of results has beside the look of all pages. */
export const styles = `
.results .hint, .results .meaning { color: var(--soft); font: 14px/20px ${sans}; margin: 0 0 8px; max-width: 42rem }
.results .summary { font: 17px/26px ${serif}; max-width: 42rem; margin: 8px 0 0 }
.results .choices { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: flex-end; margin: 8px 0 12px }
.results .choices select { min-width: 12rem; max-width: 100% }
.results .mantine-Button-root { font-family: ${sans}; color: var(--button-color); height: auto; min-height: var(--button-height); max-width: 100%; padding-block: 2px }
.results .mantine-Button-label { white-space: normal; text-align: start; overflow: visible; height: auto; line-height: 1.35 }
.results .mantine-InputWrapper-label { font-family: ${sans} }
.results .mantine-Checkbox-icon { color: var(--paper) }
.results .mantine-Checkbox-body { align-items: flex-start }
.results section.paper > h2:first-child, .results section > .paper:first-child > h2 { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--ink) }
.results figure.single { max-width: 47.5rem }
.results .levels { list-style: none; padding: 0 }
.results .levels li { margin-bottom: 2px }
.results .buttons { display: flex; flex-wrap: wrap; gap: 12px; max-width: none }
.results fieldset { border: 0; padding: 0; margin: 0; min-width: 0 }
.results legend { font: 600 14px/20px ${sans}; padding: 0; margin-bottom: 6px }
.which { border-top: 1px solid var(--ink); margin-top: 40px; padding-top: 12px }
.which h2 { font: 600 22px/28px ${serif}; margin: 0 0 4px }
.which-fields { display: grid; grid-template-columns: minmax(0, 2fr) minmax(12rem, 1fr); gap: 16px 40px; margin: 8px 0 12px }
.which fieldset { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 8px 20px; align-content: start }
.which legend { grid-column: 1 / -1 }
.which-rest { display: grid; gap: 12px; align-content: start; justify-items: start }
.which-rest > * { width: 100% ; max-width: 20rem }
.which .swatch { display: inline-block; width: 10px; height: 10px; margin-inline-end: 6px; border: 2px solid var(--mark); background: var(--mark); border-radius: 50% }
.which .swatch.hollow { background: none }
.which > p[role="status"] { font: 14px/20px ${sans}; margin: 0 }
.sort { all: unset; cursor: pointer; text-decoration: underline; text-decoration-color: var(--faint); text-underline-offset: 4px; white-space: normal }
.sort:hover { text-decoration-color: currentColor }
.sort:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
.results table.runs thead th { max-width: 10rem }
.results table.runs th[aria-sort] .sort { text-decoration-color: currentColor }
.results table.runs tbody th { font-weight: 400; white-space: nowrap }
.results table.runs td.words { text-align: left }
.results .scroll { position: relative }
.columns-choice { flex: 1 1 20rem }
.columns-choice fieldset { margin: 8px 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); gap: 4px 16px }
.columns-choice legend { grid-column: 1 / -1; text-transform: none }
.pages { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; font: 14px/20px ${sans}; margin-bottom: 8px }
.results .tools-below { margin: 8px 0 4px }
.copied pre { margin-bottom: 6px }
.copied p { font: 14px/20px ${sans} }
.single-tables { display: flex; flex-wrap: wrap; gap: 8px; max-width: none }
.sources { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: center; border-block: 1px solid var(--faint); padding: 8px 0; margin: 16px 0 }
.results .sources { padding: 8px 0 }
.sources label { display: inline-flex; gap: 6px; align-items: center }
.sources input { accent-color: var(--ink) }
.found { margin-top: 16px }
.results .problem { border: 1px solid var(--ink); padding: 8px 14px; margin: 8px 0; overflow-wrap: anywhere }
.company { border: 1px solid var(--ink); padding: 4px 16px 8px; margin: 16px 0 }
.company h3 { margin-top: 12px }
.running { margin: 16px 0; max-width: 42rem }
.running p { margin: 8px 0 }
@media (max-width: 700px) {
  .which-fields { grid-template-columns: 1fr }
  .results table.runs tbody th { white-space: normal }
  .company { padding: 4px 10px 8px }
}
@media print {
  .results table.runs :is(th, td):last-child { display: none }
  .results .panels { grid-template-columns: 1fr 1fr }
  .results section.paper > h2:first-child, .results section > .paper:first-child > h2, .which { margin-top: 20px }
  .results h3, .company { break-inside: avoid }
}
.projector .results h3 { font-size: 22px; line-height: 30px }
.projector .results .panels { grid-template-columns: repeat(auto-fill, minmax(min(480px, 100%), 1fr)) }
.projector .results figure.single { max-width: none }
.projector .results :is(.panel, figure.single > div) { zoom: 1.5 }
.projector .results :is(legend, .hint, .meaning, .summary, table, .sort, .unit, code, pre) { font-size: 18px; line-height: 26px }
`;
