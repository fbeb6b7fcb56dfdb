import type { ArmResult, Comparison } from '../../experiment/comparison.ts';
import { groups } from '../../model/outcomes.ts';
import { type Section, titleOf } from '../../report/arms.ts';
import { assumptions } from '../../report/assumptions.ts';
import { type Block, blocks } from '../../report/blocks.ts';
import { contrastsHtml } from '../../report/contrasts.ts';
import { enoughHtml } from '../../report/enough.ts';
import { type Html, html } from '../../report/html.ts';
import { caption, choiceFirst, intervalMethod, outOfScope, purpose } from '../../report/notices.ts';
import { blockTable, list, type Marks, paragraphs, plainTable, swatch } from '../../report/parts.ts';
import { choiceAndHarm, costFigure, effectsFigure, helpedFigure, weeksFigure } from '../../report/pictures.ts';
import { answer, sentence } from '../../report/sentences.ts';
import { levelFigure } from '../../report/words.ts';

/** The parts of a report as the tabs of the page show them: the same tables, pictures and sentences as in its files. */
export type Shown = { readonly comparison: Comparison; readonly section: Section; readonly marks: Marks };

/** Sentences that the language of the page brings. */
export type Words = { readonly tables: string; readonly each: string; readonly worth: string };

const blockCalled = (id: Block['id']): Block | undefined => blocks.find((block) => block.id === id);

function tableOf({ section, marks }: Shown, id: Block['id'], text: string): Html | null {
  const block = blockCalled(id);
  return block === undefined
    ? null
    : html`<h3>${block.title}</h3>${blockTable(block, section, marks, { name: block.title, text })}`;
}

/** The answer in sentences, and choice beside harm. */
export function answerPage(shown: Shown, document: Document, words: Words): Html {
  const { comparison, section, marks } = shown;
  const notes = section.designs.flatMap((arm) => arm.notes.map((note) => `${arm.title}: ${note}`));
  return html`<div class="lead"><div><section class="answer">${paragraphs(answer(comparison))}</section>
<h3>${words.each}</h3>
<ul class="each">${section.designs.map(
    (arm) => html`<li>${swatch(arm, marks)}${sentence(arm)}</li>
`,
  )}</ul></div>
${choiceAndHarm(comparison, section, marks, document)}</div>
${contrastsHtml(comparison)}
${tableOf(shown, 'choice', words.tables)}
${notes.length > 0 ? html`<h3>${words.worth}</h3>${list(notes)}` : null}`;
}

/** What people do, and harm: below whatever else is shown, so that nobody leafs past it. */
export function harmPart(shown: Shown, words: Words): Html {
  return html`<section class="harm">${tableOf(shown, 'harm', words.tables)}<p class="small">${choiceFirst}</p></section>`;
}

export function effectsPage({ comparison, section, marks }: Shown, document: Document): Html {
  return effectsFigure(comparison, section, marks, document);
}

export function weeksPage({ comparison, section, marks }: Shown, document: Document): Html | null {
  return weeksFigure(comparison, section, marks, document);
}

export function costPage(shown: Shown, document: Document, words: Words): Html {
  const { comparison, section, marks } = shown;
  return html`${costFigure(comparison, section, marks, document)}${tableOf(shown, 'trust', words.tables)}`;
}

export function helpedPage({ comparison, section, marks }: Shown, document: Document, heading: string): Html {
  return html`${helpedFigure(comparison, section, marks, document)}
<h3>${heading}</h3>
<div class="panels halves groups">${section.designs.map((arm) => html`<div>${groupTable(arm)}</div>`)}</div>
<p class="small">${caption(comparison)}</p>`;
}

function groupTable(arm: ArmResult): Html {
  const rows = arm.groups.map(({ group, helped, harmed }) => ({
    name: group === arm.worstOff ? `${groups[group]} (worst off)` : groups[group],
    values: [levelFigure('helped', helped), levelFigure('harmed', harmed)],
  }));
  return plainTable(`${titleOf(arm)}, per 1,000 people of the group`, ['group', 'helped', 'harmed'], rows);
}

export type LimitHeadings = {
  readonly assumed: string;
  readonly place: string;
  readonly intervals: string;
  readonly enough: string;
  readonly purpose: string;
};

export function limitsPage({ comparison }: Shown, says: LimitHeadings): Html {
  return html`<h3>${says.assumed}</h3>
${list(assumptions(comparison))}
<h3>${says.place}</h3>
${comparison.contexts.map(
  ({ title, limits }) => html`<p><strong>${title}.</strong> ${limits}</p>
`,
)}
<h3>${says.enough}</h3>
${enoughHtml(comparison)}
<h3>${says.intervals}</h3>
<p>${intervalMethod}</p>
<h3>${says.purpose}</h3>
<p>${purpose}</p>
<p>${outOfScope}</p>`;
}
