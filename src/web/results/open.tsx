import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { resultsVersion } from '../../model/schedule.ts';
import { number } from '../../report/words.ts';
import { useSession } from '../engine/session-context.tsx';
import { useTexts } from '../i18n/index.ts';
import { StateError, stateFrom, stateLink } from '../state/app-state.ts';
import { addressOf } from '../state/route.ts';
import { type OpenedFile, openedStore, useOpened } from './opened-store.ts';
import { unpack } from './packing.ts';

/** Opens a package or a state that was made elsewhere. */
export function Open() {
  const t = useTexts('results');
  const shell = useTexts('shell');
  const [reading, setReading] = useState<string | null>(null);

  const read = async (chosen: File): Promise<OpenedFile> => {
    const { name } = chosen;
    const problem = (reason: string): OpenedFile => ({ kind: 'problem', text: t('open.failed', { name, reason }) });
    const [first = 0, second = 0] = new Uint8Array(await chosen.slice(0, 2).arrayBuffer());
    // Archives begin with "PK", states with a brace.
    const isArchive = first === 0x50 && second === 0x4b;
    if (isArchive || /\.zip$/i.test(name)) {
      const unpacked = await unpack(chosen).result;
      if (!unpacked.ok) return problem(t(`open.problems.${unpacked.code}`));
      return { kind: 'package', name, opened: unpacked.opened };
    }
    if (first !== 0x7b) return problem(t('open.other'));
    return { kind: 'state', name, state: stateFrom(await chosen.text()) };
  };

  const choose = async (chosen: File | null): Promise<void> => {
    if (chosen === null) return;
    setReading(chosen.name);
    try {
      const next = await read(chosen);
      // What cannot be shown takes nothing away.
      openedStore.put(
        next.kind === 'package' ? { file: next, isShown: next.opened.runs !== null } : { file: next, isShown: false },
      );
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      const text =
        fault instanceof StateError
          ? shell('problem.file', { reason })
          : t('open.failed', { name: chosen.name, reason });
      openedStore.put({ file: { kind: 'problem', text }, isShown: false });
    } finally {
      setReading(null);
      // What was found stands above: whoever chose the file is taken there.
      requestAnimationFrame(() => document.getElementById(FOUND)?.focus());
    }
  };

  return (
    <section className="paper open-file screen" aria-labelledby="open">
      <h2 id="open">{t('open.title')}</h2>
      <p>{t('open.text')}</p>
      <p className="screen">
        <FileButton accept=".zip,.json,application/zip,application/json" onChange={(one) => void choose(one)}>
          {(props) => (
            <Button {...props} variant="default">
              {t('open.choose')}
            </Button>
          )}
        </FileButton>
      </p>
      <p role="status">{reading !== null && t('open.reading', { name: reading })}</p>
    </section>
  );
}

const FOUND = 'what-was-opened';

/** What was opened: whether it is as it was written, or what is wrong with it, or what a state asks. */
export function WhatWasOpened() {
  const t = useTexts('results');
  const { session, view } = useSession();
  const { file } = useOpened();
  if (file === null) return null;
  return (
    <section id={FOUND} className="paper found" tabIndex={-1} aria-label={t('open.found')}>
      {file.kind === 'problem' && <p className="problem">{file.text}</p>}
      {file.kind === 'package' && <Verdict name={file.name} opened={file.opened} />}
      {file.kind === 'state' && (
        <>
          <p>
            {t('open.state', {
              scenario: file.state.scenario,
              people: number(file.state.size.people),
              weeks: number(file.state.size.weeks),
              replicates: number(file.state.size.replicates),
              draws: number(file.state.size.draws),
              seed: file.state.size.seed,
            })}
          </p>
          {view.results.length > 0 && <p className="small">{t('open.lets')}</p>}
          <p className="buttons screen">
            <Button
              onClick={() => {
                openedStore.put({ file: null, isShown: false });
                void session.start(file.state);
              }}
            >
              {t('open.compute')}
            </Button>
            <Button component="a" variant="default" href={addressOf('compare', { s: stateLink(file.state) })}>
              {t('open.inCompare')}
            </Button>
          </p>
        </>
      )}
      {file.kind !== 'package' && (
        <p className="screen">
          <Button size="compact-sm" variant="default" onClick={() => openedStore.put({ file: null, isShown: false })}>
            {t('open.close')}
          </Button>
        </p>
      )}
    </section>
  );
}

type Package = Extract<OpenedFile, { kind: 'package' }>;

/** Whether a package is as it was written, and if not, what is wrong with it. */
function Verdict({ name, opened }: Pick<Package, 'name' | 'opened'>) {
  const t = useTexts('results');
  const { files, problems, damaged, root, runs, isSameFingerprint } = opened;
  // A file that cannot be unpacked is missing for the list; it is said once.
  const said = [
    ...damaged.map((path) => t('open.damaged', { path })),
    ...problems.filter((problem) => !damaged.some((path) => problem.startsWith(`${path}: `))),
    ...(runs === null || isSameFingerprint ? [] : [t('open.otherFingerprint')]),
  ];
  const theirs = runs?.comparison.resultsVersion;
  return (
    <>
      {said.length === 0 ? (
        <>
          <p>{t('open.verified', { name, files: number(files) })}</p>
          {runs !== null && <p className="small">{t('open.fingerprint')}</p>}
          <details>
            <summary>{t('open.statisticians')}</summary>
            <p className="small hash">{t('open.root', { root: root ?? '—' })}</p>
          </details>
        </>
      ) : (
        <div className="problem">
          <p>{t('open.unverified', { name, count: said.length })}</p>
          <ul>
            {said.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {runs !== null && <p>{t('open.shown')}</p>}
        </div>
      )}
      {runs === null && <p>{t('open.noRuns')}</p>}
      {theirs !== undefined && theirs !== resultsVersion && (
        <p>{t('open.version', { theirs, ours: resultsVersion })}</p>
      )}
    </>
  );
}
