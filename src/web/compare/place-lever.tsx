import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { number } from '../../report/words.ts';
import type { Measure } from '../../scenario/measure.ts';
import { groupOf, textOf } from '../../scenario/tree.ts';
import { useTexts } from '../i18n/index.ts';
import { NumberField } from '../parts/number-field.tsx';
import { decimalIn, wholeIn } from '../parts/number-text.ts';
import {
  contextOf,
  type FigureName,
  type Figures,
  figureNames,
  figures,
  figuresIn,
  isShare,
  pasted,
  personIn,
} from './aggregates.ts';
import { type Group, places, placeTitle } from './catalogue.ts';
import type { LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';
import { ownPlaceOf, placeOf, withOwnPlace, withPlace } from './question.ts';

/** The place: one of the library, and figures of one's own laid over it. */
export function PlaceLever({ state, put, settled }: LeverProps) {
  const t = useTexts('compare');
  const own = ownPlaceOf(state);
  const place = placeOf(state);
  return (
    <Lever title={t('place.title')} state={own === null ? placeTitle(place) : own.title}>
      <NativeSelect
        label={t('place.choose')}
        value={place}
        onChange={(event) => put(withPlace(state, event.currentTarget.value))}
        data={places().map(({ id, title }) => ({ value: id, label: title }))}
      />
      {settled !== null && <p className="note">{t('place.limits', { limits: settled.conditions[0]?.limits ?? '' })}</p>}
      <details className="quiet" open={own !== null}>
        <summary>{t('place.own')}</summary>
        <OwnFigures own={own} put={(next) => put(withOwnPlace(state, next))} />
      </details>
    </Lever>
  );
}

type Own = { readonly title: string; readonly context: Group };

function OwnFigures({ own, put }: { readonly own: Own | null; readonly put: (own: Own | null) => void }) {
  const t = useTexts('compare');
  const chosen = own === null ? {} : figuresIn(own.context);
  const title = own?.title ?? t('place.nameUsual');
  const source = (own === null ? undefined : sourceIn(own.context)) ?? t('place.sourceUsual');
  const [refusal, setRefusal] = useState<string | null>(null);
  const set = (next: Figures, name = title, from = source): void => {
    const person = personIn(`${name}\n${from}`);
    setRefusal(person === null ? null : t('place.refused', { what: t(`place.persons.${person}`) }));
    if (person !== null) return;
    put(Object.keys(next).length === 0 ? null : { title: name, context: contextOf(next, name, from) });
  };
  const without = (name: FigureName): Figures =>
    Object.fromEntries(Object.entries(chosen).filter(([key]) => key !== name));
  return (
    <div className="inside">
      <p className="note">{t('place.lead')}</p>
      {refusal !== null && <p role="alert">{refusal}</p>}
      <Paste take={(more) => set({ ...chosen, ...more })} />
      {figureNames.map((name) => (
        <FigureInput
          key={name}
          name={name}
          value={chosen[name]}
          put={(value) => set(value === undefined ? without(name) : { ...chosen, [name]: value })}
        />
      ))}
      {own !== null && (
        <>
          <TextInput
            label={t('place.name')}
            value={title}
            onChange={(event) => set(chosen, event.currentTarget.value || t('place.nameUsual'), source)}
          />
          <TextInput
            label={t('place.source')}
            value={source}
            onChange={(event) => set(chosen, title, event.currentTarget.value || t('place.sourceUsual'))}
          />
          <Button variant="subtle" size="compact-sm" onClick={() => put(null)}>
            {t('place.clear')}
          </Button>
        </>
      )}
    </div>
  );
}

/** The source that the figures share. */
function sourceIn(context: Group): string | undefined {
  const [figure] = [...Object.values(context), ...Object.values(groupOf(context.people))].filter(
    (part) => textOf(groupOf(part).source) !== undefined,
  );
  return textOf(groupOf(figure).source);
}

function FigureInput({
  name,
  value,
  put,
}: {
  readonly name: FigureName;
  readonly value: number | undefined;
  readonly put: (value: number | undefined) => void;
}) {
  const t = useTexts('compare');
  const factor = isShare(name) ? 100 : 1;
  const { low, high }: Measure = figures[name];
  const label = t(`place.figures.${name}`);
  const unit = name in units ? t(`place.units.${name as keyof typeof units}`) : '';
  return (
    <NumberField
      label={isShare(name) ? t('place.percent', { label }) : t('place.unit', { label, unit })}
      value={value === undefined ? null : Number((value * factor).toPrecision(6))}
      least={low * factor}
      most={high * factor}
      step={isShare(name) || high > 1 ? 1 : 0.05}
      read={name === 'population' ? wholeIn : decimalIn}
      show={(one) => (name === 'population' ? number(one) : String(one))}
      put={(next) => put(Number((next / factor).toPrecision(9)))}
      clear={() => put(undefined)}
    />
  );
}

/** Figures that are not shares have a unit of their own. */
const units = {
  ...{ population: true, youngest: true, oldest: true, wealth: true, danger: true },
  ...{ familyWeight: true, lawfulQuota: true },
} as const;

function Paste({ take }: { readonly take: (figures: Figures) => void }) {
  const t = useTexts('compare');
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const read = (): void => {
    const found = pasted(text);
    if (found.kind === 'person') {
      // Nothing of it is kept, in the field neither.
      setText('');
      setSaid(t('place.refused', { what: t(`place.persons.${found.what}`) }));
      return;
    }
    const count = Object.keys(found.figures).length;
    const unread = found.unread.length > 0 ? ` ${t('place.unread', { lines: found.unread.join('; ') })}` : '';
    setSaid(`${t('place.taken', { count })}${unread}`);
    if (count > 0) take(found.figures);
  };
  return (
    <>
      <Textarea
        label={t('place.paste')}
        placeholder={t('place.pasteHint')}
        autosize
        minRows={3}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button variant="outline" size="compact-md" disabled={text.trim() === ''} onClick={read}>
        {t('place.take')}
      </Button>
      <p role="status">{said}</p>
    </>
  );
}
