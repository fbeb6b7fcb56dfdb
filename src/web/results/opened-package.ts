import { csvParse } from 'd3-dsv';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import type { Comparison, FailedRun, RunRow } from '../../experiment/comparison.ts';
import { fingerprintOf, hashOf } from '../../experiment/fingerprint.ts';
import { inTableOrder } from '../../experiment/gather.ts';
import { type GroupName, type OutcomeName, outcomeNames, type SeriesName, seriesNames } from '../../model/outcomes.ts';
import { type CheckedFiles, checkMarks, checksumList } from '../../report/check-marks.ts';

/** A file that is no package, or one whose runs cannot be shown. `code` has its words in every language. */
export class PackageError extends Error {
  readonly code: 'no-zip' | 'no-list' | 'too-large' | 'no-runs';

  constructor(code: PackageError['code']) {
    super(code);
    this.code = code;
  }
}

/** A package that was made elsewhere. */
export type Opened = CheckedFiles & {
  /** Files of the archive that could not be read at all. */
  readonly damaged: readonly string[];
  /** Whether the runs in the table have the fingerprint that the comparison names. */
  readonly isSameFingerprint: boolean;
  /** Null where the package holds no runs that can be shown: another kind of results, or they are damaged. */
  readonly runs: OpenedRuns | null;
};

type OpenedRuns = {
  readonly comparison: Comparison;
  /** In table order; what only the report knows (notes) is left out. */
  readonly rows: readonly RunRow[];
  readonly failures: readonly FailedRun[];
};

/** Bytes of all files together beyond which a page should not try. */
const MOST = 2e9;

/**
 * Opens a package: checks its files against their checksums, and reads its runs. Nothing is changed.
 *
 * @throws PackageError when it is no package at all
 */
export async function openPackage(archive: Uint8Array): Promise<Opened> {
  const { files, damaged } = filesIn(archive);
  const list = files.get(checksumList);
  if (list === undefined) throw new PackageError('no-list');
  const text = (path: string): string | undefined => {
    const bytes = files.get(path);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const checked = checkMarks(new TextDecoder().decode(list), {
    paths: [...files.keys()].filter((path) => path !== checksumList).sort(),
    hash: (path) => hashOf(files.get(path) ?? new Uint8Array(0)),
    text,
  });
  const read = await runsIn(files, text).catch(() => null);
  return {
    ...{ ...checked, damaged },
    isSameFingerprint: read !== null && read.fingerprint === read.runs.comparison.fingerprint,
    runs: read?.runs ?? null,
  };
}

/** All files of an archive by path; of a package inside a folder, without that folder. */
function filesIn(archive: Uint8Array): {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly damaged: readonly string[];
} {
  const paths: string[] = [];
  let size = 0;
  try {
    // Looks at the list of contents only.
    unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('/')) paths.push(name);
        size += originalSize;
        return false;
      },
    });
  } catch {
    throw new PackageError('no-zip');
  }
  if (size > MOST) throw new PackageError('too-large');
  const at = paths.find((path) => path === checksumList || path.endsWith(`/${checksumList}`)) ?? '';
  const inside = at.slice(0, at.length - checksumList.length);
  const files = new Map<string, Uint8Array>();
  const damaged: string[] = [];
  for (const path of paths) {
    if (!path.startsWith(inside)) continue;
    try {
      const bytes = unzipSync(archive, { filter: ({ name }) => name === path })[path];
      if (bytes !== undefined) files.set(path.slice(inside.length), bytes);
    } catch {
      damaged.push(path.slice(inside.length));
    }
  }
  return { files, damaged };
}

type Cells = { readonly [column: string]: unknown };

async function runsIn(
  files: ReadonlyMap<string, Uint8Array>,
  text: (path: string) => string | undefined,
): Promise<{ readonly runs: OpenedRuns; readonly fingerprint: string } | null> {
  const table = async (name: string): Promise<readonly Cells[]> => {
    const csv = text(`${name}.csv`);
    if (csv !== undefined) return csvParse(csv);
    const bytes = files.get(`${name}.parquet`);
    if (bytes === undefined) return [];
    return parquetReadObjects({ file: bytes.slice().buffer });
  };
  const summary = text('comparison.json');
  if (summary === undefined) return null;
  const comparison = JSON.parse(summary) as Comparison;
  const listed = await table('runs');
  if (listed.length === 0 && comparison.designs.length > 0) return null;
  const rows = new Map(listed.map((cells) => [keyOf(cells), rowOf(cells)]));
  for (const cells of await table('effects')) {
    const row = rows.get(keyOf(cells));
    if (row) row.differences[String(cells.outcome) as OutcomeName] = numberIn(cells.difference);
  }
  for (const cells of await table('groups')) {
    const row = rows.get(keyOf(cells));
    const share = (name: string) => numberIn(cells[name]) ?? 0;
    if (row)
      row.groups[String(cells.group) as GroupName] = {
        ...{ people: share('people'), helped: share('helped'), harmed: share('harmed'), mixed: share('mixed') },
      };
  }
  for (const cells of await table('series'))
    rows
      .get(keyOf(cells))
      ?.series[String(cells.series) as SeriesName]?.splice(Number(cells.week), 1, numberIn(cells.value) ?? 0);
  const failures = (await table('failures')).map(
    (cells): FailedRun => ({
      ...placeOf(cells),
      stage: String(cells.stage) as FailedRun['stage'],
      ...{ message: String(cells.message ?? ''), trace: String(cells.trace ?? '') },
    }),
  );
  return {
    runs: { comparison, rows: inTableOrder({ conditions: orderOf(comparison) }, [...rows.values()]), failures },
    fingerprint: fingerprintOf(listed.map((cells) => String(cells.row_sha256))),
  };
}

const keyOf = ({ condition, arm, replicate }: Cells): string => `${condition}\n${arm}\n${replicate}`;

function placeOf(cells: Cells) {
  return {
    ...{ runId: String(cells.run_id), condition: String(cells.condition), arm: String(cells.arm) },
    ...{ draw: Number(cells.draw), replicate: Number(cells.replicate) },
  };
}

const numberIn = (cell: unknown): number | null => {
  if (cell === '' || cell === null || cell === undefined) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
};

/** A row while it is put together from its tables. */
type Growing = {
  -readonly [K in keyof RunRow]: RunRow[K];
} & {
  differences: { [O in OutcomeName]?: number | null };
  groups: { -readonly [G in GroupName]?: RunRow['groups'][G] };
  series: { readonly [S in SeriesName]: number[] };
};

function rowOf(cells: Cells): Growing {
  return {
    ...placeOf(cells),
    levels: Object.fromEntries(
      outcomeNames.flatMap((name) => (cells[name] === undefined ? [] : [[name, numberIn(cells[name])]])),
    ),
    differences: {},
    series: Object.fromEntries(seriesNames.map((name) => [name, [] as number[]])) as Growing['series'],
    ...{ groups: {}, notes: [] },
  };
}

/** The order of tables, as far as the comparison tells it. */
function orderOf({ conditions, designs }: Comparison) {
  return conditions.map((condition) => ({
    ...condition,
    ...{ contextId: '', contextTitle: '', limits: '', context: { population: condition.population } },
    arms: designs
      .filter((arm) => arm.condition === condition.id)
      .map(({ id, design, title, truthfulness, isBaseline }) => ({
        ...{ id: id.slice(id.lastIndexOf('/') + 1), design, title, truthfulness, isBaseline },
      })),
  }));
}
