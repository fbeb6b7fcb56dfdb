import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { outcomeNames, outcomes } from '../model/outcomes.ts';
import { type Section, sections } from './arms.ts';
import { assumptions } from './assumptions.ts';
import { blocks } from './blocks.ts';
import { marks as marksOf } from './colours.ts';
import { contrastsHtml } from './contrasts.ts';
import { enoughHtml } from './enough.ts';
import { type Html, html } from './html.ts';
import {
  caption,
  choiceFirst,
  command,
  commandGives,
  intervalMethod,
  outOfScope,
  purpose,
  ratio,
  whatIf,
} from './notices.ts';
import { blockTable, list, type Marks, page, paragraphs, rootLine } from './parts.ts';
import {
  choiceAndHarm,
  chosenFigure,
  costFigure,
  effectsFigure,
  groupTable,
  helpedFigure,
  weeksFigure,
} from './pictures.ts';
import { regimesHtml } from './regimes.ts';
import { answer, sentence } from './sentences.ts';
import { common, layout } from './stylesheet.ts';
import { capitalised, scaleOf } from './words.ts';
import { worthKnowing } from './worth-knowing.ts';

function tables(comparison: Comparison, section: Section, marks: Marks): Html {
  const text = `Differences to no campaign, 90 % intervals below them; ${caption(comparison)}`;
  return html`${blocks.map((block) => {
    const body = html`<h3>${block.title}</h3>${blockTable(block, section, marks, { name: block.title, text })}`;
    return block.id === 'harm'
      ? html`<section class="harm">${body}<p class="small">${choiceFirst}</p></section>`
      : body;
  })}`;
}

function notes(designs: readonly ArmResult[]): Html | null {
  const lines = worthKnowing(designs);
  return lines.length > 0 ? html`<h3>Worth knowing</h3>${list(lines)}` : null;
}

function sectionOf(comparison: Comparison, section: Section, marks: Marks, document: Document): Html {
  const heading = (title: string) => (section.title ? `${section.title}: ${title}` : capitalised(title));
  const along = chosenFigure(comparison, section, marks, document);
  return html`<h2>${heading('the designs side by side')}</h2>
${section.about ? html`<p>${section.about}</p>` : null}
${notes(section.designs)}
${tables(comparison, section, marks)}
<h3>In sentences</h3>
<div class="sentences">${paragraphs(section.designs.map(sentence))}</div>
<h2>${heading('what each design changes')}</h2>
${effectsFigure(comparison, section, marks, document)}
${along === null ? null : html`<h2>${heading('along the numbers that were chosen')}</h2>${along}`}
<h2>${heading('who is helped and who is harmed')}</h2>
${helpedFigure(comparison, section, marks, document)}
<h3>Groups of people</h3>
<div class="panels halves groups">${section.designs.map((arm) => html`<div>${groupTable(arm)}</div>`)}</div>
<p class="small">${caption(comparison)}</p>
<h2>${heading('what it costs')}</h2>
${costFigure(comparison, section, marks, document)}
<h2>${heading('over the weeks')}</h2>
${weeksFigure(comparison, section, marks, document)}`;
}

function glossary(): Html {
  return html`<dl>${outcomeNames.map((name) => {
    const { label, meaning, better } = outcomes[name];
    const side = better === 'open' ? 'neither way is good by itself' : `${better} is better`;
    return html`<dt>${label}</dt><dd>${meaning} (${scaleOf(name).unit}; ${side})</dd>
`;
  })}</dl>`;
}

function facts(comparison: Comparison, root: string | null): Html {
  const { fingerprint, defaults, version, resultsVersion, seed, scenario } = comparison;
  return html`<pre>${command(comparison)}</pre>
<p class="facts">Forewarned ${version}, results version ${resultsVersion}. Seed "${seed}". Scenario ${scenario.id}.<br>
Fingerprint of the results: <code class="hash">${fingerprint}</code><br>
Hash of the default parameters: <code class="hash">${defaults}</code>${rootLine(root)}</p>
<p class="small">That command ${commandGives(comparison)}, with the same fingerprint on any machine and with any number of workers. runs.csv beside this file holds every run. <code>forewarned verify FOLDER</code> checks the files and computes a part of the runs again.</p>`;
}

/**
 * The whole comparison as one page: no script, nothing loaded from elsewhere, readable in light, dark and on paper. The harm
 * block cannot be folded away.
 *
 * @param document  draws the pictures; a page's own, or one in memory (jsdom) for files
 * @param root      hash over the data files that lie beside it; null where there are none
 */
export function reportHtml(comparison: Comparison, document: Document, root: string | null = null): string {
  const { scenario, contexts, conditions } = comparison;
  const marks = marksOf(comparison);
  const parts = sections(comparison);
  const [first] = parts;
  return page(
    scenario.title,
    [common, layout, '@page { size: A4; margin: 14mm }'],
    html`<header>
<p class="notice">${whatIf}</p>
<h1>${scenario.title}</h1>
<p class="question">${scenario.question}</p>
</header>
<main>
<div class="lead"><section class="answer" aria-label="The answer">${paragraphs(answer(comparison))}
<p class="small">${ratio(comparison)} ${caption(comparison)}</p>
${scenario.about ? html`<p>${scenario.about}</p>` : null}
${conditions.length > 1 ? html`<p class="small">${conditions.length} conditions, each with its own world without campaign.</p>` : null}
${contexts.map(
  ({ title, limits }) => html`<p class="small">${title}: ${limits}</p>
`,
)}</section>
${first ? choiceAndHarm(comparison, first, marks, document) : null}</div>
${contrastsHtml(comparison)}
${parts.map((section) => sectionOf(comparison, section, marks, document))}
${regimesHtml(comparison)}
<h2>What was assumed</h2>
${list(assumptions(comparison))}
<p class="small">Described in: ${scenario.source}. Every number with its source and range: ledger.csv.</p>
<h2>How little of the place is in the numbers</h2>
${contexts.map(
  ({ title, limits }) => html`<p><strong>${title}.</strong> ${limits}</p>
`,
)}
<h2>How the intervals are made</h2>
<p>${intervalMethod}</p>
<h2>Are these enough runs?</h2>
${enoughHtml(comparison)}
<h2>How to get the same numbers</h2>
${facts(comparison, root)}
<h2>What this is for, and what not</h2>
<p>${purpose}</p>
<p>${outOfScope}</p>
<h2>What the outcomes mean</h2>
${glossary()}
</main>`,
  );
}
