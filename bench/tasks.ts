import { allocation } from './tasks/allocation.ts';
import { answer } from './tasks/answer.ts';
import { arms } from './tasks/arms.ts';
import { burningIn } from './tasks/burning-in.ts';
import { command } from './tasks/command.ts';
import { copying } from './tasks/copying.ts';
import { ensemble } from './tasks/ensemble.ts';
import { firstResult } from './tasks/first-result.ts';
import { mechanisms } from './tasks/mechanisms.ts';
import { native } from './tasks/native.ts';
import { plainReference } from './tasks/plain-reference.ts';
import { population } from './tasks/population.ts';
import { reduced } from './tasks/reduced.ts';
import { sharing } from './tasks/sharing.ts';
import { stopping } from './tasks/stopping.ts';
import { weeks } from './tasks/weeks.ts';

/** Everything that can be measured, by name. */
export const tasks = {
  allocation,
  answer,
  arms,
  burningIn,
  command,
  copying,
  ensemble,
  firstResult,
  mechanisms,
  native,
  plainReference,
  population,
  reduced,
  sharing,
  stopping,
  weeks,
};

type Tasks = typeof tasks;

/** A task with what it needs; plain data, since it goes to another process. */
export type Call = { [T in keyof Tasks]: { readonly task: T; readonly input: Parameters<Tasks[T]>[0] } }[keyof Tasks];
