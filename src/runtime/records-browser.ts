import type { PublishedDraws } from '../experiment/calibration/published-draws.ts';
import type { RecordedIntercepts } from './intercepts-node.ts';

// Loaded when the first comparison starts: the page is there before them.
const intercepts = import.meta.glob<RecordedIntercepts>('../../scenarios/intercepts.json', { import: 'default' });
const draws = import.meta.glob<PublishedDraws>('../../seeds/calibration/draws.json', { import: 'default' });

/** What was found once and recorded, as the command line knows it: with the same records come the same numbers. */
export type Records = { readonly intercepts: ReadonlyMap<string, number>; readonly published: PublishedDraws | null };

export async function bundledRecords(): Promise<Records> {
  const [known] = await Promise.all(Object.values(intercepts).map((load) => load()));
  const [published = null] = await Promise.all(Object.values(draws).map((load) => load()));
  return {
    intercepts: new Map(Object.entries(known ?? {}).map(([key, { value }]) => [key, value])),
    published,
  };
}
