import type { Comparison } from '../experiment/comparison.ts';
import { type OutcomeName, outcomes, type SeriesName, seriesNames } from '../model/outcomes.ts';
import { differenceOf, type Section, titleOf } from './arms.ts';
import { isOpenEnded, worstOff } from './blocks.ts';
import { costAndEffect } from './charts/cost-and-effect.ts';
import { effects } from './charts/effects.ts';
import { helpedAndHarmed } from './charts/helped-and-harmed.ts';
import { extent, seriesLabel, seriesValue, weeks } from './charts/weeks.ts';
import { type Html, html } from './html.ts';
import { drawing, figure, type Marks, plainTable, swatch } from './parts.ts';
import { changeFigure, euros, joined, levelFigure, scaleOf } from './words.ts';

const PANEL = 330;
const THIRD = 300;
const WIDE = 620;
const NARROW = 330;
/** Designs beyond these are folded in the picture over weeks, not left out. */
const SHOWN = 6;

/** What the picture of effects shows: choice, need and harm beside departures, in every report. */
const told: readonly OutcomeName[] = [
  'decision_quality',
  'unmet_protection_need',
  'harmed',
  'knows_lawful',
  'error_death',
  'error_mistreatment',
  'trust_in_sender',
  'irregular_departures',
  'harmed_on_journey',
];

function panel(title: string, unit: string, drawn: Element | null): Html | null {
  return (
    drawn &&
    html`<div class="panel"><h4>${title}</h4><p>${unit}</p>${drawing(drawn)}</div>
`
  );
}

function present(parts: readonly (Html | null)[]): Html[] {
  return parts.filter((part) => part !== null);
}

/** Effects of every design on several outcomes, a panel each. */
export function effectsFigure(
  comparison: Comparison,
  { designs }: Section,
  marks: Marks,
  document: Document,
  names: readonly OutcomeName[] = told,
): Html {
  const panels = names.map((name) => {
    const isLevel = outcomes[name].kind === 'paired';
    const title = name === 'harmed' ? 'worse off because of it' : outcomes[name].label;
    const unit = `${isLevel ? '' : 'difference, '}${scaleOf(name).unit}, in this model`;
    return panel(title, unit, effects(designs, name, marks, { document, width: PANEL }));
  });
  const rows = designs.map((arm) => [
    titleOf(arm),
    ...names.map((name) => {
      const spread = differenceOf(arm, name);
      if (!spread) return '—';
      return joined(outcomes[name].kind === 'paired' ? levelFigure(name, spread) : changeFigure(name, spread));
    }),
  ]);
  const head = ['design', ...names.map((name) => `${outcomes[name].label}, ${scaleOf(name).unit}`)];
  return figure(
    comparison,
    html`<div class="panels">${present(panels)}</div>`,
    'Dot: mean difference to the world without campaign. Thin line: 90 % interval. Thick line: the part from luck alone.',
    plainTable('Effects with 90 % intervals', head, rows),
  );
}

/** The brief's one picture: choice beside harm. */
export function choiceAndHarm(comparison: Comparison, section: Section, marks: Marks, document: Document): Html {
  return effectsFigure(comparison, section, marks, document, ['decision_quality', 'harmed']);
}

/** Who is helped and who is harmed. Drawn twice, for desks and for phones; the page shows one. */
export function helpedFigure(
  comparison: Comparison,
  { designs }: Section,
  marks: Marks,
  document: Document,
): Html | null {
  const wide = helpedAndHarmed(designs, marks, { document, width: WIDE });
  if (!wide) return null;
  const narrow = helpedAndHarmed(designs, marks, { document, width: NARROW });
  const share = (name: 'helped' | 'harmed' | 'mixed' | 'same', of: (typeof designs)[number]) => {
    const spread = differenceOf(of, name);
    return spread ? joined(levelFigure(name, spread)) : '—';
  };
  const rows = designs.map((arm) => {
    const worst = worstOff(arm);
    const theirs = worst
      ? `${joined(levelFigure('helped', worst.helped))} / ${joined(levelFigure('harmed', worst.harmed))}`
      : '—';
    return [titleOf(arm), share('helped', arm), share('harmed', arm), share('mixed', arm), share('same', arm), theirs];
  });
  return figure(
    comparison,
    html`<div class="wide">${drawing(wide)}</div><div class="narrow">${drawing(narrow)}</div>`,
    'Right: better off in at least one respect and worse in none. Left, in ink: the reverse. Grey at the far left: better in one respect and worse in another. Lighter bars: the group that comes off worst. Lines: 90 % intervals.',
    plainTable(
      'People helped and harmed, per 1,000',
      ['design', 'helped', 'harmed', 'mixed', 'unchanged', 'group worst off: helped / harmed'],
      rows,
    ),
    { isSingle: true },
  );
}

/** What designs cost against choice and against harm. */
export function costFigure(comparison: Comparison, { designs }: Section, marks: Marks, document: Document): Html {
  const names = ['decision_quality', 'harmed'] as const;
  const panels = names.map((name) =>
    panel(
      name === 'harmed' ? 'cost and people worse off' : 'cost and decision quality',
      `${scaleOf(name).unit}, in this model`,
      costAndEffect(designs, name, marks, { document, width: 440 }),
    ),
  );
  const price = (arm: (typeof designs)[number]) => {
    const spread = differenceOf(arm, 'cost_per_better_choice');
    if (!spread) return 'no gain on average';
    return isOpenEnded(arm, 'cost_per_better_choice', spread)
      ? `${euros(spread.mean)} (${euros(spread.low)} or more)`
      : joined(levelFigure('cost_per_better_choice', spread));
  };
  const rows = designs.map((arm) => {
    const [quality, harmed] = [differenceOf(arm, 'decision_quality'), differenceOf(arm, 'harmed')];
    return [
      titleOf(arm),
      euros(arm.cost),
      quality ? joined(changeFigure('decision_quality', quality)) : '—',
      harmed ? joined(levelFigure('harmed', harmed)) : '—',
      price(arm),
    ];
  });
  return figure(
    comparison,
    html`<div class="panels halves">${present(panels)}</div>`,
    'Dot: mean; line: 90 % interval. Designs of the same cost stand side by side.',
    plainTable(
      'Cost and effect',
      ['design', 'cost', 'decision quality, per 1,000', 'worse off, per 1,000', 'cost per better choice'],
      rows,
    ),
  );
}

const shownSeries: readonly SeriesName[] = ['error', 'considering', 'departed'];

/** Every design over the weeks, with and without it: beliefs, considering, and those who left, always side by side. */
export function weeksFigure(
  comparison: Comparison,
  { designs, baseline }: Section,
  marks: Marks,
  document: Document,
): Html | null {
  if (!baseline || designs.length === 0) return null;
  const ranges = new Map(shownSeries.map((name) => [name, extent([...designs, baseline], name)]));
  const parts = designs.map((arm) => {
    const panels = shownSeries.map((name) =>
      panel(
        seriesLabel(name),
        'in this model',
        weeks(arm, baseline, name, marks, ranges.get(name) ?? [0, 1], { document, width: THIRD }),
      ),
    );
    return html`<h3>${swatch(arm, marks)}${titleOf(arm)}</h3><div class="panels thirds">${present(panels)}</div>
`;
  });
  const folded = parts.slice(SHOWN);
  const body = html`${parts.slice(0, SHOWN)}${
    folded.length > 0
      ? html`<details><summary>${folded.length} more designs over the weeks</summary>${folded}</details>`
      : null
  }`;
  const at = [0, 26, 52, comparison.weeks - 1].filter(
    (week, i, all) => week < comparison.weeks && all.indexOf(week) === i,
  );
  const rows = [baseline, ...designs].flatMap((arm) =>
    seriesNames.map((name) => [
      `${titleOf(arm)}: ${seriesLabel(name)}`,
      ...at.map((week) => {
        const { low, middle, high } = arm.series[name];
        return `${seriesValue(name, middle[week])} (${seriesValue(name, low[week])} to ${seriesValue(name, high[week])})`;
      }),
    ]),
  );
  return figure(
    comparison,
    body,
    'Solid: median with the design. Dashed grey: median without any campaign.',
    plainTable('Median, 5th and 95th percentile', ['series', ...at.map((week) => `week ${week}`)], rows),
    { interval: 'bands from the 5th to the 95th percentile of the runs' },
  );
}
