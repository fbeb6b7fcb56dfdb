import { describe, expect, it } from 'vitest';
import { balances } from '../../src/experiment/balance.ts';
import { runPaired } from '../../src/experiment/pair.ts';
import { type Columns, recordColumns, recordLevels } from '../../src/experiment/recorded.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { smallPlan } from '../runtime/small-plan.ts';

const [job] = smallPlan(readLibrary(), knownIntercepts()).jobs;
if (!job) throw new Error('the small plan has jobs');
const plain = runPaired(job);
const written = runPaired({ ...job, record: recordLevels });
const columns = (of: Columns | undefined): Columns => of ?? {};
const count = (values: readonly number[] | undefined, wanted: (value: number) => boolean) =>
  (values ?? []).filter(wanted).length;

describe('writing down people', () => {
  it('changes no run', () => {
    expect(written.rows).toEqual(plain.rows);
    expect(plain.recorded).toBeUndefined();
  });

  it('gives every column of every level, of equal length', () => {
    for (const [at, recorded] of (written.recorded ?? []).entries())
      for (const level of recordLevels) {
        // The world without campaign has no effect on itself.
        if (level === 'effect' && at === 0) expect(recorded.effect).toBeUndefined();
        else {
          expect(Object.keys(columns(recorded[level]))).toEqual([...recordColumns[level]]);
          const lengths = new Set(Object.values(columns(recorded[level])).map(({ length }) => length));
          expect(lengths.size).toBe(1);
          if (level !== 'event') expect([...lengths]).toEqual([200]);
        }
      }
  });

  it('agrees with the outcomes of the run, to the person', () => {
    for (const [at, row] of written.rows.entries()) {
      const recorded = written.recorded?.[at];
      const { departure_week, harm } = columns(recorded?.person);
      expect(count(departure_week, (week) => week >= 0) / 200).toBeCloseTo(row.levels.irregular_departures ?? -1, 9);
      expect(count(harm, (size) => size >= 1) / 200).toBeCloseTo(row.levels.harmed_on_journey ?? -1, 9);
      if (at === 0) continue;
      for (const [place, name] of balances.entries())
        expect(count(columns(recorded?.effect).class, (one) => one === place) / 200).toBeCloseTo(
          row.differences[name] ?? -1,
          9,
        );
    }
  });

  it('has events that lead from where people start to where they end', () => {
    for (const recorded of written.recorded ?? []) {
      const { person_id: ids = [], stage_at_start: starts = [], stage: ends = [] } = columns(recorded.person);
      const now = new Map(ids.map((id, i) => [id, starts[i]]));
      const { person_id: who = [], week = [], from = [], to = [] } = columns(recorded.event);
      expect(who.length).toBeGreaterThan(0);
      for (const [i, id] of who.entries()) {
        expect(now.get(id)).toBe(from[i]);
        expect(from[i]).not.toBe(to[i]);
        expect(week[i]).toBeGreaterThanOrEqual(week[i - 1] ?? 0);
        expect(week[i]).toBeLessThan(12);
        now.set(id, to[i]);
      }
      expect(ids.map((id) => now.get(id))).toEqual([...ends]);
    }
  });
});
