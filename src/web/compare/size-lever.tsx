import { Button, TextInput } from '@mantine/core';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { NumberField } from '../parts/number-field.tsx';
import { wholeIn } from '../parts/number-text.ts';
import { mostPeople, type Size } from '../state/app-state.ts';
import type { LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';
import { sizesFor } from './question.ts';
import { useDuration } from './run-bar.tsx';
import { secondsFor } from './time-needed.ts';

/** What a page can do; larger ones are for the command line. */
const limits = {
  people: [100, mostPeople(), 500],
  weeks: [1, 520, 13],
  replicates: [1, 1000, 2],
  draws: [1, 500, 1],
} as const satisfies { readonly [K in Exclude<keyof Size, 'seed'>]: readonly [number, number, number] };

/** How large the comparison is, and the words that decide its luck. */
export function SizeLever({ state, put, settled }: Pick<LeverProps, 'state' | 'put' | 'settled'>) {
  const t = useTexts('compare');
  const time = useDuration();
  const { size } = state;
  const set = (change: Partial<Size>): void => put({ ...state, size: { ...size, ...change } });
  const sizes = sizesFor(state);
  return (
    <Lever
      title={t('size.title')}
      state={t('size.state', { people: number(size.people), count: size.replicates, runs: number(size.replicates) })}
    >
      <div className="sizes">
        {(['quick', 'command'] as const).map((key) => (
          <Button
            key={key}
            variant="outline"
            size="compact-md"
            aria-pressed={JSON.stringify(sizes[key]) === JSON.stringify(size)}
            onClick={() => set(sizes[key])}
          >
            {t(`size.${key}`, { time: settled === null ? '…' : time(secondsFor(sizes[key], settled)) })}
          </Button>
        ))}
      </div>
      {(['people', 'weeks', 'replicates', 'draws'] as const).map((key) => {
        const [least, most, step] = limits[key];
        // There cannot be more draws than pairs of runs to spread them over.
        const limit = key === 'draws' ? Math.min(most, size.replicates) : most;
        return (
          <NumberField
            key={key}
            label={t(`size.${key}`)}
            hint={t(`size.hints.${key}`)}
            value={Math.min(size[key], limit)}
            least={least}
            most={limit}
            step={step}
            read={wholeIn}
            show={(value) => number(value)}
            put={(value) => set({ [key]: value })}
          />
        );
      })}
      <TextInput
        label={t('size.seed')}
        description={t('size.hints.seed')}
        value={size.seed}
        maxLength={200}
        onChange={(event) => event.currentTarget.value !== '' && set({ seed: event.currentTarget.value })}
      />
      <p className="note">{t('size.note')}</p>
    </Lever>
  );
}
