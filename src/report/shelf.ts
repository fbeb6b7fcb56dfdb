import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FileMark } from './file-mark.ts';

/** A file of a results folder; the path is relative, with `/`. */
export type ResultFile = { readonly path: string; readonly content: string | Uint8Array };

/** A file that is written piece by piece. */
export type Sink = {
  readonly write: (piece: string | Uint8Array) => void;
  /** @returns what can be said of the file, now that it is whole */
  readonly close: () => FileMark;
};

/** Where files go: a folder that appears whole or not at all, an archive, or memory. Paths are relative, with `/`. */
export type Shelf = { readonly open: (path: string) => Sink };

/** Puts a whole file on the shelf. */
export function put(shelf: Shelf, { path, content }: ResultFile): FileMark {
  const sink = shelf.open(path);
  sink.write(content);
  return sink.close();
}

/** Counts and hashes what is written to a file, on its way to wherever it goes. */
export function marked(path: string, write: (bytes: Uint8Array) => void, close: () => void): Sink {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  let length = 0;
  return {
    write: (piece) => {
      const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
      length += bytes.length;
      hash.update(bytes);
      write(bytes);
    },
    close: () => {
      close();
      return { path, bytes: length, hash: bytesToHex(hash.digest()) };
    },
  };
}

/** A shelf in memory. `files` are those that were closed, in that order. */
export function memoryShelf(): Shelf & { readonly files: readonly ResultFile[] } {
  const files: ResultFile[] = [];
  return {
    files,
    open: (path) => {
      const pieces: Uint8Array[] = [];
      return marked(
        path,
        (bytes) => pieces.push(bytes.slice()),
        () => files.push({ path, content: joined(pieces) }),
      );
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
