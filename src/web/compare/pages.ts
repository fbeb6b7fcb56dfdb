import type { Comparison } from '../../experiment/comparison.ts';
import { type Section, titleOf } from '../../report/arms.ts';
import { assumptions } from '../../report/assumptions.ts';
import { type Block, blocks } from '../../report/blocks.ts';
import { contrastsHtml } from '../../report/contrasts.ts';
import { enoughHtml } from '../../report/enough.ts';
import { type Html, html } from '../../report/html.ts';
import { caption, choiceFirst, intervalMethod, outOfScope, purpose } from '../../report/notices.ts';
import { blockTable, list, type Marks, paragraphs, plainTable, swatch } from '../../report/parts.ts';
import {
  choiceAndHarm,
  costFigure,
  effectsFigure,
  groupTable,
  helpedFigure,
  weeksFigure,
} from '../../report/pictures.ts';
import { answer, sentence } from '../../report/sentences.ts';
import { euros, number } from '../../report/words.ts';

/** The parts of a report as the tabs of the page show them: the same tables, pictures and sentences as in its files. */
export type Shown = { readonly comparison: Comparison; readonly section: Section; readonly marks: Marks };

/** Sentences that the language of the page brings. */
export type Words = { readonly tables: string; readonly each: string; readonly quality: string };

const blockCalled = (id: Block['id']): Block | undefined => blocks.find((block) => block.id === id);

function tableOf({ section, marks }: Shown, id: Block['id'], text: string): Html | null {
  const block = blockCalled(id);
  return block === undefined
    ? null
    : html`<h3>${block.title}</h3>${blockTable(block, section, marks, { name: block.title, text })}`;
}

/** The answer in sentences. */
export function answerPart({ comparison }: Shown): Html {
  return html`<section class="answer">${paragraphs(answer(comparison))}</section>`;
}

export function sentencesPart({ section, marks }: Shown, words: Words): Html {
  return html`<h3>${words.each}</h3>
<ul class="each">${section.designs.map(
    (arm) => html`<li>${swatch(arm, marks)}${sentence(arm)}</li>
`,
  )}</ul>
<p class="small">${words.quality}</p>`;
}

/** Choice beside harm. */
export function picturePart({ comparison, section, marks }: Shown, document: Document): Html {
  return choiceAndHarm(comparison, section, marks, document);
}

/** Contrasts and the table of informed choice. */
export function choicePart(shown: Shown, words: Words): Html {
  return html`${contrastsHtml(shown.comparison)}${tableOf(shown, 'choice', words.tables)}`;
}

/** What people do, and harm: below whatever else is shown, so that nobody leafs past it. */
export function harmPart(shown: Shown, words: Words): Html {
  return html`<section class="harm">${tableOf(shown, 'harm', words.tables)}<p class="small">${choiceFirst}</p></section>`;
}

export function effectsPage({ comparison, section, marks }: Shown, document: Document): Html {
  return effectsFigure(comparison, section, marks, document);
}

/** @param isFolded  whether designs beyond the first few are folded away: not on paper, where nothing can be opened */
export function weeksPage({ comparison, section, marks }: Shown, document: Document, isFolded: boolean): Html | null {
  return weeksFigure(comparison, section, marks, document, { isFolded });
}

/** What was given to each design, by its id in the section. */
export type Given = ReadonlyMap<string, number>;

export type MoneyWords = {
  readonly title: string;
  readonly head: readonly string[];
  readonly note: string;
  readonly all: string;
  /** Why not all was spent: parts too small for the simulated village, or nobody left to meet. */
  readonly small: (parts: string) => string;
  readonly nobody: string;
  /** Why more than that was spent. */
  readonly more: string;
};

/** Spent to within this share counts as all. */
const NEARLY = 0.97;

/** How much of the money given was spent, and why not all: designs with the same budget need not have spent the same. */
function spentTable({ section }: Shown, given: Given, says: MoneyWords): Html {
  const rows = section.designs.map((arm) => {
    const money = given.get(arm.id.slice(arm.id.lastIndexOf('/') + 1)) ?? 0;
    const parts = arm.notes.flatMap((note) => /^([\w-]+): /.exec(note)?.[1]?.replaceAll('-', ' ') ?? []);
    const share = money > 0 ? arm.cost / money : 1;
    const why =
      share > 2 - NEARLY
        ? says.more
        : share >= NEARLY
          ? says.all
          : parts.length > 0
            ? says.small(parts.join(', '))
            : says.nobody;
    return {
      name: titleOf(arm),
      values: [euros(money), euros(arm.cost), money > 0 ? `${number(100 * share)} %` : '—', why],
    };
  });
  return html`<h3>${says.title}</h3><div class="spent">${plainTable(says.note, says.head, rows)}</div>`;
}

export function costPage(shown: Shown, document: Document, words: Words, given: Given, says: MoneyWords): Html {
  const { comparison, section, marks } = shown;
  return html`${spentTable(shown, given, says)}
${costFigure(comparison, section, marks, document)}${tableOf(shown, 'trust', words.tables)}`;
}

export function helpedPage({ comparison, section, marks }: Shown, document: Document, heading: string): Html {
  return html`${helpedFigure(comparison, section, marks, document)}
<h3>${heading}</h3>
<div class="panels halves groups">${section.designs.map((arm) => html`<div>${groupTable(arm)}</div>`)}</div>
<p class="small">${caption(comparison)}</p>`;
}

export type LimitHeadings = {
  readonly assumed: string;
  readonly place: string;
  readonly intervals: string;
  readonly enough: string;
  readonly purpose: string;
  /** What words of the page mean, one sentence each. */
  readonly words: string;
  readonly meanings: readonly (readonly [word: string, meaning: string])[];
  readonly statisticians: string;
  readonly readings: string;
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
<details><summary>${says.statisticians}</summary><p>${intervalMethod}</p></details>
<p>${says.readings}</p>
<h3>${says.words}</h3>
<dl>${says.meanings.map(([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>`)}</dl>
<h3>${says.purpose}</h3>
<p>${purpose}</p>
<p>${outOfScope}</p>`;
}
