import { Button, CloseButton, NativeSelect } from '@mantine/core';
import type { Settled, SettledArm } from '../../scenario/settled.ts';
import { useTexts } from '../i18n/index.ts';
import type { AppState } from '../state/app-state.ts';
import { libraryDesigns, scenarioCalled } from './catalogue.ts';
import { DesignDot, DesignFacts } from './design-facts.tsx';
import { Lever } from './lever.tsx';
import { entriesOf, idOf, moneyOf, roomFor, withDesign, withEntries, withoutDesign } from './question.ts';

export type LeverProps = {
  readonly state: AppState;
  readonly put: (state: AppState) => void;
  /** Null while something is wrong with the question. */
  readonly settled: Settled | null;
  /** Designs in the order of their colours. */
  readonly places: readonly string[];
};

/** A design as it is run, in the first circumstance that has it. */
export function armOf(settled: Settled | null, id: string): SettledArm | undefined {
  return settled?.conditions.flatMap(({ arms }) => arms).find((arm) => arm.id === id);
}

/** Colours go by design: as in every picture. */
function placeOf({ settled, places }: Pick<LeverProps, 'settled' | 'places'>, id: string): number {
  return Math.max(0, places.indexOf(armOf(settled, id)?.design ?? id));
}

/** Which designs stand side by side. */
export function DesignsLever({ state, put, settled, places, isOpen }: LeverProps & { readonly isOpen: boolean }) {
  const t = useTexts('compare');
  const entries = entriesOf(state);
  const ids = entries.map(idOf);
  const shipped = scenarioCalled(state.scenario)?.designs ?? [];
  const ofScenario = shipped.filter((entry) => !ids.includes(idOf(entry)));
  const ofLibrary = libraryDesigns().filter(
    ({ id }) => !ids.includes(id) && !shipped.some((entry) => idOf(entry) === id),
  );
  const nameOf = (id: string): string =>
    libraryDesigns().find((design) => design.id === id)?.title ?? id.replaceAll('-', ' ');
  const titled = (entry: (typeof shipped)[number]): string =>
    typeof entry === 'object' && typeof entry.title === 'string' ? entry.title : nameOf(idOf(entry));
  const add = (id: string): void => {
    const entry = shipped.find((one) => idOf(one) === id) ?? id;
    if (id !== '') put(withDesign(state, entry));
  };
  return (
    <Lever title={t('designs.title')} state={t('designs.count', { count: ids.length })} isOpen={isOpen}>
      <ul className="plain">
        {ids.map((id) => {
          const arm = armOf(settled, id);
          const title = arm?.title ?? nameOf(id);
          return (
            <li key={id}>
              <div className="design">
                <span>
                  <DesignDot at={placeOf({ settled, places }, id)} />
                  <span className="name">{title}</span>
                </span>
                {ids.length > 1 && (
                  <CloseButton
                    size="sm"
                    aria-label={t('designs.remove', { title })}
                    title={t('designs.removeShort')}
                    onClick={() => put(withoutDesign(state, id))}
                  />
                )}
              </div>
              {arm !== undefined && (
                <details>
                  <summary>{t('designs.details', { mark: t(`designs.marks.${arm.truthfulness}`) })}</summary>
                  <DesignFacts arm={arm} settled={settled} money={moneyOf(arm)} />
                </details>
              )}
            </li>
          );
        })}
      </ul>
      {roomFor(state) ? (
        <NativeSelect
          label={t('designs.add')}
          value=""
          onChange={(event) => add(event.currentTarget.value)}
          data={[
            { value: '', label: t('designs.choose') },
            ...(ofScenario.length > 0
              ? [
                  {
                    group: t('designs.fromScenario'),
                    items: ofScenario.map((entry) => ({ value: idOf(entry), label: titled(entry) })),
                  },
                ]
              : []),
            {
              group: t('designs.fromLibrary'),
              items: ofLibrary.map(({ id, title, truthfulness }) => ({
                value: id,
                label: `${title}, ${t(`designs.marks.${truthfulness}`)}`,
              })),
            },
          ]}
        />
      ) : (
        <p className="note">{t('designs.full', { count: ids.length })}</p>
      )}
      {Array.isArray(state.over.designs) && (
        <Button variant="subtle" size="compact-sm" onClick={() => put(withEntries(state, shipped))}>
          {t('designs.back')}
        </Button>
      )}
    </Lever>
  );
}

/** What is compared, before anything is run. */
export function DesignsBefore({ state, settled, places }: Pick<LeverProps, 'state' | 'settled' | 'places'>) {
  const t = useTexts('compare');
  return (
    <div className="designs-before">
      {entriesOf(state)
        .map(idOf)
        .map((id) => {
          const arm = armOf(settled, id);
          return (
            arm !== undefined && (
              <div key={id}>
                <h3>
                  <DesignDot at={placeOf({ settled, places }, id)} />
                  {arm.title} <span className="mark">{t(`designs.marks.${arm.truthfulness}`)}</span>
                </h3>
                <DesignFacts arm={arm} settled={settled} money={moneyOf(arm)} />
              </div>
            )
          );
        })}
      {settled === null && <p>{t('problems.title')}</p>}
    </div>
  );
}
