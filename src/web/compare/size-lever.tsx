import { NumberInput, TextInput } from '@mantine/core';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import type { Size } from '../state/app-state.ts';
import type { LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';

/** What a page can do in a sitting; larger ones are for the command line. */
const limits = {
  people: [100, 100_000, 500],
  weeks: [1, 520, 13],
  replicates: [1, 1000, 2],
  draws: [1, 500, 1],
} as const satisfies { readonly [K in Exclude<keyof Size, 'seed'>]: readonly [number, number, number] };

/** How large the comparison is, and the words that decide its luck. */
export function SizeLever({ state, put }: Pick<LeverProps, 'state' | 'put'>) {
  const t = useTexts('compare');
  const { size } = state;
  const set = (change: Partial<Size>): void => put({ ...state, size: { ...size, ...change } });
  return (
    <Lever
      title={t('size.title')}
      state={t('size.state', { people: number(size.people), runs: number(size.replicates) })}
    >
      {(['people', 'weeks', 'replicates', 'draws'] as const).map((key) => {
        const [least, most, step] = limits[key];
        return (
          <NumberInput
            key={key}
            label={t(`size.${key}`)}
            value={size[key]}
            min={least}
            max={most}
            step={step}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            onChange={(next) => typeof next === 'number' && next >= least && next <= most && set({ [key]: next })}
          />
        );
      })}
      <TextInput
        label={t('size.seed')}
        value={size.seed}
        maxLength={200}
        onChange={(event) => event.currentTarget.value !== '' && set({ seed: event.currentTarget.value })}
      />
      <p className="note">{t('size.note')}</p>
    </Lever>
  );
}
