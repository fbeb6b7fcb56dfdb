/** The look of the Lab, on top of that of the page; `.projector` is read from the back of a room: nothing below 20 px, 7 to 1. */
export const look = `
.lab h1 { margin-bottom: 4px }
.lab .opening { max-width: 46rem }
.lab :is(button.act, a.act) { font: 600 15px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--paper); border: 1px solid var(--ink); padding: 7px 14px; cursor: pointer; text-decoration: none; display: inline-block }
.lab :is(button.act, a.act):hover { background: var(--faint) }
.lab :is(button.act, a.act):disabled { color: var(--soft); border-color: var(--faint); cursor: default }
.lab :is(button.act, a.act).main { background: var(--ink); color: var(--paper) }
.lab :is(button.act, a.act).main:hover { background: var(--soft) }
.lab :is(select, input[type="number"]) { font: 15px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); padding: 6px 8px; max-width: 100% }
.lab input[type="range"] { accent-color: var(--ink); width: 100%; min-width: 0; margin: 0 }
.lab input[type="checkbox"], .lab input[type="radio"] { accent-color: var(--ink); width: 18px; height: 18px; margin: 0; flex: none }
.lab label, .lab legend, .lab .say { font: 15px/22px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
.lab legend { font-weight: 600; padding: 0 }
.lab fieldset { border: 0; border-top: 1px solid var(--faint); margin: 0 0 16px; padding: 12px 0 0; min-width: 0 }
.lab .help { font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--soft); margin: 0 0 8px }
.lab .parts { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 16px 0 24px; border-bottom: 1px solid var(--faint); padding: 0 0 8px; list-style: none; max-width: none }
.lab .parts li { margin: 0 }
.lab .parts a { font: 16px/24px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; text-decoration: none; border-bottom: 2px solid transparent; padding: 2px 0 }
.lab .parts a[aria-current] { border-bottom-color: var(--ink); font-weight: 600 }
.lab .care { border: 1px solid var(--ink); padding: 16px 20px; margin: 0 0 24px; max-width: 52rem }
.lab .care h2 { margin: 0 0 8px; padding: 0; border: 0 }
.lab .care ul { margin-bottom: 16px }
.lab .care li { margin-bottom: 6px }
.lab .problem { border: 1px solid var(--ink); border-left-width: 6px; padding: 12px 16px; margin: 0 0 24px; max-width: 52rem }
.lab .problem h2 { margin: 0 0 4px; padding: 0; border: 0; font-size: 18px; line-height: 24px }
.lab .sent { border-left: 3px solid var(--ink); padding: 2px 0 2px 14px; margin: 0 0 16px; max-width: 52rem }
.lab .sent p { margin: 0; max-width: none }
.lab .badge { font: 600 13px/18px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; border: 1px solid var(--ink); padding: 1px 8px; white-space: nowrap; display: inline-block }
.lab .badge.false { background: var(--ink); color: var(--paper) }
.lab .stage:focus { outline: none }
.lab .villages { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 24px; margin: 8px 0 }
.lab .villages figure { margin: 0; min-width: 0 }
.lab .villages h3 { margin: 0 0 6px; max-width: none }
.lab .room { position: relative; aspect-ratio: 100 / 74; border: 1px solid var(--faint) }
.lab .room canvas { position: absolute; inset: 0; width: 100%; height: 100% }
.lab .room canvas.open { cursor: pointer }
.lab .legend { display: flex; flex-wrap: wrap; gap: 2px 20px; list-style: none; margin: 4px 0 8px; padding: 0; max-width: none; font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
.lab .legend li { margin: 0 }
.lab .player { display: grid; grid-template-columns: auto auto auto minmax(0, 1fr) auto; gap: 8px 10px; align-items: center; margin: 8px 0 16px }
.lab .player output { font: 600 15px/22px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 8.5em; text-align: end }
.lab .player .act.play { min-width: 7.5em }
.lab .told { font-size: 20px; line-height: 30px; max-width: 52rem; margin: 0 0 6px }
.lab .halves { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 40px; align-items: start }
.lab .halves > * { min-width: 0 }
.lab .halves h2 { margin-top: 24px }
.lab th, .lab td { white-space: normal }
.lab.lab tbody th { font-weight: 400 }
.lab.lab tbody th[scope="row"] { width: 50%; min-width: 7rem }
.lab td, .lab thead th { font-variant-numeric: tabular-nums }
.lab .glyph { width: 16px; height: 16px; vertical-align: -3px; margin-inline-end: 8px; overflow: visible }
.lab .bars { list-style: none; padding: 0; margin: 0 0 12px; max-width: none; display: grid; gap: 10px }
.lab .bars li { margin: 0; font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
.lab .bars .line { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 12px }
.lab .bars .line .value { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap }
.lab .bar2 { height: 6px; background: var(--soft); margin-top: 2px; min-width: 1px }
.lab .bar2.with { background: var(--design-1); height: 8px }
.lab .signed { display: grid; grid-template-columns: minmax(6rem, 11rem) minmax(0, 1fr) 3.6em; gap: 2px 10px; align-items: center; font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 0 0 12px }
.lab .signed .rail { position: relative; height: 14px; border-left: 0; background: linear-gradient(var(--ink), var(--ink)) 50% 0 / 1px 100% no-repeat }
.lab .signed .rail i { position: absolute; top: 2px; height: 10px; background: var(--soft) }
.lab .signed .rail i.sum { background: var(--ink) }
.lab .signed .amount { white-space: nowrap; text-align: end; font-variant-numeric: tabular-nums }
.lab .signed .all { font-weight: 600; border-top: 1px solid var(--faint); padding-top: 2px }
.lab .track { position: relative; height: 16px; margin: 2px 0 4px }
.lab .track::before { content: ""; position: absolute; left: 0; right: 0; top: 7px; height: 1px; background: var(--soft) }
.lab .track i { position: absolute; top: 2px; width: 11px; height: 11px; margin-left: -5.5px; border-radius: 50%; border: 2px solid var(--ink) }
.lab .track i.after { background: var(--ink) }
.lab .track i.before { background: var(--paper) }
.lab .track b { position: absolute; top: 0; width: 2px; height: 15px; margin-left: -1px; background: var(--design-2) }
@media (forced-colors: active) {
  .lab :is(.bar2, .signed .rail, .signed .rail i, .track, .track::before, .track i, .track b, .dots .zero, .dots .range, .dots .mean) { forced-color-adjust: none; --paper: Canvas; --ink: CanvasText; --soft: CanvasText; --design-1: Highlight; --design-2: LinkText }
}
.lab .worlds { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 40px }
.lab .worlds > section { min-width: 0; border-top: 2px solid var(--ink); padding-top: 8px }
.lab .worlds > section + section { border-top-color: var(--soft) }
.lab .worlds h3 { margin-top: 0 }
.lab .mind { margin: 0 0 20px }
.lab .mind h4 { margin: 16px 0 4px; font: 600 15px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
.lab .mind p { margin: 0 0 6px; font-size: 16px; line-height: 24px }
.lab .mind p.small { font-size: 14px; line-height: 20px }
.lab .mind ul.heard { padding-inline-start: 1.1em; margin: 0 0 6px; font-size: 16px; line-height: 24px }
.lab .mind ul.heard li { margin-bottom: 8px }
.lab .mind ul.heard .say { display: block; font-size: 14px; line-height: 20px; color: var(--soft); margin-top: 2px }
.lab .paths { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 4px 12px; align-items: center; margin: 8px 0 }
.lab .paths svg { width: 100%; display: block; overflow: visible }
.lab .paths .say { font-size: 14px; line-height: 20px }
.lab .met { margin-inline-end: 14px; white-space: nowrap }
.lab .picks { list-style: none; padding: 0; margin: 0 0 16px; max-width: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 8px 16px }
.lab .picks li { margin: 0 }
.lab .picks a { display: block; border: 1px solid var(--faint); padding: 8px 12px; text-decoration: none; font: 15px/21px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; height: 100% }
.lab .picks a:hover, .lab .picks a[aria-current] { border-color: var(--ink) }
.lab .picks a[aria-current] { box-shadow: inset 4px 0 0 var(--ink) }
.lab .picks .why { display: block; font-weight: 600 }
.lab .picks .say { display: block; font-size: 14px; line-height: 20px; color: var(--soft); margin-top: 2px }
.lab details.whom > summary { margin-bottom: 8px }
.lab .lesson-head .small { margin-bottom: 0 }
.lab .lesson-head h2 { margin-top: 12px }
.lab .form { display: grid; grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); gap: 0 48px; align-items: start }
.lab .form .result { position: sticky; top: 12px }
.lab .row { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin: 0 0 8px }
.lab .row > select { flex: 0 1 auto; min-width: 0 }
.lab .field { display: grid; gap: 2px; margin: 0 0 12px }
.lab .check { display: flex; gap: 10px; align-items: flex-start; margin: 0 0 12px }
.lab .topic { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 11.5rem); gap: 2px 12px; align-items: center; padding: 6px 0; border-bottom: 1px solid var(--faint) }
.lab .topic .help { grid-column: 1 / -1; margin: 0 }
.lab .topic .own { grid-column: 1 / -1; display: grid; grid-template-columns: minmax(0, 1fr) 3.5em; gap: 10px; align-items: center }
.lab .slide { display: grid; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr) 2.5em; gap: 4px 12px; align-items: center; padding: 3px 0 }
.lab .slide output, .lab .topic output { text-align: end; font: 15px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums }
.lab .examples { display: flex; flex-wrap: wrap; gap: 6px 8px; margin: 0 0 24px; padding: 0; list-style: none; max-width: none }
.lab .examples li { margin: 0 }
.lab .examples a { font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; border: 1px solid var(--soft); padding: 4px 10px; text-decoration: none; display: inline-block }
.lab .examples a:hover { border-color: var(--ink); background: var(--faint) }
.lab .examples a[aria-current] { background: var(--ink); color: var(--paper); border-color: var(--ink) }
.lab .lessons { list-style: none; padding: 0; margin: 0; max-width: none; display: grid; gap: 0 }
.lab .lessons li { border-top: 1px solid var(--faint); padding: 14px 0; margin: 0; display: grid; grid-template-columns: 2.2rem minmax(0, 1fr) auto; gap: 4px 12px; align-items: start }
.lab .lessons .ordinal { font: 600 26px/30px Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif }
.lab .lessons h2 { margin: 0; padding: 0; border: 0 }
.lab .lessons p { margin: 4px 0 0 }
.lab .steps { display: flex; flex-wrap: wrap; gap: 4px 6px; list-style: none; margin: 12px 0 24px; padding: 0; max-width: none; counter-reset: step }
.lab .steps li { margin: 0 }
.lab .steps a { font: 15px/22px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; text-decoration: none; border: 1px solid var(--faint); padding: 4px 12px; display: inline-block }
.lab .steps a[aria-current] { border-color: var(--ink); background: var(--ink); color: var(--paper); font-weight: 600 }
.lab .claim { font-size: 24px; line-height: 34px; max-width: 44rem; margin: 0 0 16px }
.lab .sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 40px; margin: 0 0 16px }
.lab .sides h3 { margin-top: 8px }
.lab .votes { list-style: none; padding: 0; margin: 0 0 12px; max-width: 44rem; display: grid; gap: 8px }
.lab .votes li { display: grid; grid-template-columns: minmax(0, 1fr) auto 3em auto; gap: 12px; align-items: center; margin: 0; padding: 8px 0; border-bottom: 1px solid var(--faint); font-size: 18px; line-height: 26px }
.lab .votes output { font: 600 24px/30px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; text-align: center; font-variant-numeric: tabular-nums }
.lab .votes .act { min-width: 44px; min-height: 40px; font-size: 20px; padding: 4px 10px }
.lab .onward { display: flex; flex-wrap: wrap; gap: 12px; margin: 32px 0 16px; padding-top: 16px; border-top: 1px solid var(--ink) }
.lab .keyhelp { font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--soft); max-width: none; margin: 8px 0 0 }
.lab details.notes { border: 1px dashed var(--soft); padding: 8px 14px; margin: 16px 0; max-width: 52rem }
.lab details.notes p { margin: 8px 0 4px }
.lab .dotrow { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr) 9.5rem; gap: 0 16px; align-items: center; padding: 3px 0 }
.lab .dots { font: 15px/22px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 8px 0 4px; max-width: 60rem }
.lab .dots .rail { position: relative; height: 26px }
.lab .dots .rail .zero { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--ink) }
.lab .dots .rail .range { position: absolute; top: 12px; height: 2px }
.lab .dots .rail .mean { position: absolute; top: 7px; width: 12px; height: 12px; margin-left: -6px; border-radius: 50% }
.lab .dots .amount { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
.lab .dots .amount small { display: block; font-size: 13px; line-height: 16px; color: var(--soft) }
.lab .dots .scale { color: var(--soft); font-size: 12px; line-height: 16px; position: relative; height: 18px }
.lab .dots .scale span { position: absolute; transform: translateX(-50%) }
.lab progress { width: 100%; max-width: 30rem; height: 10px; accent-color: var(--ink) }
.lab .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (max-width: 900px) {
  .lab :is(.halves, .form, .worlds) { grid-template-columns: minmax(0, 1fr) }
  .lab .form .result { position: static; order: -1 }
  .lab .worlds > section + section { margin-top: 24px }
}
@media (max-width: 600px) {
  .lab .villages { grid-template-columns: minmax(0, 1fr); gap: 12px }
  .lab .room { aspect-ratio: 100 / 82 }
  .lab .sides { grid-template-columns: minmax(0, 1fr) }
  .lab .player { grid-template-columns: 1fr 1fr 1fr }
  .lab .player input { grid-column: 1 / -1; grid-row: 2 }
  .lab .player output { grid-column: 1 / -1; grid-row: 3; text-align: start }
  .lab .told { font-size: 18px; line-height: 27px }
  .lab .claim { font-size: 21px; line-height: 30px }
  .lab .lessons li { grid-template-columns: 2rem minmax(0, 1fr) }
  .lab .lessons .act { grid-column: 2; justify-self: start }
  .lab .dotrow { grid-template-columns: minmax(0, 1fr) auto }
  .lab .dotrow :is(.rail, .scale) { grid-column: 1 / -1; grid-row: 2 }
  .lab .dotrow .amount small { display: inline }
  .lab .paths { grid-template-columns: minmax(0, 1fr) }
  .lab .slide { grid-template-columns: minmax(0, 1fr) 2.5em }
  .lab .slide label { grid-column: 1 / -1 }
  .lab .topic { grid-template-columns: minmax(0, 1fr) }
  .lab.lab :is(th, td) { padding-left: 8px }
  .lab.lab th:first-child { padding-left: 0 }
  .lab.lab .harm { padding: 4px 10px 8px }
}
.projector .lab { --soft: #43474c; font-size: 21px; line-height: 31px }
:root[data-mantine-color-scheme="dark"] .projector .lab { --soft: #c0c3c7 }
.projector main:has(.lab) { max-width: 112rem }
.projector .lab.lab :is(p, li, td, th, dd, dt, label, legend, button, select, input, output, span, small, a, h3, h4, summary, div, strong, .help, .say, .act, .badge, .amount, .name, .keyhelp, .value) { font-size: 21px; line-height: 30px }
.projector .lab.lab .hidden { font-size: 20px }
.projector .lab.lab details.notes { margin: 0 0 12px; padding: 4px 14px }
.projector .lab.lab h2 { font-size: 28px; line-height: 38px; margin-top: 20px }
.projector .lab.lab .told { font-size: 28px; line-height: 38px; max-width: 84rem }
.projector .lab.lab .claim { font-size: 34px; line-height: 46px; max-width: 70rem }
.projector .lab.lab :is(p, ul, ol, .care, .sent, details.notes, .problem) { max-width: 64rem }
.projector .lab.lab.lab :is(.bars, .parts, .examples, .picks, .steps, .lessons, .keyhelp) { max-width: none }
.projector .lab.lab .votes { max-width: 64rem }
.projector .lab.lab .votes li > :first-child { font-size: 26px; line-height: 36px }
.projector .lab.lab .votes output { font-size: 36px; line-height: 44px }
.projector .lab.lab .votes .act { font-size: 28px; min-width: 64px; min-height: 56px }
.projector .lab.lab .signed { grid-template-columns: minmax(9rem, 17rem) minmax(0, 1fr) 5em }
.projector .lab.lab .thirds .signed { grid-template-columns: minmax(0, 1.2fr) minmax(6rem, 1fr) 4.2em }
.projector .lab.lab .dots { max-width: 100% }
.projector .lab.lab .dotrow { grid-template-columns: minmax(12rem, 20rem) minmax(0, 1fr) 17rem }
.projector .lab.lab .dots .scale { height: 30px }
.projector .lab.lab .paths { grid-template-columns: 16rem minmax(0, 1fr) }
.projector .lab.lab .mind ul.heard .say { font-size: 21px; line-height: 30px }
.projector .lab.lab .glyph { width: 22px; height: 22px; vertical-align: -4px }
.projector .lab.lab .form { grid-template-columns: minmax(0, 40rem) minmax(0, 1fr) }
.projector .lab.lab .topic { grid-template-columns: minmax(0, 1fr) minmax(0, 17rem) }
.projector .lab.lab .slide { grid-template-columns: minmax(0, 20rem) minmax(0, 1fr) 3em }
.projector .lab.lab input:is([type="checkbox"], [type="radio"]) { width: 26px; height: 26px }
.projector .lab.lab .bar2 { height: 9px }
.projector .lab.lab .bar2.with { height: 13px }
.projector main:has(.lab) { max-width: none; padding: 8px 24px 40px }
.projector .lab .top { display: flex; flex-wrap: wrap; gap: 0 40px; align-items: baseline; margin-bottom: 8px; border-bottom: 1px solid var(--faint) }
.projector .lab .top :is(h1, .opening), .projector .lab .view { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.projector .lab.lab .top nav { order: -1 }
.projector .lab.lab .top .parts { margin: 0; padding: 0 0 4px; border: 0 }
.projector .lab.lab .top .notice { margin-inline-start: auto }
.projector .lab.lab .top details.notes { margin: 0; padding: 0; border: 0 }
.projector .lab.lab .top details.notes[open] { flex: 1 0 100%; padding-bottom: 12px }
.projector .lab.lab.lab.lab :is(.sent, .sent p, .said p, p.small, p.who, .top details) { max-width: none }
.projector .lab.lab .sent { margin: 0 0 8px }
.projector .lab.lab .sent p { display: inline }
.projector .lab.lab .sent p + p { margin-inline-start: 12px }
.projector .lab .scene { display: grid; grid-template-columns: minmax(0, 1fr) 23rem; gap: 0 28px }
.projector .lab.lab .villages { margin: 0 }
.projector .lab.lab .villages h3 { margin: 0 0 4px }
.projector .lab .room { aspect-ratio: auto; height: max(300px, calc(100svh - 440px)) }
.projector .lab .lesson .room { height: max(300px, calc(100svh - 464px)) }
.projector .lab .form .room { aspect-ratio: 100 / 74; height: auto }
.projector .lab.lab .scene .legend { display: grid; align-content: start; gap: 3px; margin: 34px 0 0 }
.projector .lab.lab .scene .legend li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 6px }
.projector .lab.lab .scene .legend .glyph { margin-top: 4px }
@media (max-height: 900px) {
  .projector .lab .room { height: max(220px, calc(100svh - 520px)) }
  .projector .lab .lesson .room { height: max(220px, calc(100svh - 560px)) }
  .projector .lab.lab .scene .legend { gap: 0; margin-top: 0 }
  .projector .lab.lab.lab .scene .legend :is(li, span) { line-height: 26px }
  .projector .lab.lab .scene .legend .glyph { margin-top: 2px }
}
.projector .lab .now { position: sticky; inset-block: 0; z-index: 3; background: var(--paper); padding-block: 4px; margin-bottom: 16px; border-bottom: 1px solid var(--faint) }
.projector .lab .player { margin: 4px 0 }
.projector .lab .said { display: grid; grid-template-columns: 1fr 1fr; gap: 0 40px; align-items: start }
.projector .lab.lab .said .told { font-size: 24px; line-height: 32px; margin: 0 0 4px }
.projector .lab .lesson-head { display: flex; flex-wrap: wrap; gap: 0 28px; align-items: baseline; margin-bottom: 8px }
.projector .lab.lab .lesson-head > * { margin: 0 }
.projector .lab.lab .lesson-head h2 { padding: 0; border: 0; order: -1 }
.projector .lab.lab .lesson-head .small { order: 1; margin-inline-start: auto }
.projector .lab.lab .whom > summary { margin: 0; padding: 0 0 4px }
.projector .lab.lab .whom:not([open]) { float: inline-end; margin: 0 }
.projector .lab.lab .told.who { font-size: 24px; line-height: 32px; margin: 0 }
.projector .lab.lab .path { margin: 0 }
.projector .lab.lab .path h3 { display: none }
.projector .lab.lab .path .paths { margin: 4px 0 0; gap: 2px 12px; grid-template-columns: 22rem minmax(0, 1fr) }
.projector .lab.lab .path .small { margin: 0 }
.projector .lab.lab .path + .now { margin: 0 0 4px; border: 0 }
.projector .lab .path .course { height: 64px }
.projector .lab.lab .worlds { grid-template-columns: minmax(0, 1fr) }
.projector .lab.lab .worlds > section + section { margin-top: 24px }
.projector .lab.lab .mind :is(h3, h3 + p) { display: inline-block; margin: 0 24px 0 0 }
.projector .lab.lab .mind h4:first-child { margin-top: 0 }
.projector .lab.lab .mind .signed { margin-bottom: 4px }
.projector .lab.lab.lab.lab .mind .signed span { line-height: 27px }
.projector .lab .thirds { margin-top: 6px; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 40px }
.projector .lab.lab .mind h4 { margin: 8px 0 2px }
.projector .lab.lab .mind .bars { gap: 2px }
.projector .lab.lab .mind .bars li { display: grid; grid-template-columns: 15rem minmax(0, 1fr) 2.5em; gap: 12px; align-items: center }
.projector .lab.lab .mind .bars .line { display: contents }
.projector .lab.lab .mind .bars .value { order: 1; text-align: end }
`;
