import { channels } from '../model/channels.ts';
import { declarations } from '../model/declarations.ts';
import { week } from '../model/schedule.ts';
import type { ModelDeclarations } from './model-declarations.ts';

const inWeek: ReadonlySet<string> = new Set(week.map(({ name }) => name));

/** The model as it is; tests of this floor put a small one in its place. */
export const modelDeclarations: ModelDeclarations = {
  mechanisms: declarations,
  channels,
  alwaysOn: declarations.map(({ name }) => name).filter((name) => !inWeek.has(name)),
};
