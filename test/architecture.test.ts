// The rules of the house that no compiler knows: who may import whom, and what pure code may not touch.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));

/** Imports run downhill: to a lower floor, or within one folder. Statistics may stand on random's exact mathematics. */
const FLOORS: Readonly<Record<string, number>> = {
  random: 0,
  statistics: 0,
  model: 1,
  evidence: 2,
  scenario: 3,
  experiment: 4,
  report: 5,
  runtime: 6,
  library: 7,
  cli: 8,
  web: 8,
};
const PURE = ['random', 'statistics', 'model', 'evidence', 'scenario', 'experiment', 'report'];

/** The folders that may import a package; a package that is not here may be imported nowhere. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  seedrandom: ['random'],
  'simple-statistics': ['statistics'],
  zod: ['scenario', 'evidence'],
  yaml: ['scenario'],
  '@noble/hashes': ['evidence', 'experiment', 'report'],
  '@observablehq/plot': ['report'],
  'd3-dsv': ['report', 'scenario'],
  'hyparquet-writer': ['report'],
  hyparquet: ['cli', 'runtime', 'web'],
  comlink: ['runtime'],
  tsx: ['runtime'],
  commander: ['cli'],
  jsdom: ['cli', 'runtime'],
  sirv: ['cli'],
  fflate: ['web'],
};

/** Clocks, luck, and whatever only Node or only a page has. */
const IMPURE = new Set(
  `Date performance Intl crypto console process Buffer global globalThis require module __dirname __filename
  window self document navigator location localStorage sessionStorage indexedDB fetch XMLHttpRequest WebSocket Worker
  MessageChannel BroadcastChannel requestAnimationFrame requestIdleCallback setTimeout setInterval setImmediate
  clearTimeout clearInterval queueMicrotask alert`.split(/\s+/),
);
/** Functions of which engines give different bits; src/random/exact-math.ts has those the model needs. */
const INEXACT = new Set(
  'exp log pow sin cos tan tanh log1p expm1 cbrt hypot sinh cosh asin acos atan atan2 asinh acosh atanh log2 log10'.split(
    ' ',
  ),
);

type Node = { readonly type: string; readonly start: number; readonly [field: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function walk(node: Node, visit: (node: Node, parent: Node | null, field: string) => void): void {
  const enter = (at: Node, parent: Node | null, field: string): void => {
    visit(at, parent, field);
    for (const [name, value] of Object.entries(at)) {
      if (isNode(value)) enter(value, at, name);
      else if (Array.isArray(value)) for (const part of value) if (isNode(part)) enter(part, at, name);
    }
  };
  enter(node, null, '');
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? String(value.name) : undefined;
}

/** The name in `object.name` or `object['name']`. */
function propertyOf(member: Node): string | undefined {
  const property = member.property;
  if (!member.computed) return nameOf(property);
  return isNode(property) && property.type === 'Literal' ? String(property.value) : undefined;
}

/** The rule that an import breaks, if any. */
function importFault(file: string, folder: string, target: string): string | undefined {
  if (target.startsWith('.')) {
    const reached = posix.join(posix.dirname(file), target.replace(/\?.*$/, ''));
    const other = reached.split('/')[0] ?? '';
    if (other === folder) return undefined;
    if (other === '..' || FLOORS[other] === undefined) return `imports ${target}, which is on no floor`;
    if (folder === 'statistics' && other === 'random') return undefined;
    return (FLOORS[other] ?? 0) < (FLOORS[folder] ?? -1) ? undefined : `imports ${target}, uphill or across`;
  }
  if (target === 'node:worker_threads') return folder === 'runtime' ? undefined : `imports ${target} outside runtime`;
  if (target.startsWith('node:')) return PURE.includes(folder) ? `imports ${target} on a pure floor` : undefined;
  // React and its kin belong to the page alone; the list of its packages is the page's own affair.
  if (folder === 'web') return undefined;
  const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  return OWNERS[name]?.includes(folder) ? undefined : `imports ${name}, which ${folder} does not own`;
}

/** Every rule that a file breaks, with its line. `file` is relative to src. */
function faults(file: string, code: string): string[] {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) return [`${file}: does not parse: ${errors[0]?.message}`];
  const folder = file.split('/')[0] ?? '';
  const pure = PURE.includes(folder);
  const found: string[] = [];
  const tell = (at: Node, fault: string): void => {
    found.push(`${file}:${code.slice(0, at.start).split('\n').length} ${fault}`);
  };
  if (FLOORS[folder] === undefined) return [`${file}: is on no floor`];

  // Names that the file itself declares (a parameter called `document`, say) are no globals.
  const own = new Set<string>();
  const declare = (pattern: unknown): void => {
    if (isNode(pattern)) walk(pattern, (node) => void (node.type === 'Identifier' && own.add(String(node.name))));
  };
  walk(program as unknown as Node, (node) => {
    if (node.type === 'VariableDeclarator' || node.type.startsWith('ImportS') || node.type === 'ImportDefaultSpecifier')
      declare(node.id ?? node.local);
    if (/Function|TSDeclare|Class/.test(node.type)) declare(node.id);
    if (Array.isArray(node.params)) for (const parameter of node.params) declare(bare(parameter));
    if (node.type === 'CatchClause') declare(node.param);
  });

  for (const statement of (program as unknown as { body: Node[] }).body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (pure && isNode(declaration) && declaration.type === 'VariableDeclaration' && declaration.kind !== 'const')
      tell(statement, `has a module-level ${declaration.kind}`);
  }

  walk(program as unknown as Node, (node, parent, field) => {
    const source = node.source;
    if (/^(Import|Export|TSImport)/.test(node.type) && isNode(source) && source.type === 'Literal') {
      const fault = importFault(file, folder, String(source.value));
      if (fault) tell(node, fault);
    }
    if (node.type === 'ImportExpression' && !(isNode(source) && source.type === 'Literal') && pure)
      tell(node, 'imports what it computes');
    if (!pure) return;
    if (node.type === 'Identifier') {
      const name = String(node.name);
      const isProperty =
        (field === 'property' && parent?.computed === false) || (field === 'key' && parent?.computed === false);
      const isType = parent !== null && /^TS(?!AsExpression|SatisfiesExpression|NonNullExpression)/.test(parent.type);
      if (IMPURE.has(name) && !own.has(name) && !isProperty && !isType) tell(node, `uses ${name} on a pure floor`);
    }
    if (node.type === 'MetaProperty') tell(node, 'uses import.meta on a pure floor');
    if (node.type === 'MemberExpression' && nameOf(node.object) === 'Math') {
      const name = propertyOf(node);
      if (name === undefined) tell(node, 'looks up Math by a computed name');
      if (name === 'random') tell(node, 'uses Math.random on a pure floor');
      if (folder === 'model' && name !== undefined && INEXACT.has(name)) tell(node, `uses Math.${name} in the model`);
    } else if (node.type === 'Identifier' && node.name === 'Math' && field !== 'object') {
      tell(node, 'takes Math apart or hands it on');
    }
    if (folder === 'model' && (node.operator === '**' || node.operator === '**=')) tell(node, 'uses ** in the model');
  });
  return found;
}

/** The pattern that a parameter binds, without its default value. */
function bare(parameter: unknown): unknown {
  return isNode(parameter) && parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
}

function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.as.ts'))
    .sort();
}

describe('the house', () => {
  it('has files to look at', () => expect(sourceFiles().length).toBeGreaterThan(5));

  it.each(sourceFiles())('%s keeps the rules', (file) => {
    expect(faults(file, readFileSync(join(SOURCE, file), 'utf8'))).toEqual([]);
  });
});

describe('the test of the house', () => {
  it.each([
    ['an import uphill', 'model/planted.ts', "import { a } from '../experiment/a.ts'; a();", 'uphill'],
    [
      'an import of a type uphill',
      'model/planted.ts',
      "import type { A } from '../report/a.ts'; export type B = A;",
      'uphill',
    ],
    ['an import across', 'random/planted.ts', "import { a } from '../statistics/a.ts'; a();", 'uphill or across'],
    ['a re-export uphill', 'random/deep/planted.ts', "export { a } from '../../model/a.ts';", 'uphill'],
    ['a type imported in place', 'model/planted.ts', "export type A = import('../cli/a.ts').A;", 'uphill'],
    ['a late import uphill', 'model/planted.ts', "export const a = () => import('../cli/main.ts');", 'uphill'],
    ['an import from outside', 'model/planted.ts', "import { a } from '../../test/a.ts'; a();", 'on no floor'],
    ['a folder on no floor', 'helpers/planted.ts', 'export const a = 1;', 'on no floor'],
    [
      'a package of another folder',
      'model/planted.ts',
      "import seedrandom from 'seedrandom'; seedrandom();",
      'does not own',
    ],
    ['a part of a package', 'model/planted.ts', "import { a } from '@noble/hashes/sha2.js'; a();", 'does not own'],
    ['an unknown package', 'cli/planted.ts', "import a from 'left-pad'; a();", 'does not own'],
    [
      'Node on a pure floor',
      'scenario/planted.ts',
      "import { readFileSync } from 'node:fs'; readFileSync('a');",
      'pure floor',
    ],
    [
      'threads outside runtime',
      'cli/planted.ts',
      "import { Worker } from 'node:worker_threads'; new Worker('a');",
      'outside',
    ],
    ['a clock', 'experiment/planted.ts', 'export const a = () => Date.now();', 'uses Date'],
    ['another clock', 'report/planted.ts', 'export const a = () => performance.now();', 'uses performance'],
    ['a global of Node', 'evidence/planted.ts', 'export const a = () => process.pid;', 'uses process'],
    ['a global of the page', 'report/planted.ts', 'export const a = () => document.title;', 'uses document'],
    ['all globals', 'model/planted.ts', "export const a = globalThis['Date'];", 'uses globalThis'],
    ['luck without an address', 'model/planted.ts', 'export const a = () => Math.random();', 'Math.random'],
    ['luck in disguise', 'model/planted.ts', 'const { random } = Math; export const a = random;', 'takes Math apart'],
    ['a state of the module', 'statistics/planted.ts', 'let a = 0; export const b = () => a++;', 'module-level let'],
    ['an exported state', 'statistics/planted.ts', 'export let a = 0; a++;', 'module-level let'],
    ['a power in the model', 'model/planted.ts', 'export const a = (b: number) => b ** 2;', '**'],
    ['a power in place', 'model/planted.ts', 'export const a = (b: number) => { b **= 2; return b; };', '**'],
    ['an exponential in the model', 'model/planted.ts', 'export const a = (b: number) => Math.exp(b);', 'Math.exp'],
    ['an exponential in quotes', 'model/planted.ts', "export const a = (b: number) => Math['tanh'](b);", 'Math.tanh'],
    ['a computed function', 'model/planted.ts', 'export const a = (b: "exp") => Math[b](1);', 'computed name'],
  ])('sees %s', (_, file, code, fault) => {
    expect(faults(file, code).join('\n')).toContain(fault);
  });

  it.each([
    ['an import downhill', 'model/planted.ts', "import { a } from '../random/a.ts'; a();"],
    [
      'exact mathematics in statistics',
      'statistics/planted.ts',
      "import { exp } from '../random/exact-math.ts'; exp(1);",
    ],
    ['the owner of a package', 'report/planted.ts', "import * as Plot from '@observablehq/plot'; Plot.plot({});"],
    ['a document that is handed in', 'report/planted.ts', 'export const a = (document: Document) => document.title;'],
    ['a property called as a global', 'model/planted.ts', 'export const a = (b: { process: number }) => b.process;'],
    ['a square root in the model', 'model/planted.ts', 'export const a = (b: number) => Math.sqrt(b);'],
    ['a clock in runtime', 'runtime/planted.ts', 'export const a = () => Date.now();'],
  ])('lets %s pass', (_, file, code) => {
    expect(faults(file, code)).toEqual([]);
  });
});
