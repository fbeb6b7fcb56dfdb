import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FailedRun, RunRow } from '../experiment/comparison.ts';
import { hashOf } from '../experiment/fingerprint.ts';
import type { PairedResult } from '../experiment/pair.ts';
import type { Recorded } from '../experiment/recorded.ts';
import { canonical } from '../scenario/canonical.ts';
import { takeLock } from './lock.ts';
import { Mistake } from './mistake.ts';
import { linesOf } from './read-lines.ts';

/** Where the row of a finished run is: which file, from where, how long; its hash; and what was written down about people. */
export type RowPlace = {
  readonly runId: string;
  readonly arm: string;
  readonly hash: string;
  readonly chunk: number;
  readonly at: number;
  readonly bytes: number;
  /** Bytes behind the row, and their hash; 0 where nothing was written down. */
  readonly recorded: number;
  readonly recordedHash: string;
};

/** A line of the journal: a job that is done for good. */
export type FinishedJob = {
  readonly job: number;
  readonly condition: string;
  readonly draw: number;
  readonly replicate: number;
  readonly rows: readonly RowPlace[];
  readonly failures: readonly FailedRun[];
};

/** Bytes after which a new chunk is begun: finished chunks never change again and can be copied. */
const CHUNK = 64 * 1024 * 1024;
const JOURNAL = 'journal.jsonl';
const DRAFT = '.journal.draft';
const chunkName = (chunk: number): string => `runs-${String(chunk).padStart(4, '0')}.bin`;
const chunkPattern = /^runs-(\d{4,})\.bin$/;

/**
 * The finished jobs of a part. Lines that cannot be read (a kill in the middle of writing leaves at most the last one) are not
 * there: their jobs were not finished. Nor are those whose rows are gone. Of two lines for a job the later one counts.
 *
 * @param plan  hash of the batch; a journal of another one is refused
 * @throws Mistake when the journal belongs to another plan, or nobody can tell to which
 */
export function readJournal(folder: string, plan: string): ReadonlyMap<number, FinishedJob> {
  const finished = new Map<number, FinishedJob>();
  for (const { found } of wholeLines(folder, plan)) finished.set(found.job, found);
  return finished;
}

/** The lines of a journal that can be relied on, one after the other: a journal may be longer than a text can be. */
function* wholeLines(folder: string, plan: string): Generator<{ readonly line: string; readonly found: FinishedJob }> {
  const file = join(folder, JOURNAL);
  if (!existsSync(file)) return;
  const sizes = new Map<number, number>();
  const isThere = ({ chunk, at, bytes, recorded }: RowPlace): boolean => {
    const size = sizes.get(chunk) ?? sizeOf(join(folder, chunkName(chunk)));
    sizes.set(chunk, size);
    return at + bytes + recorded <= size;
  };
  let begun: { readonly plan: string } | null | undefined;
  for (const line of linesOf(file)) {
    if (begun === undefined) {
      begun = readLine(line) as { readonly plan: string } | null;
      if (begun !== null && begun.plan !== plan)
        throw new Mistake(
          `${file}: expected the journal of this plan, found that of another. Use the folder that belongs to the plan.`,
        );
      continue;
    }
    if (begun === null)
      throw new Mistake(
        `${file}: expected a first line that names the plan, found a damaged one. Copy the folder again, or delete this file and resume: its runs are then done again.`,
      );
    const found = readLine(line) as FinishedJob | null;
    if (found?.rows.every(isThere)) yield { line, found };
  }
}

/** A line ends with a hash of itself: one flipped bit could otherwise make it the line of another job. */
function writtenLine(content: object): string {
  const text = JSON.stringify(content);
  return `${text.slice(0, -1)},"sum":"${sumOf(text)}"}`;
}

/** What a line says; null when it is not as it was written. */
function readLine(line: string): unknown {
  const [, text, sum] = /^(\{.*),"sum":"([0-9a-f]{16})"\}$/.exec(line) ?? [];
  return text !== undefined && sumOf(`${text}}`) === sum ? JSON.parse(line) : null;
}

const sumOf = (text: string): string => hashOf(text).slice(0, 16);

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** A part that somebody works on. */
export type OpenJournal = {
  readonly finished: ReadonlyMap<number, FinishedJob>;
  /**
   * Keeps the outcome of a job. When it returns, the rows and then the line that names them are on the disk: the job is finished.
   *
   * @throws the system's fault when the disk takes no more; what was kept before stays
   */
  readonly append: (outcome: PairedResult, place: Pick<FinishedJob, 'condition' | 'draw' | 'replicate'>) => void;
  readonly close: () => void;
};

/**
 * Opens a part for work, alone, and clears away what a kill left unfinished.
 *
 * @param name  of the batch, for messages
 * @throws Mistake when somebody else works on it or it belongs to another plan; the system's fault when it cannot be written
 */
export function openJournal(folder: string, plan: string, name: string): OpenJournal {
  mkdirSync(folder, { recursive: true });
  const release = takeLock(folder, name);
  try {
    return opened(folder, plan, release);
  } catch (fault) {
    release();
    throw fault;
  }
}

function opened(folder: string, plan: string, release: () => void): OpenJournal {
  const finished = new Map<number, FinishedJob>();
  let whole = 0;
  let chunk = 0;
  let end = 0;
  for (const { line, found } of wholeLines(folder, plan)) {
    finished.set(found.job, found);
    whole += Buffer.byteLength(line) + 1;
    for (const { chunk: own, at, bytes, recorded } of found.rows) {
      if (own > chunk) end = 0;
      chunk = Math.max(chunk, own);
      if (own === chunk) end = Math.max(end, at + bytes + recorded);
    }
  }
  keepWhole(folder, plan, whole);
  for (const file of readdirSync(folder)) {
    const number = chunkPattern.exec(file)?.[1];
    const isDraft = file.startsWith('.lock-') || file === DRAFT;
    if (isDraft || (number !== undefined && Number(number) > chunk)) rmSync(join(folder, file), { force: true });
  }
  let data = openAt(join(folder, chunkName(chunk)), end);
  const file = join(folder, JOURNAL);
  let journalEnd = sizeOf(file);
  const journal = openAt(file, journalEnd);
  const write = (line: object): void => {
    const bytes = Buffer.from(`${writtenLine(line)}\n`);
    writeAll(journal, bytes, journalEnd);
    fdatasyncSync(journal);
    journalEnd += bytes.length;
  };
  syncFolder(folder);
  syncFolder(dirname(folder));
  const put = (text: string): number => {
    const bytes = deflateRawSync(text, { level: 3 });
    writeAll(data, bytes, end);
    end += bytes.length;
    return bytes.length;
  };
  return {
    finished,
    append: ({ id, rows, failures, recorded }, { condition, draw, replicate }) => {
      if (end > CHUNK) {
        closeSync(data);
        chunk++;
        end = 0;
        data = openAt(join(folder, chunkName(chunk)), 0);
        syncFolder(folder);
      }
      const found = rows.map((row, k): RowPlace => {
        const at = end;
        const content = canonical(row);
        const bytes = put(content);
        const about = recorded?.[k];
        const text = about === undefined ? '' : JSON.stringify(about);
        const beside = { recorded: text === '' ? 0 : put(text), recordedHash: text === '' ? '' : hashOf(text) };
        return { runId: row.runId, arm: row.arm, hash: hashOf(content), chunk, at, bytes, ...beside };
      });
      fdatasyncSync(data);
      const line: FinishedJob = { job: id, condition, draw, replicate, rows: found, failures };
      write(line);
      finished.set(id, line);
    },
    close: () => {
      closeSync(data);
      closeSync(journal);
      release();
    },
  };
}

/**
 * Makes a journal of those of its lines that can be relied on, in one step; one that has only these stays as it is. A line that is not
 * relied on must go before its place in a chunk is written anew: it would then seem to be there again.
 *
 * @param whole  bytes of these lines
 */
function keepWhole(folder: string, plan: string, whole: number): void {
  const file = join(folder, JOURNAL);
  const head = writtenLine({ plan });
  const [first] = existsSync(file) ? linesOf(file) : [];
  if (first === head && sizeOf(file) === Buffer.byteLength(head) + 1 + whole) return;
  const draft = join(folder, DRAFT);
  try {
    const handle = openSync(draft, 'w');
    try {
      let end = 0;
      const add = (line: string): void => {
        const bytes = Buffer.from(`${line}\n`);
        writeAll(handle, bytes, end);
        end += bytes.length;
      };
      add(head);
      for (const { line } of wholeLines(folder, plan)) add(line);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (fault) {
    rmSync(draft, { force: true });
    throw fault;
  }
  syncFolder(folder);
}

/** Opens a file for writing and cuts off what is behind a place in it. */
function openAt(file: string, end: number): number {
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w+');
  ftruncateSync(handle, end);
  return handle;
}

function writeAll(handle: number, bytes: Uint8Array, at: number): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written, bytes.length - written, at + written);
}

/** Brings the names in a folder to the disk; Windows has no such thing for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Reads rows back, whichever comes when. */
export type RowReader = {
  /** @throws Mistake when the bytes are not those that were kept */
  readonly row: (place: RowPlace) => RunRow;
  /** @throws Mistake as `row` */
  readonly recorded: (place: RowPlace) => Recorded | null;
  readonly close: () => void;
};

export function rowReader(folder: string): RowReader {
  const handles = new Map<number, number>();
  const read = ({ runId, chunk }: RowPlace, at: number, bytes: number, hash: string): string => {
    const file = join(folder, chunkName(chunk));
    let text = '';
    try {
      const handle = handles.get(chunk) ?? openSync(file, 'r');
      handles.set(chunk, handle);
      const buffer = Buffer.alloc(bytes);
      readSync(handle, buffer, 0, bytes, at);
      text = inflateRawSync(buffer).toString('utf8');
    } catch {
      // Whatever cannot be read or unpacked has another hash.
    }
    if (hashOf(text) === hash) return text;
    throw new Mistake(
      `${file}: expected run ${runId} as it was kept, found other bytes. Copy the folder again, or delete this file and resume: its runs are then done again.`,
    );
  };
  return {
    row: (place) => JSON.parse(read(place, place.at, place.bytes, place.hash)) as RunRow,
    recorded: (place) =>
      place.recorded === 0
        ? null
        : (JSON.parse(read(place, place.at + place.bytes, place.recorded, place.recordedHash)) as Recorded),
    close: () => {
      for (const handle of handles.values()) closeSync(handle);
    },
  };
}
