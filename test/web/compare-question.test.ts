import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ledger } from '../../src/evidence/ledger.ts';
import type { RunRow } from '../../src/experiment/comparison.ts';
import { modelDeclarations } from '../../src/scenario/declared.ts';
import { contextOf, figuresIn, pasted, personIn } from '../../src/web/compare/aggregates.ts';
import { assumptionLabels, oftenAsked } from '../../src/web/compare/assumption-words.ts';
import { scenarios } from '../../src/web/compare/catalogue.ts';
import { placesFor } from '../../src/web/compare/design-places.ts';
import { keptIn } from '../../src/web/compare/desk.ts';
import { memoryFor } from '../../src/web/compare/memory-for.ts';
import {
  commandOf,
  entriesOf,
  filledUp,
  freshState,
  idOf,
  isIdle,
  MY_MIX,
  mixOf,
  withAssumption,
  withBudget,
  withMix,
  withOwnBudget,
  withOwnPlace,
  withoutDesign,
} from '../../src/web/compare/question.ts';
import { sourceInWords } from '../../src/web/compare/source-words.ts';
import { secondsFor } from '../../src/web/compare/time-needed.ts';
import { twoByTwo } from '../../src/web/compare/two-by-two.ts';
import { AS_BEFORE, AS_CHANGED, settledState } from '../../src/web/engine/settled-state.ts';
import { decimalIn, wholeIn } from '../../src/web/parts/number-text.ts';
import { StateError, stateFrom, stateText } from '../../src/web/state/app-state.ts';

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
  it('gives what is left to those that nobody set, and never touches those that somebody did', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(percents, fc.nat(63), (some, which) => {
        const mix = some.map((percent, at) => ({ id: `part-${at}`, percent }));
        const set = new Set(mix.filter((_, at) => (which >> at) & 1).map(({ id }) => id));
        const after = filledUp(mix, set);
        const taken = mix.reduce((sum, { id, percent }) => sum + (set.has(id) ? percent : 0), 0);
        expect(after === null).toBe(set.size === mix.length || taken > 100);
        if (after === null) return;
        expect(after.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
        expect(after.every(({ percent }) => percent >= 0 && percent <= 100)).toBe(true);
        for (const [at, { id, percent }] of after.entries()) if (set.has(id)) expect(percent).toBe(mix[at]?.percent);
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

describe('numbers that somebody types', () => {
  it.each([
    ['250,000', 250_000],
    ['250.000', 250_000],
    ['250 000', 250_000],
    ['1,000,000', 1_000_000],
    ['€ 1.000.000', 1_000_000],
    ['EUR 500000', 500_000],
    ['500,000 euros', 500_000],
    ['0', 0],
    ['-3', -3],
    ['40 %', 40],
    ['250k', null],
    ['250,5', null],
    ['1,00', null],
    ['much', null],
    ['', null],
  ])('%s as a whole number', (text, value) => expect(wholeIn(text)).toBe(value));

  it.each([
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1.250', 1.25],
    ['1,250', 1250],
    ['1,250.5', 1250.5],
    ['12,5 %', 12.5],
    ['−0.5', -0.5],
    ['1e-7', 1e-7],
    ['.5', 0.5],
    ['1.2.3', null],
    ['x', null],
  ])('%s with decimals', (text, value) => expect(decimalIn(text)).toBe(value));

  it('a sum that buys nobody a contact among the simulated people is seen', () => {
    const idle = (budget: number): readonly string[] => {
      const state = withBudget(freshState('north-africa-2023'), budget);
      const read = settledState(state);
      if (!read.ok) return ['cannot be settled'];
      return (read.settled.conditions[0]?.arms ?? [])
        .filter((arm) => isIdle(arm, state, read.settled))
        .map(({ id }) => id);
    };
    expect(idle(500_000)).toEqual([]);
    expect(idle(250)).toContain('film');
    // It has a budget of its own.
    expect(idle(250)).not.toContain('mix-as-funded');
  });
});

describe('colours of designs', () => {
  it('stay as long as a design is asked about or shown', () => {
    const first = placesFor([], ['a', 'b', 'c']);
    expect(placesFor(first, ['b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(placesFor(placesFor(first, ['b', 'c']), ['b', 'c', 'd'])).toEqual(['d', 'b', 'c']);
    expect(placesFor(first, ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('what a comparison takes', () => {
  const state = freshState('albania-facts');
  const read = settledState(state);
  if (!read.ok) throw new Error('expected a scenario that can be settled');
  const { settled } = read;
  const size = { ...state.size, weeks: 10, replicates: 4 };

  it('of memory is said where it is much: for the worlds that are there at once, one large job at a time', () => {
    expect(memoryFor({ ...size, people: 5000 }, settled)).toBeNull();
    expect(memoryFor({ ...size, people: 20_000 }, settled)).toBeNull();
    // The world at week 0, that without campaign, and the one under way.
    expect(memoryFor({ ...size, people: 2_000_000 }, settled)).toBe(3 * 480 * 2_000_000);
    expect(memoryFor({ ...size, people: 2_000_000, replicates: 1 }, settled)).toBe(3 * 480 * 2_000_000);
  });

  it('of time grows with people, weeks and pairs; the weeks before the campaign count once for all designs', () => {
    const seconds = secondsFor(size, settled);
    expect(secondsFor({ ...size, people: 3 * size.people }, settled)).toBeCloseTo(3 * seconds, 6);
    expect(secondsFor({ ...size, replicates: 8 }, settled)).toBeCloseTo(2 * seconds, 6);
    const worlds = settled.conditions.reduce((sum, { arms }) => sum + arms.length, 0);
    const before = settled.burnIn * settled.conditions.length;
    expect(secondsFor({ ...size, weeks: 20 }, settled) / seconds).toBeCloseTo(
      (before + 20 * worlds) / (before + 10 * worlds),
      6,
    );
  });
});

describe('what is kept over a reload', () => {
  const state = withBudget(freshState('north-africa-2023'), 1234);
  const others = [freshState('albania-facts')];
  it('is the question, with those of other scenarios and the last link', () => {
    expect(keptIn(JSON.stringify({ state, others, link: 'abc' }))).toEqual({ state, others, link: 'abc' });
  });

  it.each([null, '', '{}', '[1]', 'null', '{"state":{"schema":"forewarned/state@1"}}'])(
    'is nothing when it cannot be read: %s',
    (text) => expect(keptIn(text)).toBeNull(),
  );
});

describe('a file that is opened', () => {
  it('that is too large for a page is sent to the command line', () => {
    const { size, ...state } = freshState('albania-facts');
    expect(() => stateFrom(stateText({ ...state, size: { ...size, people: 2_000_000 } }))).toThrow(
      'size.people: expected a whole number from 100 to 100000, found 2000000; larger comparisons are for the command line, or for a page served with its headers (`forewarned serve`)',
    );
  });

  it('may have two million people where the page is isolated, and no more', () => {
    const { size, ...state } = freshState('albania-facts');
    const textWith = (people: number): string => stateText({ ...state, size: { ...size, people } });
    vi.stubGlobal('crossOriginIsolated', true);
    try {
      expect(stateFrom(textWith(2_000_000)).size.people).toBe(2_000_000);
      expect(() => stateFrom(textWith(2_000_001))).toThrow('from 100 to 2000000, found 2000001');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  const kindOf = (text: string): string => {
    try {
      stateFrom(text);
      return 'a state';
    } catch (fault) {
      return fault instanceof StateError ? fault.kind : 'another fault';
    }
  };
  it.each([
    [stateText(freshState('albania-facts')), 'a state'],
    ['{"a":1}', 'stranger'],
    ['[1,2]', 'stranger'],
    ['hello', 'stranger'],
    ['name,phone\nA,123\nB,456', 'table'],
    ['{"schema":"forewarned/state@0"}', 'damaged'],
  ])('%# is seen for what it is', (text, kind) => expect(kindOf(text)).toBe(kind));
});

describe('words of sources and numbers', () => {
  const titles = { A: 'letter of 2023', B: 'b', C: 'report on 2023', D: 'd', E: 'e' };
  const studies = new Map([
    ['F17', 'Seventeen (2020)'],
    ['F18', 'Eighteen (2019)'],
  ]);
  it.each([
    [
      'A, additional budget; C, information campaigns',
      'letter of 2023, additional budget; report on 2023, information campaigns',
    ],
    ['A, additional budget; C', 'letter of 2023, additional budget; report on 2023'],
    ['F17-F18; F99', 'Seventeen (2020); Eighteen (2019); F99'],
    ['choice: a usual size', 'choice: a usual size'],
  ])('%s', (source, words) => expect(sourceInWords(source, titles, studies)).toBe(words));

  it('each number has a label of its own, without symbols', () => {
    const labels = assumptionLabels(ledger(modelDeclarations.mechanisms, modelDeclarations.channels));
    expect(labels.get('channel.film.relation')).toBe('personal bond that lets trust grow (film)');
    expect(labels.get('dissonance.discreditTrust')).toBe(
      'resistance to discrediting the sender: more of it when the sender is trusted (dissonance)',
    );
    for (const label of labels.values()) expect(label).not.toMatch(/\.\.\.|\((?:gD|kT|sdT|iota)\)/);
    for (const name of oftenAsked) expect(labels.has(name)).toBe(true);
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
