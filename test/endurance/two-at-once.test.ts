// Two who plan the same batch at the same moment share its folder; neither takes what the other has finished.
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createBatchFolder, finishedIn, partFolder } from '../../src/runtime/batch-folder.ts';
import { openJournal } from '../../src/runtime/journal.ts';
import { plannedIn } from './planted-batch.ts';
import { leftovers, workshop } from './support.ts';

const { place, gone } = workshop('two-at-once');
afterAll(gone);

/** A ledger whose writing is the moment at which somebody else comes. */
const whileWritten = (come: () => void): readonly object[] => [{ toJSON: () => come() }];

it('a batch at work is not replaced by one that was planned in the same moment', () => {
  const folder = join(place, 'batch');
  const batch = plannedIn(place, { replicates: 2 });
  const faster = (): void => {
    const { hash } = createBatchFolder(folder, batch, []);
    const journal = openJournal(partFolder({ folder }, 0), hash, folder);
    journal.append({ id: 0, rows: [], failures: [] }, { condition: 'all', draw: 0, replicate: 0 });
    journal.close();
  };
  const work = createBatchFolder(folder, batch, whileWritten(faster));
  expect([...finishedIn(work).keys()]).toEqual([0]);
  expect(leftovers(place)).toEqual([]);
});

it('another batch that came there in the same moment is told', () => {
  const folder = join(place, 'other');
  const batch = plannedIn(place, { replicates: 2 });
  const faster = (): void => void createBatchFolder(folder, plannedIn(place, { replicates: 3 }), []);
  expect(() => createBatchFolder(folder, batch, whileWritten(faster))).toThrow(/expected no folder or this plan/);
});
