import { Button, NativeSelect, Tabs } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Comparison } from '../../experiment/comparison.ts';
import { sections } from '../../report/arms.ts';
import { marksIn } from '../../report/colours.ts';
import type { Html } from '../../report/html.ts';
import { caption } from '../../report/notices.ts';
import { euros, number } from '../../report/words.ts';
import { worthKnowing } from '../../report/worth-knowing.ts';
import type { Settled } from '../../scenario/settled.ts';
import type { SessionView } from '../engine/session.ts';
import { AS_BEFORE, AS_CHANGED } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { Paper } from '../parts/paper.tsx';
import type { AppState } from '../state/app-state.ts';
import { scenarioCalled } from './catalogue.ts';
import { FindingsTab, loadFindings } from './findings-tab.tsx';
import {
  answerPart,
  choicePart,
  costPage,
  effectsPage,
  harmPart,
  helpedPage,
  limitsPage,
  picturePart,
  type Shown,
  sentencesPart,
  weeksPage,
} from './pages.ts';
import { moneyOf, withPeople } from './question.ts';
import { QuestionOnPaper } from './question-on-paper.tsx';
import { useDuration } from './run-bar.tsx';
import type { StudySession } from './study-session.ts';
import { StudyTab } from './study-tab.tsx';
import { secondsFor } from './time-needed.ts';
import { type Changed, TwoByTwoAnswer, TwoByTwoTables } from './two-by-two-table.tsx';
import { usePrinting } from './use-printing.ts';

const tabs = ['answer', 'effects', 'weeks', 'cost', 'helped', 'assumptions', 'study', 'findings'] as const;
type Tab = (typeof tabs)[number];

/** Words of the page that are explained on it. */
const explained = ['quality', 'run', 'draw', 'condition', 'seed', 'fingerprint'] as const;

/** What came out: one list of tabs, and below whatever is open the block of harm. */
export function AnswerSide({
  view,
  state,
  settled,
  comparison,
  studies,
  changed,
  places,
  compute,
}: {
  readonly view: SessionView;
  /** The question that was run, settled. */
  readonly state: AppState;
  readonly settled: Settled;
  readonly comparison: Comparison;
  readonly studies: StudySession;
  readonly changed: readonly Changed[];
  /** Designs in the order of their colours. */
  readonly places: readonly string[];
  /** Asks another question and computes it at once. */
  readonly compute: (state: AppState) => void;
}) {
  const t = useTexts('compare');
  const shell = useTexts('shell');
  const [tab, setTab] = useState<Tab>('answer');
  const [wanted, setWanted] = useState<string | null>(null);
  const isPrinting = usePrinting();
  const time = useDuration();
  const marks = useMemo(() => marksIn(places), [places]);
  const parts = useMemo(() => sections(comparison), [comparison]);
  const section = parts.find(({ id }) => id === wanted) ?? parts[0];
  const { progress, status } = view;
  const first = comparison.failures[0];
  // Paper is laid out in one go: what is on it must be here before.
  useEffect(() => {
    if (status === 'done') void loadFindings();
  }, [status]);
  const channels = useMemo(
    () =>
      new Set(
        settled.conditions.flatMap(({ arms }) =>
          arms.flatMap(({ components }) => components.map(({ channel }) => channel)),
        ),
      ),
    [settled],
  );
  if (section === undefined) return null;
  const shown: Shown = { comparison, section, marks };
  const words = {
    tables: t('answer.tables', { caption: caption(comparison) }),
    each: t('answer.each'),
    quality: t('answer.quality'),
  };
  const own = settled.conditions.find(({ id }) => id === section.id) ?? settled.conditions[0];
  const asked = own?.arms.filter(({ isBaseline }) => !isBaseline) ?? [];
  const given = new Map(asked.map((arm) => [arm.id, Math.round(moneyOf(arm))]));
  const sums = [...given.values()];
  const often = (sum: number): number => sums.filter((one) => one === sum).length;
  const usual = sums.reduce((most, sum) => (often(sum) > often(most) ? sum : most), sums[0] ?? 0);
  const unequal = asked.filter((arm) => Math.round(moneyOf(arm)) !== usual);
  // Never folded, on no tab left out; on paper next to the answer.
  const harm = <Page of={[shown, 'harm']} make={() => harmPart(shown, words)} />;
  const isTwoByTwo = parts.some(({ id }) => id === AS_BEFORE) && parts.some(({ id }) => id === AS_CHANGED);
  const known = worthKnowing(section.designs);
  const larger = withPeople(state);
  const pages: { readonly [T in Tab]: () => ReactNode } = {
    answer: () => (
      <>
        {isTwoByTwo && <TwoByTwoAnswer comparison={comparison} results={view.results} />}
        <div className="paper">
          <div className="lead">
            <div>
              {unequal.length > 0 && (
                <p className="hint">
                  {t('answer.unequal', {
                    list: unequal
                      .map((arm) => t('answer.has', { title: arm.title, money: euros(moneyOf(arm)) }))
                      .join('; '),
                    usual: euros(usual),
                  })}
                </p>
              )}
              <Page of={[shown, 'answer']} make={() => answerPart(shown)} />
              {known.length > 0 && (
                <section className="worth" aria-labelledby="worth">
                  <h3 id="worth">{t('answer.worth')}</h3>
                  <ul className="small">
                    {known.map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                  {larger !== null && (
                    <Button className="screen" variant="outline" size="compact-md" onClick={() => compute(larger)}>
                      {t('answer.enlarge', {
                        people: number(larger.size.people),
                        time: time(secondsFor(larger.size, settled)),
                      })}
                    </Button>
                  )}
                </section>
              )}
              <Page of={[shown, 'sentences']} make={() => sentencesPart(shown, words)} />
            </div>
            <Page of={[shown, 'picture']} make={() => picturePart(shown, document)} />
          </div>
        </div>
        {isTwoByTwo && (
          <TwoByTwoTables comparison={comparison} results={view.results} changed={changed} places={places} />
        )}
        <Page of={[shown, 'choice']} make={() => choicePart(shown, words)} />
      </>
    ),
    effects: () => <Page of={[shown, 'effects']} make={() => effectsPage(shown, document)} />,
    weeks: () => (
      <Page
        of={[shown, isPrinting ? 'weeks on paper' : 'weeks']}
        make={() => weeksPage(shown, document, !isPrinting)}
      />
    ),
    cost: () => (
      <Page
        of={[shown, 'cost']}
        make={() =>
          costPage(shown, document, words, given, {
            ...{
              title: t('spent.title'),
              note: t('spent.note'),
              all: t('spent.all'),
              nobody: t('spent.nobody'),
              more: t('spent.more'),
            },
            head: [t('spent.design'), t('spent.given'), t('spent.spent'), t('spent.share'), t('spent.why')],
            small: (list) => t('spent.small', { parts: list }),
          })
        }
      />
    ),
    helped: () => <Page of={[shown, 'helped']} make={() => helpedPage(shown, document, t('groups'))} />,
    assumptions: () => (
      <Page
        of={[shown, 'limits']}
        make={() =>
          limitsPage(shown, {
            ...{ assumed: t('limits.assumed'), place: t('limits.place'), intervals: t('limits.intervals') },
            ...{ enough: t('limits.enough'), purpose: t('limits.purpose'), words: t('limits.words') },
            ...{ statisticians: t('limits.statisticians'), readings: t('limits.readings') },
            meanings: explained.map((word) => [shell(`words.${word}.word`), shell(`words.${word}.means`)]),
          })
        }
      />
    ),
    study: () => (
      <StudyTab
        session={studies}
        state={state}
        designs={settled.conditions[0]?.arms.filter(({ isBaseline }) => !isBaseline) ?? []}
        usual={{
          design: scenarioCalled(state.scenario)?.evaluated ?? null,
          study: scenarioCalled(state.scenario)?.studies[0] ?? null,
        }}
        circumstances={settled.conditions.length}
      />
    ),
    findings: () => <FindingsTab channels={channels} />,
  };
  return (
    <div className="parts">
      {status !== 'done' && progress !== null && (
        <p className="hint">{t('partial', { done: progress.done, total: progress.total })}</p>
      )}
      {first !== undefined && (
        <p className="hint" role="alert">
          {t('failures', { count: comparison.failures.length, message: first.message })}
        </p>
      )}
      {parts.length > 1 && (
        <NativeSelect
          className="screen"
          mb="sm"
          label={t('sections')}
          value={section.id}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data={parts.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      {isPrinting && (
        <QuestionOnPaper state={state} settled={settled} places={places} fingerprint={comparison.fingerprint} />
      )}
      {isPrinting ? (
        tabs
          // A study that nobody held is nothing to read.
          .filter((one) => one !== 'study' || studies.snapshot().found !== null)
          .map((one) => (
            <section key={one}>
              <div className="paper">
                <h2>{t(`tabs.${one}`)}</h2>
              </div>
              {pages[one]()}
              {one === 'answer' && harm}
            </section>
          ))
      ) : (
        <Tabs value={tab} onChange={(next) => setTab((next ?? 'answer') as Tab)} keepMounted={false}>
          <Tabs.List aria-label={t('tabs.label')}>
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`tabs.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>{pages[tab]()}</Tabs.Panel>
        </Tabs>
      )}
      {!isPrinting && harm}
    </div>
  );
}

/** A part of a report, written anew when the comparison or the circumstance changes. */
function Page({ of, make }: { readonly of: readonly [Shown, string]; readonly make: () => Html | null }) {
  const [{ comparison, section, marks }, name] = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is made depends on these alone
  const page = useMemo(make, [comparison, section, marks, name]);
  return <Paper>{page}</Paper>;
}
