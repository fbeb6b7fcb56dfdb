import type { Mechanism } from './mechanism.ts';
import { outcomesParameters } from './outcome-parameters.ts';
import type { Parameters } from './parameter.ts';
import { populationParameters } from './population/population.ts';
import { week } from './schedule.ts';
import { settingsParameters } from './settings.ts';

/** What has numbers in the model: the people at the start, what holds without policies, and every mechanism of the week. */
export type Declaration = {
  readonly name: string;
  readonly because: string;
  readonly source: string;
  readonly parameters: Parameters;
  readonly off: { readonly [parameter: string]: number | undefined };
};

const start: readonly Declaration[] = [
  {
    name: 'population',
    because:
      'People differ, live in households, learn in classes and talk along ties; all of it is drawn, nobody is real.',
    source: 'model specification 1 and 3',
    parameters: populationParameters,
    off: {},
  },
  {
    name: 'settings',
    because: 'Some things hold for everybody until a policy changes them.',
    source: 'model specification 4.14-4.16',
    parameters: settingsParameters,
    off: {},
  },
  {
    name: 'outcomes',
    because: 'Some outcomes need a line: what counts as knowing, as the same departure, as a change.',
    source: 'model specification 4.13 and 4.18',
    parameters: outcomesParameters,
    off: {},
  },
];

export const declarations: readonly Declaration[] = [...start, ...(week as readonly Mechanism[])];
