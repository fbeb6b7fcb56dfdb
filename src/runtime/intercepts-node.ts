import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SetIntercept } from '../experiment/plan.ts';

/** The intercepts recorded with the scenarios: `key -> value`, each with the context it belongs to. */
export type RecordedIntercepts = {
  readonly [key: string]: { readonly context: string; readonly considering: number; readonly value: number };
};

export const interceptsFile = fileURLToPath(new URL('../../scenarios/intercepts.json', import.meta.url));

/** The intercepts found before. A missing file means that none are known: they are found anew, with the same result. */
export function recordedIntercepts(): readonly SetIntercept[] {
  if (!existsSync(interceptsFile)) return [];
  const recorded: RecordedIntercepts = JSON.parse(readFileSync(interceptsFile, 'utf8'));
  return Object.entries(recorded).map(([key, found]) => ({ key, ...found }));
}

/** The same by key. */
export function knownIntercepts(): ReadonlyMap<string, number> {
  return new Map(recordedIntercepts().map(({ key, value }) => [key, value]));
}
