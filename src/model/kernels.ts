import { type AllColumns, allColumns } from './columns.ts';
import type { Kernel } from './kernel.ts';
import { appraising } from './mechanisms/appraisal.ts';
import { committing } from './mechanisms/commitment.ts';
import { resolving } from './mechanisms/dissonance.ts';
import { saving } from './mechanisms/savings.ts';
import type { Kind } from './memory.ts';

/** All kernels of the week, for whoever compiles them. */
export const kernels: readonly Kernel[] = [appraising, resolving, committing, saving];

/** The kind of numbers in a column of people. */
export const kindOf = (name: string): Kind => (name === 'scratch' ? 'f32' : allColumns[name as keyof AllColumns].kind);
