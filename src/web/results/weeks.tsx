import { NativeSelect } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { Comparison, RunRow } from '../../experiment/comparison.ts';
import { type SeriesName, series, seriesNames } from '../../model/outcomes.ts';
import { toldAs } from '../../report/charts/distribution.ts';
import {
  coursesReach,
  LINES,
  medianCourse,
  runsOverWeeks,
  seriesMeasure,
} from '../../report/charts/runs-over-weeks.ts';
import { marks as marksOf } from '../../report/colours.ts';
import { plainTable } from '../../report/parts.ts';
import { capitalised } from '../../report/words.ts';
import { quantiles } from '../../statistics/quantile.ts';
import { useTexts } from '../i18n/index.ts';
import { Figure, type Panel, useCaption } from './figure.tsx';
import { Company, drawsIn, useHolders } from './lie.tsx';
import { type Arm, coursesOf, shownArms } from './run-set.ts';

/** Every run of each design, week by week. */
export const Weeks = memo(function Weeks({
  comparison,
  arms,
  rows,
  all,
  draw,
}: {
  readonly comparison: Comparison;
  readonly arms: readonly Arm[];
  readonly rows: readonly RunRow[];
  /** Also those that are not looked at: differences are taken to worlds that may not be shown. */
  readonly all: readonly RunRow[];
  readonly draw: number | null;
}) {
  const t = useTexts('results');
  const captionOf = useCaption(comparison);
  const holders = useHolders();
  const [name, setName] = useState<SeriesName>('error');
  const [as, setAs] = useState<'level' | 'difference'>('level');
  const isDifference = as === 'difference';
  const marks = useMemo(() => marksOf(comparison), [comparison]);
  const shown = useMemo(() => shownArms(arms, rows), [arms, rows]);
  const courses = useMemo(() => {
    const baselines = new Set(arms.flatMap(({ arm, result }) => (result.isBaseline ? [arm] : [])));
    const from = isDifference ? all.filter((row) => baselines.has(row.arm)) : null;
    return coursesOf(shown, name, from);
  }, [arms, shown, all, name, isDifference]);
  const measure = useMemo(() => seriesMeasure(name, isDifference), [name, isDifference]);
  const panels = useMemo<readonly Panel[]>(() => {
    const reach = coursesReach(courses, measure);
    return courses
      .filter(({ isBaseline }) => !isBaseline)
      .map((own, at) => {
        const without = courses.find(({ isBaseline, condition }) => isBaseline && condition === own.condition) ?? null;
        return {
          id: `${at}-${own.design}`,
          draw: (document, width) => runsOverWeeks(own, without, measure, marks, reach, { document, width }),
        };
      });
  }, [courses, measure, marks]);
  const ends = courses.map(({ title, runs, isBaseline }) => ({
    ...{ title, isBaseline, runs, middle: medianCourse(runs).at(-1) ?? 0 },
  }));
  const designs = ends.filter(({ isBaseline }) => !isBaseline).sort((a, b) => a.middle - b.middle);
  const [lowest, highest] = [designs[0], designs.at(-1)];
  const last = Math.max(0, ...courses.flatMap(({ runs }) => runs.map(({ length }) => length - 1)));
  const at = [0, 13, 26, 52, 104, last].filter((week, i, weeks) => week <= last && weeks.indexOf(week) === i);
  const weeksAt = at.filter((week) => week === last || last - week > 4);
  const numbers = plainTable(
    `${measure.label}: ${t('weeks.numbers', { unit: measure.unit })}`,
    [t('table.design'), ...weeksAt.map((week) => t('weeks.week', { week }))],
    ends.map(({ title, runs }) => ({
      name: title,
      values: weeksAt.map((week) => {
        const [p5 = 0, p50 = 0, p95 = 0] = quantiles(
          runs.map((run) => run[week] ?? 0),
          [0.05, 0.5, 0.95],
        );
        const told = (value: number) => toldAs(measure, value, Math.max(Math.abs(p5), Math.abs(p95)));
        return { size: told(p50), interval: `${told(p5)} – ${told(p95)}` };
      }),
    })),
  );
  const size = Math.max(Math.abs(lowest?.middle ?? 0), Math.abs(highest?.middle ?? 0));
  const told = (value: number) => toldAs(measure, value, size);
  const read = designs.map(({ title, middle }) => ({ title, said: told(middle) }));
  const isThinned = courses.some(({ runs }) => runs.length > LINES);
  return (
    <section aria-labelledby="weeks">
      <div className="paper">
        <h2 id="weeks">{t('weeks.title')}</h2>
      </div>
      <div className="choices screen">
        <NativeSelect
          label={t('weeks.series')}
          value={name}
          onChange={(event) => setName(seriesNames.find((one) => one === event.currentTarget.value) ?? 'error')}
          data={seriesNames.map((one) => ({ value: one, label: series[one].label }))}
        />
        <NativeSelect
          label={t('as.label')}
          value={as}
          onChange={(event) => setAs(event.currentTarget.value === 'difference' ? 'difference' : 'level')}
          data={[
            { value: 'level', label: t('as.course') },
            { value: 'difference', label: t('as.difference') },
          ]}
        />
      </div>
      <p className="meaning">{capitalised(series[name].meaning)}.</p>
      {lowest === undefined || highest === undefined ? (
        <p role="status">{t('weeks.nothing')}</p>
      ) : (
        <>
          <p className="summary">
            {designs.length === 1
              ? t('weeks.summaryOne', { title: lowest.title, value: told(lowest.middle), unit: measure.unit })
              : told(lowest.middle) === told(highest.middle)
                ? t('weeks.summarySame', { value: told(lowest.middle), unit: measure.unit })
                : t('weeks.summary', {
                    ...{ low: told(lowest.middle), lowest: holders(read, told(lowest.middle)), unit: measure.unit },
                    ...{ high: told(highest.middle), highest: holders(read, told(highest.middle)) },
                  })}
          </p>
          <Figure
            id={`runs-over-weeks-${name}`}
            title={`${measure.label}${isDifference ? `, ${t('as.difference')}` : ''}: ${t('weeks.title').toLowerCase()}`}
            panels={panels}
            caption={[
              isDifference ? t('weeks.saysDifference') : t('weeks.says'),
              ...(isThinned ? [t('weeks.thinned', { lines: LINES })] : []),
              captionOf(
                courses.map(({ runs }) => ({ runs: runs.length, draws: drawsIn(shown) })),
                t('weeks.interval'),
                draw,
              ),
            ].join(' ')}
            numbers={numbers}
            height={210}
          />
        </>
      )}
      {name !== 'error' && <Company comparison={comparison} shown={shown} as="difference" draw={draw} />}
    </section>
  );
});
