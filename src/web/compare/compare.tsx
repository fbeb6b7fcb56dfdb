import { useTexts } from '../i18n/index.ts';

export function Compare() {
  const t = useTexts('compare');
  return (
    <div className="paper">
      <h1>{t('title')}</h1>
    </div>
  );
}
