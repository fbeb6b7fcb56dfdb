import { hashOf } from '../experiment/fingerprint.ts';

/**
 * What can be said of a file without holding it: where it is, how long it is, and SHA-256 over it (64 hexadecimal digits).
 * The path is relative to the results folder, with `/`.
 */
export type FileMark = { readonly path: string; readonly bytes: number; readonly hash: string };

/** When computing began and ended, in UTC as RFC 3339 (`2026-01-31T09:30:00Z`). Whoever has a clock tells it. */
export type Made = { readonly start: string; readonly end: string };

/** What a file is, by the ending of its name. */
type Format = {
  /** Without the dot; empty where there is none. */
  readonly ending: string;
  readonly mediaType: string;
  /** Whether it is text, which is UTF-8 anywhere in a results folder. */
  readonly isText: boolean;
};

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv'],
  ['html', 'text/html'],
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['parquet', 'application/vnd.apache.parquet'],
]);
const binary: ReadonlySet<string> = new Set(['parquet']);

/** The format of a file, by the ending of its name; bytes of no known kind where the ending says nothing. */
export function formatOf(path: string): Format {
  const ending = /[^/]\.([^./]+)$/.exec(path)?.[1] ?? '';
  const mediaType = mediaTypes.get(ending);
  return {
    ending,
    mediaType: mediaType ?? 'application/octet-stream',
    isText: mediaType !== undefined && !binary.has(ending),
  };
}

/** The mark of a file; text counts as its UTF-8 bytes. */
export function markOf(path: string, content: string | Uint8Array): FileMark {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, bytes: bytes.length, hash: hashOf(bytes) };
}
