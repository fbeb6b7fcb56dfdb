import { csvParse } from 'd3-dsv';

/** What a table is made of: files of a results folder as text, and what NetLogo writes above its rows. */
export type BehaviorSpaceSource = {
  readonly runs: string;
  readonly effects: string;
  readonly draws: string;
  readonly version: string;
  readonly scenario: string;
  readonly experiment: string;
  /** Weeks of a run: its last step. */
  readonly weeks: number;
  readonly when: { readonly toISOString: () => string };
};

/** Numbers that all draws share, or that are too many to stand beside each other, are left to draws.csv. */
const MOST_VARIED = 100;
const keys = ['condition', 'arm', 'draw', 'replicate'];

/**
 * Finished runs in the shape of NetLogo's BehaviorSpace table (version 2.0): six lines, a line of names, and a row per run at its last
 * step, everything in quotes, sorted by run. Programs that read such tables look for the line that begins with `[run number]`.
 *
 * Columns: condition, design, draw, replicate and the numbers that draws vary, where they are at most 100; then the step, every
 * outcome, and its difference to the world without campaign (`OUTCOME-difference`).
 */
export function behaviorSpaceTable(source: BehaviorSpaceSource): string {
  const { version, scenario, experiment, weeks, when } = source;
  const runs = csvParse(source.runs);
  const differences = new Map<string, string>();
  const paired = new Set<string>();
  for (const { run_id, condition, arm, replicate, outcome = '', difference = '' } of csvParse(source.effects)) {
    differences.set([run_id, condition, arm, replicate, outcome].join('\n'), difference);
    paired.add(outcome);
  }
  const varied = variedIn(csvParse(source.draws));
  const outcomes = runs.columns.filter((name) => !['run_id', 'row_sha256', ...keys].includes(name));
  const own = [...paired].sort();
  const head = [
    '[run number]',
    ...['condition', 'design', 'draw', 'replicate'],
    ...varied.map(({ name }) => name),
    '[step]',
    ...outcomes,
    ...own.map((name) => `${name}-difference`),
  ];
  const rows = runs.map((run, at) => [
    String(at + 1),
    ...keys.map((key) => run[key] ?? ''),
    ...varied.map(({ values }) => values.get(run.draw ?? '') ?? ''),
    String(weeks),
    ...outcomes.map((name) => run[name] ?? ''),
    ...own.map((name) => differences.get([run.run_id, run.condition, run.arm, run.replicate, name].join('\n')) ?? ''),
  ]);
  const lines = [
    [`BehaviorSpace results (Forewarned ${version})`, 'Table version 2.0'],
    [`${scenario}.yaml`],
    [experiment],
    [when.toISOString()],
    // A world without a map: these two lines are part of the shape.
    ['min-pxcor', 'max-pxcor', 'min-pycor', 'max-pycor'],
    ['0', '0', '0', '0'],
    head,
    ...rows,
  ];
  return lines.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

type Varied = { readonly name: string; readonly values: ReadonlyMap<string, string> };

function variedIn(rows: readonly { readonly [column: string]: string | undefined }[]): readonly Varied[] {
  const found = new Map<string, Map<string, string>>();
  for (const { draw = '', parameter = '', value = '' } of rows) {
    const values = found.get(parameter) ?? new Map<string, string>();
    found.set(parameter, values.set(draw, value));
  }
  const varied = [...found].filter(([, values]) => new Set(values.values()).size > 1);
  return varied.length > MOST_VARIED ? [] : varied.map(([name, values]) => ({ name, values }));
}
