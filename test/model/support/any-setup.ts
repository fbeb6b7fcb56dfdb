// Setups from all corners: every number anywhere in its range, often at an end of it.
import { declared } from '../../../src/model/given.ts';
import type { Parameter } from '../../../src/model/parameter.ts';
import type { Attributes, Component, ContextNumbers, Setup } from '../../../src/model/setup.ts';
import { sources, topics } from '../../../src/model/vocabulary.ts';
import { uniform } from '../../../src/random/draw.ts';
import { keyOf } from '../../../src/random/key.ts';
import { everyWay, village } from './village.ts';

/** A setup of its own for each number, the same every time. */
export function anySetup(which: number, size: { people: number; weeks: number; burnIn: number }): Setup {
  const key = keyOf('test', 'any setup', which);
  let drawn = 0;
  const chance = (): number => uniform(key, drawn++);
  const within = (low: number, high: number): number => {
    const u = chance();
    return u < 0.3 ? low : u > 0.7 ? high : low + ((u - 0.3) / 0.4) * (high - low);
  };
  const pick = <T>(...options: readonly T[]): T => options[Math.floor(chance() * options.length)];
  const share = (): number => within(0, 1);
  const probability = (): number => within(0.01, 0.99);
  const each = <K extends string>(names: readonly K[], value: () => number): { [N in K]: number } =>
    Object.fromEntries(names.map((name) => [name, value()])) as { [N in K]: number };
  const given = Object.fromEntries(
    Object.entries(declared).map(([mechanism, parameters]) => [
      mechanism,
      Object.fromEntries(
        Object.entries<Parameter>(parameters).map(([name, { range }]) => [name, within(range[0], range[1])]),
      ),
    ]),
  );
  const context: ContextNumbers = {
    ...village.context,
    communitySize: pick(50, 77, 150, 500),
    youngest: pick(12, 15),
    oldest: pick(15, 30, 40),
    ...each(['male', 'schooling', 'online', 'diasporaTie', 'wealth', 'protectionNeed', 'danger', 'culture'], share),
    familyWeight: share(),
    wealthSpread: within(0, 0.5),
    riteOfPassage: pick(0, 1),
    lawfulQuota: within(0, 100),
    priors: each(topics, probability),
    truths: { ...each(topics, probability), stayInNeed: probability() },
    trust: each(sources, probability),
    routes: village.context.routes.slice(0, pick(1, 2)).map((route) => ({
      ...route,
      cost: within(0.1, 0.6),
      weeks: pick(1, 2, 10),
      ...{ dead: within(0, 0.3), stranded: within(0, 0.4), turnedBack: within(0, 0.3), harmed: share() },
      enforcement: share(),
    })),
    destinations: village.context.destinations.slice(0, pick(1, 3)),
  };
  const components: Component[] = everyWay.map((component) => {
    const from = pick(0, 3, 7);
    return {
      ...component,
      from,
      to: from + pick(0, 5, 20),
      budget: pick(0, 20_000, 200_000, 5e8),
      fixedCost: pick(0, 10_000),
      unitCost: pick(0.01, 3, 40),
      paidWhenOffered: pick(0, 1),
      ...{ reach: share(), following: share() },
      most: pick(1, 3, 200),
      audience: {
        ...component.audience,
        ...{ communities: share(), sex: pick('all' as const, 'female' as const, 'male' as const) },
      },
      says: each(topics, probability),
      attributes: {
        ...each(Object.keys(component.attributes) as (keyof Attributes)[], share),
        precision: within(0, 10),
        tailoring: within(1, 3),
      },
      referral: pick('none' as const, 'open' as const, 'managed' as const),
      slots: component.slots === 0 ? pick(0, 500) : pick(100, 20_000),
      slotCost: pick(0, 300),
      against: component.against === null || context.destinations.length === 1 ? null : component.against,
      homeDialogue: pick(0, 1),
    };
  });
  // The intercept has no range: it is set by the context. Here it is anything that leaves people some choice.
  const appraisal = { ...given.appraisal, intercept: within(-3, 3) };
  return {
    ...{ seed: `any ${which}`, replicate: 0, off: [], context, given: { ...given, appraisal } },
    ...size,
    arm: { components, policies: [] },
  };
}
