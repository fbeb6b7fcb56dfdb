import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { marked, put, type ResultFile, type Shelf } from '../report/shelf.ts';
import { fateOf, thisProcess } from './lock.ts';
import { Mistake } from './mistake.ts';
import { isSystemFault, reasonOf, type SystemFault } from './system-fault.ts';

/** The file that lists all others; a folder is ours when it has one and holds nothing that is not in it. */
const list = 'checksums.sha256';

/**
 * Refuses a folder that results cannot be written into, before any computing. Leaves nothing behind.
 *
 * @param force results of Forewarned that are there already may be replaced; other files never are
 * @throws Mistake with the reason and a remedy
 */
export function checkFolder(folder: string, force: boolean): void {
  inWords(folder, () => check(folder, force));
}

function check(folder: string, force: boolean): void {
  const target = settled(folder);
  const found = lookAt(target);
  if (found === 'file') throw refused(folder, 'a folder or nothing', 'a file');
  if (found === 'folder') {
    const foreign = foreignIn(target);
    if (foreign !== undefined) {
      throw refused(folder, 'an empty folder or none', `a folder that holds other things ("${foreign}")`);
    }
    if (!force && readdirSync(target).length > 0) {
      throw new Mistake(
        `--out ${folder}: expected an empty folder or none, found earlier results. Name another folder with --out, or replace them with --force.`,
      );
    }
  }
  probe(nearestFolder(folder, dirname(target)), basename(target));
}

/**
 * Writes a results folder that appears whole or not at all: files go into a hidden folder beside it, reach the disk, and the
 * hidden folder gets the name. A kill at any moment leaves at most the hidden folder, which nobody takes for results; whoever writes
 * there next removes it.
 *
 * @throws Mistake as `checkFolder`, or when the disk does not take the files; nothing is left behind then
 */
export function writeFolder(folder: string, files: readonly ResultFile[], force: boolean): void {
  fillFolder(folder, force, (shelf) => {
    for (const file of files) put(shelf, file);
  });
}

/**
 * The same for files that are written piece by piece, however long they are.
 *
 * @param fill  writes all files; what it throws leaves nothing behind
 * @returns     what `fill` returns
 */
export function fillFolder<T>(folder: string, force: boolean, fill: (shelf: Shelf) => T): T {
  return inWords(folder, () => {
    check(folder, force);
    return write(folder, force, fill);
  });
}

function write<T>(folder: string, force: boolean, fill: (shelf: Shelf) => T): T {
  const target = settled(folder);
  const parent = dirname(target);
  const open = new Set<number>();
  let beside: string | undefined;
  try {
    makeFolder(parent);
    sweep(parent);
    beside = mkdtempSync(hidden(parent, basename(target), 'unfinished'));
    const folders = new Set([beside]);
    const result = fill(shelfIn(beside, folders, open));
    for (const folder of folders) flush(folder);
    // Filling may take hours: somebody else may have put something there since.
    check(folder, force);
    takeName(beside, target, force);
    flush(parent);
    sweep(parent);
    return result;
  } catch (fault) {
    for (const file of open) closeSync(file);
    if (beside !== undefined) discard(beside);
    throw fault;
  }
}

/** Makes a folder with those above it, and brings the names of all new ones to the disk. */
function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let above = dirname(folder); above.length >= dirname(first).length; above = dirname(above)) {
    flush(above);
    if (above === dirname(above)) return;
  }
}

/** Removes what did not come to its end. Where that fails, too, the reason of the first failure is what matters. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (fault) {
    if (!isSystemFault(fault)) throw fault;
  }
}

/** @param force  whether what is there by now may be replaced; without it the system refuses to, even at the last moment */
function takeName(beside: string, target: string, force: boolean): void {
  if (lookAt(target) === 'nothing') {
    renameSync(beside, target);
    return;
  }
  if (!force || readdirSync(target).length === 0) {
    rmdirSync(target);
    renameSync(beside, target);
    return;
  }
  const earlier = mkdtempSync(hidden(dirname(target), basename(target), 'earlier'));
  renameSync(target, join(earlier, 'results'));
  renameSync(beside, target);
  rmSync(earlier, { recursive: true, force: true });
}

/**
 * @param folders  gets every folder that something is put into
 * @param open     has the files that are open
 */
function shelfIn(folder: string, folders: Set<string>, open: Set<number>): Shelf {
  return {
    open: (path) => {
      const inside = normalize(path);
      if (isAbsolute(inside) || inside.split(sep).includes('..'))
        throw new Error(`a result file outside its folder: ${path}`);
      const within = join(folder, dirname(inside));
      mkdirSync(within, { recursive: true });
      for (let each = within; each !== folder; each = dirname(each)) folders.add(each);
      const file = openSync(join(folder, inside), 'wx');
      open.add(file);
      return marked(
        path,
        (bytes) => writeAll(file, bytes),
        () => {
          fsyncSync(file);
          open.delete(file);
          closeSync(file);
        },
      );
    },
  };
}

function writeAll(file: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** Brings the names in a folder to the disk; Windows has no such thing for folders. */
function flush(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The folder that is meant, behind any links. */
function settled(folder: string): string {
  const target = resolve(folder);
  return lookAt(target) === 'folder' ? realpathSync(target) : target;
}

function lookAt(path: string): 'nothing' | 'folder' | 'file' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch (fault) {
    if (!isSystemFault(fault) || (fault.code !== 'ENOENT' && fault.code !== 'ENOTDIR')) throw fault;
    // A link that leads nowhere is something: it must not be replaced.
    return fault.code === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false }) ? 'file' : 'nothing';
  }
}

/** The first thing in a folder that Forewarned did not put there, if any. */
function foreignIn(folder: string): string | undefined {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
  const ours = there.includes(list) ? listedIn(readFileSync(join(folder, list), 'utf8')) : new Set<string>();
  return there.find((file) => !ours.has(file));
}

/** Names in a checksum list of the form of sha256sum. */
function listedIn(text: string): Set<string> {
  const names = text.split('\n').flatMap((line) => /^[0-9a-f]{64} [ *](.+)$/.exec(line)?.[1] ?? []);
  return new Set([list, ...names]);
}

function nearestFolder(folder: string, parent: string): string {
  const found = lookAt(parent);
  if (found === 'folder') return parent;
  if (found === 'file') throw refused(folder, 'a place inside a folder', `"${basename(parent)}", which is a file`);
  const above = dirname(parent);
  return above === parent ? parent : nearestFolder(folder, above);
}

/** Permission bits do not tell the truth (root, read-only disks): only trying does. */
function probe(parent: string, name: string): void {
  rmdirSync(mkdtempSync(hidden(parent, name, 'unfinished')));
}

/** The beginning of the name of a hidden folder, which says whose it is: what the dead leave can be told from what is being written. */
function hidden(parent: string, name: string, kind: 'unfinished' | 'earlier'): string {
  const { pid, started, machine, boot } = thisProcess();
  return join(parent, `.${name}.${kind}-${[pid, started, machine, boot].join('-')}-`);
}

const hiddenPattern = /^\.(.+)\.(unfinished|earlier)-(\d+)-(\d*)-([0-9a-f]*)-([0-9a-f]*)-\w{6}$/;

/** Removes the hidden folders that a kill left in a folder. Earlier results stay where those that were to replace them did not come. */
export function sweep(parent: string): void {
  try {
    for (const entry of readdirSync(parent)) {
      const [, name = '', kind, pid, started = '', machine = '', boot = ''] = hiddenPattern.exec(entry) ?? [];
      if (kind === undefined || fateOf({ pid: Number(pid), started, machine, boot }) !== 'gone') continue;
      if (kind === 'earlier' && lookAt(join(parent, name)) === 'nothing') continue;
      rmSync(join(parent, entry), { recursive: true, force: true });
    }
  } catch (fault) {
    // What cannot be removed stands in nobody's way.
    if (!isSystemFault(fault)) throw fault;
  }
}

/** Removes a folder in one step: it never stands there with a part of what was in it. */
export function removeFolder(folder: string): void {
  const target = settled(folder);
  const aside = mkdtempSync(hidden(dirname(target), basename(target), 'unfinished'));
  renameSync(target, join(aside, 'removed'));
  rmSync(aside, { recursive: true, force: true });
}

/** Whatever the system refuses is something the user can put right. */
function inWords<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (fault) {
    if (!isSystemFault(fault)) throw fault;
    throw refused(folder, 'a place that can be written', reasonOf(fault), fault);
  }
}

function refused(folder: string, expected: string, found: string, cause?: SystemFault): Mistake {
  return new Mistake(`--out ${folder}: expected ${expected}, found ${found}. Name another folder with --out.`, {
    cause,
  });
}
