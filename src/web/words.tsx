import { useTexts } from './i18n/index.ts';

type Word = 'quality' | 'run' | 'draw' | 'condition' | 'seed' | 'fingerprint';

/** Words that a reader may not know, each with one sentence, folded. */
export function Words({ of }: { readonly of: readonly Word[] }) {
  const t = useTexts('shell');
  return (
    <details className="words">
      <summary>{t('words.title')}</summary>
      <dl>
        {of.map((word) => (
          <div key={word}>
            <dt>{t(`words.${word}.word`)}</dt>
            <dd>{t(`words.${word}.means`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
