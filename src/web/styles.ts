import { colours, layout, parts, sans, serif } from '../report/stylesheet.ts';

/**
 * The look of the page: the colours and parts of reports (docs/design.md), with the switch for light and dark that a page has.
 * `.paper` holds what is read; `.projector` is the presenter's mode: large type, high contrast.
 */
export const styles = `
:root { ${colours.light} }
:root[data-mantine-color-scheme="dark"] { ${colours.dark} }
@media print { :root, :root[data-mantine-color-scheme="dark"] { ${colours.print} } }
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/24px ${sans}; overflow-wrap: break-word }
:root { --mantine-color-body: var(--paper); --mantine-color-text: var(--ink); --mantine-color-dimmed: var(--soft); --mantine-color-default-border: var(--faint); --mantine-color-default: var(--paper) }
a { color: inherit; text-underline-offset: 3px }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
.skip { position: absolute; left: -9999px }
.skip:focus { left: 16px; top: 8px; background: var(--paper); padding: 8px 12px; z-index: 10 }
.bar { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: center; padding: 10px 20px; border-bottom: 1px solid var(--ink) }
.bar .name { font: 600 20px/28px ${serif}; text-decoration: none }
.bar nav { display: flex; flex-wrap: wrap; gap: 4px 18px }
.bar nav a { text-decoration: none; padding: 2px 0; border-bottom: 2px solid transparent }
.bar nav a[aria-current="page"] { border-bottom-color: var(--ink); font-weight: 600 }
.bar .tools { margin-inline-start: auto; display: flex; gap: 8px; align-items: center }
main { max-width: 76rem; margin: 0 auto; padding: 24px 20px 64px }
.foot { max-width: 76rem; margin: 0 auto; padding: 16px 20px 40px; border-top: 1px solid var(--faint); color: var(--soft); font-size: 14px; line-height: 20px }
.foot p { max-width: 52rem; margin: 0 0 8px }
.notice { font: 600 14px/20px ${sans}; margin: 0 }
.stray { border: 1px solid var(--ink); border-left-width: 6px; padding: 12px 16px; margin: 0 0 24px; max-width: 52rem }
.stray p { margin: 0 0 8px }
.stray h2 { font: 600 18px/24px ${sans}; margin: 0 0 4px }
.words dl { margin: 8px 0 0 }
.doors { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 24px 40px; margin: 40px 0 }
.door { border-top: 1px solid var(--ink); padding-top: 12px; display: flex; flex-direction: column; gap: 8px }
.door h2 { margin: 0; font: 600 26px/32px ${serif} }
.door p { margin: 0 }
.door .for { color: var(--soft); font-size: 14px }
.door .go { margin-top: auto; padding-top: 8px }
.paper { font: 17px/26px ${serif} }
.paper { ${parts} ${layout} }
.paper :is(h1, h2):first-child { margin-top: 0; border-top: 0 }
.projector { --mantine-scale: 1.25; font-size: 20px; line-height: 30px }
.projector :is(p, li, td, th, dd, dt, label, button, .small, figcaption, summary, .bar select, .foot p) { font-size: 20px; line-height: 30px }
.projector .bar select { height: auto; padding-block: 4px; min-width: 12rem }
.projector .foot { max-width: none; padding-inline: 24px }
.projector .foot p { max-width: 90rem }
@media print { .bar, .foot, .screen { display: none !important } main { max-width: none; padding: 0 } }
@media (max-width: 600px) { main { padding: 16px 16px 40px } .bar { padding: 8px 16px } .bar .tools { margin-inline-start: 0 } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important } }
`;
