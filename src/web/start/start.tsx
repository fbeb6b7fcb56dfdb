import { Button } from '@mantine/core';
import { useTexts } from '../i18n/index.ts';
import { addressOf } from '../state/route.ts';

/** Three doors, and what this is. */
export function Start() {
  const t = useTexts('shell');
  return (
    <>
      <div className="paper">
        <p className="notice">{t('whatIf')}</p>
        <h1>{t('start.title')}</h1>
        <p className="question">{t('start.lead')}</p>
      </div>
      <div className="doors">
        {(['compare', 'lab', 'results'] as const).map((door) => (
          <section key={door} className="door" aria-labelledby={`door-${door}`}>
            <h2 id={`door-${door}`}>{t(`start.${door}.title`)}</h2>
            <p className="for">{t(`start.${door}.for`)}</p>
            <p>{t(`start.${door}.text`)}</p>
            <p className="go">
              <Button component="a" href={addressOf(door)} variant={door === 'compare' ? 'filled' : 'outline'}>
                {t(`start.${door}.action`)}
              </Button>
            </p>
          </section>
        ))}
      </div>
      <div className="paper">
        <h3>{t('start.rests')}</h3>
        <p>{t('start.restsText')}</p>
        <p className="small">{t('nothingLeaves')}</p>
      </div>
    </>
  );
}
