import { useTexts } from '../i18n/index.ts';

export function Lab() {
  const t = useTexts('lab');
  return (
    <div className="paper">
      <h1>{t('title')}</h1>
    </div>
  );
}
