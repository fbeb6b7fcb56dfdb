import { expose } from 'comlink';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { type Doing, type Followed, type Shown, Village, type Villagers, type VillageSettings } from './village.ts';

const recorded = import.meta.glob<{ readonly [key: string]: { readonly value: number } }>(
  '../../../scenarios/intercepts.json',
  { import: 'default', eager: true },
);
const intercepts = new Map(
  Object.values(recorded).flatMap((records) =>
    Object.entries(records).map(([key, { value }]) => [key, value] as const),
  ),
);

/** Villages that were lived through their burn-in are kept: a new message is told to a copy. */
const KEPT = 4;
const villages = new Map<string, Village>();

function villageOf(settings: VillageSettings): Village {
  const key = JSON.stringify(settings);
  const village = villages.get(key) ?? new Village(settings, bundledLibrary, intercepts);
  villages.delete(key);
  villages.set(key, village);
  for (const old of villages.keys()) if (villages.size > KEPT) villages.delete(old);
  return village;
}

const lab = {
  open: (settings: VillageSettings): Villagers => villageOf(settings).villagers,
  tell: (settings: VillageSettings, doing: Doing): Shown => villageOf(settings).tell(doing),
  follow: (settings: VillageSettings, doing: Doing, id: number): Followed => villageOf(settings).follow(doing, id),
};

/** What the page may ask of the worker of the Lab. */
export type LabSite = typeof lab;

expose(lab);
