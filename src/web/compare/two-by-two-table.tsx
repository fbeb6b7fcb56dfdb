import type { Comparison, Spread } from '../../experiment/comparison.ts';
import type { PairedResult } from '../../experiment/pair.ts';
import type { OutcomeName } from '../../model/outcomes.ts';
import { sections, titleOf } from '../../report/arms.ts';
import { caption } from '../../report/notices.ts';
import { changeFigure, type Figure, joined, levelFigure, scaleOf, toldApart, tooFew } from '../../report/words.ts';
import { AS_BEFORE } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { short } from './assumptions-lever.tsx';
import { DesignDot } from './design-facts.tsx';
import { type Pair, twoByTwo } from './two-by-two.ts';

/** An assumption that was changed: its meaning, and both values. */
export type Changed = { readonly name: string; readonly meaning: string; readonly from: number; readonly to: number };

/** In a sentence what the change does, before all tables. */
export function TwoByTwoAnswer({
  comparison,
  results,
}: {
  readonly comparison: Comparison;
  readonly results: readonly PairedResult[];
}) {
  const t = useTexts('compare');
  const designs = sections(comparison).find(({ id }) => id === AS_BEFORE)?.designs ?? [];
  const found = designs.flatMap((arm) => {
    const pair = twoByTwo(results, arm.id.slice(arm.id.lastIndexOf('/') + 1), 'decision_quality');
    return pair === null ? [] : [{ arm, difference: pair.effect.difference }];
  });
  const told = found.filter(({ difference }) => toldApart(difference));
  const isFew = found.some(({ difference }) => tooFew(difference));
  const list = (told.length > 0 ? told : found)
    .map(({ arm, difference }) =>
      t('two.one', {
        title: titleOf(arm),
        figure: joined(changeFigure('decision_quality', difference)),
        unit: scaleOf('decision_quality').unit,
      }),
    )
    .join('; ');
  if (found.length === 0) return null;
  return <p className="hint">{isFew ? t('two.few') : t(told.length > 0 ? 'two.some' : 'two.nothing', { list })}</p>;
}

/** Old and new assumption, with and without campaign: a table for each design, choice and harm together. */
export function TwoByTwoTables({
  comparison,
  results,
  changed,
  places,
}: {
  readonly comparison: Comparison;
  readonly results: readonly PairedResult[];
  readonly changed: readonly Changed[];
  /** Designs in the order of their colours. */
  readonly places: readonly string[];
}) {
  const t = useTexts('compare');
  const designs = sections(comparison).find(({ id }) => id === AS_BEFORE)?.designs ?? [];
  return (
    <section aria-labelledby="two-by-two">
      <div className="paper">
        <h2 id="two-by-two">{t('two.title')}</h2>
        <p>{t('two.lead')}</p>
        {changed.map(({ name, meaning, from, to }) => (
          <p key={name} className="small">
            {t('two.changed', { meaning, from: short(from), to: short(to) })}
          </p>
        ))}
      </div>
      <div className="two paper">
        {designs.map((arm) => {
          const id = arm.id.slice(arm.id.lastIndexOf('/') + 1);
          const quality = twoByTwo(results, id, 'decision_quality');
          const harm = twoByTwo(results, id, 'harmed');
          if (quality === null || harm === null) return null;
          return (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is moved by keyboard too
            <section key={id} className="scroll" tabIndex={0} aria-label={titleOf(arm)}>
              <table className="tight">
                <caption>
                  <DesignDot at={places.indexOf(arm.design)} />
                  {titleOf(arm)}
                </caption>
                <thead>
                  <tr>
                    <th scope="col">{t('two.quality', { unit: scaleOf('decision_quality').unit })}</th>
                    {(['before', 'after', 'difference'] as const).map((head) => (
                      <th key={head} scope="col">
                        {t(`two.${head}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  <Line label={t('two.without')} of={quality.without} name="decision_quality" level={levelFigure} />
                  <Line label={t('two.with')} of={quality.with} name="decision_quality" level={levelFigure} />
                  <Line
                    label={t('two.effect')}
                    of={quality.effect}
                    name="decision_quality"
                    level={changeFigure}
                    isSum
                  />
                  <Line
                    label={t('two.harm', { unit: scaleOf('harmed').unit })}
                    of={harm.with}
                    name="harmed"
                    level={levelFigure}
                  />
                </tbody>
              </table>
            </section>
          );
        })}
      </div>
      <div className="paper">
        <p className="small">{caption(comparison)}</p>
      </div>
    </section>
  );
}

function Line({
  label,
  of: { before, changed, difference },
  name,
  level,
  isSum = false,
}: {
  readonly label: string;
  readonly of: Pair;
  readonly name: OutcomeName;
  readonly level: (name: OutcomeName, spread: Spread) => Figure;
  readonly isSum?: boolean;
}) {
  return (
    <tr className={isSum ? 'total' : undefined}>
      <th scope="row">{label}</th>
      <Cell {...level(name, before)} />
      <Cell {...level(name, changed)} />
      <Cell {...changeFigure(name, difference)} isSum={isSum} />
    </tr>
  );
}

function Cell({ size, interval, isSum = false }: Figure & { readonly isSum?: boolean }) {
  return (
    <td className={isSum ? 'sum' : undefined}>
      {size}
      {interval !== '' && <span className="interval">{interval}</span>}
    </td>
  );
}
