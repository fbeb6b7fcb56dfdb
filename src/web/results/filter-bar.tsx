import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { Comparison } from '../../experiment/comparison.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import type { Arm, Filter } from './run-set.ts';
import { Swatch } from './swatch.tsx';

export const everything: Filter = { condition: null, without: [], draw: null };

/** Which runs the table and the pictures show. */
export function FilterBar({
  comparison,
  arms,
  draws,
  filter,
  onChange,
  kept,
  all,
}: {
  readonly comparison: Comparison;
  readonly arms: readonly Arm[];
  /** Parameter draws there are runs of. */
  readonly draws: readonly number[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly kept: number;
  readonly all: number;
}) {
  const t = useTexts('results');
  // A design may be in several conditions; it is chosen once.
  const own = arms.filter(({ arm }, at) => arms.findIndex((other) => other.arm === arm) === at);
  const isChanged = filter.condition !== null || filter.draw !== null || filter.without.length > 0;
  return (
    <section className="which" aria-labelledby="which-runs">
      <h2 id="which-runs">{t('filter.title')}</h2>
      <p className="hint screen">{t('filter.hint')}</p>
      <div className="which-fields screen">
        <fieldset>
          <legend>{t('filter.designs')}</legend>
          {own.map((one) => (
            <Checkbox
              key={one.arm}
              size="sm"
              checked={!filter.without.includes(one.arm)}
              onChange={(event) =>
                onChange({
                  ...filter,
                  without: event.currentTarget.checked
                    ? filter.without.filter((arm) => arm !== one.arm)
                    : [...filter.without, one.arm],
                })
              }
              label={
                <>
                  <Swatch comparison={comparison} of={one} />
                  {one.title}
                </>
              }
            />
          ))}
        </fieldset>
        <div className="which-rest">
          {comparison.conditions.length > 1 && (
            <NativeSelect
              label={t('filter.condition')}
              value={filter.condition ?? ''}
              onChange={(event) => onChange({ ...filter, condition: event.currentTarget.value || null })}
              data={[
                { value: '', label: t('filter.allConditions') },
                ...comparison.conditions.map(({ id, title }) => ({ value: id, label: title })),
              ]}
            />
          )}
          <NativeSelect
            label={t('filter.draw')}
            value={filter.draw ?? ''}
            onChange={(event) =>
              onChange({ ...filter, draw: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })
            }
            data={[
              { value: '', label: t('filter.allDraws') },
              ...draws.map((draw) => ({ value: String(draw), label: t('filter.oneDraw', { draw }) })),
            ]}
          />
          <Button variant="default" disabled={!isChanged} onClick={() => onChange(everything)}>
            {t('filter.reset')}
          </Button>
        </div>
      </div>
      <p role="status">
        {kept === 0 ? t('filter.nothing') : t('filter.kept', { kept: number(kept), all: number(all) })}
      </p>
    </section>
  );
}
