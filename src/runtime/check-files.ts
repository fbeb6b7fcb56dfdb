import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type CheckedFiles, checkMarks, checksumList } from '../report/check-marks.ts';
import { Mistake } from './mistake.ts';

export type { CheckedFiles } from '../report/check-marks.ts';

/**
 * Compares every file with the list of checksums, the list with its seal, and both with the root hash in the report.
 *
 * @throws Mistake when the folder holds no results
 */
export function checkFiles(folder: string): CheckedFiles {
  const list = join(folder, checksumList);
  if (!existsSync(list))
    throw new Mistake(
      `${folder}: expected a folder of results with ${checksumList}, found none. Name the folder that the last lines of \`forewarned compare\` or \`run\` name.`,
    );
  return checkMarks(readFileSync(list, 'utf8'), {
    paths: filesIn(folder).filter((path) => path !== checksumList),
    hash: (path) => fileHash(join(folder, path)),
    text: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined),
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

function fileHash(file: string): string {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  try {
    for (;;) {
      const bytes = readSync(handle, buffer);
      if (bytes === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytes));
    }
  } finally {
    closeSync(handle);
  }
}
