import type { z } from 'zod';
import { problemsOf } from '../note.ts';
import type { Problem } from '../problem.ts';
import { parsed } from '../text.ts';

/** Reads one file of the evidence base, or says every problem in it. */
export function readSeed<T>(
  schema: z.ZodType<T>,
  text: string,
  file: string,
): { readonly ok: true; readonly seed: T } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const read = parsed(text, file);
  if (!read.ok) return read;
  const found = schema.safeParse(read.tree.data);
  return found.success
    ? { ok: true, seed: found.data }
    : { ok: false, problems: problemsOf(found.error.issues, read.tree) };
}
