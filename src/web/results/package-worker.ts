import { expose } from 'comlink';
import type { PairedResult } from '../../experiment/pair.ts';
import type { TableChoice } from '../../report/result-tables.ts';
import { marked, memoryShelf, type Shelf } from '../../report/shelf.ts';
import { type Opened, openPackage, PackageError } from './opened-package.ts';
import { type Packed, writePackage } from './package-source.ts';
import { zipShelf } from './zip-shelf.ts';

/** How far packing is: runs written, and the file that was begun last. */
export type PackProgress = { readonly runs: number; readonly file: string };

/** Bytes that are held back until they are worth a piece of the archive: browsers may put pieces on disk. */
const PIECE = 4e6;
/** Milliseconds between two words of progress. */
const PAUSE = 60;

const results: PairedResult[] = [];

/** Packs and opens packages apart from the page. */
const packer = {
  /** Takes a part of the results: a page hands them over in slices, between frames. */
  take(some: readonly PairedResult[]): void {
    results.push(...some);
  },

  /** @param tell  told at most every now and then */
  pack(about: Omit<Packed, 'results'>, tables: TableChoice, tell: (progress: PackProgress) => void): Blob {
    const pieces: Blob[] = [];
    let waiting: Uint8Array<ArrayBuffer>[] = [];
    let held = 0;
    const fold = (): void => {
      pieces.push(new Blob(waiting));
      waiting = [];
      held = 0;
    };
    let told = 0;
    let progress: PackProgress = { runs: 0, file: '' };
    const say = (change: Partial<PackProgress>): void => {
      progress = { ...progress, ...change };
      if (performance.now() - told < PAUSE) return;
      told = performance.now();
      tell(progress);
    };
    const shelf = zipShelf((bytes) => {
      waiting.push(bytes);
      held += bytes.length;
      if (held >= PIECE) fold();
    });
    const watched = {
      open: (file: string) => {
        say({ file });
        return shelf.open(file);
      },
    };
    writePackage(watched, { ...about, results }, tables, (runs) => say({ runs }));
    shelf.end();
    fold();
    return new Blob(pieces, { type: 'application/zip' });
  },

  /** One file of the package; tables as text. */
  table(about: Omit<Packed, 'results'>, path: string): Blob {
    const kept = memoryShelf();
    // The package as a whole says what is in each of its files: the others are written to nowhere.
    writePackage({ open: (other) => (other === path ? kept : nowhere).open(other) }, { ...about, results }, 'csv');
    const pieces = kept.files.map(({ content }) => new Uint8Array(content as Uint8Array));
    return new Blob(pieces, { type: 'text/csv' });
  },

  async open(
    archive: Blob,
  ): Promise<
    { readonly ok: true; readonly opened: Opened } | { readonly ok: false; readonly code: PackageError['code'] }
  > {
    try {
      return { ok: true, opened: await openPackage(new Uint8Array(await archive.arrayBuffer())) };
    } catch (fault) {
      if (fault instanceof PackageError) return { ok: false, code: fault.code };
      throw fault;
    }
  },
};

const nowhere: Shelf = {
  open: (path) =>
    marked(
      path,
      () => {},
      () => {},
    ),
};

export type Packer = typeof packer;
expose(packer);
