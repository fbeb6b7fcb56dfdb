import { Button } from '@mantine/core';
import { command } from '../../report/notices.ts';
import { reading } from '../../report/readme.ts';
import { useTexts } from '../i18n/index.ts';
import type { AppState } from '../state/app-state.ts';
import { Copied } from './copy.tsx';
import { commandFor, FROM_CHECKOUT, ownScenario } from './question.ts';
import type { RunSet } from './run-set.ts';
import { save } from './save.ts';

/** Code of the package's README: what, language, lines. */
const codes = [
  ...reading(['effects.csv', 'series.parquet']).matchAll(/^(.+?)(?: \(.*\))?:\n\n```\w+\n([\s\S]*?)\n```$/gm),
].map(([, title = '', code = '']) => ({ title, code }));

/** How to compute the same elsewhere, and how to read it there. */
export function Again({ set, state }: { readonly set: RunSet; readonly state: AppState | null }) {
  const t = useTexts('results');
  const own = state === null ? null : ownScenario(state);
  return (
    <section className="paper" aria-labelledby="again">
      <h2 id="again">{t('again.title')}</h2>
      {state === null ? (
        <>
          <p>{t('again.package')}</p>
          <Copied text={`${FROM_CHECKOUT} verify FOLDER --all`} label={t('again.copy')} />
          {set.comparison.chosen === null && set.comparison.asShipped && !set.comparison.partial && (
            <>
              <p>{t('again.anew')}</p>
              <Copied text={command(set.comparison).replace(/^forewarned/, FROM_CHECKOUT)} label={t('again.copy')} />
            </>
          )}
        </>
      ) : (
        <>
          <p>{own === null ? t('again.text') : t('again.own')}</p>
          {own !== null && (
            <p className="screen">
              <Button
                variant="default"
                onClick={() => save(own.file, new Blob([own.text], { type: 'application/json' }))}
              >
                {t('again.saveScenario', { file: own.file })}
              </Button>
            </p>
          )}
          <Copied text={commandFor('compare', state)} label={t('again.copy')} />
        </>
      )}
      <div className="screen">
        <h3>{t('again.read')}</h3>
        <p className="small">{t('again.readText')}</p>
        {codes.map(({ title, code }) => (
          <details key={title} open={title === 'R'}>
            <summary>{title}</summary>
            <Copied text={code} label={t('again.copyCode', { title })} />
          </details>
        ))}
      </div>
    </section>
  );
}
