import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../src/experiment/comparison.ts';
import { contextOf, figuresIn, pasted, personIn } from '../../src/web/compare/aggregates.ts';
import { scenarios } from '../../src/web/compare/catalogue.ts';
import {
  commandOf,
  entriesOf,
  freshState,
  idOf,
  MY_MIX,
  mixOf,
  moved,
  withAssumption,
  withBudget,
  withMix,
  withOwnBudget,
  withOwnPlace,
  withoutDesign,
} from '../../src/web/compare/question.ts';
import { twoByTwo } from '../../src/web/compare/two-by-two.ts';
import { AS_BEFORE, AS_CHANGED, settledState } from '../../src/web/engine/settled-state.ts';

describe('the scenarios of the page', () => {
  it('are all of the library, each with a place, and each can be settled as it comes', () => {
    expect(scenarios().length).toBe(22);
    for (const { id, title, question, place } of scenarios()) {
      expect([id, title, question, place].every((text) => text !== '')).toBe(true);
      expect([id, settledState(freshState(id)).ok]).toEqual([id, true]);
    }
  });
});

describe('a division of one budget', () => {
  it('sums to 100 percent whatever is moved', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(percents, fc.nat(5), fc.integer({ min: -20, max: 120 }), (some, which, wanted) => {
        const mix = some.map((percent, at) => ({ id: `part-${at}`, percent }));
        const id = `part-${which % some.length}`;
        const after = moved(mix, id, wanted);
        expect(after.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
        expect(after.every(({ percent }) => percent >= 0 && percent <= 100)).toBe(true);
      }),
    );
  });

  it('starts from the mix as funded and is a design of its own', () => {
    const state = freshState('north-africa-2023');
    const mix = mixOf(state, 'mix-as-funded');
    expect(mix.map(({ percent }) => percent)).toEqual([30, 8, 20, 42]);
    const mine = withMix(state, { from: 'mix-as-funded', title: 'My mix', truthfulness: 'one-sided', mix });
    const read = settledState(mine);
    expect(read.ok && read.settled.conditions[0]?.arms.map(({ id }) => id)).toContain(MY_MIX);
    expect(mixOf(mine, MY_MIX)).toEqual(mix);
    expect(withoutDesign(mine, MY_MIX)).toEqual(state);
  });
});

describe('a question that is changed and changed back', () => {
  it.each(scenarios().map(({ id }) => id))('%s is the scenario as it comes', (id) => {
    const state = freshState(id);
    const first = idOf(entriesOf(state)[0] ?? '');
    expect(withBudget(withBudget(state, 1234), settledBudget(id))).toEqual(state);
    const own = withOwnBudget(state, first, 1234);
    expect(settledState(own).ok).toBe(true);
    expect(settledState(withOwnBudget(own, first, null)).ok).toBe(true);
    expect(withAssumption(withAssumption(state, 'a', 1), 'a', null)).toEqual(state);
    expect(withOwnPlace(withOwnPlace(state, { title: 'x', context: {} }), null)).toEqual(state);
    expect(commandOf(state, 'file.yaml')).toContain(`compare ${id} --replicates`);
    expect(commandOf(own, 'file.yaml')).toContain('compare file.yaml --replicates');
  });
});

const settledBudget = (id: string): number => scenarios().find((one) => one.id === id)?.budget ?? 0;

describe('the two-by-two', () => {
  const row = (
    condition: string,
    arm: string,
    replicate: number,
    level: number,
    difference: number | null,
  ): RunRow => ({
    ...{ runId: '', condition, arm, draw: 0, replicate, series: {} as RunRow['series'], groups: {}, notes: [] },
    levels: { decision_quality: level },
    differences: difference === null ? {} : { decision_quality: difference },
  });
  const runs = [0, 1, 2].flatMap((replicate) => [
    row(AS_BEFORE, 'no-campaign', replicate, 0.5, null),
    row(AS_BEFORE, 'film', replicate, 0.5 + replicate / 10, replicate / 10),
    row(AS_CHANGED, 'no-campaign', replicate, 0.4, null),
    row(AS_CHANGED, 'film', replicate, 0.6 + replicate / 10, 0.2 + replicate / 10),
  ]);

  it('takes differences pair by pair, so that luck falls out', () => {
    const found = twoByTwo([{ id: 0, rows: runs, failures: [] }], 'film', 'decision_quality');
    expect(found?.without.difference.mean).toBeCloseTo(-0.1, 12);
    expect(found?.effect.before.mean).toBeCloseTo(0.1, 12);
    const { mean = 0, low = 0, high = 0 } = found?.effect.difference ?? {};
    expect([mean, low, high].map((one) => Number(one.toFixed(9)))).toEqual([0.2, 0.2, 0.2]);
  });

  it('rests on pairs that are finished in all four worlds', () => {
    const left = runs.filter(({ condition, replicate }) => condition === AS_BEFORE || replicate < 2);
    const found = twoByTwo([{ id: 0, rows: left, failures: [] }], 'film', 'decision_quality');
    expect(found?.effect.difference.replicates).toBe(2);
    expect(twoByTwo([], 'film', 'decision_quality')).toBeNull();
  });
});

describe('figures of a place', () => {
  it('hold before and after an assumption is changed', () => {
    const context = contextOf({ online: 0.6, population: 1_000_000 }, 'Here', 'own aggregate figures');
    expect(figuresIn(context)).toEqual({ online: 0.6, population: 1_000_000 });
    const state = withOwnPlace(freshState('albania-facts'), { title: 'Here', context });
    for (const changed of [{}, { 'appraisal.risk': 2 }]) {
      const read = settledState({ ...state, changed });
      const found = read.ok
        ? read.settled.conditions.map(({ contextTitle, context: of }) => [contextTitle, of.online])
        : [];
      expect(found.length).toBe(1 + Object.keys(changed).length);
      for (const one of found) expect(one).toMatchObject(['Here', { value: 0.6, source: 'own aggregate figures' }]);
    }
  });

  it.each([
    ['First name,online', 'name'],
    ['phone number\t12', 'phone'],
    ['contact,x@example.org', 'email'],
    ['passport no; 3', 'document'],
    ['lat,lon\n1,2', 'coordinates'],
    ['place;33.57311, -7.58984', 'coordinates'],
    ['online;+212 600 000 000', 'phone'],
    ['x;AB1234567', 'document'],
  ])('%s is refused', (text, kind) => {
    expect(personIn(text)).toBe(kind);
    expect(pasted(text)).toEqual({ kind: 'person', what: kind });
  });

  it('are read with percent, thousands and decimal commas', () => {
    const text = 'population;1,200,000\nonline\t62 %\nmale: 0.51\nschooling;45,5 %\nlawfulQuota;2';
    expect(pasted(text)).toEqual({
      kind: 'figures',
      figures: { population: 1_200_000, online: 0.62, male: 0.51, schooling: 0.455, lawfulQuota: 2 },
      unread: [],
    });
  });

  it('that are not understood are said', () => {
    expect(pasted('online; many\nweather; 3')).toEqual({
      kind: 'figures',
      figures: {},
      unread: ['online; many', 'weather; 3'],
    });
  });
});
