import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { hashOf } from '../experiment/fingerprint.ts';
import { afterRoot, rootHash, sealWord } from '../report/result-files.ts';
import { Mistake } from './mistake.ts';

const list = 'checksums.sha256';
const report = 'report.html';

/** What a look at the files of a results folder found. */
export type CheckedFiles = {
  readonly files: number;
  /** One sentence for each file that is not as it was written, missing, or not of the results. */
  readonly problems: readonly string[];
  /** The hash over the data files, as the report names it; null when it names none. */
  readonly root: string | null;
};

/**
 * Compares every file with the list of checksums, the list with its seal, and both with the root hash in the report.
 *
 * @throws Mistake when the folder holds no results
 */
export function checkFiles(folder: string): CheckedFiles {
  const listFile = join(folder, list);
  if (!existsSync(listFile))
    throw new Mistake(
      `${folder}: expected a folder of results with ${list}, found none. Name the folder that the last lines of \`forewarned compare\` or \`run\` name.`,
    );
  const listText = readFileSync(listFile, 'utf8');
  const sealAt = listText.lastIndexOf(`${sealWord} `);
  const lines = sealAt < 0 ? listText : listText.slice(0, sealAt);
  const isSealed = sealAt >= 0 && listText.slice(sealAt) === `${sealWord} ${hashOf(lines)}\n`;
  const listed = new Map(
    lines.split('\n').flatMap((line) => {
      const [, hash = '', path = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return path === '' ? [] : [[path, hash] as const];
    }),
  );
  const there = filesIn(folder).filter((path) => path !== list);
  const actual = new Map(there.map((path) => [path, fileHash(join(folder, path))]));
  const root = existsSync(join(folder, report)) ? rootIn(readFileSync(join(folder, report), 'utf8')) : null;
  const problems: string[] = [];
  if (!isSealed)
    problems.push(
      `${list}: expected the list as it was written, found another: its last line is not the hash of the lines above.`,
    );
  for (const [path, hash] of listed) {
    const found = actual.get(path);
    if (found === undefined) {
      if (isSealed) problems.push(`${path}: expected this file, found none.`);
      // In a damaged list a line may be what is wrong; a file that was changed has another hash altogether.
    } else if (found !== hash && (isSealed || distance(found, hash) > 2))
      problems.push(`${path}: expected bytes with SHA-256 ${hash}, found others (${found}).`);
  }
  for (const path of there)
    if (isSealed && !listed.has(path))
      problems.push(`${path}: expected only files that ${list} names, found this one besides.`);
  const data = [...actual].flatMap(([path, hash]) => (afterRoot.includes(path) ? [] : [{ path, hash }]));
  if (problems.length === 0 && rootHash(data) !== root)
    problems.push(
      `${report}: expected the root hash of the data files, ${rootHash(data)}, found ${root ?? 'none'}: files and list were changed together, or the report belongs to other results.`,
    );
  return { files: there.length + 1, problems, root };
}

/** In how many places two hashes differ. */
function distance(a: string, b: string): number {
  return [...a].filter((digit, at) => digit !== b[at]).length;
}

function rootIn(page: string): string | null {
  return /id="root-hash">([0-9a-f]{64})</.exec(page)?.[1] ?? null;
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
