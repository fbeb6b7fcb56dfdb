import { burnIn, runArm } from '../../src/model/run.ts';
import type { Figures } from '../measure.ts';
import { timed } from './clock.ts';
import { setupsAt } from './place.ts';

/** A burn-in as scenarios have it, in a process that has lived no week before, and a run after it. */
export function burningIn({ people }: { readonly people: number }): Figures {
  const { without } = setupsAt({ people });
  const before = timed(() => burnIn(without));
  const run = timed(() => runArm(before.result, without));
  return { 'burn-in': before.milliseconds, run: run.milliseconds };
}
