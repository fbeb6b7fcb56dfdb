import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { variantText } from '../../scenario/variant.ts';
import { scenarioOf } from '../engine/settled-state.ts';
import { useTexts } from '../i18n/index.ts';
import { type AppState, stateLink, stateText } from '../state/app-state.ts';
import { addressOf } from '../state/route.ts';
import { loadFindings } from './findings-tab.tsx';
import { commandOf, FILE, isUnchanged } from './question.ts';

/** A question as the file that the command line reads: JSON, which is YAML too. */
function scenarioFileOf(state: AppState): string {
  const text = variantText(scenarioOf(state, { before: 'As assumed', changed: 'As changed' }), bundledLibrary);
  return text.ok ? `${JSON.stringify(JSON.parse(text.text), null, 2)}\n` : '';
}

/** Link, file, command and paper: the whole question, to go on with elsewhere. */
export function TakeAlong({
  state,
  fingerprint,
  open,
}: {
  readonly state: AppState;
  /** Of the results shown, where they answer this question. */
  readonly fingerprint: string | null;
  /** Takes the text of a file that somebody chose. */
  readonly open: (text: string) => void;
}) {
  const t = useTexts('compare');
  const chooser = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<{ readonly of: 'link' | 'command'; readonly isCopied: boolean } | null>(null);
  const link = `${window.location.href.split('#')[0]}${addressOf('compare', { s: stateLink(state) })}`;
  const command = commandOf(state, FILE);
  const copy = (of: 'link' | 'command'): void => {
    const done = (isCopied: boolean) => setShown({ of, isCopied });
    // Pages of some hosts may not write to the clipboard: then the text is there to be selected.
    const { clipboard } = navigator as { readonly clipboard?: Clipboard };
    if (clipboard === undefined) {
      done(false);
      return;
    }
    clipboard.writeText(of === 'link' ? link : command).then(
      () => done(true),
      () => done(false),
    );
  };
  return (
    <section className="along screen" aria-labelledby="along">
      <h2 id="along">{t('take.title')}</h2>
      <p className="where">{t('take.lead')}</p>
      <div className="row">
        <Button variant="outline" onClick={() => copy('link')}>
          {t('take.link')}
        </Button>
        <Button variant="outline" onClick={() => save(`forewarned-${state.scenario}.json`, stateText(state))}>
          {t('take.file')}
        </Button>
        <Button variant="outline" onClick={() => chooser.current?.click()}>
          {t('take.open')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = '';
            void file?.text().then(open);
          }}
        />
        <Button variant="outline" onClick={() => copy('command')}>
          {t('take.command')}
        </Button>
        {!isUnchanged(state) && (
          <Button variant="outline" onClick={() => save(FILE, scenarioFileOf(state))}>
            {t('take.scenarioFile')}
          </Button>
        )}
        <Button variant="outline" onClick={() => void loadFindings().finally(() => window.print())}>
          {t('take.print')}
        </Button>
      </div>
      {shown !== null && (
        <div>
          <TextInput
            mt="sm"
            readOnly
            label={t(shown.of === 'link' ? 'take.linkLabel' : 'take.commandLabel')}
            description={shown.of === 'command' && !isUnchanged(state) ? t('take.commandNote') : undefined}
            value={shown.of === 'link' ? link : command}
            onFocus={(event) => event.currentTarget.select()}
          />
          <p role="status" className="where">
            {shown.isCopied ? t('take.copied') : t('take.select')}
          </p>
        </div>
      )}
      <p className="where">
        <a href={addressOf('results', { s: stateLink(state) })}>{t('take.results')}</a>
      </p>
      {fingerprint !== null && (
        <p className="where">
          {t('take.fingerprint')}: <code className="fingerprint">{fingerprint}</code> {t('take.fingerprintLead')}
        </p>
      )}
    </section>
  );
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
