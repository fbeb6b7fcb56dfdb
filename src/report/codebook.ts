import { ledgerColumns } from '../evidence/ledger-row.ts';
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

export type DescribedTable = {
  readonly name: string;
  readonly path: string;
  readonly title: string;
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

/** Every table of the results folder with its columns. */
export const tables: readonly DescribedTable[] = [
  {
    name: 'runs',
    path: 'runs.csv',
    title: 'One row per run: the state of each outcome at the horizon',
    columns: [...runKeys, ...levels.map(level)],
    key: ['condition', 'arm', 'replicate'],
  },
  {
    name: 'effects',
    path: 'effects.csv',
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
    path: 'groups.csv',
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
    path: 'contrasts.csv',
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
    path: 'series.parquet',
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
    name: 'failures',
    path: 'failures.csv',
    title: 'Runs that failed and are in no other table',
    columns: [
      ...runKeys,
      plain('stage', 'stage', 'where it failed', 'string', {
        levels: ['setup', 'burn-in', 'run', 'outcomes', 'worker'],
      }),
      plain('message', 'message', 'what was wrong', 'string'),
      plain('trace', 'trace', 'where in the program', 'string'),
    ],
    key: ['condition', 'arm', 'replicate'],
  },
  {
    name: 'ledger',
    path: 'ledger.csv',
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
