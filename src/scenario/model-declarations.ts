import type { Channel } from '../model/channel.ts';
import type { Parameter, Parameters } from '../model/parameter.ts';

/** What a file may name of a mechanism. */
type MechanismDeclaration = {
  readonly name: string;
  readonly because: string;
  readonly parameters: Parameters;
  /** The values under which the mechanism does nothing. */
  readonly off: { readonly [parameter: string]: number | undefined };
};

/** The part of the model that files refer to and that fills in what they leave out. */
export type ModelDeclarations = {
  readonly mechanisms: readonly MechanismDeclaration[];
  /** Those among them that cannot be switched off: the people at the start, what holds without policies. */
  readonly alwaysOn?: readonly string[];
  readonly channels: readonly Channel[];
};

/** Every declared number by its stable name: `appraisal.risk`, `channel.one-on-one.precision`. */
export function declaredNumbers({ mechanisms, channels }: ModelDeclarations): ReadonlyMap<string, Parameter> {
  const numbers = new Map<string, Parameter>();
  for (const { name, parameters } of mechanisms)
    for (const [parameter, declared] of Object.entries(parameters)) numbers.set(`${name}.${parameter}`, declared);
  for (const { name, parameters } of channels)
    for (const [parameter, declared] of Object.entries(parameters))
      numbers.set(`channel.${name}.${parameter}`, declared);
  return numbers;
}
