import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { within } from './number-text.ts';

/**
 * A number that is typed: taken when the field is left or with Enter, moved by the arrow keys. The field then shows what is used, and
 * says so where that is not what was typed: nothing is dropped in silence.
 */
export function NumberField({
  label,
  called,
  hint,
  value,
  least,
  most,
  step,
  read,
  show,
  put,
  clear,
}: {
  readonly label?: string | undefined;
  /** Name for those who do not see where the field stands, instead of a label. */
  readonly called?: string | undefined;
  readonly hint?: string | undefined;
  /** null while the field is empty. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The number in a text; null where there is none. */
  readonly read: (text: string) => number | null;
  readonly show: (value: number) => string;
  readonly put: (value: number) => void;
  /** What an empty field means; where it means nothing, the number stays. */
  readonly clear?: (() => void) | undefined;
}) {
  const t = useTexts('compare');
  const [draft, setDraft] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const use = (found: number): void => {
    const held = within(found, least, most);
    setDraft(null);
    setSaid(
      held === found ? '' : t(found > most ? 'number.most' : 'number.least', { limit: show(held), used: show(held) }),
    );
    put(held);
  };
  const take = (text: string): void => {
    const found = read(text);
    if (found !== null) use(found);
    else {
      const isCleared = text.trim() === '' && clear !== undefined;
      setDraft(null);
      setSaid(isCleared ? '' : value === null ? t('number.none') : t('number.kept', { kept: show(value) }));
      if (isCleared) clear();
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (way !== undefined) {
      event.preventDefault();
      const from = (draft === null ? null : read(draft)) ?? value ?? least;
      // Tenths that add up to 0.30000000000000004 are not what was meant.
      use(within(Number((from + way * step).toPrecision(12)), least, most));
    } else if (event.key === 'Enter') take(event.currentTarget.value);
    else if (event.key === 'Escape') setDraft(null);
  };
  return (
    <TextInput
      label={label}
      aria-label={called}
      description={hint}
      inputMode="decimal"
      autoComplete="off"
      value={draft ?? (value === null ? '' : show(value))}
      error={said === '' ? undefined : said}
      errorProps={{ role: 'status' }}
      onChange={(event) => {
        setSaid('');
        setDraft(event.currentTarget.value);
      }}
      onBlur={() => draft !== null && take(draft)}
      onKeyDown={onKeyDown}
    />
  );
}
