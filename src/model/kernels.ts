import type { Kernel } from './kernel.ts';
import { appraising } from './mechanisms/appraisal.ts';
import { committing } from './mechanisms/commitment.ts';
import { resolving } from './mechanisms/dissonance.ts';
import { saving } from './mechanisms/savings.ts';

/** All kernels of the week, for whoever compiles them. */
export const kernels: readonly Kernel[] = [appraising, resolving, committing, saving];
