import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PublishedDraws } from '../experiment/calibration/published-draws.ts';

export const publishedDrawsFile = fileURLToPath(new URL('../../seeds/calibration/draws.json', import.meta.url));

/** The draws of the parameters that come with Forewarned; null where none are there: numbers are then drawn from their ranges. */
export function knownDraws(): PublishedDraws | null {
  return existsSync(publishedDrawsFile)
    ? (JSON.parse(readFileSync(publishedDrawsFile, 'utf8')) as PublishedDraws)
    : null;
}
