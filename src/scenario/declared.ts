import { channels } from '../model/channels.ts';
import { declarations } from '../model/declarations.ts';
import type { ModelDeclarations } from './model-declarations.ts';

/** The model as it is; tests of this floor put a small one in its place. */
export const modelDeclarations: ModelDeclarations = { mechanisms: declarations, channels };
