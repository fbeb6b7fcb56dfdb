import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes that are read at a time. */
const PIECE = 1 << 20;
const LINE_FEED = 10;

/**
 * The lines of a file, one after the other and without their ends: however long the file is, only a line of it is held. What stands
 * behind the last line feed is no line.
 *
 * @throws the system's fault when the file cannot be read
 */
export function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    let begun: Buffer[] = [];
    for (;;) {
      const bytes = readSync(handle, piece);
      if (bytes === 0) return;
      let from = 0;
      for (let at = piece.indexOf(LINE_FEED); at >= 0 && at < bytes; at = piece.indexOf(LINE_FEED, from)) {
        yield Buffer.concat([...begun, piece.subarray(from, at)]).toString('utf8');
        begun = [];
        from = at + 1;
      }
      // The room is used again: what is left of it is copied.
      if (from < bytes) begun.push(Buffer.from(piece.subarray(from, bytes)));
    }
  } finally {
    closeSync(handle);
  }
}
