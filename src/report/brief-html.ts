import type { Comparison } from '../experiment/comparison.ts';
import type { OutcomeName } from '../model/outcomes.ts';
import { type Section, sections } from './arms.ts';
import { assumptions } from './assumptions.ts';
import { blocks, type Column } from './blocks.ts';
import { marks as marksOf } from './colours.ts';
import { html } from './html.ts';
import { choiceFirst, outOfScope, whatIf } from './notices.ts';
import { blockTable, list, page, paragraphs } from './parts.ts';
import { choiceAndHarm } from './pictures.ts';
import { readingsDiffer } from './regimes.ts';
import { answer, listOf } from './sentences.ts';
import { common, sheet } from './stylesheet.ts';
import { counted } from './words.ts';
import { worthKnowingInShort } from './worth-knowing.ts';

/** As many designs as one sheet holds, beside the sentences for one condition or for several. */
const ROOM = { one: 7, several: 4 } as const;

const shown: readonly (OutcomeName | 'worst-off')[] = [
  'decision_quality',
  'unmet_protection_need',
  'harmed',
  'worst-off',
  'deaths',
  'irregular_departures',
  'cost',
];

const columns: readonly Column[] = shown.flatMap((name) =>
  blocks.flatMap((block) => block.columns).filter((column) => column.name === name),
);

/** The designs that fit on the sheet: the first and the last of the order, so that the worst is never the one left out. */
function onSheet(section: Section, room: number): { readonly section: Section; readonly left: readonly string[] } {
  const { designs } = section;
  if (designs.length <= room) return { section, left: [] };
  const kept = [...designs.slice(0, room - 2), ...designs.slice(-2)];
  const left = designs.filter((arm) => !kept.includes(arm)).map((arm) => arm.title);
  return { section: { ...section, designs: kept }, left };
}

/**
 * One sheet of A4 for somebody who decides: question, answer, one picture of choice beside harm, a small table, what was assumed
 * and what it cannot say. With several conditions picture, table and limits are those of the first.
 *
 * @param document  draws the picture
 */
export function briefHtml(comparison: Comparison, document: Document): string {
  const { scenario, contexts } = comparison;
  const marks = marksOf(comparison);
  const [first, ...others] = sections(comparison);
  const { section, left } = first
    ? onSheet(first, others.length > 0 ? ROOM.several : ROOM.one)
    : { section: { id: '', title: '', about: '', designs: [], baseline: null, population: 0 }, left: [] };
  const runs = `n = ${counted(comparison.replicates, 'paired run')} per design, seed and version as above`;
  const assumed = assumptions(comparison).slice(1, 4);
  const limits = contexts.slice(0, 1).map(({ title, limits }) => `${title}: ${limits}`);
  const known = first ? worthKnowingInShort(first.designs) : [];
  const missing = left.length > 3 ? counted(left.length, 'design') : listOf(left);
  return page(
    `${scenario.title}: brief`,
    [common, sheet],
    html`<header>
<p class="notice">${whatIf}</p>
<h1>${scenario.title}</h1>
<p class="question">${scenario.question}</p>
</header>
<main>
<section class="answer" aria-label="The answer">${paragraphs(answer(comparison))}</section>
${choiceAndHarm(comparison, section, marks, document, 25)}
${blockTable({ columns }, section, marks, {
  name: 'The designs side by side',
  text: `${section.title ? `${section.title}. ` : ''}Differences to no campaign, 90 % intervals below them; worse off, group and cost as they are; ${runs}.`,
})}
${left.length > 0 ? html`<p class="small">On the report but not on this sheet, for lack of room: ${missing}.</p>` : null}
<div class="columns">
<section><h2>What was assumed</h2>${list(assumed)}${known.length > 0 ? html`<h2>Worth knowing</h2>${list(known)}` : null}</section>
<section><h2>What it cannot say</h2>${list([...limits, ...readingsDiffer(comparison), choiceFirst, outOfScope])}</section>
</div>
</main>`,
  );
}
