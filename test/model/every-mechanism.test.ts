// The law of mechanisms: a new one is under it from the moment it is named in the schedule.
import { describe, expect, it } from 'vitest';
import type { ColumnSpec } from '../../src/model/column.ts';
import { allColumns } from '../../src/model/columns.ts';
import { declarations } from '../../src/model/declarations.ts';
import { declared } from '../../src/model/given.ts';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { populationState } from '../../src/model/population/population.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import type { Setup } from '../../src/model/setup.ts';
import { finish, fresh, live } from './support/live.ts';
import { columnsOf, differing } from './support/same.ts';
import { settledVillage } from './support/settled.ts';
import { everyWay, hurry, village, withCampaign } from './support/village.ts';

const week: readonly Mechanism[] = schedule;
const columns: readonly (readonly [string, ColumnSpec])[] = Object.entries<ColumnSpec>(allColumns);
const small = (setup: Setup): Setup => withCampaign({ ...setup, people: 300, burnIn: 10, weeks: 60 }, everyWay);
const on = finish(small(settledVillage([])));
const hurried = Object.fromEntries(
  Object.entries(hurry).flatMap(([mechanism, values]) =>
    Object.entries(values).map(([key, value]) => [`${mechanism}.${key}`, value]),
  ),
);

describe.each(week.map((each) => [each.name, each] as const))('%s', (name, mechanism) => {
  it('says why it exists, from where, and what it does', () => {
    expect(mechanism.because).toMatch(/^\p{Lu}.{20,}[.]$/u);
    expect(mechanism.source).toMatch(/\S{3}/);
    expect(mechanism.equations.length).toBeGreaterThan(0);
    for (const line of mechanism.equations) expect(line).toMatch(/\S{3}/);
  });

  it('says what each of its numbers is, where it is from, and how far it may lie from its default', () => {
    for (const [key, { value, range, unit, meaning, basis, source, confidence }] of Object.entries(
      mechanism.parameters,
    )) {
      for (const text of [unit, meaning, source]) expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, [value, ...range].every(Number.isFinite)]).toEqual([key, true]);
      expect([key, range[0] <= value && value <= range[1]]).toEqual([key, true]);
      expect([key, basis === 'assumed']).toEqual([key, basis === 'assumed' && confidence === 'A']);
    }
  });

  it('is off under numbers that it has', () => {
    expect(Object.keys(mechanism.parameters)).toEqual(expect.arrayContaining(Object.keys(mechanism.off)));
    for (const value of Object.values(mechanism.off)) expect(Number.isFinite(value)).toBe(true);
  });

  it('owns the columns it declares, says what they hold, and names who else may write', () => {
    const names = new Set([...week.map((other) => other.name), 'opening']);
    for (const [column, spec] of Object.entries<ColumnSpec>(mechanism.state)) {
      expect([column, spec.owner]).toEqual([column, name]);
      for (const text of [spec.unit, spec.meaning]) expect([column, text.trim()]).not.toEqual([column, '']);
      for (const writer of spec.writers ?? []) {
        expect(names).toContain(writer);
        expect(writer).not.toBe(name);
      }
    }
  });

  it('moves nothing of its own when it is off', () => {
    const world = fresh(small(settledVillage([name])));
    const before = new Map([...columnsOf(world)].map(([column, values]) => [column, values.slice()]));
    live(world, 30);
    for (const [column, values] of columnsOf(world)) {
      const spec = columns.find(([known]) => column.replace(/^\w+\.|\[\d+\]$/g, '') === known)?.[1];
      const alone = spec?.owner === name && spec.writers === undefined && mechanism.runsWhenOff !== true;
      if (alone) expect([column, values]).toEqual([column, before.get(column)]);
    }
  });

  it('makes a difference when it is on', () => {
    expect(differing(finish(small(settledVillage([name]))), on).length).toBeGreaterThan(0);
  });

  it('has inert numbers when it is off: whatever a scenario says or a draw puts there, the world is given the same', () => {
    const plain = settledVillage([name]);
    for (const end of [0, 1] as const) {
      const ends = Object.fromEntries(
        Object.entries(mechanism.parameters).map(([key, { range }]) => [`${name}.${key}`, range[end]]),
      );
      expect(settledVillage([name], ends)).toEqual(plain);
      expect(settledVillage([name], {}, (asked, fallback) => ends[asked] ?? fallback)).toEqual(plain);
      // Switched on, the same words do arrive.
      const drawn = Object.keys(ends).filter((key) => !Object.keys(hurried).includes(key));
      for (const each of [
        settledVillage([], ends),
        settledVillage([], {}, (asked, fallback) => ends[asked] ?? fallback),
      ])
        for (const key of drawn) expect([key, each.given[name][key.slice(name.length + 1)]]).toEqual([key, ends[key]]);
    }
  });
});

describe('the model', () => {
  it('has numbers settled from a file that are those it declares', () => {
    expect(settledVillage([]).given).toEqual(village.given);
  });

  it('declares each column once', () => {
    const all = [populationState, ...week.map(({ state }) => state)].flatMap((state) => Object.keys(state));
    expect(all.filter((name, k) => all.indexOf(name) !== k)).toEqual([]);
    expect(Object.keys(allColumns).sort()).toEqual(all.sort());
  });

  it('knows every owner', () => {
    const names = new Set(['population', ...week.map(({ name }) => name)]);
    for (const [, { owner }] of columns) expect(names).toContain(owner);
  });

  it('names each mechanism once, and hands each its own numbers', () => {
    const names = week.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(declared)).toEqual(expect.arrayContaining(names));
    for (const { name, parameters } of week) expect(declared[name as keyof typeof declared]).toBe(parameters);
    for (const { name, parameters } of declarations) expect(declared[name as keyof typeof declared]).toBe(parameters);
    expect(declarations.map(({ name }) => name).sort()).toEqual(Object.keys(declared).sort());
  });

  it('keeps apart what people, households and communities are called', () => {
    for (const [name, spec] of columns) {
      expect(['people', 'households', 'communities']).toContain(spec.of);
      expect([name, Number.isFinite(spec.initial)]).toEqual([name, true]);
    }
  });
});
