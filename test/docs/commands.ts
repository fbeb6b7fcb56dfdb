// What stands in pages to be run: blocks of code and commands in tables, and how each is run as a reader would.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

export const home = fileURLToPath(new URL('../../', import.meta.url));

/** What a reader is told to run. */
export type Block = {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** The exit code that it has when all is well. */
  readonly ends: number;
};

export type Ran = { readonly code: number | null; readonly said: string };

/** Pages whose commands are run. */
export function pages(): string[] {
  const docs = readdirSync(join(home, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`);
  return ['README.md', 'CONTRIBUTING.md', 'scenarios/README.md', 'seeds/README.md', ...docs.sort()];
}

/** Fenced blocks in the order of the page; `<!-- ends with 2 -->` before one says its exit code. */
export function blocksOf(file: string, page: string): Block[] {
  const found: Block[] = [];
  let before = '';
  let open: { readonly line: number; readonly language: string; readonly code: string[] } | null = null;
  for (const [at, text] of page.split('\n').entries()) {
    if (open === null) {
      const fence = /^\s*```(\S*)/.exec(text);
      if (fence) open = { line: at + 1, language: fence[1] ?? '', code: [] };
      else if (text.trim() !== '') before = text;
    } else if (/^\s*```\s*$/.test(text)) {
      const ends = Number(/^<!-- ends with (\d+) -->$/.exec(before)?.[1] ?? 0);
      found.push({ file, line: open.line, language: open.language, code: open.code.join('\n'), ends });
      before = '';
      open = null;
    } else open.code.push(text);
  }
  if (open !== null) throw new Error(`${file}:${open.line}: a block that does not end`);
  return found;
}

/** Commands between backticks in rows of tables, each once; words in capitals are placeholders, and no commands. */
export function tableCommandsOf(file: string, page: string): Block[] {
  const found = page.split('\n').flatMap((text, at) => {
    if (!text.trimStart().startsWith('|')) return [];
    const code = [...text.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
    return code
      .filter((command) => /^(time )?(npm run|npx|forewarned) ?\S/.test(command) && !/\b[A-Z]{2,}\b/.test(command))
      .map((command): Block => ({ file, line: at + 1, language: 'sh', code: command, ends: 0 }));
  });
  return found.filter(({ code }, at) => found.findIndex((other) => other.code === code) === at);
}

/** A folder like a fresh checkout after `npm ci`, and an environment with `forewarned` on the path. */
export function checkout(): { readonly folder: string; readonly env: NodeJS.ProcessEnv } {
  const scratch = mkdtempSync(join(tmpdir(), 'forewarned-page-'));
  const folder = join(scratch, 'forewarned');
  const left = [
    '.git',
    'node_modules',
    'results',
    'batches',
    'dist',
    '.tsc',
    '.forewarned',
    'coverage',
    '.vitest-attachments',
  ];
  cpSync(home, folder, { recursive: true, filter: (path) => !left.includes(relative(home, path)) });
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const bin = join(scratch, 'bin');
  mkdirSync(bin);
  const shim = join(bin, 'forewarned');
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'bin/forewarned.mjs')}" "$@"\n`);
  chmodSync(shim, 0o755);
  return { folder, env: plainEnv([bin, dirname(process.execPath)]) };
}

/** The environment without what the tests put into it. */
export function plainEnv(path: readonly string[] = []): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|FOREWARNED_|npm_)|^(NODE_ENV|TEST|DEV|PROD|MODE|SSR|BASE_URL)$/.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: [...path, process.env.PATH].join(delimiter) };
}

type Runner = {
  readonly program: string;
  readonly args: readonly string[];
  readonly ending: string;
  /** Looks for packages beside the file. */
  readonly inFolder?: true;
};

/** What runs a block that was put into a file. */
const runners: { readonly [language: string]: Runner } = {
  sh: { program: 'bash', args: ['-e'], ending: 'sh' },
  r: { program: 'Rscript', args: [], ending: 'R' },
  python: { program: 'python3', args: [], ending: 'py' },
  js: { program: 'node', args: [], ending: 'mjs', inFolder: true },
  ts: { program: 'node', args: ['--import', 'tsx'], ending: 'mts', inFolder: true },
};

export const runnable: readonly string[] = [...Object.keys(runners), 'sql'];

/** What a block needs and this machine has not; null when it can be run. */
export function lacking({ language, code }: Block, env: NodeJS.ProcessEnv): string | null {
  const well = (program: string, ...args: string[]): boolean => spawnSync(program, args, { env }).status === 0;
  const program = runners[language]?.program;
  if (program !== undefined && !well(program, '--version')) return `no ${program} here`;
  const others = ['Rscript', 'python3', 'parallel'].filter(
    (name) => language === 'sh' && new RegExp(`^${name} `, 'm').test(code),
  );
  const gone = others.filter((name) => !well(name, '--version'));
  if (gone.length > 0) return `no ${gone.join(', ')} here`;
  const none = (kind: string, names: readonly (string | undefined)[], args: (name: string) => string[]) =>
    names.filter((name) => name !== undefined && !well(program ?? '', ...args(name))).map((name) => `${kind} ${name}`);
  const packages = (pattern: RegExp): (string | undefined)[] => [...code.matchAll(pattern)].map(([, name]) => name);
  const missing =
    language === 'r'
      ? none('R package', packages(/\b(\w+)::/g), (name) => ['-e', `loadNamespace("${name}")`])
      : language === 'python'
        ? none('Python module', packages(/^(?:import|from) (\w+)/gm), (name) => ['-c', `import ${name}`])
        : [];
  return missing.length > 0 ? `no ${missing.join(', ')} here` : null;
}

/** Runs a block in a folder, and says how it ended. */
export function run(
  block: Pick<Block, 'language' | 'code'>,
  folder: string,
  env: NodeJS.ProcessEnv,
  seconds = 420,
): Promise<Ran> {
  if (block.language === 'sql') return runSql(block.code, folder);
  const runner = runners[block.language];
  if (runner === undefined) throw new Error(`nothing here runs ${block.language}`);
  const place = mkdtempSync(join(runner.inFolder ? folder : tmpdir(), 'block-'));
  const file = join(place, `block.${runner.ending}`);
  writeFileSync(file, `${block.code}\n`);
  return new Promise<Ran>((resolve, reject) => {
    const args = [...runner.args, file];
    const child = spawn(runner.program, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (text: string): void => {
      said += text;
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const late = setTimeout(() => {
      hear(`\nstopped: not done after ${seconds} seconds`);
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ code, said });
    });
  }).finally(() => rmSync(place, { recursive: true, force: true }));
}

/** Runs statements in DuckDB as in that folder; what they give is said as JSON, a line a row. */
async function runSql(code: string, folder: string): Promise<Ran> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`SET file_search_path = '${folder.replaceAll("'", "''")}'`);
    const lines: string[] = [];
    const statements = await connection.extractStatements(code);
    for (let at = 0; at < statements.count; at++) {
      const reader = await (await statements.prepare(at)).runAndReadAll();
      lines.push(...reader.getRowsJson().map((row) => JSON.stringify(row)));
    }
    return { code: 0, said: lines.join('\n') };
  } catch (error) {
    return { code: 1, said: String(error) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
