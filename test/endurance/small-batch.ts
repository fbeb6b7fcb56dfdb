import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fingerprintIn, journalled, leftovers, must, size, workshop } from './support.ts';

/** A batch that nobody disturbed, and as many like it as somebody wants to disturb. */
export type SmallBatch = {
  readonly place: string;
  readonly jobs: readonly number[];
  /** Removes everything. */
  readonly gone: () => void;
  /** Plans the batch and does it once, for comparison; to be called before anything else. */
  readonly prepare: () => Promise<void>;
  /** A batch of which nothing is done, in a folder of this name. */
  readonly fresh: (name: string, within?: string) => string;
  /** What is typed to resume it. */
  readonly resume: (name: string, more?: readonly string[]) => readonly string[];
  /** The lines of a table of results. */
  readonly table: (results: string, file: string) => readonly string[];
  /** It is as nobody disturbed it, each job was done once, and nothing is left over. */
  readonly expectWhole: (name: string, json: string, journal?: readonly number[]) => void;
};

export const byNumber = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

export function smallBatch(count: number): SmallBatch {
  const { place, gone } = workshop('faults');
  const jobs = Array.from({ length: count }, (_, job) => job);
  let whole = '';
  const fresh: SmallBatch['fresh'] = (name, within = '.') => {
    cpSync(join(place, 'planned'), join(place, within, name), { recursive: true });
    return join(within, name);
  };
  const resume: SmallBatch['resume'] = (name, more = []) => [
    ...['resume', name, '--json', '--out', `R-${name}`, '--tables', 'csv', '--workers', '2', ...more],
  ];
  const table: SmallBatch['table'] = (results, file) =>
    readFileSync(join(place, results, file), 'utf8')
      .trimEnd()
      .split('\n');
  return {
    ...{ place, jobs, gone, fresh, resume, table },
    prepare: async () => {
      await must(['plan', 'small.yaml', ...size(count, 100, 4), '--out', 'planned'], place);
      whole = fingerprintIn(await must(resume(fresh('once')), place));
    },
    expectWhole: (name, json, journal = jobs) => {
      const { fingerprint, folder } = JSON.parse(json) as { fingerprint: string; folder: string };
      expect(fingerprint).toBe(whole);
      expect(byNumber(journalled(join(place, name)))).toEqual(journal);
      for (const file of ['runs.csv', 'effects.csv', 'series.csv'])
        expect(table(folder, file)).toEqual(table('R-once', file));
      expect(leftovers(place)).toEqual([]);
    },
  };
}
