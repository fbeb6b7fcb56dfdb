import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { put, type ResultFile, type Shelf } from '../report/shelf.ts';
import { Mistake } from '../runtime/mistake.ts';
import { fillFolder } from '../runtime/write-folder.ts';
import type { RunOptions } from './options.ts';

/** Where results go: into a folder of this name, or inside one under the usual name. */
export type Place = Pick<RunOptions, 'out'> & { readonly within?: string };

/** Files that are there already. */
export const allOf = (files: readonly ResultFile[]) => (shelf: Shelf) => {
  for (const file of files) put(shelf, file);
};

/**
 * Writes the files where they were asked for, else to a folder named after scenario and fingerprint, inside another (`results`).
 *
 * The same name means the same runs, so that earlier files there may be replaced. Should something else be in the way by now,
 * the next free name is taken: what was computed is not thrown away.
 *
 * @param fill  writes all files, and may be asked to do so again
 * @returns the folder, and what `fill` returned
 */
export function keepResults<T>(
  { scenario, fingerprint }: { readonly scenario: { readonly id: string }; readonly fingerprint: string },
  fill: (shelf: Shelf) => T,
  { out, within = 'results', force }: Place & Pick<RunOptions, 'force'>,
  isPartial: boolean,
): { readonly folder: string; readonly result: T } {
  if (out !== undefined && !isPartial) return { folder: out, result: fillFolder(out, force === true, fill) };
  // A part never takes the place of the whole.
  const name = `${out ?? join(within, `${scenario.id}-${fingerprint.slice(0, 8)}`)}${isPartial ? '-partial' : ''}`;
  for (let attempt = 1; ; attempt++) {
    const folder = attempt === 1 ? name : `${name}-${attempt}`;
    try {
      return { folder, result: fillFolder(folder, true, fill) };
    } catch (fault) {
      if (!(fault instanceof Mistake) || !existsSync(folder)) throw fault;
    }
  }
}
