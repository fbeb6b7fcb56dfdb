// A disk that remembers what it was told, step by step, and says what would be on it if the power failed in between.
import fs, { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';

type FileNode = {
  readonly kind: 'file';
  /** What was done to the contents, and how much of that was brought to the disk. */
  readonly changes: { readonly step: number; readonly at: number; readonly bytes: Buffer | null }[];
  readonly synced: { readonly step: number; readonly changes: number }[];
};
type FolderNode = { readonly kind: 'folder'; readonly entries: Map<string, Inode> };
type Inode = FileNode | FolderNode;

/** A change of names, and the steps at which the folders it is about were brought to the disk. */
type Renaming = {
  readonly step: number;
  readonly gone?: readonly [folder: FolderNode, name: string];
  readonly come?: readonly [folder: FolderNode, name: string, inode: Inode];
  lasting: number;
};

/** What of the things that were not brought to the disk is on it nevertheless. */
export type Chance = { readonly names: 'none' | 'all' | 'some'; readonly bytes: 'none' | 'all' | 'some' };

export type Disk = {
  /** Steps so far. */
  readonly steps: () => number;
  /** Stops remembering. */
  readonly stop: () => void;
  /** Writes what would be there after a power failure behind a step into a folder. */
  readonly after: (step: number, chance: Chance, luck: () => number, folder: string) => void;
};

const patched = [
  ...(['openSync', 'closeSync', 'writeSync', 'ftruncateSync', 'fsyncSync', 'fdatasyncSync', 'renameSync'] as const),
  ...(['linkSync', 'rmSync', 'rmdirSync', 'mkdirSync', 'mkdtempSync', 'writeFileSync'] as const),
];
type Name = (typeof patched)[number];
type Step = (...args: never[]) => unknown;

/** Remembers everything that this process does to the files below a folder that is empty now. */
export function watchedDisk(root: string): Disk {
  const top: FolderNode = { kind: 'folder', entries: new Map() };
  const open = new Map<number, Inode>();
  const renamings: Renaming[] = [];
  const files: FileNode[] = [];
  let steps = 0;
  let depth = 0;

  const isOurs = (path: unknown): path is string => typeof path === 'string' && `${path}${sep}`.startsWith(root + sep);
  const inodeAt = (path: string): Inode | undefined => {
    const names = relative(root, path).split(sep).filter(Boolean);
    return names.reduce<Inode | undefined>(
      (at, name) => (at?.kind === 'folder' ? at.entries.get(name) : undefined),
      top,
    );
  };
  const folderAt = (path: string): FolderNode => {
    const found = inodeAt(path);
    if (found?.kind !== 'folder') throw new Error(`the watched disk knows no folder ${path}`);
    return found;
  };
  const change = (renaming: Omit<Renaming, 'step' | 'lasting'>): void => {
    renamings.push({ ...renaming, step: ++steps, lasting: Number.POSITIVE_INFINITY });
    if (renaming.gone) renaming.gone[0].entries.delete(renaming.gone[1]);
    if (renaming.come) renaming.come[0].entries.set(renaming.come[1], renaming.come[2]);
  };
  const add = (path: string, inode: Inode): void => change({ come: [folderAt(dirname(path)), basename(path), inode] });
  const remove = (path: string): void => change({ gone: [folderAt(dirname(path)), basename(path)] });
  const made = (path: string): FileNode => {
    const file: FileNode = { kind: 'file', changes: [], synced: [] };
    files.push(file);
    add(path, file);
    return file;
  };
  const sync = (inode: Inode | undefined): void => {
    steps++;
    if (inode?.kind === 'file') inode.synced.push({ step: steps, changes: inode.changes.length });
    else if (inode)
      for (const one of renamings)
        if (one.gone?.[0] === inode || one.come?.[0] === inode) one.lasting = Math.min(one.lasting, steps);
  };
  const write = (inode: Inode | undefined, at: number | null, bytes: Buffer | null): void => {
    if (inode?.kind !== 'file') return;
    inode.changes.push({ step: ++steps, at: at ?? lengthOf(inode.changes), bytes });
  };

  const seen: { readonly [N in Name]: (args: readonly unknown[], result: unknown) => void } = {
    openSync: ([path, flags], handle) => {
      if (!isOurs(path)) return;
      const there = inodeAt(path);
      const inode = there ?? made(path);
      if (there?.kind === 'file' && String(flags).startsWith('w')) write(there, 0, null);
      open.set(Number(handle), inode);
    },
    closeSync: ([handle]) => void open.delete(Number(handle)),
    writeSync: ([handle, bytes, offset = 0, , at = null], written) => {
      const from = Number(offset);
      const piece = Buffer.from((bytes as Uint8Array).slice(from, from + Number(written)));
      write(open.get(Number(handle)), at as number | null, piece);
    },
    ftruncateSync: ([handle, length = 0]) => write(open.get(Number(handle)), Number(length), null),
    fsyncSync: ([handle]) => sync(open.get(Number(handle))),
    fdatasyncSync: ([handle]) => sync(open.get(Number(handle))),
    renameSync: ([from, to]) => {
      if (!isOurs(from) || !isOurs(to)) return;
      const inode = inodeAt(from);
      if (inode === undefined) throw new Error(`the watched disk knows no ${from}`);
      change({
        gone: [folderAt(dirname(from)), basename(from)],
        come: [folderAt(dirname(to)), basename(to), inode],
      });
    },
    linkSync: ([from, to]) => {
      const inode = isOurs(from) ? inodeAt(from) : undefined;
      if (inode && isOurs(to)) add(to, inode);
    },
    rmSync: ([path]) => {
      if (isOurs(path) && inodeAt(path)) remove(path);
    },
    rmdirSync: ([path]) => {
      if (isOurs(path)) remove(path);
    },
    mkdirSync: ([path]) => {
      if (!isOurs(path)) return;
      const above = [path];
      for (let at = path; at !== root; at = dirname(at)) above.unshift(at);
      for (const at of above) if (at !== root && !inodeAt(at)) add(at, { kind: 'folder', entries: new Map() });
    },
    mkdtempSync: (_, path) => {
      if (isOurs(path)) add(path, { kind: 'folder', entries: new Map() });
    },
    writeFileSync: ([path, content]) => {
      if (!isOurs(path)) return;
      const there = inodeAt(path);
      const file = there?.kind === 'file' ? there : made(path);
      write(file, 0, null);
      write(file, 0, Buffer.from(content as string));
    },
  };

  const own = new Map(patched.map((name) => [name, fs[name] as Step]));
  for (const name of patched) {
    const step = own.get(name) as (...args: unknown[]) => unknown;
    const watched = (...args: unknown[]): unknown => {
      depth++;
      try {
        const result = step(...args);
        // What a step is made of inside Node is no step of ours.
        if (depth === 1) seen[name](args, result);
        return result;
      } finally {
        depth--;
      }
    };
    Object.assign(fs, { [name]: watched });
  }
  syncBuiltinESMExports();

  return {
    steps: () => steps,
    stop: () => {
      Object.assign(fs, Object.fromEntries(own));
      syncBuiltinESMExports();
    },
    after: (step, { names, bytes }, luck, folder) => {
      const cut = names === 'all' ? step : names === 'none' ? 0 : Math.floor(luck() * (step + 1));
      const tree = new Map<FolderNode, Map<string, Inode>>([[top, new Map()]]);
      const entries = (of: FolderNode): Map<string, Inode> => {
        const known = tree.get(of) ?? new Map<string, Inode>();
        tree.set(of, known);
        return known;
      };
      for (const one of renamings) {
        // A journal of a disk keeps names in order: what is on it is a beginning, and all that was brought there on purpose.
        if (one.step > step || (one.step > cut && one.lasting > step)) continue;
        if (one.gone) entries(one.gone[0]).delete(one.gone[1]);
        if (one.come) entries(one.come[0]).set(one.come[1], one.come[2]);
      }
      rmSync(folder, { recursive: true, force: true });
      const put = (node: Inode, path: string): void => {
        if (node.kind === 'file') {
          writeFileSync(path, contentOf(node, step, bytes, luck));
          return;
        }
        mkdirSync(path);
        for (const [name, inode] of entries(node)) put(inode, join(path, name));
      };
      put(top, folder);
    },
  };
}

function lengthOf(changes: FileNode['changes']): number {
  return changes.reduce((length, { at, bytes }) => (bytes === null ? at : Math.max(length, at + bytes.length)), 0);
}

/** What a file holds after a power failure: all that was synced; of the rest nothing, everything, or torn pieces. */
function contentOf({ changes, synced }: FileNode, step: number, bytes: Chance['bytes'], luck: () => number): Buffer {
  const sure = synced.findLast((one) => one.step <= step)?.changes ?? 0;
  let content = Buffer.alloc(0);
  for (const [k, change] of changes.entries()) {
    if (change.step > step) break;
    const isSure = k < sure || bytes === 'all';
    if (!isSure && bytes === 'none') continue;
    const piece = isSure || change.bytes === null ? change.bytes : tornPiece(change.bytes, luck);
    const end = piece === null ? change.at : Math.max(content.length, change.at + piece.length);
    const next = Buffer.alloc(end);
    content.copy(next, 0, 0, end);
    piece?.copy(next, change.at);
    content = next;
  }
  return content;
}

/** What a write may come to that nobody waited for: all of it, zeros, its beginning, or nothing. */
function tornPiece(bytes: Buffer, luck: () => number): Buffer {
  const lot = luck();
  if (lot < 0.4) return bytes;
  if (lot < 0.7) return Buffer.alloc(bytes.length);
  return lot < 0.9 ? bytes.subarray(0, Math.floor(luck() * bytes.length)) : Buffer.alloc(0);
}
