// A number that nothing can feel is no number of the model: draws would vary it in vain.
import { describe, expect, it } from 'vitest';
import { declared } from '../../src/model/given.ts';
import type { Parameter } from '../../src/model/parameter.ts';
import type { Component, Setup } from '../../src/model/setup.ts';
import { sources } from '../../src/model/vocabulary.ts';
import { finish } from './support/live.ts';
import { fingerprint } from './support/same.ts';
import { component, everyWay, village, withCampaign, withGiven } from './support/village.ts';

/** Numbers that bind only together with others at the far end of their ranges. */
const unfelt: Readonly<Record<string, string>> = {
  'dissonance.resistanceMost': 'reactance and motivated reasoning together stay below it at their defaults',
};

/** Every sender argues, one says what is almost certain, and a programme is left for people to find. */
const loud: readonly Component[] = [
  ...everyWay,
  ...sources.map((source, k) =>
    component(`sender-${source}`, 'broadcast', {
      ...{ source, from: k % 4, reach: 0.1 },
      attributes: { advocacy: 0.8, control: 0.8, narrative: 0, threat: 0.6 },
    }),
  ),
  component('certain', 'broadcast', {
    ...{ from: 0, most: 200, reach: 0.3, says: { death: 0.999, earnings: 0.001 } },
    attributes: { precision: 10, elaboration: 1 },
  }),
];
const found = [component('found', 'programme', { slots: 6000, budget: 1e7, slotCost: 0 })];
/** Everything at once; and a village that is left alone with a programme for years, in which people save fast. */
const setups: readonly Setup[] = [
  { ...withCampaign(village, loud), people: 900, weeks: 60 },
  withGiven({ ...withCampaign(village, found), weeks: 180 }, { savings: { rate: 0.1 } }),
];
const usual = setups.map((setup) => fingerprint(finish(setup)));
/** A number whose range is a single value is a definition. */
const numbers = Object.entries(declared).flatMap(([mechanism, parameters]) =>
  Object.entries<Parameter>(parameters)
    .filter(([, { range }]) => range[0] < range[1])
    .map(([name, { range }]) => [`${mechanism}.${name}`, mechanism, name, range] as const),
);

describe('every number of the model', () => {
  it.each(numbers)('%s is felt by somebody', (full, mechanism, name, range) => {
    const felt = setups.some((setup, k) =>
      range
        .filter((end) => end !== setup.given[mechanism][name])
        .some((end) => fingerprint(finish(withGiven(setup, { [mechanism]: { [name]: end } }))) !== usual[k]),
    );
    expect([full, felt]).toEqual([full, unfelt[full] === undefined]);
  });
});
