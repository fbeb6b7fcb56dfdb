import { NativeSelect } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { Comparison, RunRow } from '../../experiment/comparison.ts';
import { type GroupName, groupNames, groups, type OutcomeName, outcomes } from '../../model/outcomes.ts';
import {
  distribution,
  type Measure,
  measureOf,
  type RunsOf,
  reachOf,
  toldAs,
} from '../../report/charts/distribution.ts';
import { DOTS, fiveOf, fiveTold, quantileDots } from '../../report/charts/quantiles.ts';
import { marks as marksOf } from '../../report/colours.ts';
import type { Html } from '../../report/html.ts';
import { plainTable } from '../../report/parts.ts';
import { capitalised, number } from '../../report/words.ts';
import { mean } from '../../statistics/mean.ts';
import { useTexts } from '../i18n/index.ts';
import { Figure, type Panel, useCaption } from './figure.tsx';
import { OutcomeChoice } from './outcome-choice.tsx';
import {
  type Arm,
  type Asked,
  beside,
  holderOf,
  isGrouped,
  needsCompany,
  type Shown,
  shownArms,
  valuesOf,
} from './run-set.ts';

/** How the runs of each design lie, in one outcome. */
export const Lie = memo(function Lie({
  comparison,
  arms,
  rows,
  draw,
}: {
  readonly comparison: Comparison;
  readonly arms: readonly Arm[];
  readonly rows: readonly RunRow[];
  readonly draw: number | null;
}) {
  const t = useTexts('results');
  const [outcome, setOutcome] = useState<OutcomeName>('decision_quality');
  const [as, setAs] = useState<Asked['as']>('difference');
  const [group, setGroup] = useState<GroupName | null>(null);
  const shown = useMemo(() => shownArms(arms, rows), [arms, rows]);
  const asked = useMemo<Asked>(() => ({ outcome, as, group: isGrouped(outcome) ? group : null }), [outcome, as, group]);
  const isPaired = outcomes[outcome].kind === 'paired';
  return (
    <section aria-labelledby="lie">
      <div className="paper">
        <h2 id="lie">{t('lie.title')}</h2>
      </div>
      <div className="choices screen">
        <OutcomeChoice label={t('lie.outcome')} value={outcome} onChange={setOutcome} />
        <NativeSelect
          label={t('as.label')}
          value={isPaired ? 'difference' : as}
          disabled={isPaired}
          title={isPaired ? t('lie.onlyPaired') : undefined}
          onChange={(event) => setAs(event.currentTarget.value === 'level' ? 'level' : 'difference')}
          data={[
            { value: 'difference', label: t('as.difference') },
            { value: 'level', label: t('as.level') },
          ]}
        />
        {isGrouped(outcome) && (
          <NativeSelect
            label={t('lie.group')}
            value={group ?? ''}
            onChange={(event) => setGroup(groupNames.find((name) => name === event.currentTarget.value) ?? null)}
            data={[
              { value: '', label: t('lie.everybody') },
              ...groupNames.map((name) => ({ value: name, label: groups[name] })),
            ]}
          />
        )}
      </div>
      <p className="meaning">
        {capitalised(outcomes[outcome].meaning)}
        {isPaired ? `. ${t('lie.onlyPaired')}` : '.'}
      </p>
      <Distributions comparison={comparison} shown={shown} asked={asked} draw={draw} />
      {needsCompany(outcome) && <Company comparison={comparison} shown={shown} as={as} draw={draw} />}
    </section>
  );
});

function Distributions({
  comparison,
  shown,
  asked,
  draw,
}: {
  readonly comparison: Comparison;
  readonly shown: Shown;
  readonly asked: Asked;
  readonly draw: number | null;
}) {
  const t = useTexts('results');
  const captionOf = useCaption(comparison);
  const marks = useMemo(() => marksOf(comparison), [comparison]);
  const measure = useMemo(() => measureOf(asked.outcome, asked.as, asked.group), [asked]);
  const sets = useMemo(() => valuesOf(shown, asked), [shown, asked]);
  const designs = useMemo(() => sets.filter(({ isBaseline }) => !isBaseline), [sets]);
  const curves = useMemo<readonly Panel[]>(() => {
    const reach = reachOf(sets, measure);
    return designs.map((own, at) => ({
      id: `${at}-${own.design}`,
      draw: (document, width) =>
        distribution(
          own,
          sets.filter((other) => other !== own),
          measure,
          marks,
          reach,
          { document, width },
        ),
    }));
  }, [sets, designs, measure, marks]);
  const dots = useMemo<readonly Panel[]>(
    () => [{ id: 'all', draw: (document, width) => quantileDots(sets, measure, marks, { document, width }) }],
    [sets, measure, marks],
  );
  const summary = useSummary(measure, sets);
  const numbers = useNumbers(measure, sets);
  if (designs.length === 0) return <p role="status">{t('lie.nothing')}</p>;
  const caption = captionOf(
    sets.map(({ values }) => ({ runs: values.length, draws: drawsIn(shown) })),
    t('lie.interval'),
    draw,
  );
  const title = `${measure.label}${measure.isDifference ? `, ${t('as.difference')}` : ''}`;
  const isThinned = sets.some(({ values }) => values.length > DOTS);
  return (
    <>
      <p className="summary">{summary}</p>
      <Figure
        id={`runs-${asked.outcome}-dots`}
        title={`${title}: ${t('lie.dots.title').toLowerCase()}`}
        panels={dots}
        caption={`${isThinned ? t('lie.dots.saysThinned', { dots: DOTS }) : t('lie.dots.says')} ${caption}`}
        numbers={numbers}
        height={sets.length * 66 + 40}
        isSingle
      />
      <Figure
        id={`runs-${asked.outcome}-curves`}
        title={`${title}: ${t('lie.curves.title').toLowerCase()}`}
        panels={curves}
        caption={`${measure.isDifference ? t('lie.curves.saysDifference') : t('lie.curves.says')} ${t('lie.curves.steep')} ${caption}`}
        numbers={numbers}
        height={214}
      />
    </>
  );
}

/** What stands beside outcomes about leaving: it cannot be folded away. */
export function Company({
  comparison,
  shown,
  as,
  draw,
}: {
  readonly comparison: Comparison;
  readonly shown: Shown;
  readonly as: Asked['as'];
  readonly draw: number | null;
}) {
  const t = useTexts('results');
  const captionOf = useCaption(comparison);
  const marks = useMemo(() => marksOf(comparison), [comparison]);
  const sets = useMemo(
    () =>
      beside.map((outcome) => ({
        outcome,
        measure: measureOf(outcome, as),
        runs: valuesOf(shown, { outcome, as, group: null }),
      })),
    [shown, as],
  );
  const panels = useMemo<readonly Panel[]>(
    () =>
      sets.map(({ outcome, measure, runs }) => ({
        id: outcome,
        draw: (document, width) => quantileDots(runs, measure, marks, { document, width }, measure.label),
      })),
    [sets, marks],
  );
  const unit = sets.map(({ measure }) => `${measure.label}, ${measure.unit}`);
  const titles = [...new Set(sets.flatMap(({ runs }) => runs.map(({ title }) => title)))];
  const numbers = plainTable(
    t('lie.beside.title'),
    [t('table.design'), ...unit],
    titles.map((title) => ({
      name: title,
      values: sets.map(({ measure, runs }) => {
        const five = fiveOf(runs.find((one) => one.title === title)?.values ?? []);
        if (five === null) return '—';
        const [p5 = '', , p50 = '', , p95 = ''] = fiveTold(measure, five);
        return { size: p50, interval: `${p5} – ${p95}` };
      }),
    })),
  );
  return (
    <div className="company">
      <Figure
        id="beside-departures"
        title={t('lie.beside.title')}
        panels={panels}
        caption={`${t('lie.dots.says')} ${captionOf(
          shown.map((own) => ({ runs: own.rows.length, draws: drawsIn(shown) })),
          t('lie.interval'),
          draw,
        )}`}
        numbers={numbers}
        height={titles.length * 66 + 40}
      >
        <p className="small">{t('lie.beside.text')}</p>
      </Figure>
    </div>
  );
}

/** Parameter draws of the runs that are shown. */
export function drawsIn(shown: Shown): number {
  return new Set(shown.flatMap(({ rows }) => rows.map(({ draw }) => draw))).size;
}

/** Whose a value is, as it reads, in words: a design by its name, or how many designs. */
export function useHolders() {
  const t = useTexts('results');
  return (told: Parameters<typeof holderOf>[0], said: string): string => {
    const found = holderOf(told, said);
    return typeof found === 'string' ? found : t('lie.several', { count: found });
  };
}

/** What the pictures say, in two sentences. */
function useSummary(measure: Measure, sets: readonly RunsOf[]): string {
  const t = useTexts('results');
  const holders = useHolders();
  const told = sets.flatMap((runs) => {
    const five = fiveOf(runs.values);
    return five === null ? [] : [{ ...runs, five, said: fiveTold(measure, five)[2] ?? '' }];
  });
  const designs = told.filter(({ isBaseline }) => !isBaseline).sort((a, b) => a.five[2] - b.five[2]);
  const [lowest, highest] = [designs[0], designs.at(-1)];
  if (lowest === undefined || highest === undefined) return '';
  const baseline = told.find(({ isBaseline }) => isBaseline);
  const { unit } = measure;
  const apart = designs.filter(({ five: [p5, , , , p95] }) => p5 > 0 || p95 < 0).length;
  const size = Math.max(...designs.flatMap(({ five: [p5, , , , p95] }) => [Math.abs(p5), Math.abs(p95)]));
  const said = (value: number) => toldAs(measure, value, size);
  const read = designs.map(({ title, five }) => ({ title, said: said(five[2]) }));
  return [
    designs.length === 1
      ? t('lie.one', { title: lowest.title, value: lowest.said, unit })
      : said(lowest.five[2]) === said(highest.five[2])
        ? t('lie.same', { value: said(lowest.five[2]), unit })
        : t('lie.range', {
            ...{ low: said(lowest.five[2]), lowest: holders(read, said(lowest.five[2])), unit },
            ...{ high: said(highest.five[2]), highest: holders(read, said(highest.five[2])) },
          }),
    ...(measure.isDifference ? [apart === 0 ? t('lie.noSides') : t('lie.sides', { apart, all: designs.length })] : []),
    ...(baseline === undefined ? [] : [t('lie.without', { value: baseline.said })]),
  ].join(' ');
}

/** The numbers of a picture of runs. */
function useNumbers(measure: Measure, sets: readonly RunsOf[]): Html {
  const t = useTexts('results');
  const columns = (['runs', 'mean', 'p5', 'p25', 'p50', 'p75', 'p95'] as const).map((name) => t(`lie.columns.${name}`));
  return plainTable(
    `${measure.label}: ${t('lie.numbers', { unit: measure.unit })}`,
    [t('table.design'), ...columns],
    sets.map(({ title, values }) => {
      const five = fiveOf(values);
      if (five === null) return { name: title, values: columns.map(() => '—') };
      const size = Math.max(...five.map(Math.abs));
      return {
        name: title,
        values: [number(values.length), toldAs(measure, mean(values), size), ...fiveTold(measure, five)],
      };
    }),
  );
}
