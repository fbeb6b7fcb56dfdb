import type { WrittenRow } from './read-tables.ts';
import { columnsOf } from './result-tables.ts';

/** What a table is made of: tables of a results folder, and what NetLogo writes above its rows. */
export type BehaviorSpaceSource = {
  /** The rows of a table, from the first; effects come in the order of their runs. */
  readonly rowsOf: (table: 'runs' | 'effects' | 'draws') => Iterable<WrittenRow>;
  readonly version: string;
  readonly scenario: string;
  readonly experiment: string;
  /** Weeks of a run: its last step. */
  readonly weeks: number;
  readonly when: { readonly toISOString: () => string };
};

/** Numbers that all draws share, or that are too many to stand beside each other, are left to draws.csv. */
const MOST_VARIED = 100;
/** Rows that are handed on together. */
const LINES = 500;
const keys = ['condition', 'arm', 'draw', 'replicate'];

/**
 * Finished runs in the shape of NetLogo's BehaviorSpace table (version 2.0): six lines, a line of names, and a row per run at its last
 * step, everything in quotes, sorted by run. Programs that read such tables look for the line that begins with `[run number]`.
 *
 * Columns: condition, design, draw, replicate and the numbers that draws vary, where they are at most 100; then the step, every
 * outcome, and its difference to the world without campaign (`OUTCOME-difference`).
 *
 * @returns the table in pieces: however many runs there are, only some are held
 */
export function* behaviorSpaceTable(source: BehaviorSpaceSource): Generator<string> {
  const { rowsOf, version, scenario, experiment, weeks, when } = source;
  const paired = new Set<string>();
  for (const { outcome = '' } of rowsOf('effects')) paired.add(outcome);
  const own = [...paired].sort();
  const varied = variedIn(rowsOf('draws'));
  const outcomes = columnsOf('runs').filter((name) => !['run_id', 'row_sha256', ...keys].includes(name));
  const head = [
    '[run number]',
    ...['condition', 'design', 'draw', 'replicate'],
    ...varied.map(({ name }) => name),
    '[step]',
    ...outcomes,
    ...own.map((name) => `${name}-difference`),
  ];
  let lines = [
    [`BehaviorSpace results (Forewarned ${version})`, 'Table version 2.0'],
    [`${scenario}.yaml`],
    [experiment],
    [when.toISOString()],
    // A world without a map: these two lines are part of the shape.
    ['min-pxcor', 'max-pxcor', 'min-pycor', 'max-pycor'],
    ['0', '0', '0', '0'],
    head,
  ];
  const differencesOf = following(rowsOf('effects'));
  let at = 0;
  for (const run of rowsOf('runs')) {
    const differences = differencesOf(run);
    at++;
    lines.push([
      String(at),
      ...keys.map((key) => run[key] ?? ''),
      ...varied.map(({ values }) => values.get(run.draw ?? '') ?? ''),
      String(weeks),
      ...outcomes.map((name) => run[name] ?? ''),
      ...own.map((name) => differences.get(name) ?? ''),
    ]);
    if (lines.length < LINES) continue;
    yield written(lines);
    lines = [];
  }
  yield written(lines);
}

const written = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

/** Reads effects beside runs, which are in the same order: outcome -> difference of the next run. */
function following(effects: Iterable<WrittenRow>): (run: WrittenRow) => ReadonlyMap<string, string> {
  const rows = effects[Symbol.iterator]();
  let next = rows.next();
  return (run) => {
    const found = new Map<string, string>();
    for (; !next.done && isOf(next.value, run); next = rows.next())
      found.set(next.value.outcome ?? '', next.value.difference ?? '');
    return found;
  };
}

const isOf = (effect: WrittenRow, run: WrittenRow): boolean =>
  ['run_id', 'condition', 'arm', 'replicate'].every((key) => effect[key] === run[key]);

type Varied = { readonly name: string; readonly values: ReadonlyMap<string, string> };

function variedIn(rows: Iterable<WrittenRow>): readonly Varied[] {
  const found = new Map<string, Map<string, string>>();
  for (const { draw = '', parameter = '', value = '' } of rows) {
    const values = found.get(parameter) ?? new Map<string, string>();
    found.set(parameter, values.set(draw, value));
  }
  const varied = [...found].filter(([, values]) => new Set(values.values()).size > 1);
  return varied.length > MOST_VARIED ? [] : varied.map(([name, values]) => ({ name, values }));
}
