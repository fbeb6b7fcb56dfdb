import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { groups, type OutcomeName, outcomes, type SeriesName, series, seriesNames } from '../model/outcomes.ts';
import { differenceOf, type Section, titleOf } from './arms.ts';
import { priceFigure, worstOff } from './blocks.ts';
import { costAndEffect } from './charts/cost-and-effect.ts';
import { effects } from './charts/effects.ts';
import { helpedAndHarmed } from './charts/helped-and-harmed.ts';
import { courseOf, overDraws } from './charts/over-draws.ts';
import { changeExtent, weekChanges } from './charts/week-changes.ts';
import { extent, seriesUnit, seriesValue, weeks } from './charts/weeks.ts';
import { type Html, html } from './html.ts';
import { drawing, figure, type Marks, plainTable, swatch } from './parts.ts';
import { changeFigure, counted, euros, joined, levelFigure, number, scaleOf, signed } from './words.ts';

const PANEL = 330;
const THIRD = 300;
const HALF = 510;
const WIDE = 700;
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

function panel(title: string, unit: string, drawn: Html | null): Html | null {
  return (
    drawn &&
    html`<div class="panel"><h4>${title}</h4><p>${unit}</p>${drawn}</div>
`
  );
}

/** The same picture for desks and for phones; the page shows one of them. */
function both(draw: (width: number) => Element | null, width: number): Html | null {
  const wide = draw(width);
  if (!wide) return null;
  return html`<div class="wide">${drawing(wide)}</div><div class="narrow">${drawing(draw(NARROW))}</div>`;
}

function present(parts: readonly (Html | null)[]): Html[] {
  return parts.filter((part) => part !== null);
}

/** Effects of every design on several outcomes, a panel each. */
export function effectsFigure(
  comparison: Comparison,
  section: Section,
  marks: Marks,
  document: Document,
  {
    names = told,
    row = 38,
    called = 'effects',
  }: { readonly names?: readonly OutcomeName[]; readonly row?: number; readonly called?: string } = {},
): Html {
  const { designs } = section;
  const panels = names.map((name) => {
    const isLevel = outcomes[name].kind === 'paired';
    const title = name === 'harmed' ? 'worse off because of it' : outcomes[name].label;
    const unit = `${isLevel ? '' : 'difference, '}${scaleOf(name).unit}, in this model`;
    return panel(title, unit, drawing(effects(designs, name, marks, { document, width: PANEL, row })));
  });
  const rows = designs.map((arm) => ({
    name: titleOf(arm),
    values: names.map((name) => {
      const spread = differenceOf(arm, name);
      if (!spread) return '—';
      return outcomes[name].kind === 'paired' ? levelFigure(name, spread) : changeFigure(name, spread);
    }),
  }));
  const head = ['design', ...names.map((name) => `${outcomes[name].label}, ${scaleOf(name).unit}`)];
  return figure(
    comparison,
    called,
    section,
    html`<div class="panels">${present(panels)}</div>`,
    'Dot: mean difference to the world without campaign. Thin line: 90 % interval. Thick line: the part from luck alone.',
    plainTable('Effects with 90 % intervals', head, rows),
  );
}

/** The first picture of the report and the only one of the brief: choice beside harm. */
export function choiceAndHarm(
  comparison: Comparison,
  section: Section,
  marks: Marks,
  document: Document,
  row?: number,
): Html {
  return effectsFigure(comparison, section, marks, document, {
    names: ['decision_quality', 'harmed'],
    called: 'choice-and-harm',
    ...(row && { row }),
  });
}

/** Who is helped and who is harmed. */
export function helpedFigure(comparison: Comparison, section: Section, marks: Marks, document: Document): Html | null {
  const { designs } = section;
  const body = both((width) => helpedAndHarmed(designs, marks, { document, width }), WIDE);
  if (!body) return null;
  const share = (name: 'helped' | 'harmed' | 'mixed' | 'same', of: (typeof designs)[number]) => {
    const spread = differenceOf(of, name);
    return spread ? levelFigure(name, spread) : '—';
  };
  const rows = designs.map((arm) => {
    const worst = worstOff(arm);
    const theirs = worst
      ? `${groups[worst.group]}${worst.standsOut ? '' : ' (does not stand out)'}: ${joined(levelFigure('helped', worst.helped))} / ${joined(levelFigure('harmed', worst.harmed))}`
      : '—';
    const shares = (['helped', 'harmed', 'mixed', 'same'] as const).map((name) => share(name, arm));
    return { name: titleOf(arm), values: [...shares, theirs] };
  });
  return figure(
    comparison,
    'helped-and-harmed',
    section,
    body,
    'Right: better off in at least one respect and worse in none. Left, in ink: the reverse. Grey at the far left: better in one respect and worse in another. Thin bars: the group with the least gain once harm is taken off. Lines: 90 % intervals.',
    plainTable(
      'People helped and harmed, per 1,000',
      ['design', 'helped', 'harmed', 'mixed', 'unchanged', 'group that gains least: helped / harmed'],
      rows,
    ),
    { isSingle: true },
  );
}

/** Who is helped and who is harmed, group by group. */
export function groupTable(arm: ArmResult): Html {
  const worst = worstOff(arm);
  const stands = worst?.standsOut ? worst.group : null;
  const rows = arm.groups.map(({ group, helped, harmed }) => ({
    name: group === stands ? `${groups[group]} (gains least)` : groups[group],
    values: [levelFigure('helped', helped), levelFigure('harmed', harmed)],
  }));
  return plainTable(`${titleOf(arm)}, per 1,000 people of the group`, ['group', 'helped', 'harmed'], rows);
}

/** What designs cost against choice and against harm. */
export function costFigure(comparison: Comparison, section: Section, marks: Marks, document: Document): Html {
  const { designs } = section;
  const names = ['decision_quality', 'harmed'] as const;
  const panels = names.map((name) =>
    panel(
      name === 'harmed' ? 'cost and people worse off' : 'cost and decision quality',
      `${scaleOf(name).unit}, in this model`,
      both((width) => costAndEffect(designs, name, marks, { document, width }), HALF),
    ),
  );
  const rows = designs.map((arm) => {
    const [quality, harmed] = [differenceOf(arm, 'decision_quality'), differenceOf(arm, 'harmed')];
    const values = [
      euros(arm.cost),
      quality ? changeFigure('decision_quality', quality) : '—',
      harmed ? levelFigure('harmed', harmed) : '—',
      priceFigure(arm, section.population),
    ];
    return { name: titleOf(arm), values };
  });
  return figure(
    comparison,
    'cost-and-effect',
    section,
    html`<div class="panels halves">${present(panels)}</div>`,
    'Bar: what is spent. Dot: mean; line: 90 % interval. No price stands where there may be no gain.',
    plainTable(
      'Cost and effect',
      ['design', 'cost', 'decision quality, per 1,000', 'worse off, per 1,000', 'cost per better choice'],
      rows,
    ),
  );
}

/** Numbers beyond these are left to the tables. */
const DRAWN = 6;

/** What designs change along each number that somebody chose to vary; nothing where nobody chose. */
export function chosenFigure(comparison: Comparison, section: Section, marks: Marks, document: Document): Html | null {
  const { chosen } = comparison;
  if (!chosen || comparison.draws < 2 || chosen.numbers.length === 0) return null;
  const courses = (values: readonly number[], outcome: 'decision_quality' | 'harmed') =>
    section.designs.flatMap((arm) => {
      const effect = chosen.effects.find(({ id }) => id === arm.id);
      return effect ? [{ title: titleOf(arm), design: arm.design, points: courseOf(values, effect, outcome) }] : [];
    });
  const shown = chosen.numbers.slice(0, DRAWN);
  const panels = shown.flatMap(({ name, values }) =>
    (['decision_quality', 'harmed'] as const).map((outcome) =>
      panel(
        `${outcome === 'harmed' ? 'worse off because of it' : outcomes[outcome].label}, along ${name}`,
        `${scaleOf(outcome).unit}, in this model`,
        drawing(overDraws(name, courses(values, outcome), outcome, marks, { document, width: HALF })),
      ),
    ),
  );
  const rows = shown.flatMap(({ name, values }) =>
    courses(values, 'decision_quality').map(({ title, points }) => ({
      name: `${title}, along ${name}`,
      values: [
        points.map(({ x, y }) => `${number(x, 3)}: ${signed(y * scaleOf('decision_quality').factor, 1)}`).join('; '),
      ],
    })),
  );
  const left = chosen.numbers.length - shown.length;
  return figure(
    comparison,
    'along-chosen-numbers',
    section,
    html`<p class="small keys">${section.designs.map((arm) => html`<span>${swatch(arm, marks)}${titleOf(arm)}</span> `)}</p>
<div class="panels halves">${present(panels)}</div>`,
    `Mean difference to the world without campaign at the values of a number, or over groups of neighbouring draws where there are more than eight; other numbers vary along.${left > 0 ? ` ${counted(left, 'more number')} in draws.csv.` : ''}`,
    plainTable(
      'Decision quality along chosen numbers, difference per 1,000 people',
      ['design and number', 'value: difference'],
      rows,
    ),
    { interval: 'means of runs' },
  );
}

const shownSeries: readonly SeriesName[] = ['error', 'considering', 'departed'];

/** Every design over the weeks, with and without it: beliefs, considering, and those who left, always side by side. */
export function weeksFigure(
  comparison: Comparison,
  section: Section,
  marks: Marks,
  document: Document,
  { isFolded = true }: { readonly isFolded?: boolean } = {},
): Html | null {
  const { designs, baseline } = section;
  if (!baseline || designs.length === 0) return null;
  const ranges = new Map(shownSeries.map((name) => [name, extent([...designs, baseline], name)]));
  const parted = new Map(shownSeries.map((name) => [name, changeExtent(designs, name)]));
  const canvas = { document, width: THIRD };
  const parts = designs.map((arm) => {
    const panels = shownSeries.map((name) => {
      const change = drawing(weekChanges(arm, name, marks, parted.get(name) ?? [0, 0], canvas));
      const level = drawing(weeks(arm, baseline, name, marks, ranges.get(name) ?? [0, 1], canvas));
      const unit = `${seriesUnit(name)}, in this model`;
      return panel(
        series[name].label,
        change === null ? unit : `difference, ${unit}`,
        change === null ? level : html`${change}<p>with and without, ${unit}</p>${level}`,
      );
    });
    return html`<h3>${swatch(arm, marks)}${titleOf(arm)}</h3><div class="panels thirds">${present(panels)}</div>
`;
  });
  const folded = isFolded ? parts.slice(SHOWN) : [];
  const body = html`${isFolded ? parts.slice(0, SHOWN) : parts}${
    folded.length > 0
      ? html`<details><summary>${counted(folded.length, 'more design')} over the weeks</summary>${folded}</details>`
      : null
  }`;
  const at = [0, 26, 52, comparison.weeks - 1].filter(
    (week, i, all) => week < comparison.weeks && all.indexOf(week) === i,
  );
  const rows = [baseline, ...designs].flatMap((arm) =>
    seriesNames.map((name) => ({
      name: `${titleOf(arm)}: ${series[name].label}, ${seriesUnit(name)}`,
      values: at.map((week) => {
        const { low, middle, high } = arm.series[name];
        const interval = `${seriesValue(name, low[week])} to ${seriesValue(name, high[week])}`;
        return { size: seriesValue(name, middle[week]), interval };
      }),
    })),
  );
  return figure(
    comparison,
    'over-the-weeks',
    section,
    body,
    'Above: the difference to the same world without campaign, run by run. Below: solid, the median with the design; dashed grey, the median without any campaign.',
    plainTable('Median, 5th and 95th percentile', ['series', ...at.map((week) => `week ${week}`)], rows),
    { interval: 'bands from the 5th to the 95th percentile of the runs' },
  );
}
