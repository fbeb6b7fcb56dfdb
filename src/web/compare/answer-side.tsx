import { NativeSelect, Tabs } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Comparison } from '../../experiment/comparison.ts';
import { sections } from '../../report/arms.ts';
import { marks as marksOf } from '../../report/colours.ts';
import type { Html } from '../../report/html.ts';
import { caption } from '../../report/notices.ts';
import type { Settled } from '../../scenario/settled.ts';
import type { SessionView } from '../engine/session.ts';
import { AS_BEFORE, AS_CHANGED } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { Paper } from '../parts/paper.tsx';
import type { AppState } from '../state/app-state.ts';
import { scenarioCalled } from './catalogue.ts';
import { FindingsTab } from './findings-tab.tsx';
import { answerPage, costPage, effectsPage, harmPart, helpedPage, limitsPage, type Shown, weeksPage } from './pages.ts';
import type { StudySession } from './study-session.ts';
import { StudyTab } from './study-tab.tsx';
import { type Changed, TwoByTwoTables } from './two-by-two-table.tsx';
import { usePrinting } from './use-printing.ts';

const tabs = ['answer', 'effects', 'weeks', 'cost', 'helped', 'assumptions', 'study', 'findings'] as const;
type Tab = (typeof tabs)[number];

/** What came out: one list of tabs, and below whatever is open the block of harm. */
export function AnswerSide({
  view,
  state,
  settled,
  comparison,
  studies,
  changed,
}: {
  readonly view: SessionView;
  /** The question that was run, settled. */
  readonly state: AppState;
  readonly settled: Settled;
  readonly comparison: Comparison;
  readonly studies: StudySession;
  readonly changed: readonly Changed[];
}) {
  const t = useTexts('compare');
  const [tab, setTab] = useState<Tab>('answer');
  const [wanted, setWanted] = useState<string | null>(null);
  const isPrinting = usePrinting();
  const marks = useMemo(() => marksOf(comparison), [comparison]);
  const parts = useMemo(() => sections(comparison), [comparison]);
  const section = parts.find(({ id }) => id === wanted) ?? parts[0];
  const { progress, status } = view;
  const first = comparison.failures[0];
  const order = settled.conditions[0]?.arms.filter(({ isBaseline }) => !isBaseline).map(({ id }) => id) ?? [];
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
    worth: t('answer.worth'),
  };
  // Never folded, on no tab left out; on paper next to the answer.
  const harm = <Page of={[shown, 'harm']} make={() => harmPart(shown, words)} />;
  const isTwoByTwo = parts.some(({ id }) => id === AS_BEFORE) && parts.some(({ id }) => id === AS_CHANGED);
  const pages: { readonly [T in Tab]: () => ReactNode } = {
    answer: () => (
      <>
        {isTwoByTwo && (
          <TwoByTwoTables comparison={comparison} results={view.results} changed={changed} order={order} />
        )}
        <Page of={[shown, 'answer']} make={() => answerPage(shown, document, words)} />
      </>
    ),
    effects: () => <Page of={[shown, 'effects']} make={() => effectsPage(shown, document)} />,
    weeks: () => <Page of={[shown, 'weeks']} make={() => weeksPage(shown, document)} />,
    cost: () => <Page of={[shown, 'cost']} make={() => costPage(shown, document, words)} />,
    helped: () => <Page of={[shown, 'helped']} make={() => helpedPage(shown, document, t('groups'))} />,
    assumptions: () => (
      <Page
        of={[shown, 'limits']}
        make={() =>
          limitsPage(shown, {
            ...{ assumed: t('limits.assumed'), place: t('limits.place'), intervals: t('limits.intervals') },
            ...{ enough: t('limits.enough'), purpose: t('limits.purpose') },
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
      {isPrinting ? (
        tabs.map((one) => (
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
  const [{ comparison, section }, name] = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is made depends on these alone
  const page = useMemo(make, [comparison, section, name]);
  return <Paper>{page}</Paper>;
}
