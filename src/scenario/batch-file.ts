import { z } from 'zod';
import { bare } from './figure.ts';
import { whole } from './measure.ts';
import { didYouMean } from './nearest.ts';
import { group, list, name, note, oneOf, problemsOf, text } from './note.ts';
import { byPlace, type Path, type Problem, shown } from './problem.ts';
import type { Uncertain } from './settled.ts';
import { parsed } from './text.ts';
import { type Complaint, groupOf, listOf, numberOf, problemAt, type Tree } from './tree.ts';

/** A number that varies between the draws of a batch, in its unit: from low to high, or with a factorial at some levels. */
export type Varied = {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly values?: readonly number[];
  readonly steps?: number;
};

/** How the draws of a batch are chosen. `list`: as given, row by row. */
export type Sampling =
  | { readonly method: 'list'; readonly names: readonly string[]; readonly rows: readonly (readonly number[])[] }
  | { readonly method: 'factorial'; readonly vary: readonly Varied[] }
  | { readonly method: 'latin-hypercube' | 'sobol'; readonly vary: readonly Varied[]; readonly points: number };

const SCHEMA = 'forewarned/batch@1';
/** As for the draws of a scenario. */
const MOST_DRAWS = 100_000;
/** As many as there are direction numbers for in src/experiment/sampling; a test compares the two. */
export const MOST_BY_SOBOL = 128;

const FIRST_LINE = `Begin the file with the line "schema: ${SCHEMA}".`;
const OTHER_VERSION = 'The file was written for another Forewarned, most likely a newer one; update it.';

function isOtherVersion(schema: unknown): boolean {
  return typeof schema === 'string' && /^forewarned\/batch@\d+$/.test(schema);
}

const methods = ['list', 'factorial', 'latin-hypercube', 'sobol'] as const;

function finite(what: string) {
  return z.number({ error: () => note(`a number (${what})`, 'Write a plain number in the unit of what varies.') });
}

function atLeastOne<S extends z.ZodType>(what: string, item: S, remedy: string) {
  return list(what, item).min(1, { error: () => note(`at least one entry (${what})`, remedy) });
}

const variedFile = group('a number that varies', {
  name: text('name of an uncertain number of the scenario'),
  values: atLeastOne('levels', finite('a level'), 'Leave values out to go from low to high.').optional(),
  low: finite('the lowest value').optional(),
  high: finite('the highest value').optional(),
  steps: bare(whole('levels', 2, 1000, 'levels from low to high')).optional(),
});

const batchFile = group('a batch', {
  schema: z.literal(SCHEMA, {
    error: ({ input }) => note(SCHEMA, isOtherVersion(input) ? OTHER_VERSION : FIRST_LINE),
  }),
  id: name('the file name without its ending'),
  title: text('a short name for readers'),
  question: text('what the batch is to answer').optional(),
  scenario: text('id or path of a scenario'),
  designs: atLeastOne('designs of the scenario', text('id of a design'), 'Leave designs out to run all.').optional(),
  sampling: group('how the draws are chosen', {
    method: oneOf(methods),
    points: bare(whole('draws', 1, MOST_DRAWS, 'draws of the numbers that vary')).optional(),
  }),
  vary: list('the numbers that vary', variedFile).default([]),
  list: z
    .record(z.string(), list('its values, draw by draw', finite('the value of a draw')), {
      error: () => note('names of uncertain numbers, each with a list of values', 'Write for instance "name: [1, 2]".'),
    })
    .default({}),
  replicates: bare(whole('runs', 1, 100_000, 'runs of each draw and design')).default(1),
  people: bare(whole('people', 100, 5_000_000, 'people simulated')).optional(),
  weeks: bare(whole('weeks', 1, 1040, 'weeks after the burn-in')).optional(),
  seed: z
    .string({ error: () => note('text (the words of the seed)', 'Quote it.') })
    .min(1, { error: () => note('text (the words of the seed)', 'Leave seed out to take that of the scenario.') })
    .max(200, { error: () => note('at most 200 characters (the words of the seed)', 'Shorten it.') })
    .optional(),
});

/** A batch as its file says it. Nothing has been compared with the scenario yet. */
export type BatchFile = Omit<z.infer<typeof batchFile>, 'schema'> & {
  /** Line and column of a part, for messages. */
  readonly placeOf: Tree['placeOf'];
};

type Refused = { readonly ok: false; readonly problems: readonly Problem[] };
export type BatchRead = { readonly ok: true; readonly batch: BatchFile } | Refused;
export type SamplingRead =
  | {
      readonly ok: true;
      readonly sampling: Sampling;
      /** Ids of the designs to run; null for all. */
      readonly designs: readonly string[] | null;
    }
  | Refused;

/**
 * Reads a batch: one scenario, and how the numbers vary over its draws. Says every problem that can be seen without the
 * scenario, sorted by place.
 *
 * @param text  YAML 1.2 or JSON
 * @param file  how messages name the file
 */
export function readBatchFile(text: string, file: string): BatchRead {
  const opened = parsed(text, file);
  if (!opened.ok) return { ok: false, problems: opened.problems.map(inWordsOfBatches) };
  const { tree } = opened;
  const read = batchFile.safeParse(tree.data);
  const problems = byPlace([...problemsOf(read.error?.issues ?? [], tree), ...contradictions(tree)]);
  if (!read.success || problems.length > 0) return { ok: false, problems };
  const { schema: _schema, ...batch } = read.data;
  return { ok: true, batch: { ...batch, placeOf: tree.placeOf } };
}

/** The parser of text does not know what kind of file it has; of an empty one it says how a scenario begins. */
function inWordsOfBatches(problem: Problem): Problem {
  return problem.found === 'an empty file' ? { ...problem, expected: 'a batch', remedy: FIRST_LINE } : problem;
}

type Tell = (path: Path, complaint: Complaint) => void;

/** What cannot stand together. Unchecked data is looked at, so that it is said although something else is wrong. */
function contradictions(tree: Tree): readonly Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (path, complaint) => void problems.push(problemAt(tree, path, complaint));
  const data = groupOf(tree.data);
  const { method } = groupOf(data.sampling);
  const vary = listOf(data.vary);
  if (isMethod(method)) {
    checkMethod(method, data, tell);
    for (const [k, entry] of vary.entries())
      checkEntry(method, groupOf(entry), (path, complaint) => tell(['vary', k, ...path], complaint));
  }
  for (const k of repeated(vary.map((entry) => groupOf(entry).name)))
    tell(['vary', k, 'name'], {
      expected: 'a name that varies once',
      found: shown(groupOf(vary[k]).name),
      remedy: 'Keep one of the two entries.',
    });
  for (const k of repeated(listOf(data.designs)))
    tell(['designs', k], {
      expected: 'every design once',
      found: `${shown(listOf(data.designs)[k])} again`,
      remedy: 'Keep one of the two.',
    });
  checkColumns(groupOf(data.list), (path, complaint) => tell(['list', ...path], complaint));
  return problems;
}

type Method = (typeof methods)[number];

function isMethod(word: unknown): word is Method {
  return methods.some((known) => known === word);
}

/** Places of words and numbers that stand further up already. */
function repeated(entries: readonly unknown[]): readonly number[] {
  const seen = new Set<unknown>();
  return [...entries.entries()].flatMap(([k, entry]) => {
    const again = seen.has(entry) && (typeof entry === 'string' || typeof entry === 'number');
    seen.add(entry);
    return again ? [k] : [];
  });
}

/** Each method needs its own keys, and no others. */
function checkMethod(method: Method, data: { readonly [key: string]: unknown }, tell: Tell): void {
  const { vary, list } = data;
  const { points } = groupOf(data.sampling);
  const because = `because the method is ${method}`;
  const isDrawn = method === 'latin-hypercube' || method === 'sobol';
  // What is of the wrong kind altogether has been said by the schema.
  const noNumbers = vary === undefined || (Array.isArray(vary) && vary.length === 0);
  const noList = list === undefined || shown(list) === 'an empty group';
  const must = (is: boolean, path: Path, expected: string, found: unknown, remedy: string): void => {
    if (!is) tell(path, { expected: `${expected}, ${because}`, found: shown(found), remedy });
  };
  const at = ['sampling', 'points'];
  if (isDrawn) must(points !== undefined, at, 'a whole number of draws', points, 'Add for instance "points: 64".');
  else must(points === undefined, at, 'no points', points, 'Take it out; rows or levels say how many draws there are.');
  if (method === 'list') {
    must(!noList, ['list'], 'values by name', list, 'Write for instance "list: { name: [1, 2] }".');
    must(listOf(vary).length === 0, ['vary'], 'no numbers to vary', vary, 'Write the values under list, by name.');
  } else {
    must(!noNumbers, ['vary'], 'at least one number that varies', vary, 'Write for instance "vary: [{ name: ... }]".');
    must(noList, ['list'], 'no list', list, 'Take it out, or choose the method list.');
  }
}

/** Levels belong to factorials, and are said in one of two ways. */
function checkEntry(method: Method, entry: { readonly [key: string]: unknown }, tell: Tell): void {
  const { values, low, high, steps } = entry;
  if (method !== 'factorial')
    for (const [key, levels] of Object.entries({ values, steps }))
      if (levels !== undefined)
        tell([key], {
          expected: `no ${key}, because the method is ${method}`,
          found: shown(levels),
          remedy: 'Take it out; draws lie anywhere from low to high. Levels belong to the method factorial.',
        });
  if (values !== undefined)
    for (const [key, other] of Object.entries({ low, high, steps }))
      if (other !== undefined)
        tell([key], {
          expected: 'either values or low, high and steps',
          found: `both values and ${key}`,
          remedy: 'Take one of them out.',
        });
  for (const k of repeated(listOf(values)))
    tell(['values', k], {
      expected: 'levels that differ',
      found: `${shown(listOf(values)[k])} again`,
      remedy: 'Keep one of the two.',
    });
  const [from, to] = [numberOf(low), numberOf(high)];
  if (from !== undefined && to !== undefined && !(from < to))
    tell(['high'], {
      expected: `a number above low, which is ${from}`,
      found: shown(to),
      remedy: 'Check which of the two is the lower.',
    });
}

/** Every name of a list has as many values as the first. */
function checkColumns(columns: { readonly [name: string]: unknown }, tell: Tell): void {
  const [first, values] = Object.entries(columns).find(([, column]) => Array.isArray(column)) ?? ['', []];
  const draws = listOf(values).length;
  for (const [name, column] of Object.entries(columns)) {
    if (!Array.isArray(column)) continue;
    if (column.length === 0)
      tell([name], { expected: 'a value for each draw', found: 'an empty list', remedy: 'Write for instance [1, 2].' });
    else if (column.length !== draws)
      tell([name], {
        expected: `as many values as ${first} has (${draws}), one for each draw`,
        found: shown(column),
        remedy: 'Write the value again in draws where it stays.',
      });
  }
}

/**
 * What a batch varies, filled in from the scenario and checked against it: names it knows, values within what it holds
 * plausible. A number without low or high takes the declared bound.
 *
 * @param uncertain  numbers of the settled scenario
 * @param file       how messages name the file of the batch
 * @param designs    ids of the designs of the scenario; where left out, those of the batch are not checked
 */
export function samplingFor(
  batch: BatchFile,
  uncertain: readonly Uncertain[],
  file: string,
  designs?: readonly string[],
): SamplingRead {
  const problems: Problem[] = [];
  const tell = (path: Path, complaint: Complaint): void => {
    problems.push(problemAt({ file, data: batch, placeOf: batch.placeOf }, path, complaint));
  };
  const sampling = batch.sampling.method === 'list' ? listed(batch, uncertain, tell) : varied(batch, uncertain, tell);
  for (const [k, id] of (batch.designs ?? []).entries())
    if (designs !== undefined && !designs.includes(id)) tell(['designs', k], unknownDesign(id, designs));
  if (problems.length > 0) return { ok: false, problems: byPlace(problems) };
  return { ok: true, sampling, designs: batch.designs ?? null };
}

function listed(batch: BatchFile, uncertain: readonly Uncertain[], tell: Tell): Sampling {
  const names = Object.keys(batch.list);
  for (const [name, values] of Object.entries(batch.list)) {
    const of = uncertain.find((known) => known.name === name);
    if (of === undefined) tell(['list', name], unknownNumber(name, uncertain));
    else
      for (const [draw, value] of values.entries())
        if (!isPlausible(of, value)) tell(['list', name, draw], implausible(of, value));
  }
  const rows = (batch.list[names[0]] ?? []).map((_, draw) => names.map((name) => batch.list[name][draw]));
  return { method: 'list', names, rows };
}

function varied(batch: BatchFile, uncertain: readonly Uncertain[], tell: Tell): Sampling {
  const { method, points = 1 } = batch.sampling;
  const vary = batch.vary.flatMap((entry, k) => {
    const of = uncertain.find(({ name }) => name === entry.name);
    if (of === undefined) tell(['vary', k, 'name'], unknownNumber(entry.name, uncertain));
    return of === undefined ? [] : [within(of, entry, (path, complaint) => tell(['vary', k, ...path], complaint))];
  });
  if (method === 'factorial') {
    const counts = vary.map(({ values, steps = 2 }) => values?.length ?? steps);
    const draws = counts.reduce((product, count) => product * count, 1);
    if (draws > MOST_DRAWS)
      tell(['vary'], {
        expected: `at most ${MOST_DRAWS} combinations`,
        found: `${counts.join(' x ')} = ${draws}`,
        remedy: 'Take fewer levels or numbers, or the method latin-hypercube.',
      });
    return { method, vary };
  }
  if (method === 'sobol' && batch.vary.length > MOST_BY_SOBOL)
    tell(['vary'], {
      expected: `at most ${MOST_BY_SOBOL} numbers, because the method is sobol`,
      found: String(batch.vary.length),
      remedy: 'Vary fewer, or take the method latin-hypercube.',
    });
  return { method: method === 'sobol' ? 'sobol' : 'latin-hypercube', vary, points };
}

/** An entry with its bounds filled in. */
function within(of: Uncertain, entry: BatchFile['vary'][number], tell: Tell): Varied {
  const { values, low = of.range[0], high = of.range[1], steps } = entry;
  for (const [k, value] of (values ?? []).entries())
    if (!isPlausible(of, value)) tell(['values', k], implausible(of, value));
  for (const [key, value] of Object.entries({ low, high }))
    if (!isPlausible(of, value)) tell([key], implausible(of, value));
  // Where both are given, the reader has compared them; a given one can still meet the declared other.
  if (!(low < high) && isPlausible(of, low) && isPlausible(of, high))
    tell([entry.low === undefined ? 'high' : 'low'], {
      expected: `low below high, of which the other is ${entry.low === undefined ? low : high} as declared`,
      found: String(entry.low === undefined ? high : low),
      remedy: 'Give both, or take the name out: it does not vary.',
    });
  const { name } = of;
  if (values !== undefined) return { name, low, high, values };
  return steps === undefined ? { name, low, high } : { name, low, high, steps };
}

/** True when a value lies in the range that the scenario declares. */
export function isPlausible({ range: [low, high] }: Uncertain, value: number): boolean {
  return value >= low && value <= high;
}

/** What is said of a value outside of the declared range. */
export function implausible({ name, range: [low, high] }: Uncertain, value: number): Complaint {
  return {
    expected: `a number from ${low} to ${high} (${name})`,
    found: String(value),
    remedy:
      'This is the range the scenario holds plausible. Check the unit, or widen the range there, with its source.',
  };
}

/** What is said of a name that is no uncertain number of the scenario. */
export function unknownNumber(name: string, uncertain: readonly Uncertain[]): Complaint {
  const names = uncertain.map((known) => known.name);
  const otherwise =
    names.length > 12
      ? 'Names are spelt as in the ledger; a number without a range does not vary.'
      : `Known are ${names.join(', ') || 'none'}.`;
  return {
    expected: 'the name of an uncertain number of the scenario',
    found: shown(name),
    remedy: didYouMean(name, names, otherwise),
  };
}

/** What is said of an id that is no design of the scenario. */
export function unknownDesign(id: string, designs: readonly string[]): Complaint {
  return {
    expected: 'the id of a design of the scenario',
    found: shown(id),
    remedy: didYouMean(id, designs, `Known are ${designs.join(', ') || 'none'}.`),
  };
}
