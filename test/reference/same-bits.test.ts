import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../src/model/setup.ts';
import type { Person, World } from './beings.ts';
import { compare } from './compare.ts';
import { component, everyPolicy, everyReachMode, everything, hurried, setupOf, withParameters } from './setups.ts';
import { type Step, week } from './week.ts';

/** Few people and few weeks: they have to hurry even more, and have the money. */
const few = {
  ...{ people: 400, burnIn: 26, weeks: 60 },
  given: {
    ...hurried,
    ...{ 'stages.planning': 0.3, 'stages.preparing': 0.3, 'stages.departing': 0.3, 'returns.fromStranded': 0.05 },
    ...{ 'population.savingsFromWealth': 1, 'abroad.findingWork': 0.2 },
  },
};

describe('the engine and the plain reference', { timeout: 180_000 }, () => {
  it('agree in every bit, week by week, where everything happens', () => {
    const { difference, engine, reference } = compare(everything());
    expect(difference).toBeNull();
    expect(engine.week).toBe(104);
    expect(reference.people).toHaveLength(2000);
    // A world in which little happened would prove little.
    const { departures, lawfulDepartures, deaths, placesUsed } = engine.log;
    for (const many of [departures, lawfulDepartures, deaths, placesUsed]) expect(many).toBeGreaterThan(5);
    for (const { plan, account } of engine.components)
      if (plan.mode !== 'programme') expect([plan.id, account.taken > 20]).toEqual([plan.id, true]);
    const some = (what: (person: Person) => boolean): boolean => reference.people.filter(what).length > 20;
    expect(some(({ returnWeek }) => returnWeek > 0)).toBe(true);
    expect(some(({ refused }) => refused === 1)).toBe(true);
    expect(some(({ leg, departures }) => leg > departures && departures > 0)).toBe(true);
    expect(some(({ destinationWorth }) => destinationWorth < 0)).toBe(true);
    expect(reference.households.filter(({ dialogueWeek }) => dialogueWeek > 0).length).toBeGreaterThan(100);
  });

  it('agree without a campaign, every parameter at its default', () => {
    expect(compare(setupOf({ replicate: 3 })).difference).toBeNull();
  });

  it('agree for more people than a pass takes at once, and for communities of any size', () => {
    expect(compare(everything({ people: 2300, burnIn: 8, weeks: 20 })).difference).toBeNull();
    expect(compare(everything({ ...few, context: { communitySize: 73 }, seed: 'small places' })).difference).toBeNull();
    expect(compare(everything({ ...few, context: { communitySize: 600 }, people: 130 })).difference).toBeNull();
  });

  it('agree on policies without a campaign and on a campaign without policies', () => {
    expect(compare(everything({ ...few, arm: { policies: everyPolicy } })).difference).toBeNull();
    expect(compare(everything({ ...few, arm: { components: everyReachMode } })).difference).toBeNull();
  });

  it('agree where money buys less than it costs to begin, and where a contact costs nothing', () => {
    const components = [
      component({ id: 'too dear', mode: 'broadcast', source: 'film', fixedCost: 300_000 }),
      component({ id: 'free', mode: 'event', source: 'film', unitCost: 0, most: 1000, following: 0.9, reach: 1 }),
      component({ id: 'after nobody', mode: 'escalation', source: 'counsellor', via: 'nobody' }),
    ];
    expect(compare(everything({ ...few, arm: { components } })).difference).toBeNull();
  });

  it.each<Partial<Assignment>>([
    { unit: 'person', share: 0.5, saturation: 0.7 },
    { unit: 'household', steps: 4, stepWeeks: 8 },
    { unit: 'class', share: 0.6 },
    { unit: 'village', share: 0.5, draw: 7 },
    { unit: 'person', encouragement: 3, saturation: 0.8 },
  ])('agree on whom a study reaches by lot: %o', (parts) => {
    const plain = {
      unit: 'person',
      share: 0.5,
      saturation: 1,
      steps: 1,
      stepWeeks: 0,
      encouragement: 1,
      draw: 0,
    } as const;
    const assignment: Assignment = { ...plain, ...parts };
    const arm = { components: everyReachMode, assignment };
    expect(compare(everything({ ...few, context: { communitySize: 100 }, arm })).difference).toBeNull();
  });

  it.each([
    ['talk', 'smugglers', 'diaspora'],
    ['dissonance', 'norms'],
    ['routes', 'destinations'],
    ['household', 'culture', 'news'],
    ['livelihood', 'savings', 'commitment', 'shocks'],
    ['trust', 'memory', 'arousal'],
    ['journey', 'abroad', 'returns', 'lawful'],
    ['belief', 'appraisal', 'stages'],
    ['exposure', 'attention'],
  ])('agree with %s and the like switched off', (...off) => {
    expect(compare(everything({ ...few, off })).difference).toBeNull();
  });
});

/** The week with one step that does not see what a field says. */
function blindTo(name: string, field: 'stigma' | 'alarm' | 'vivid' | 'paid' | 'mandate' | 'rights'): readonly Step[] {
  return week.map(([other, step]): Step => {
    if (other !== name) return [other, step];
    const blind = (world: World): void => {
      const seen = world.people.map((person) => person[field]);
      for (const person of world.people) person[field] = 0;
      step(world);
      world.people.forEach((person, row) => {
        person[field] = seen[row];
      });
    };
    return [name, blind];
  });
}

describe('a fault', { timeout: 180_000 }, () => {
  const setup = everything(few);

  it('is not seen where there is none', () => {
    expect(compare(setup).difference).toBeNull();
  });

  it.each([
    'appraisal.intercept',
    'appraisal.norm',
    'belief.forgetting',
    'culture.pace',
    'destinations.fading',
    'dissonance.dream',
    'household.speed',
    'news.gain',
    'population.tasteSpread',
    'savings.needs',
    'trust.drift',
  ])('of a millionth in %s is seen', (path) => {
    const [mechanism, parameter] = path.split('.');
    const planted = withParameters(setup, { [path]: setup.given[mechanism][parameter] + 1e-6 });
    expect(compare(setup, planted).difference).not.toBeNull();
  });

  it.each([
    ['appraisal', 'stigma'],
    ['appraisal', 'alarm'],
    ['dissonance', 'rights'],
    ['commitment', 'mandate'],
    ['commitment', 'paid'],
    ['dissonance', 'vivid'],
    ['stages', 'mandate'],
  ] as const)('of %s that leaves out the term of %s is seen', (name, field) => {
    expect(compare(setup, setup, blindTo(name, field)).difference).not.toBeNull();
  });

  it.each(week.map(([name]) => name))('of a week without %s is seen', (name) => {
    const steps = week.filter(([other]) => other !== name);
    expect(compare(setup, setup, steps).difference).not.toBeNull();
  });

  it('is told by week, column and row', () => {
    const [louder, ...others] = everyReachMode;
    const arm = { components: [{ ...louder, says: { ...louder.says, earnings: 0.400001 } }, ...others], policies: [] };
    const { difference } = compare(
      everything({ ...few, arm: { components: everyReachMode } }),
      everything({ ...few, arm }),
    );
    expect(difference).toMatchObject({ of: 'people' });
    expect(difference?.week).toBeGreaterThan(4);
    expect(difference?.engine).not.toBe(difference?.reference);
  });
});
