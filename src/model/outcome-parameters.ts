import { cited, type Parameter, type Parameters } from './parameter.ts';

const definition = (value: number, unit: string, meaning: string): Parameter =>
  cited(value, [value, value], unit, meaning, 'calibrated', 'definition of an outcome', 'A');

/** Where an outcome needs a line drawn. These define what is reported and never act on anybody. */
export const outcomesParameters = {
  knowsWithin: definition(0.1, 'probability', 'a belief within this distance of the truth counts as knowing'),
  materialError: definition(0.02, 'probability', 'a change of the mean belief error smaller than this counts as none'),
  sameDeparture: definition(4, 'weeks', 'departures up to this many weeks apart count as the same'),
  materialReadiness: definition(0.05, 'share', 'travelling better prepared by at least this much counts'),
  agreeable: definition(0.12, 'share', 'people who say that a campaign changed their mind because it asks'),
  feltChange: definition(0.05, 'intention', 'intention fallen by this much since week 0 is felt as a changed mind'),
} as const satisfies Parameters;
