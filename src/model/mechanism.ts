import type { State } from './column.ts';
import type { Life } from './district.ts';
import type { Parameters, Values } from './parameter.ts';
import type { WorldOf } from './world.ts';

/**
 * One mechanism of the week: a reason, its numbers, its columns, its equations in words, and the pass that applies it.
 *
 * `off` holds the values under which what other mechanisms read of it does nothing. Switched off, a mechanism takes no step and
 * all its parameters are replaced by their defaults and these values, so that they are inert whatever a scenario says.
 */
export type Mechanism<Name extends string = string, P extends Parameters = Parameters, S extends State = State> = {
  readonly name: Name;
  readonly because: string;
  readonly source: string;
  /** The equations as written in the model description, one line each. */
  readonly equations: readonly string[];
  readonly parameters: P;
  readonly off: Partial<Values<P>>;
  /** True where the pass must go on under the `off` values: time passes, or a choice is made by chance. */
  readonly runsWhenOff?: true;
  readonly state: S;
  readonly step: (world: WorldOf<Name>) => void;
  /** What districts must tell each other of that step before the next; a whole world has nobody to tell. */
  readonly tell?: (world: WorldOf<Name>) => Life<void>;
};

export function mechanism<Name extends string, P extends Parameters, S extends State>(
  parts: Mechanism<Name, P, S>,
): Mechanism<Name, P, S> {
  return parts;
}
