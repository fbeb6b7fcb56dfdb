// AssemblyScript from kernels: one loop each, four people at a time, every operation as in src/model/run-kernel.ts.
import type { Kernel, Op, Step } from '../src/model/kernel.ts';
import type { Kind } from '../src/model/memory.ts';
import { TABLE_ROOM } from '../src/model/run-kernel.ts';

/** Four results of each operation, as fixed-width SIMD. */
const OPERATIONS: { readonly [O in Op]: (a: string, b: string, c: string) => string } = {
  add: (a, b) => `f32x4.add(${a}, ${b})`,
  subtract: (a, b) => `f32x4.sub(${a}, ${b})`,
  multiply: (a, b) => `f32x4.mul(${a}, ${b})`,
  divide: (a, b) => `f32x4.div(${a}, ${b})`,
  larger: (a, b) => `f32x4.pmax(${b}, ${a})`,
  smaller: (a, b) => `f32x4.pmin(${b}, ${a})`,
  above: (a, b) => `v128.and(f32x4.gt(${a}, ${b}), f32x4.splat(1))`,
  atLeast: (a, b) => `v128.and(f32x4.ge(${a}, ${b}), f32x4.splat(1))`,
  squareRoot: (a) => `f32x4.sqrt(${a})`,
  clamp: (a, low, high) => `clamped(${a}, ${low}, ${high})`,
  cut: (a) => `cut(${a})`,
  logistic: (a) => `chance(${a})`,
};

const HEAD = `// AssemblyScript, made of the kernels in src/model by \`npm run compile\`.
import { column, given, word } from './desk.as';
import { chance, clamped, cut, entries, lot, put, putBytes, putFourBytes, uniform } from './four.as';
`;

/** Where a step's value stands in the loop: those that are the same for everybody before it, the rest inside. */
const value = (at: number): string => `t${at}`;
const same = ({ op }: Step): boolean => op === 'number' || op === 'constant';

/** @param kindOf the kind of numbers in a column of people */
export function emit(kernels: readonly Kernel[], kindOf: (name: string) => Kind): string {
  return [HEAD, ...kernels.map((kernel) => emitOne(kernel, kindOf))].join('\n');
}

function emitOne(
  { name, steps, changes, numbers, tables, columns, keys }: Kernel,
  kindOf: (name: string) => Kind,
): string {
  const lying = steps.flatMap((step, at) => (step.op === 'column' ? [at] : []));
  const pointer = (at: number): string => `p${at}`;
  const kindAt = (at: number): Kind => kindOf(steps[at].name);
  // A column that is only written, or only an index, is not loaded.
  const read = new Set([
    ...steps.flatMap(({ op, of }) =>
      op === 'lookup' ? [] : op === 'gather' && steps[of[0]].op === 'column' ? [] : of,
    ),
    ...changes.map(({ value: at }) => at),
  ]);
  const expression = ({ op, of, name: word }: Step, at: number): string | null => {
    if (op === 'column') return read.has(at) ? `v128.load(${pointer(at)} + i)` : null;
    if (op === 'lookup') {
      const table = tables.indexOf(word) * TABLE_ROOM * 4;
      if (kindAt(of[0]) !== 'u8') throw new TypeError(`${name}: ${steps[of[0]].name} is no column of bytes.`);
      const index = `x${of[0]}`;
      return `entries(${table}, ${index} & 255, (${index} >> 8) & 255, (${index} >> 16) & 255, ${index} >> 24)`;
    }
    if (op === 'gather') {
      if (steps[of[0]].op === 'column' && kindAt(of[0]) !== 'i32')
        throw new TypeError(`${name}: ${steps[of[0]].name} is no column of rows.`);
      const rows = [0, 1, 2, 3].map((k) =>
        steps[of[0]].op === 'column'
          ? `load<u32>(${pointer(of[0])} + i, ${4 * k})`
          : `i32x4.extract_lane(${value(of[0])}, ${k})`,
      );
      return `entries(g${columns.indexOf(word)}, ${rows.join(', ')})`;
    }
    const luck = keys.indexOf(word);
    if (op === 'draw') return `uniform(${value(of[0])}, a${luck}, b${luck})`;
    if (op === 'lot') return `lot(${value(of[0])}, a${luck}, b${luck}, ${value(of[1])})`;
    if (op === 'offset') return `i32x4.add(${value(of[0])}, ${value(of[1])})`;
    if (op === 'number' || op === 'constant') return null;
    const [a, b = a, c = b] = of;
    return OPERATIONS[op](value(a), value(b), value(c));
  };
  const before = [
    ...lying.map((at, k) => `const ${pointer(at)} = column(${k});`),
    ...columns.map((_, k) => `const g${k} = column(${lying.length + k});`),
    ...keys.flatMap((_, k) =>
      ['a', 'b'].map(
        (half, h) => `const ${half}${k} = i32x4.splat(word(${lying.length + columns.length + 2 * k + h}));`,
      ),
    ),
    ...steps.flatMap((step, at) =>
      !same(step)
        ? []
        : step.op === 'number'
          ? [`const ${value(at)} = f32x4.splat(<f32>given(${numbers.indexOf(step.name)}));`]
          : [`const ${value(at)} = f32x4.splat(<f32>${step.place});`],
    ),
  ];
  const indices = new Set(steps.flatMap(({ op, of }) => (op === 'lookup' ? [of[0]] : [])));
  const inside = [
    ...Array.from(indices, (at) => `const x${at} = load<u32>(${pointer(at)} + (i >> 2));`),
    ...steps.flatMap((step, at) => {
      const text = expression(step, at);
      return text === null ? [] : [`const ${value(at)} = ${text};`];
    }),
    // Four whole people, as nearly always: one look decides for all columns.
    'if (i + 16 <= bytes) {',
    ...changes.map(({ out, value: at }) =>
      kindAt(out) === 'u8'
        ? `  putFourBytes(${pointer(out)}, i, ${value(at)});`
        : `  v128.store(${pointer(out)} + i, ${value(at)});`,
    ),
    '} else {',
    ...changes.map(({ out, value: at }) =>
      kindAt(out) === 'u8'
        ? `  putBytes(${pointer(out)}, i, bytes, ${value(at)});`
        : `  put(${pointer(out)}, i, bytes, ${value(at)});`,
    ),
    '}',
  ];
  return [
    `export function ${name}(n: i32): void {`,
    '  const bytes = <usize>n << 2;',
    ...before.map((line) => `  ${line}`),
    '  for (let i: usize = 0; i < bytes; i += 16) {',
    ...inside.map((line) => `    ${line}`),
    '  }',
    '}',
    '',
  ].join('\n');
}
