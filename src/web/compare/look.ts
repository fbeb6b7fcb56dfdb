import { sans, serif } from '../../report/stylesheet.ts';

/** How this door lies on the page: what is asked at the left, the answer at the right; below each other on a phone. */
export const look = `
.ask h1 { font: 600 32px/38px ${serif}; margin: 4px 0 8px; max-width: 46rem; text-wrap: balance }
.ask .pick { max-width: 46rem; margin: 12px 0 16px }
.where { color: var(--soft); font-size: 14px; line-height: 20px; margin: 0 0 8px; max-width: 46rem }
.runbar { position: sticky; top: 0; z-index: 5; background: var(--paper); border-block: 1px solid var(--ink); padding: 10px 0; margin-bottom: 24px; display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center }
.study-run { margin: 16px 0 24px; min-height: 44px }
.pair + .where { margin-top: 10px }
.runbar .told { margin: 0; font: 14px/20px ${sans}; font-variant-numeric: tabular-nums; flex: 1 1 16rem; min-width: 0 }
.runbar progress, .study-run progress { flex: 1 0 100%; width: 100%; height: 4px; appearance: none; border: 0; background: var(--faint); display: block }
.compare progress::-webkit-progress-bar { background: var(--faint) }
.compare progress::-webkit-progress-value { background: var(--ink) }
.compare progress::-moz-progress-bar { background: var(--ink) }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 32px 40px }
.columns > * { min-width: 0 }
.columns .paper > h2:first-child { padding-top: 0; margin-bottom: 4px }
.levers > summary { cursor: pointer; font: 600 16px/24px ${sans}; padding: 10px 0; border-bottom: 1px solid var(--faint); margin-bottom: 16px }
.levers h2 { font: 600 22px/28px ${serif}; margin: 0 0 4px }
.levers > p, .levers .note { color: var(--soft); font: 14px/20px ${sans}; margin: 0 0 8px }
.lever { border-top: 1px solid var(--faint) }
.lever:last-of-type { border-bottom: 1px solid var(--faint) }
.lever > summary { cursor: pointer; padding: 10px 0; display: flex; gap: 4px 12px; align-items: baseline; list-style: none; font: 600 16px/24px ${sans} }
.lever > summary > :first-child { flex: none }
.lever > summary::-webkit-details-marker { display: none }
.lever > summary::after { content: "+"; font-weight: 400; width: 1em; text-align: center; margin-inline-start: auto; flex: none }
.lever[open] > summary::after { content: "\\2212" }
.lever > summary > .state { flex: 1; min-width: 0; text-align: end; font-weight: 400; font-size: 14px; line-height: 20px; color: var(--soft) }
.lever > .inside { padding: 0 0 16px; display: flex; flex-direction: column; gap: 10px; align-items: stretch }
.lever .inside > p { margin: 0; font: 14px/20px ${sans} }
.levers h2.apart { margin-top: 32px }
.design { display: flex; justify-content: space-between; gap: 8px; align-items: flex-start }
.row { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center }
.row.spread { justify-content: space-between }
.plain { list-style: none; margin: 0; padding: 0 }
.plain > li { margin: 0; padding: 8px 0; border-bottom: 1px solid var(--faint); font: 14px/20px ${sans} }
.plain > li:last-child { border-bottom: 0 }
.plain .name { font-weight: 600 }
.plain .mark, .mark { color: var(--soft) }
.plain details { margin: 2px 0 0 }
.plain summary, .quiet > summary { cursor: pointer; font: 14px/20px ${sans}; color: var(--soft) }
.plain details p, .quiet p { margin: 4px 0 0; font: 14px/20px ${sans} }
.dot { print-color-adjust: exact; -webkit-print-color-adjust: exact; display: inline-block; width: 10px; height: 10px; border-radius: 50%; border: 2px solid var(--mark); background: var(--mark); margin-inline-end: 8px }
.dot.hollow { background: none }
.share { display: grid; grid-template-columns: minmax(0, 1fr) 6rem; gap: 0 12px; align-items: end; font: 14px/36px ${sans}; font-variant-numeric: tabular-nums }
.share > span { text-align: end }
.compare .mantine-InputWrapper-description { color: var(--soft); font: 13px/18px ${sans} }
.compare .mantine-InputWrapper-error { color: var(--ink); font: 600 13px/18px ${sans} }
.compare .mantine-Input-input { --input-color: var(--ink) }
.compare .mantine-Input-input[data-error] { --input-bd: var(--ink) }
.worth { border-inline-start: 3px solid var(--faint); padding-inline-start: 12px; margin: 12px 0 20px }
.paper .worth h3 { margin-top: 0 }
.sizes { display: flex; flex-direction: column; gap: 6px }
.sizes button { height: auto; padding-block: 6px }
.sizes .mantine-Button-label { white-space: normal }
.worth button { font-family: ${sans} }
.worth ul { margin: 0 0 8px }
.spent td:last-child { white-space: normal; text-align: start; min-width: 10rem }
.spent th:last-child { text-align: start }
.on-paper { font: 14px/20px ${sans}; margin-bottom: 24px }
.on-paper h2 { font: 600 22px/28px ${serif} }
.on-paper code { font-size: 11px; overflow-wrap: anywhere }
.on-paper .designs-before > div { break-inside: avoid }
.number { display: grid; grid-template-columns: minmax(0, 1fr) 7rem; gap: 2px 12px; align-items: start; border-top: 1px solid var(--faint); padding-top: 8px }
.number .meaning { grid-column: 1 / -1; font: 14px/20px ${sans} }
.number .meaning.guess { font-weight: 600 }
.number code { font-size: 12px }
.number .small { color: var(--soft); font-size: 12px; line-height: 16px; overflow-wrap: anywhere }
.guess { font-weight: 600 }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: 10px 12px; align-items: end }
.problems { border: 2px solid var(--ink); padding: 12px 16px; margin: 0 0 24px }
.problems h2 { font: 600 18px/24px ${sans}; margin: 0 0 4px }
.problems ul { margin: 8px 0; padding-inline-start: 1.2em; font: 14px/20px ${sans} }
.problems p { margin: 0 0 8px; font: 14px/20px ${sans} }
.designs-before { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 20px 28px; margin: 12px 0 0 }
.designs-before > div { border-top: 1px solid var(--faint); padding-top: 8px; font: 14px/20px ${sans} }
.designs-before h3 { font: 600 16px/22px ${sans}; margin: 0 0 2px }
.designs-before p { margin: 0 0 4px }
.designs-before h3 .mark { font-weight: 400; font-size: 14px }
.hint { font: 600 14px/20px ${sans}; margin: 0 0 12px; padding-inline-start: 10px; border-inline-start: 3px solid var(--ink) }
.part-title { display: none }
.parts [role=tablist] { gap: 0 }
.parts [role=tab] { font: 14px/20px ${sans}; padding: 10px 7px; min-height: 40px }
.parts [role=tab][aria-selected=true] { font-weight: 600 }
.parts [role=tabpanel] { padding-top: 20px }
.parts .paper > :is(h2, h3):first-child { margin-top: 0 }
.parts .lead .panels { grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr)) }
.paper .each { list-style: none; padding: 0; max-width: none; font: 15px/22px ${sans} }
.each > li { padding-inline-start: 18px; text-indent: -18px; margin-bottom: 10px; max-width: 46rem }
.two { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(25rem, 100%), 1fr)); gap: 24px 32px; margin: 12px 0 }
.two table { width: 100% }
.two caption { text-align: start; font: 600 14px/20px ${sans}; padding-bottom: 4px }
.two .total > * { border-top: 1px solid var(--ink) }
.two .sum { font-weight: 600 }
.along { margin-top: 40px; border-top: 1px solid var(--ink); padding-top: 12px }
.along h2 { font: 600 22px/28px ${serif}; margin: 0 0 8px }
.along .row + .where, .along div + .where { margin-top: 12px }
.two .scroll { margin: 0 }
.along code { font-size: 13px; overflow-wrap: anywhere }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.paper .bearing :is(td, th) { text-align: start; vertical-align: top; padding-inline: 0 16px }
.paper .bearing tbody th { max-width: none; position: static; width: 58% }
.bearing th .small, .bearing th summary { font-weight: 400; margin: 2px 0 }
.bearing td:first-of-type { white-space: nowrap }
.bearing .interval { white-space: normal }
.panels.studied { grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)) }
.parts [role=tab]:hover { background: none }
.parts [role=tab]:hover:not([aria-selected=true]) { background: none; text-decoration: underline; text-underline-offset: 4px }
main:has(.columns) { max-width: 84rem }
@media (min-width: 1000px) { .levers > summary { display: none } .columns { grid-template-columns: 18.5rem minmax(0, 1fr); column-gap: 32px } .parts .panels.thirds { grid-template-columns: repeat(auto-fill, minmax(270px, 1fr)) } .parts .lead { grid-template-columns: minmax(0, 1fr) 300px; gap: 32px } .parts .lead .panels { grid-template-columns: 1fr } }
@media (min-width: 1600px) { main:has(.columns) { max-width: 100rem } .columns { grid-template-columns: 24rem minmax(0, 1fr); column-gap: 56px } }
@media (max-width: 600px) { .ask h1 { font-size: 26px; line-height: 32px } .runbar { padding: 8px 0 } .runbar:not(.due) { position: static } .parts [role=tab] { padding: 8px 8px } .two { grid-template-columns: minmax(0, 1fr) } .paper .two th:first-child, .two.paper th:first-child { min-width: 5.5rem; max-width: 6.5rem; position: static } .two.paper :is(th, td) { padding-inline-start: 8px } .levers > summary { margin-bottom: 0 } .levers[open] > summary { margin-bottom: 16px } .columns { row-gap: 16px } }
.projector .parts [role=tab], .projector .lever > summary, .projector .lever > summary > .state, .projector .compare .note { font-size: 20px; line-height: 28px }
.projector :is(.levers, .paper, .along) h2 { font-size: 30px; line-height: 38px }
.projector .paper :is(h3, h4) { font-size: 22px; line-height: 28px }
.projector .paper .answer p:first-child { font-size: 28px; line-height: 38px }
.projector .paper .answer p, .projector .paper .panel p { font-size: 20px; line-height: 30px }
.projector .parts .panels { grid-template-columns: repeat(auto-fill, minmax(min(460px, 100%), 1fr)) }
.projector .parts :is(.panel, .single) svg { width: 100%; max-width: none }
.projector .pick { max-width: none }
@media (min-width: 1000px) { .projector .parts .lead { grid-template-columns: minmax(0, 1fr) 480px } .projector .parts .lead .panels { grid-template-columns: 1fr } }
@media print { .columns { display: block } .compare code { white-space: normal } .bearing .small { font-size: 8.5pt; line-height: 1.3 } .paper { font-size: 10.5pt; line-height: 1.45 } .paper .answer p:first-child { font-size: 13pt; line-height: 1.4 } }
@page { size: A4; margin: 14mm } @media print { .part-title { display: block } .parts [role=tabpanel] { padding-top: 0 } }
`;
