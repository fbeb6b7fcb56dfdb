import { Button, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { resultsVersion } from '../model/schedule.ts';
import { WithSession } from './engine/session-context.tsx';
import { languages, speak, useTexts } from './i18n/index.ts';
import { useKept } from './kept.ts';
import { Start } from './start/start.tsx';
import { addressOf, doors, useRoute } from './state/route.ts';
import { strayIn } from './stray.ts';

declare const FOREWARNED_VERSION: string;

// Each door is loaded when it is opened.
const Compare = lazy(async () => ({ default: (await import('./compare/compare.tsx')).Compare }));
const Lab = lazy(async () => ({ default: (await import('./lab/lab.tsx')).Lab }));
const Results = lazy(async () => ({ default: (await import('./results/results.tsx')).Results }));

const views = { start: Start, compare: Compare, lab: Lab, results: Results } as const;

/** The page: three doors, one comparison, one language. */
export function App() {
  const t = useTexts('shell');
  const { door } = useRoute();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useState<string>(languages[0].id);
  const [isProjected, setProjected] = useKept('projector');
  // Told anew with every address: the route is read from it, too.
  const stray = strayIn(window.location.hash);
  const View = views[door];
  return (
    <WithSession>
      <div className={isProjected ? 'projector' : undefined}>
        <button type="button" className="skip" onClick={() => document.getElementById('content')?.focus()}>
          {t('skip')}
        </button>
        <header className="bar">
          <a className="name" href={addressOf('start')}>
            {t('name')}
          </a>
          <nav aria-label={t('name')}>
            {doors
              .filter((one) => one !== 'start')
              .map((one) => (
                <a key={one} href={addressOf(one)} aria-current={one === door ? 'page' : undefined}>
                  {t(`doors.${one}`)}
                </a>
              ))}
          </nav>
          <div className="tools">
            <Button
              size="compact-sm"
              variant={isProjected ? 'filled' : 'default'}
              aria-pressed={isProjected}
              onClick={() => setProjected(!isProjected)}
            >
              {t('projector')}
            </Button>
            <NativeSelect
              size="xs"
              aria-label={t('appearance.label')}
              value={colorScheme}
              onChange={(event) => setColorScheme(event.currentTarget.value as typeof colorScheme)}
              data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))}
            />
            {languages.length > 1 && (
              <NativeSelect
                size="xs"
                aria-label={t('language')}
                value={language}
                onChange={(event) => {
                  setLanguage(event.currentTarget.value);
                  void speak(event.currentTarget.value);
                }}
                data={languages.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </div>
        </header>
        <main id="content" tabIndex={-1}>
          {stray !== null && (
            <section className="stray" role="alert">
              <h2>{t('stray.title')}</h2>
              <p>{t('stray.text', { address: stray.slice(0, 80), door: t(`doors.${door}`) })}</p>
              <a href={addressOf(door)}>{t('problem.close')}</a>
            </section>
          )}
          <Suspense fallback={null}>
            <View />
          </Suspense>
        </main>
        <footer className="foot">
          <p>{t('purpose')}</p>
          <p>{t('outOfScope')}</p>
          <p>
            {t('nothingLeaves')} {t('version', { version: FOREWARNED_VERSION, results: resultsVersion })}
          </p>
        </footer>
      </div>
    </WithSession>
  );
}
