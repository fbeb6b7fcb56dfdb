import { useTexts } from '../i18n/index.ts';
import type { Player } from './player.ts';

/** Play, stop, step and scrub over weeks. */
export function PlayerBar({ player }: { readonly player: Player }) {
  const t = useTexts('lab');
  const { week, weeks, isPlaying } = player;
  return (
    <div className="player">
      <button type="button" className="act main play" onClick={player.toggle}>
        {isPlaying ? t('village.stop') : week >= weeks ? t('village.again') : t('village.play')}
      </button>
      <button
        type="button"
        className="act"
        aria-label={t('village.back')}
        disabled={week === 0}
        onClick={() => player.step(-1)}
      >
        ←
      </button>
      <button
        type="button"
        className="act"
        aria-label={t('village.forward')}
        disabled={week >= weeks}
        onClick={() => player.step(1)}
      >
        →
      </button>
      <input
        type="range"
        aria-label={t('village.weekLabel')}
        min={0}
        max={weeks}
        step={1}
        value={week}
        onChange={(event) => player.seek(Number(event.currentTarget.value))}
      />
      <output>{t('village.week', { week, weeks })}</output>
    </div>
  );
}

/** What keys do, in the same words everywhere. */
export function KeyLine() {
  const t = useTexts('lab');
  return (
    <p className="keyhelp">
      {t('keys.title')}: {t('keys.line')}
    </p>
  );
}
