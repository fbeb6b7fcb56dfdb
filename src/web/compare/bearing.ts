import type { FindingRow, Scoreboard } from '../../experiment/findings/scoreboard.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { citationsOf } from '../../scenario/seeds/citation.ts';
import { documentFile } from '../../scenario/seeds/document.ts';
import { readSeed } from '../../scenario/seeds/read-seed.ts';
import { studyFile } from '../../scenario/seeds/study.ts';
import { parsed } from '../../scenario/text.ts';
import { groupOf, listOf, textOf } from '../../scenario/tree.ts';
import { libraryDesigns } from './catalogue.ts';
import { evidenceBase } from './evidence-base.ts';

/** A finding that was tested with an approach of the designs shown. */
export type Bearing = {
  readonly row: FindingRow;
  /** Channels that its test and the comparison share. */
  readonly channels: readonly string[];
  readonly sources: readonly string[];
};

const dataOf = (text: string | undefined, file: string) => {
  const read = parsed(text ?? '', file);
  return read.ok ? groupOf(read.tree.data) : {};
};

/** Every design that the parts of a finding look at. */
function designsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(designsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'of' && typeof value === 'string') return [value];
    return designsIn(value);
  });
}

/** Channels of the designs of an experiment, by id. */
function channelsIn(experiment: string): ReadonlyMap<string, readonly string[]> {
  const text = evidenceBase.experiments.get(experiment) ?? bundledLibrary.scenarios.get(experiment);
  const inLibrary = new Map(
    libraryDesigns().map(({ id, components }) => [id, components.map(({ channel }) => channel)] as const),
  );
  return new Map(
    listOf(dataOf(text, experiment).designs).map((entry) => {
      const { id, design, components } = groupOf(entry);
      const reference = textOf(entry) ?? textOf(design) ?? '';
      const own = listOf(components).flatMap((component) => textOf(groupOf(component).channel) ?? []);
      return [textOf(entry) ?? textOf(id) ?? reference, own.length > 0 ? own : (inLibrary.get(reference) ?? [])];
    }),
  );
}

/** Findings that bear on designs with these channels, not reproduced ones first: they are the reason for care. */
export function bearing(
  channels: ReadonlySet<string>,
): { readonly board: Scoreboard; readonly found: readonly Bearing[] } | null {
  const { board } = evidenceBase;
  if (board === null) return null;
  const citations = citationsOf(seeds(evidenceBase.documents, documentFile), seeds(evidenceBase.studies, studyFile));
  const found = board.findings.flatMap((row): readonly Bearing[] => {
    if (row.experiment === null) return [];
    const of = channelsIn(row.experiment);
    const tested = designsIn(dataOf(evidenceBase.findings.get(row.id), row.id).parts).flatMap((id) => of.get(id) ?? []);
    const shared = [...new Set(tested)].filter((channel) => channels.has(channel));
    if (shared.length === 0) return [];
    const sources = row.sources.map((id) => citations.get(id)?.title ?? id);
    return [{ row, channels: shared, sources }];
  });
  const place = ({ row }: Bearing): number => ['not reproduced', 'undecided', 'reproduced'].indexOf(row.verdict);
  return { board, found: [...found].sort((a, b) => place(a) - place(b)) };
}

/** Authors, year and country of every study, by its number. */
export function studyNames(): ReadonlyMap<string, string> {
  return new Map(
    seeds(evidenceBase.studies, studyFile).map(({ id, authors, year, country }) => [
      id,
      `${authors} (${year}), ${country}`,
    ]),
  );
}

function seeds<T>(texts: ReadonlyMap<string, string>, schema: Parameters<typeof readSeed<T>>[0]): readonly T[] {
  return [...texts].flatMap(([id, text]) => {
    const read = readSeed(schema, text, id);
    return read.ok ? [read.seed] : [];
  });
}
