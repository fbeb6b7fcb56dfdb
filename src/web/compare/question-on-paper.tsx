import { euros, number } from '../../report/words.ts';
import type { Settled } from '../../scenario/settled.ts';
import { useTexts } from '../i18n/index.ts';
import { type AppState, stateLink } from '../state/app-state.ts';
import { addressOf } from '../state/route.ts';
import { DesignDot, DesignFacts } from './design-facts.tsx';
import { commandOf, FILE, moneyOf, partMoneyOf } from './question.ts';

/** What was asked, in full: paper has no levers to look at, and whoever holds it must be able to ask again. */
export function QuestionOnPaper({
  state,
  settled,
  places,
  fingerprint,
}: {
  readonly state: AppState;
  readonly settled: Settled;
  readonly places: readonly string[];
  readonly fingerprint: string;
}) {
  const t = useTexts('compare');
  const { people, weeks, replicates, draws, seed } = state.size;
  const [first] = settled.conditions;
  const arms = [
    ...new Map(
      settled.conditions
        .flatMap(({ arms: own }) => own.filter(({ isBaseline }) => !isBaseline))
        .map((arm) => [arm.id, arm]),
    ).values(),
  ];
  const link = `${window.location.href.split('#')[0]}${addressOf('compare', { s: stateLink(state) })}`;
  return (
    <section className="on-paper">
      <h2>{t('question')}</h2>
      <p>
        {t('paper.size', {
          ...{ people: number(people), weeks: number(weeks), replicates: number(replicates) },
          ...{ draws: number(Math.min(draws, replicates)), seed, place: first?.contextTitle ?? '' },
        })}
      </p>
      {settled.conditions.length > 1 && (
        <p>{t('paper.circumstances', { list: settled.conditions.map(({ title }) => title).join('; ') })}</p>
      )}
      <div className="designs-before">
        {arms.map((arm) => {
          const money = moneyOf(arm);
          return (
            <div key={arm.id}>
              <h3>
                <DesignDot at={places.indexOf(arm.design)} />
                {arm.title} <span className="mark">{t(`designs.marks.${arm.truthfulness}`)}</span>
              </h3>
              <DesignFacts arm={arm} settled={settled} money={money} />
              {arm.components.length > 1 && money > 0 && (
                <p>
                  {partMoneyOf(arm)
                    .map((part) =>
                      t('paper.part', {
                        part: part.id.replaceAll('-', ' '),
                        percent: number((100 * part.money) / money),
                        money: euros(part.money),
                      }),
                    )
                    .join('; ')}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <p>
        {t('take.commandLabel')}: <code>{commandOf(state, FILE)}</code>
      </p>
      <p>
        {t('take.linkLabel')}: <code>{link}</code>
      </p>
      <p>
        {t('take.fingerprint')}: <code>{fingerprint}</code>
      </p>
    </section>
  );
}
