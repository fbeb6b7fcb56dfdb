import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { number } from '../../report/words.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { useSession } from '../engine/session-context.tsx';
import { settledState } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { StateError, stateFromLink, stateText } from '../state/app-state.ts';
import { addressOf, useRoute } from '../state/route.ts';
import { Words } from '../words.tsx';
import { Again } from './again.tsx';
import { FailedTable } from './failed-table.tsx';
import { everything, FilterBar } from './filter-bar.tsx';
import { Lie } from './lie.tsx';
import { styles } from './look.ts';
import { Open, WhatWasOpened } from './open.tsx';
import { openedStore, useOpened } from './opened-store.ts';
import { smallState } from './question.ts';
import { armsOf, computed, isKept, type RunSet, withConditions } from './run-set.ts';
import { Running } from './running.tsx';
import { RunsTable } from './runs-table.tsx';
import { Take } from './take.tsx';
import { useAskBeforeLeaving } from './unsaved.ts';
import { Weeks } from './weeks.tsx';

/** The door for researchers: all runs, how they lie, and all of it to take home. */
export function Results() {
  const t = useTexts('results');
  const shell = useTexts('shell');
  const { view } = useSession();
  const { file, isShown } = useOpened();
  useLinkedState();
  useAskBeforeLeaving(view.comparison);
  // Runs come in many times a second; they are looked at anew when they were gathered.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the results grow in place between two gatherings
  const here = useMemo(() => computed(view), [view.comparison, view.plan]);
  const opened = isShown && file?.kind === 'package' ? file : null;
  const set = opened?.opened.runs ?? here;
  return (
    <div className="results">
      <style>{styles}</style>
      <div className="paper">
        <p className="notice">{shell('whatIf')}</p>
        <h1>{t('title')}</h1>
        <p className="question">{set?.comparison.scenario.title ?? t('lead')}</p>
      </div>
      {file?.kind === 'package' && (
        <fieldset className="sources screen">
          <legend>{t('source.label')}</legend>
          {here !== null && (
            <label>
              <input
                type="radio"
                name="source"
                checked={!isShown}
                onChange={() => openedStore.put({ isShown: false })}
              />
              {t('source.here')}
            </label>
          )}
          {file.opened.runs !== null && (
            <label>
              <input type="radio" name="source" checked={isShown} onChange={() => openedStore.put({ isShown: true })} />
              {t('source.package', { name: file.name })}
            </label>
          )}
          <Button size="compact-sm" variant="default" onClick={() => openedStore.put({ file: null, isShown: false })}>
            {t('source.close')}
          </Button>
        </fieldset>
      )}
      {opened === null && <Running />}
      <WhatWasOpened />
      {set === null ? (
        <Empty />
      ) : (
        <Shown key={opened === null ? 'here' : opened.name} set={set} isOpened={opened !== null} />
      )}
      <Open />
    </div>
  );
}

/** A question in the address stands here like one in a file, unless it is the one that was computed. */
function useLinkedState(): void {
  const shell = useTexts('shell');
  const { session } = useSession();
  const link = useRoute().query.get('s');
  useEffect(() => {
    if (link === null) return;
    try {
      const state = stateFromLink(link);
      const run = session.snapshot().state;
      const isHere = run !== null && stateText(run) === stateText(state);
      if (!isHere) openedStore.put({ file: { kind: 'state', name: '', state }, isShown: false });
    } catch (fault) {
      if (!(fault instanceof StateError)) throw fault;
      const text = shell('problem.link', { reason: fault.message });
      openedStore.put({ file: { kind: 'problem', text }, isShown: false });
    }
  }, [link, session, shell]);
}

/** Before the first runs. */
function Empty() {
  const t = useTexts('results');
  const { session, view } = useSession();
  const title = useMemo(() => {
    const read = bundledLibrary.scenarios.has(smallState.scenario) ? settledState(smallState) : null;
    return read?.ok ? read.settled.title : smallState.scenario;
  }, []);
  if (view.status === 'preparing' || view.status === 'running') return null;
  const { people, replicates, draws } = smallState.size;
  return (
    <section className="paper empty" aria-labelledby="nothing">
      <h2 id="nothing">{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <p className="buttons screen">
        <Button component="a" href={addressOf('compare')}>
          {t('empty.compare')}
        </Button>
        <Button variant="default" onClick={() => void session.start(smallState)}>
          {t('empty.compute')}
        </Button>
      </p>
      <p className="small">{t('empty.size', { title, people: number(people), replicates, draws })}</p>
    </section>
  );
}

function Shown({ set, isOpened }: { readonly set: RunSet; readonly isOpened: boolean }) {
  const t = useTexts('results');
  const { view } = useSession();
  const [filter, setFilter] = useState(everything);
  const { comparison, rows, failures } = set;
  const arms = useMemo(() => armsOf(comparison), [comparison]);
  const draws = useMemo(() => [...new Set(rows.map(({ draw }) => draw))].sort((a, b) => a - b), [rows]);
  const kept = useMemo(() => rows.filter((row) => isKept(filter, row)), [rows, filter]);
  const own = useMemo(() => {
    if (filter.condition !== null) return arms.filter(({ condition }) => filter.condition === condition);
    return withConditions(comparison, arms);
  }, [comparison, arms, filter.condition]);
  // Pictures may come a moment later than what was clicked.
  const drawn = useDeferredValue(useMemo(() => ({ kept, own, draw: filter.draw }), [kept, own, filter.draw]));
  const designs = new Set(arms.filter(({ result }) => !result.isBaseline).map(({ arm }) => arm));
  const { people, weeks, seed, version, resultsVersion, replicates, conditions, fingerprint } = comparison;
  return (
    <>
      <div className="paper">
        <p className="small">
          {t('facts.runs', {
            ...{ runs: number(rows.length), designs: designs.size, replicates: number(replicates) },
            ...{ draws: number(comparison.draws), people: number(people), weeks: number(weeks) },
            ...{ seed, version, results: resultsVersion },
          })}{' '}
          {conditions.length > 1 && t('facts.conditions', { count: conditions.length })}
          <br />
          {t('facts.fingerprint')} <code className="hash">{fingerprint}</code>
          {failures.length > 0 && (
            <>
              <br />
              {t('facts.failures', { count: failures.length })}
            </>
          )}
        </p>
        <Words
          of={[
            'quality',
            'run',
            'draw',
            ...(conditions.length > 1 ? (['condition'] as const) : []),
            'seed',
            'fingerprint',
          ]}
        />
      </div>
      <FilterBar {...{ comparison, arms, draws, filter }} onChange={setFilter} kept={kept.length} all={rows.length} />
      <RunsTable comparison={comparison} arms={arms} rows={kept} />
      <FailedTable comparison={comparison} arms={arms} failures={failures} />
      {kept.length > 0 && drawn.kept.length > 0 && (
        <>
          <Lie comparison={comparison} arms={drawn.own} rows={drawn.kept} draw={drawn.draw} />
          <Weeks comparison={comparison} arms={drawn.own} rows={drawn.kept} all={rows} draw={drawn.draw} />
        </>
      )}
      {isOpened ? <p>{t('take.fromPackage')}</p> : <Take view={view} />}
      <Again set={set} state={isOpened ? null : view.state} />
    </>
  );
}
