// Copies the journal of a batch to where KEEP_JOURNAL says before its folder is removed, so that a test can look at it.
import fs, { copyFileSync, existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const { renameSync } = fs;
fs.renameSync = (from, to) => {
  const journal = join(String(from), 'part-000', 'journal.jsonl');
  if (existsSync(journal)) copyFileSync(journal, process.env.KEEP_JOURNAL);
  renameSync(from, to);
};
syncBuiltinESMExports();
