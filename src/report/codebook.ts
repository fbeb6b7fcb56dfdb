import { ledgerColumns } from '../evidence/ledger-row.ts';
import { balances } from '../experiment/balance.ts';
import { type Level, recordColumns, wordsOf } from '../experiment/recorded.ts';
import {
  type GroupName,
  groupNames,
  groups,
  type Outcome,
  outcomeNames,
  outcomes,
  series,
  seriesNames,
} from '../model/outcomes.ts';

/** A column of a table, said so that somebody can use it without the program. */
export type Described = {
  readonly column: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'string' | 'integer' | 'number';
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  readonly levels?: readonly string[];
  /** What an empty cell means; empty when there is none. */
  readonly missing: string;
  readonly formula: string;
  readonly source: string;
};

/** What a table can be written as. */
const tableKinds = ['csv', 'parquet'] as const;
export type TableKind = (typeof tableKinds)[number];

export type DescribedTable = {
  readonly name: string;
  /** What it is written as when nothing else is asked: long tables as Parquet. */
  readonly kind: TableKind;
  readonly title: string;
  /** What has to be asked for to have it; left out: it is always there. */
  readonly onRequest?: Level;
  readonly columns: readonly Described[];
  /** The columns that together name a row. */
  readonly key: readonly string[];
};

const plain = (
  column: string,
  label: string,
  description: string,
  type: Described['type'],
  more: Partial<Described> = {},
): Described => ({ column, label, description, type, unit: '', missing: '', formula: '', source: '', ...more });

const runKeys: readonly Described[] = [
  plain(
    'run_id',
    'run',
    'hash of model version and canonical setup, 16 hexadecimal digits; worlds that are the same share it',
    'string',
  ),
  plain('condition', 'condition', 'id of the condition of the scenario', 'string'),
  plain('arm', 'design', 'id of the design; the baseline is the world without campaign', 'string'),
  plain('draw', 'parameter draw', 'which draw of the parameters, 0-based', 'integer', { min: 0 }),
  plain(
    'replicate',
    'luck',
    'which luck, 0-based, unique over draws; rows of one condition and replicate are a pair',
    'integer',
    { min: 0 },
  ),
];

/** What values of an outcome can be. */
function limits({ unit }: Outcome, signed: boolean): Partial<Described> {
  const most = unit === 'share' || unit === 'probability' || unit === 'index' ? 1 : undefined;
  return { ...(signed ? most && { min: -most } : { min: 0 }), ...(most && { max: most }) };
}

const money = (unit: string): string => (unit === 'euro' ? 'euro of 2023' : unit);

function level(name: (typeof outcomeNames)[number]): Described {
  const outcome: Outcome = outcomes[name];
  return plain(name, outcome.label, outcome.meaning, 'number', {
    unit: money(outcome.unit),
    ...limits(outcome, name.startsWith('lean_')),
    missing: 'does not exist in this run (nobody reached, nobody of whom it is a share)',
    source: 'src/model/outcomes.ts',
  });
}

const levels = outcomeNames.filter((name) => outcomes[name].kind === 'level');
const groupColumn = plain(
  'group',
  'group of people',
  groupNames.map((name: GroupName) => `${name}: ${groups[name]}`).join('; '),
  'string',
  {
    levels: groupNames,
  },
);
const share = (column: string, label: string, description: string): Described =>
  plain(column, label, description, 'number', { unit: 'share', min: 0, max: 1 });

const ledgerMeanings: {
  readonly [C in (typeof ledgerColumns)[number]]: readonly [label: string, description: string];
} = {
  parameter: ['parameter', 'stable name of the number'],
  symbol: ['symbol', 'letter in the equations, where it has one'],
  unit: ['unit', 'what it is measured in'],
  default: ['default', 'value used when nothing else is said'],
  low: ['low', 'lower end of the plausible range'],
  high: ['high', 'upper end of the plausible range'],
  meaning: ['meaning', 'what it is'],
  basis: ['basis', 'source document, study, calibrated or assumed'],
  source: ['source', 'document and place, study, or the reason for the assumption'],
  confidence: ['confidence', 'V read in the study, V2 second hand, D derived, L known but not checked, A no source'],
  used_by: ['used by', 'mechanism, channel, context, design or scenario'],
  where: ['where', 'file that declares it'],
};
const ledgerNumbers: readonly string[] = ['default', 'low', 'high'];

/** A mean over runs with its 90 % interval for a further run. */
const interval = (part: string, description: string): readonly Described[] =>
  (['mean', 'low', 'high'] as const).map((end) =>
    plain(`${part}_${end}`, `${part}, ${end}`, `${description}: ${end}`, 'number', { unit: 'that of the outcome' }),
  );

const recordMeanings: {
  readonly [C in (typeof recordColumns)['person' | 'event'][number]]: readonly [description: string, unit: string];
} = {
  person_id: ['number of a synthetic person; the same in all designs of a replicate', ''],
  community_id: ['number of the village or neighbourhood', ''],
  age: ['age at week 0', 'years'],
  male: ['1 boy or man, 0 girl or woman', ''],
  in_school: ['1 in a school class at week 0', ''],
  protection_need: ['1 where staying is dangerous', ''],
  household_wealth: ['usual wealth of the household', 'index'],
  family_abroad: ['1 with somebody of the household abroad', ''],
  stage_at_start: ['stage at week 0', ''],
  error_at_start: ['mean absolute distance between belief and truth over the six topics, at week 0', 'probability'],
  contacts: ['contacts with the campaign that were taken in', 'contacts'],
  stage: ['stage at the horizon', ''],
  error: ['mean absolute distance between belief and truth, at the horizon', 'probability'],
  right_choice: ['1 where the side taken is the one that true values and own wishes speak for', ''],
  intention: ['intention to leave at the horizon; 0 for the dead', 'probability'],
  departure_week: ['week of the last irregular departure, -1 for none', 'week'],
  harm: ['0 unharmed, 1 seriously harmed on a journey, 2 died on one', ''],
  unmet_need: ['1 in need of protection and neither gone lawfully nor in a safe place', ''],
  week: ['week of the change, 0-based', 'week'],
  from: ['stage before', ''],
  to: ['stage after', ''],
};

/** Counts and marks are whole numbers; shares and beliefs are not. */
const broken: readonly string[] = ['household_wealth', 'error_at_start', 'error', 'intention'];

function recordColumn(column: keyof typeof recordMeanings): Described {
  const [description, unit] = recordMeanings[column];
  const words = wordsOf(column);
  const type = words ? 'string' : broken.includes(column) ? 'number' : 'integer';
  return plain(column, column.replaceAll('_', ' '), description, type, { unit, ...(words && { levels: words }) });
}

function effectColumn(column: (typeof recordColumns)['effect'][number]): Described {
  if (column === 'person_id') return recordColumn(column);
  if (column === 'class')
    return plain(
      column,
      'class',
      'better off in at least one respect and worse in none, the reverse, both, or neither',
      'string',
      {
        levels: balances,
      },
    );
  const meaning = column === 'departed' ? '1 left irregularly at least once' : recordMeanings[column][0];
  return plain(
    column,
    `${column.replaceAll('_', ' ')}, difference`,
    `with the design minus without: ${meaning}`,
    column === 'error' ? 'number' : 'integer',
  );
}

/** Every table of the results folder with its columns. */
export const tables: readonly DescribedTable[] = [
  {
    name: 'runs',
    kind: 'csv',
    title: 'One row per run: the state of each outcome at the horizon',
    columns: [
      ...runKeys,
      ...levels.map(level),
      plain(
        'row_sha256',
        'hash of the run',
        'SHA-256 over everything this run gave (canonical JSON of its outcomes, differences, series and groups); `forewarned verify` computes runs again and compares it',
        'string',
      ),
    ],
    key: ['condition', 'arm', 'replicate'],
  },
  {
    name: 'effects',
    kind: 'csv',
    title: 'One row per run and outcome: the difference to the paired world without campaign',
    columns: [
      ...runKeys,
      plain('outcome', 'outcome', 'name of the outcome', 'string', { levels: outcomeNames }),
      plain(
        'difference',
        'difference',
        'outcome with the design minus outcome without it; for outcomes that exist only in pairs, the outcome',
        'number',
        {
          unit: 'that of the outcome',
          missing: 'does not exist in this pair',
          formula: 'design - baseline, same condition and replicate',
        },
      ),
    ],
    key: ['condition', 'arm', 'replicate', 'outcome'],
  },
  {
    name: 'groups',
    kind: 'csv',
    title: 'One row per run and group of people: who is helped and who is harmed',
    columns: [
      ...runKeys,
      groupColumn,
      share('people', 'size', 'share of all people who belong to the group'),
      share('helped', 'helped', `of the group: ${outcomes.helped.meaning}`),
      share('harmed', 'harmed', `of the group: ${outcomes.harmed.meaning}`),
      share('mixed', 'mixed', `of the group: ${outcomes.mixed.meaning}`),
    ],
    key: ['condition', 'arm', 'replicate', 'group'],
  },
  {
    name: 'contrasts',
    kind: 'csv',
    title: 'One row per contrast and outcome, where the scenario states contrasts: what an assumption is worth',
    columns: [
      plain('contrast', 'contrast', 'id of the contrast', 'string'),
      plain('holds', 'holds', 'condition in which the assumption holds', 'string'),
      plain('fails', 'fails', 'condition in which it does not', 'string'),
      plain('design', 'design', 'design that rests on it', 'string'),
      plain('outcome', 'outcome', 'name of the outcome', 'string', { levels: outcomeNames }),
      ...interval('holds', 'effect of the design where the assumption holds'),
      ...interval('fails', 'effect where it does not'),
      ...interval('worth', 'the first minus the second, run by run with the same luck'),
      plain('replicates', 'runs', 'pairs of runs', 'integer', { min: 0 }),
    ],
    key: ['contrast', 'outcome'],
  },
  {
    name: 'series',
    kind: 'parquet',
    onRequest: 'series',
    title: 'One row per run, week and series',
    columns: [
      ...runKeys,
      plain('week', 'week', 'week after the burn-in, 0-based', 'integer', { min: 0, unit: 'week' }),
      plain('series', 'series', seriesNames.map((name) => `${name}: ${series[name].meaning}`).join('; '), 'string', {
        levels: seriesNames,
      }),
      plain('value', 'value', 'share, index or mean error, as the series says', 'number', { min: 0, max: 1 }),
    ],
    key: ['condition', 'arm', 'replicate', 'week', 'series'],
  },
  {
    name: 'draws',
    kind: 'csv',
    title: 'One row per parameter draw and number that was varied',
    columns: [
      plain('draw', 'parameter draw', 'which draw of the parameters, 0-based', 'integer', { min: 0 }),
      plain('parameter', 'parameter', 'stable name of the number, as in ledger.csv', 'string'),
      plain('value', 'value', 'what the draw puts in its place', 'number', { unit: 'that of the parameter' }),
    ],
    key: ['draw', 'parameter'],
  },
  {
    name: 'cases',
    kind: 'csv',
    title: 'One row per row of the sheet that the draws come from; none where there was no sheet',
    columns: [
      plain('row', 'row', 'row of the sheet as a spreadsheet shows it; the names are in row 1', 'integer', { min: 2 }),
      plain(
        'draw',
        'parameter draw',
        'the draw that it became, 0-based: rows with the same numbers are one',
        'integer',
        {
          min: 0,
        },
      ),
      plain('label', 'label', 'what the row calls itself', 'string', { missing: 'it has no name' }),
      plain('design', 'design', 'id of the design that it is about', 'string', { missing: 'all designs' }),
    ],
    key: ['row'],
  },
  {
    name: 'persons',
    kind: 'parquet',
    onRequest: 'person',
    title: 'One row per run and synthetic person: who it is at week 0, and where it ends',
    columns: [...runKeys, ...recordColumns.person.map(recordColumn)],
    key: ['condition', 'arm', 'replicate', 'person_id'],
  },
  {
    name: 'person_effects',
    kind: 'parquet',
    onRequest: 'effect',
    title: 'One row per run and synthetic person: what the design changes for it, against the same person without it',
    columns: [...runKeys, ...recordColumns.effect.map(effectColumn)],
    key: ['condition', 'arm', 'replicate', 'person_id'],
  },
  {
    name: 'events',
    kind: 'parquet',
    onRequest: 'event',
    title: 'One row per change of stage of a synthetic person',
    columns: [...runKeys, ...recordColumns.event.map(recordColumn)],
    key: ['condition', 'arm', 'replicate', 'person_id', 'week'],
  },
  {
    name: 'failures',
    kind: 'csv',
    title: 'Runs that failed and are in no other table',
    columns: [
      ...runKeys,
      plain('stage', 'stage', 'where it failed', 'string', {
        levels: ['burn-in', 'run', 'worker'],
      }),
      plain('message', 'message', 'what was wrong', 'string'),
      plain('trace', 'trace', 'where in the program', 'string'),
    ],
    key: ['condition', 'arm', 'replicate'],
  },
  {
    name: 'ledger',
    kind: 'csv',
    title: 'Every number of the model and of the files that come with it, and its basis',
    columns: ledgerColumns.map((column) =>
      plain(
        column,
        ledgerMeanings[column][0],
        ledgerMeanings[column][1],
        ledgerNumbers.includes(column) ? 'number' : 'string',
      ),
    ),
    key: ['parameter'],
  },
];

/** Where a table of a kind is in the folder. */
export function pathOf({ name, kind }: Pick<DescribedTable, 'name' | 'kind'>, as: TableKind = kind): string {
  return `${name}.${as}`;
}

/** The table that a file of the folder holds, if any. */
export function tableAt(path: string): DescribedTable | undefined {
  return tables.find((table) => tableKinds.some((kind) => pathOf(table, kind) === path));
}

export const codebookColumns = [
  'table',
  'column',
  'label',
  'description',
  'type',
  'unit',
  'min',
  'max',
  'levels',
  'missing',
  'formula',
  'source',
] as const;

/** The codebook as rows of text, in the order of `codebookColumns`. */
export function codebook(): string[][] {
  return tables.flatMap(({ name, columns }) =>
    columns.map(({ column, label, description, type, unit, min, max, levels, missing, formula, source }) => [
      ...[name, column, label, description, type, unit],
      ...[min === undefined ? '' : String(min), max === undefined ? '' : String(max)],
      ...[levels?.join(' ') ?? '', missing, formula, source],
    ]),
  );
}
