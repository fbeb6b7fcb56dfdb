import { dsvFormat } from 'd3-dsv';
import { implausible, isPlausible, type Sampling, unknownDesign, unknownNumber } from './batch-file.ts';
import type { Problem } from './problem.ts';
import { shown } from './problem.ts';
import type { Settled, Uncertain } from './settled.ts';
import type { Complaint } from './tree.ts';

/** One row of a sheet. */
type SheetCase = {
  /** Number of the row as the spreadsheet shows it: the names stand in row 1. */
  readonly row: number;
  /** What the row calls itself; empty where it does not. */
  readonly label: string;
  /** Id of a design of the scenario; null for all of them. */
  readonly design: string | null;
  /** By name, in units of the numbers. */
  readonly values: readonly number[];
};

/** A sheet that was read: cases of uncertain numbers that are called by name. */
export type Sheet = { readonly names: readonly string[]; readonly cases: readonly SheetCase[] };

export type SheetRead =
  | { readonly ok: true; readonly sheet: Sheet }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a sheet may name of a scenario. */
type Named = Pick<Settled, 'uncertain' | 'conditions'>;

/** As for the draws of a scenario. */
const MOST_ROWS = 100_000;
/** Characters; a sheet of ten columns and ten thousand rows has fewer. */
const LARGEST = 1_000_000;
/** Beyond these the same mistake stands in every row. */
const MOST_PROBLEMS = 100;
const SEPARATORS = ['\t', ';', ','] as const;

/**
 * Reads a sheet pasted from a spreadsheet, or says every problem in it by cell, row by row.
 *
 * The first row names the columns: `design` (id of a design; empty for all), `label`, and names of uncertain numbers. Every other
 * row is a case. Columns may stand in any order; empty rows and columns are passed over.
 *
 * @param text     values separated by tabs, commas or semicolons, quoted as in RFC 4180; a byte order mark is passed over
 * @param file     how messages name the sheet
 * @param settled  the scenario whose numbers and designs the sheet names
 */
export function readSheet(text: string, file: string, settled: Named): SheetRead {
  const problems: Problem[] = [];
  let found = 0;
  const tell: Tell = (at, complaint) => {
    found++;
    if (found <= MOST_PROBLEMS) problems.push({ file, where: at === null ? '' : cellName(at), ...complaint() });
  };
  const sheet = sheetOf(text.startsWith('\ufeff') ? text.slice(1) : text, settled, tell);
  if (found === 0 && sheet !== undefined) return { ok: true, sheet };
  if (found > MOST_PROBLEMS)
    problems.push({
      file,
      where: '',
      expected: 'a sheet without faults',
      found: `${found - MOST_PROBLEMS} more`,
      remedy: 'Put these right first.',
    });
  return { ok: false, problems };
}

/** Row and column, both from 0. */
type Cell = readonly [row: number, column: number];
/** About a cell, or the whole. A complaint is made when it is told: finding the nearest of some hundred names takes time. */
type Tell = (at: Cell | null, complaint: () => Complaint) => void;

function sheetOf(text: string, settled: Named, tell: Tell): Sheet | undefined {
  if (text.length > LARGEST) {
    tell(null, () => ({
      expected: 'a sheet of at most 1 MB',
      found: `${(text.length / 1_000_000).toFixed(1)} MB`,
      remedy: 'Split it.',
    }));
    return undefined;
  }
  const known = new Set([...settled.uncertain.map(({ name }) => name), 'design', 'label']);
  const { separator, rows } = tableOf(text, known);
  const fault = misquoted(text, separator);
  if (fault !== undefined) {
    tell(fault, () => ({
      expected: 'a quote that is closed, and after it the next cell',
      found: 'another',
      remedy: 'Close the quote; within quotes, a quote is written twice.',
    }));
    return undefined;
  }
  const top = rows.findIndex((cells) => !isBlank(cells));
  const body: readonly Row[] = [...rows.entries()].filter(([k, cells]) => k > top && !isBlank(cells));
  if (top < 0 || body.length === 0) {
    tell(null, () => ({
      expected: 'a row of names, and at least one row below it',
      found: top < 0 ? 'an empty sheet' : 'names only',
      remedy: 'Copy the cells again, with the row of names.',
    }));
    return undefined;
  }
  if (body.length > MOST_ROWS) {
    tell(null, () => ({
      expected: `at most ${MOST_ROWS} rows`,
      found: String(body.length),
      remedy: 'Split the sheet.',
    }));
    return undefined;
  }
  const width = rows[top].findLastIndex(isFilled) + 1;
  const filled = new Set(body.flatMap(([, cells]) => [...cells.keys()].filter((k) => k < width && isFilled(cells[k]))));
  const columns = columnsOf(rows[top].slice(0, width), top, filled, settled, tell);
  const designs = idsOf(settled);
  const cases = body.map(([row, cells]) => {
    for (let k = width; k < cells.length; k++)
      if (isFilled(cells[k])) tell([row, k], () => superfluous(cells[k], width, separator));
    return caseOf(row, cells, columns, designs, tell);
  });
  return { names: columns.flatMap((column) => (column.is === 'number' ? [column.of.name] : [])), cases };
}

type Row = readonly [row: number, cells: readonly string[]];

/** The separator is the one under which most names in the first row are known; without any, that with most cells in it. */
function tableOf(text: string, known: ReadonlySet<string>) {
  const tables = SEPARATORS.map((separator) => {
    const rows = dsvFormat(separator).parseRows(text);
    const names = rows.find((cells) => !isBlank(cells)) ?? [];
    const hits = names.filter((cell) => known.has(cell.trim()) || known.has(cell.trim().toLowerCase())).length;
    return { separator, rows, hits, width: names.length };
  });
  // Sorting is stable: where nothing separates, it is the tab, so that a comma counts as part of a number.
  return [...tables].sort((a, b) => b.hits - a.hits || b.width - a.width)[0];
}

/** The first cell whose quotes are not as in RFC 4180. The parser would take the rest of the sheet for its content. */
function misquoted(text: string, separator: string): Cell | undefined {
  const cell = new RegExp(
    `(?:"[^"]*(?:""[^"]*)*"|[^"${separator}\r\n][^${separator}\r\n]*)?(${separator}|\r\n|\n|\r|$)`,
    'y',
  );
  let [row, column] = [0, 0];
  for (;;) {
    const end = cell.exec(text)?.[1];
    if (end === undefined) return [row, column];
    if (end === '') return undefined;
    [row, column] = end === separator ? [row, column + 1] : [row + 1, 0];
  }
}

function isFilled(cell: string): boolean {
  return cell.trim() !== '';
}

function isBlank(cells: readonly string[]): boolean {
  return !cells.some(isFilled);
}

/** `cell C4`, as a spreadsheet calls it. */
function cellName([row, column]: Cell): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `cell ${letters}${row + 1}`;
}

/** A column that is read, and where it stands. */
type Column = { readonly at: number } & (
  | { readonly is: 'design' | 'label' }
  | { readonly is: 'number'; readonly of: Uncertain }
);

/** What each name of the first row stands for; what is none is told. `filled`: columns with something below the names. */
function columnsOf(
  names: readonly string[],
  top: number,
  filled: ReadonlySet<number>,
  { uncertain }: Named,
  tell: Tell,
): readonly Column[] {
  const numbers = new Map(uncertain.map((of) => [of.name, of]));
  const seen = new Set<string>();
  return names.flatMap((cell, at): readonly Column[] => {
    const name = cell.trim();
    const of = numbers.get(name);
    // Spreadsheets begin words with capitals by themselves.
    const is = of === undefined ? name.toLowerCase() : name;
    const isAgain = seen.has(is);
    seen.add(is);
    if (name === '') {
      if (filled.has(at)) tell([top, at], () => NAMELESS);
      return [];
    }
    if (of === undefined && is !== 'design' && is !== 'label')
      tell([top, at], () => (isAboutPersons(name) ? personal(name) : unknownColumn(name, uncertain)));
    else if (isAgain) tell([top, at], () => repeated(name));
    else if (of !== undefined) return [{ at, is: 'number', of }];
    else if (is === 'design' || is === 'label') return [{ at, is }];
    return [];
  });
}

const NAMELESS: Complaint = {
  expected: 'the name of the column',
  found: 'nothing, though there are values below',
  remedy: 'Name the column, or clear it.',
};

function repeated(name: string): Complaint {
  return { expected: 'every column once', found: `${shown(name)} again`, remedy: 'Keep one of the two.' };
}

function unknownColumn(name: string, uncertain: readonly Uncertain[]): Complaint {
  const { remedy } = unknownNumber(name, uncertain);
  return { expected: 'design, label or the name of an uncertain number of the scenario', found: shown(name), remedy };
}

function personal(name: string): Complaint {
  return {
    expected: 'no column about persons',
    found: shown(name),
    remedy: 'Forewarned takes no data about persons. Take the column out of the sheet.',
  };
}

/** Words for what identifies or locates a person, in English, Dutch and French, without accents, in lower case. */
const PERSONAL: readonly string[] = [
  // Names.
  ...['\\w*names?', '\\w*naam', '\\w*namen', 'tussenvoegsel', 'noms?', 'prenoms?'],
  // Telephones.
  ...['\\w*phones?', 'tel', 'mobile', 'cell', 'whats ?app', '\\w*telefoon\\w*', 'mobiel\\w*', 'gsm', 'portable'],
  // Electronic mail.
  ...['e ?mail\\w*', 'mails?', 'courriels?'],
  // Documents.
  ...['pass ?port\\w*', 'paspoort\\w*', 'passeport\\w*', 'document\\w*', 'identiteits\\w*', 'identity', 'identite'],
  ...['(?:national|personal|visa|case|file) (?:id|number|no)', 'id (?:card|number|no)', 'bsn', 'burgerservice\\w*'],
  ...['visum\\w*', 'dossier\\w*', 'v nummer', 'numero de visa'],
  // Places of persons.
  ...[
    'lat',
    'lng',
    'lon',
    'long',
    'latitudes?',
    'longitudes?',
    '\\w*breedte\\w*',
    '\\w*lengtegra\\w*',
    'gps',
    'coord\\w*',
  ],
  ...[
    'address\\w*',
    '\\w*adres\\w*',
    'street\\w*',
    'straat\\w*',
    'rue',
    'post ?codes?',
    'zip',
    'code postal',
    'huisnummer',
  ],
  // Birth.
  ...['dob', 'birth\\w*', 'geboorte\\w*', 'naissance'],
];
const ABOUT_PERSONS = new RegExp(`\\b(?:${PERSONAL.join('|')})\\b`);

function isAboutPersons(column: string): boolean {
  const words = column
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ');
  return ABOUT_PERSONS.test(words);
}

function caseOf(
  row: number,
  cells: readonly string[],
  columns: readonly Column[],
  designs: readonly string[],
  tell: Tell,
): SheetCase {
  let [label, design]: [string, string | null] = ['', null];
  const values: number[] = [];
  for (const column of columns) {
    const at: Cell = [row, column.at];
    const cell = (cells[column.at] ?? '').trim();
    if (column.is === 'label') label = cell;
    if (column.is === 'design' && cell !== '') {
      design = cell;
      if (!designs.includes(cell)) tell(at, () => unknownDesign(cell, designs));
    }
    if (column.is === 'number') {
      const value = plainNumber(cell);
      if (value === undefined) tell(at, () => noNumber(cell, column.of));
      else if (!isPlausible(column.of, value)) tell(at, () => implausible(column.of, value));
      values.push(value ?? Number.NaN);
    }
  }
  return { row: row + 1, label, design, values };
}

function plainNumber(cell: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(cell) ? Number(cell) : undefined;
}

function noNumber(cell: string, { name, value, range: [low, high] }: Uncertain): Complaint {
  return {
    expected: `a number from ${low} to ${high} (${name})`,
    found: cell === '' ? 'an empty cell' : shown(cell),
    remedy: remedyFor(cell, value),
  };
}

function remedyFor(cell: string, value: number): string {
  if (cell === '') return `Write a number; that of the scenario itself is ${value}.`;
  if (/^[+-]?[\d.\s]*,[\d,.\s]*$/.test(cell))
    return 'Write the decimal sign as a point and leave out other signs: 0.5, not 0,5; 1200, not 1,200.';
  if (cell.endsWith('%')) return 'Shares are written 0.2, not 20 %.';
  return 'Write digits, with a point as the decimal sign, and no unit.';
}

function superfluous(cell: string, width: number, separator: string): Complaint {
  const isComma = separator === ',';
  return {
    expected: `an empty cell, because there are ${width} names in the first row`,
    found: shown(cell.trim()),
    remedy: isComma
      ? 'Write decimal signs as points: here a comma begins the next cell. Text with a comma stands in quotes.'
      : 'Name the column, or clear the cell.',
  };
}

/** Designs of all conditions, the baseline among them. */
function idsOf({ conditions }: Named): readonly string[] {
  return [...new Set(conditions.flatMap(({ arms }) => arms.map(({ id }) => id)))];
}

/** The cases of a sheet as draws of a batch. */
export type Cases = {
  /** Each combination of values once, in order of first appearance; null when the sheet has no numbers. */
  readonly sampling: Extract<Sampling, { readonly method: 'list' }> | null;
  /** Designs by draw, null for all of them; a single entry, which holds for all draws, when the sheet has no numbers. */
  readonly arms: readonly (readonly string[] | null)[];
  /** The draw (0-based) that each case of the sheet became. */
  readonly drawOf: readonly number[];
};

/**
 * Puts cases with the same values together: a combination of values is one draw, run for all the designs that its rows name, or
 * for every design when one of them names none.
 *
 * @throws RangeError when the sheet was read for another scenario
 */
export function casesOf({ names, cases }: Sheet, settled: Named): Cases {
  const known = [...settled.uncertain.map(({ name }) => name), ...idsOf(settled)];
  for (const name of [...names, ...cases.flatMap(({ design }) => design ?? [])])
    if (!known.includes(name)) throw new RangeError(`casesOf: expected a sheet of this scenario, found ${name}.`);
  const draws = new Map<
    string,
    { readonly at: number; readonly row: readonly number[]; designs: Set<string> | null }
  >();
  const drawOf = cases.map(({ values, design }) => {
    const key = JSON.stringify(values);
    const draw = draws.get(key) ?? { at: draws.size, row: values, designs: new Set<string>() };
    draws.set(key, draw);
    if (design === null) draw.designs = null;
    else draw.designs?.add(design);
    return draw.at;
  });
  const all = [...draws.values()];
  return {
    sampling: names.length === 0 ? null : { method: 'list', names, rows: all.map(({ row }) => row) },
    arms: all.map(({ designs }) => (designs === null ? null : [...designs])),
    drawOf,
  };
}
