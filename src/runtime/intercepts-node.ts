import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The intercepts recorded with the scenarios: `key -> value`, each with the context it belongs to. */
export type RecordedIntercepts = {
  readonly [key: string]: { readonly context: string; readonly considering: number; readonly value: number };
};

export const interceptsFile = fileURLToPath(new URL('../../scenarios/intercepts.json', import.meta.url));

/** Intercepts found before, by key. A missing file means that none are known: they are found anew, with the same result. */
export function knownIntercepts(): ReadonlyMap<string, number> {
  try {
    const recorded = JSON.parse(readFileSync(interceptsFile, 'utf8')) as RecordedIntercepts;
    return new Map(Object.entries(recorded).map(([key, { value }]) => [key, value]));
  } catch {
    return new Map();
  }
}
