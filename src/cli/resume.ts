import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quoted } from '../report/quoted.ts';
import { type BatchFolder, checkVersion, openBatchFolder } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { sweep } from '../runtime/write-folder.ts';
import { type CarryOptions, carryOut } from './carry-out.ts';
import { endOf } from './closing.ts';
import type { ExitCode } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { tellInShort } from './tell-conducted.ts';

/** A folder with work in it. @throws Mistake when it holds results, or a plan of another version */
export function workIn(folder: string): BatchFolder {
  const work = openBatchFolder(folder);
  if (existsSync(join(folder, 'checksums.sha256')))
    throw new Mistake(
      `${folder}: expected the folder of a plan, found finished results: nothing is left to do there. To compute them again: forewarned verify ${quoted(folder)} --all`,
    );
  checkVersion(work);
  return work;
}

/** @throws Mistake that says where the results are when an unfinished comparison is finished by now */
function refuseIfOver(folder: string): void {
  const results = folder.replace(/\.unfinished$/, '');
  if (results === folder || !existsSync(join(results, 'checksums.sha256'))) return;
  throw new Mistake(
    `${folder}: expected an unfinished comparison, found none, for it is finished. Its results are in ${results}.`,
  );
}

/** Does what is left of a batch, and writes its results. */
export async function resume(folder: string, options: CarryOptions): Promise<ExitCode> {
  // A shell that completes names writes a slash behind those of folders.
  const place = folder.replace(/(?<=.)[\\/]+$/, '');
  sweep(dirname(place));
  if (!existsSync(place)) refuseIfOver(place);
  const work = workIn(place);
  const conducted = await interruptible((signal) => carryOut(work, options, signal));
  tellInShort(conducted, options);
  return endOf(conducted);
}
