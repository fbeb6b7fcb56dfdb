import { NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Problem } from '../../scenario/problem.ts';
import { useSession } from '../engine/session-context.tsx';
import { settledState } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { type AppState, StateError, stateFrom, stateFromLink, stateText } from '../state/app-state.ts';
import { addressOf, useRoute } from '../state/route.ts';
import { AnswerSide } from './answer-side.tsx';
import { assumptionLabels } from './assumption-words.ts';
import { AssumptionsLever, assumptionsIn } from './assumptions-lever.tsx';
import { scenarioCalled, scenarios } from './catalogue.ts';
import { keptPlaces } from './design-places.ts';
import { DesignsBefore, DesignsLever } from './designs-lever.tsx';
import { useDesk } from './desk.ts';
import { look } from './look.ts';
import { memoryFor } from './memory-for.ts';
import { MixLever, MoneyLever } from './money-lever.tsx';
import { PlaceLever } from './place-lever.tsx';
import { ProblemBox } from './problem-box.tsx';
import { entriesOf, freshState } from './question.ts';
import { RunBar } from './run-bar.tsx';
import { SizeLever } from './size-lever.tsx';
import { sourceInWords, useDocumentTitles } from './source-words.ts';
import { StudySession } from './study-session.ts';
import { TakeAlong } from './take-along.tsx';
import { learnPace, secondsFor } from './time-needed.ts';

/** A link or file that was not taken in, and why; what was here stays. */
type Refused = {
  readonly from: 'link' | 'file';
  readonly kind: StateError['kind'];
  readonly reason: string;
  readonly problems: readonly Problem[];
};

/** Designs of campaigns side by side: the question at the left, the answer at the right. */
export function Compare() {
  const t = useTexts('compare');
  const shell = useTexts('shell');
  const { state, put, choose, isNew } = useDesk();
  const { session, view } = useSession();
  const isWide = useMediaQuery('(min-width: 1000px)', true, { getInitialValueInEffect: false });
  const [studies] = useState(() => new StudySession());
  useEffect(() => () => studies.cancel(), [studies]);
  const [refused, setRefused] = useState<Refused | null>(null);
  const take = useCallback(
    (from: Refused['from'], read: () => AppState) => {
      try {
        const next = read();
        const settled = settledState(next);
        if (settled.ok) put(next);
        setRefused(settled.ok ? null : { from, kind: 'damaged', reason: '', problems: settled.problems });
      } catch (fault) {
        if (!(fault instanceof StateError)) throw fault;
        setRefused({ from, kind: fault.kind, reason: fault.message, problems: [] });
      }
    },
    [put],
  );
  const { query } = useRoute();
  const address = query.toString();
  const link = query.get('s');
  const [stranger, setStranger] = useState<string | null>(null);
  useEffect(() => {
    if (link !== null && isNew(link)) take('link', () => stateFromLink(link));
    const asked = askedIn(new URLSearchParams(address));
    setStranger(asked.stranger);
    if (asked.scenario !== null && isNew(address)) choose(asked.scenario);
  }, [address, link, take, isNew, choose]);

  const settledNow = useSettled(state);
  const settled = settledNow.ok ? settledNow.settled : null;
  const run = view.state;
  const later = useDeferredValue(view.comparison);
  // The first answer does not wait: progress is told ten times a second, and a slow machine would begin to draw it again each time.
  const comparison = later ?? view.comparison;
  const isStale = run !== null && stateText(run) !== stateText(state);
  const changed = useMemo(() => {
    if (view.plan === null || run === null) return [];
    const labels = assumptionLabels(assumptionsIn(view.plan.settled));
    return assumptionsIn(view.plan.settled).flatMap(({ parameter, default: from }) => {
      const to = run.changed[parameter];
      return to === undefined ? [] : [{ name: parameter, meaning: labels.get(parameter) ?? parameter, from, to }];
    });
  }, [view.plan, run]);
  useEffect(() => {
    if (view.status === 'done' && view.plan !== null && run !== null) learnPace(run.size, view.plan.settled, view.took);
  }, [view.status, view.plan, view.took, run]);
  const listed = scenarioCalled(state.scenario);
  const sourceWords = useDocumentTitles();
  const places = keptPlaces(
    state.scenario,
    [
      ...(settled?.conditions ?? []).flatMap(({ arms }) => arms.filter(({ isBaseline }) => !isBaseline)),
      ...(run?.scenario === state.scenario ? (comparison?.designs ?? []) : []).filter(({ isBaseline }) => !isBaseline),
    ].map(({ design }) => design),
  );
  const shownPlaces =
    run === null || run.scenario === state.scenario
      ? places
      : keptPlaces(
          run.scenario,
          (comparison?.designs ?? []).flatMap((arm) => (arm.isBaseline ? [] : [arm.design])),
        );
  const levers = { state, put, settled, places };
  const counts = (settled?.conditions ?? []).map(({ arms }) => arms.filter(({ isBaseline }) => !isBaseline).length);
  const designs = entriesOf(state).length;
  const problems = settledNow.ok ? (isStale ? [] : view.problems) : settledNow.problems;
  return (
    <div className="compare">
      <style href="compare" precedence="medium">
        {look}
      </style>
      {refused !== null && (
        <ProblemBox
          title={refused.problems.length > 0 ? t('problems.linkTitle') : shell('problem.title')}
          lead={
            refused.problems.length > 0
              ? t('problems.linkLead')
              : shell(`problem.${refused.from}`, {
                  reason:
                    refused.kind === 'damaged' || refused.from === 'link' ? refused.reason : t(`take.${refused.kind}`),
                })
          }
          problems={refused.problems}
          action={{
            label: shell('problem.close'),
            take: () => {
              setRefused(null);
              if (link !== null) window.location.hash = addressOf('compare');
            },
          }}
        />
      )}
      {stranger !== null && refused === null && (
        <ProblemBox
          title={t('address.title')}
          lead={t('address.lead', {
            said: t('address.unknown', {
              what: stranger.startsWith('scenario=') ? t('address.scenario', { id: stranger.slice(9) }) : stranger,
            }),
          })}
          problems={[]}
          action={{
            label: shell('problem.close'),
            take: () => {
              window.location.hash = addressOf('compare');
            },
          }}
        />
      )}
      <header className="ask">
        <p className="notice">{shell('whatIf')}</p>
        <NativeSelect
          className="pick screen"
          label={t('scenario')}
          value={state.scenario}
          onChange={(event) => choose(event.currentTarget.value)}
          data={scenarios().map(({ id, title, place }) => ({
            value: id,
            label: t('scenarioOption', { title, place }),
          }))}
        />
        <h1>{listed?.question ?? t('title')}</h1>
        {listed !== undefined && (
          <p className="where">
            {t('where', {
              place: settled?.conditions[0]?.contextTitle ?? listed.place,
              source: sourceInWords(listed.source, sourceWords),
            })}
          </p>
        )}
      </header>
      <RunBar
        session={session}
        view={view}
        state={state}
        designs={designs}
        circumstances={settled?.conditions.length ?? 1}
        isEven={counts.every((count) => count === designs)}
        seconds={settled === null ? null : secondsFor(state.size, settled)}
        memory={settled === null ? null : memoryFor(state.size, settled)}
        isStale={isStale}
        isPossible={settled !== null}
      />
      {problems.length > 0 && (
        <ProblemBox
          title={t('problems.title')}
          lead={t('problems.lead')}
          problems={problems}
          action={{ label: t('problems.reset'), take: () => put(freshState(state.scenario)) }}
        />
      )}
      <div className="columns">
        <aside className="screen" aria-label={t('question')}>
          <details className="levers" open={isWide}>
            <summary>{t('change')}</summary>
            <h2>{t('levers')}</h2>
            <p>{t('leversLead')}</p>
            <DesignsLever {...levers} isOpen={isWide} />
            <MoneyLever {...levers} />
            <MixLever {...levers} />
            <h2 className="apart">{t('assumed')}</h2>
            <p>{t('assumptionsLead')}</p>
            <AssumptionsLever {...levers} />
            <PlaceLever {...levers} />
            <SizeLever {...levers} />
          </details>
        </aside>
        <div>
          {isStale && comparison !== null && <p className="hint">{t('stale')}</p>}
          {comparison !== null && run !== null && view.plan !== null ? (
            <AnswerSide
              view={view}
              state={run}
              settled={view.plan.settled}
              comparison={comparison}
              studies={studies}
              changed={changed}
              places={shownPlaces}
              compute={(next) => {
                put(next);
                void session.start(next);
              }}
            />
          ) : (
            <>
              <div className="paper">
                <h2>{t('before.title')}</h2>
                <p>{listed?.about}</p>
                <p className="small">{t('before.lead')}</p>
              </div>
              <DesignsBefore state={state} settled={settled} places={places} />
            </>
          )}
          <TakeAlong
            state={state}
            fingerprint={isStale || view.status !== 'done' ? null : (view.comparison?.fingerprint ?? null)}
            open={(text) => take('file', () => stateFrom(text))}
          />
        </div>
      </div>
    </div>
  );
}

/** What an address asks for: a link is looked at elsewhere; anything else that is not known here is a stranger. */
function askedIn(query: URLSearchParams): { readonly scenario: string | null; readonly stranger: string | null } {
  for (const [key, value] of query) {
    if (key === 's') continue;
    if (key === 'scenario' && scenarioCalled(value) !== undefined) return { scenario: value, stranger: null };
    return { scenario: null, stranger: value === '' ? key : `${key}=${value}` };
  }
  return { scenario: null, stranger: null };
}

/** The question with nothing left implicit, or what is wrong with it; follows the hand without holding it up. */
function useSettled(state: AppState) {
  const later = useDeferredValue(state);
  return useMemo(() => settledState(later), [later]);
}
