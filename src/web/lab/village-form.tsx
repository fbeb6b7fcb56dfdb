import { useTexts } from '../i18n/index.ts';
import { goTo, horizons, type LabState, type Place, places, sizes } from './lab-state.ts';
import type { Villagers } from './village.ts';

/** Which village, how large, how long, and with which luck. */
export function VillageSettingsForm({ state, villagers }: { readonly state: LabState; readonly villagers: Villagers }) {
  const t = useTexts('lab');
  const set = (change: Partial<LabState>) => goTo({ ...state, person: null, ...change }, true);
  return (
    <section>
      <h2>{t('settings.title')}</h2>
      <div className="halves">
        <div>
          <div className="field">
            <label htmlFor="lab-place">{t('settings.place')}</label>
            <select
              id="lab-place"
              value={state.place}
              onChange={(event) => set({ place: event.currentTarget.value as Place })}
            >
              {places.map((place) => (
                <option key={place} value={place}>
                  {t(`places.${place}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="row">
            <label htmlFor="lab-people">{t('settings.people')}</label>
            <select
              id="lab-people"
              value={state.people}
              onChange={(event) => set({ people: Number(event.currentTarget.value) })}
            >
              {sizes.map((size) => (
                <option key={size}>{size}</option>
              ))}
            </select>
            <label htmlFor="lab-weeks">{t('settings.weeks')}</label>
            <select
              id="lab-weeks"
              value={state.weeks}
              onChange={(event) => set({ weeks: Number(event.currentTarget.value) })}
            >
              {horizons.map((weeks) => (
                <option key={weeks}>{weeks}</option>
              ))}
            </select>
          </div>
          <div className="row">
            <span className="say">
              {t('settings.luck')}: {t('settings.luckNumber', { luck: state.luck + 1 })}
            </span>
            <button type="button" className="act" onClick={() => set({ luck: (state.luck + 1) % 10_000 })}>
              {t('settings.another')}
            </button>
          </div>
        </div>
        <div>
          <p className="small">{t('settings.same')}</p>
          <details>
            <summary>{t('settings.limits')}</summary>
            <p>{villagers.limits}</p>
          </details>
        </div>
      </div>
    </section>
  );
}
