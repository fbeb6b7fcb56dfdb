import { hashOf } from '../experiment/fingerprint.ts';
import { afterRoot, rootHash, sealWord } from './result-files.ts';

/** Where the list of checksums stands in results. */
export const checksumList = 'checksums.sha256';
const report = 'report.html';

/** What a look at the files of results found. */
export type CheckedFiles = {
  readonly files: number;
  /** One sentence for each file that is not as it was written, missing, or not of the results. */
  readonly problems: readonly string[];
  /** The hash over the data files, as the report names it; null when it names none. */
  readonly root: string | null;
};

/** Files to check, wherever they are: a folder, an archive. */
export type CheckableFiles = {
  /** Paths of all files but the list of checksums, relative, with `/`, in order. */
  readonly paths: readonly string[];
  /** SHA-256 over the bytes of a file among the paths, 64 hexadecimal digits. */
  readonly hash: (path: string) => string;
  /** A file as text; undefined where there is none. */
  readonly text: (path: string) => string | undefined;
};

/** Compares every file with the list of checksums, the list with its seal, and both with the root hash in the report. */
export function checkMarks(list: string, { paths, hash, text }: CheckableFiles): CheckedFiles {
  const sealAt = list.lastIndexOf(`${sealWord} `);
  const lines = sealAt < 0 ? list : list.slice(0, sealAt);
  const isSealed = sealAt >= 0 && list.slice(sealAt) === `${sealWord} ${hashOf(lines)}\n`;
  const listed = new Map(
    lines.split('\n').flatMap((line) => {
      const [, wanted = '', path = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      return path === '' ? [] : [[path, wanted] as const];
    }),
  );
  const actual = new Map(paths.map((path) => [path, hash(path)]));
  const root = rootIn(text(report) ?? '');
  const problems: string[] = [];
  if (!isSealed)
    problems.push(
      `${checksumList}: expected the list as it was written, found another: its last line is not the hash of the lines above.`,
    );
  for (const [path, wanted] of listed) {
    const found = actual.get(path);
    if (found === undefined) {
      if (isSealed) problems.push(`${path}: expected this file, found none.`);
      // In a damaged list a line may be what is wrong; a file that was changed has another hash altogether.
    } else if (found !== wanted && (isSealed || distance(found, wanted) > 2))
      problems.push(`${path}: expected bytes with SHA-256 ${wanted}, found others (${found}).`);
  }
  for (const path of paths)
    if (isSealed && !listed.has(path))
      problems.push(`${path}: expected only files that ${checksumList} names, found this one besides.`);
  const data = [...actual].flatMap(([path, found]) => (afterRoot.includes(path) ? [] : [{ path, hash: found }]));
  if (problems.length === 0 && rootHash(data) !== root)
    problems.push(
      `${report}: expected the root hash of the data files, ${rootHash(data)}, found ${root ?? 'none'}: files and list were changed together, or the report belongs to other results.`,
    );
  return { files: paths.length + 1, problems, root };
}

/** In how many places two hashes differ. */
function distance(a: string, b: string): number {
  return [...a].filter((digit, at) => digit !== b[at]).length;
}

function rootIn(page: string): string | null {
  return /id="root-hash">([0-9a-f]{64})</.exec(page)?.[1] ?? null;
}
