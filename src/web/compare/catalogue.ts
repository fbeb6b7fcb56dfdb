import { bundledLibrary } from '../../runtime/library-browser.ts';
import { readDesign } from '../../scenario/read.ts';
import type { Design } from '../../scenario/read-design.ts';
import { parsed } from '../../scenario/text.ts';
import { groupOf, listOf, textOf } from '../../scenario/tree.ts';

/** A part of a file as it stands there. */
export type Group = { readonly [key: string]: unknown };
/** A design in the words of a scenario file: the id of one of the library, or what differs and what it is made of. */
export type Entry = string | Group;

/** A scenario that comes with Forewarned, as somebody chooses it. */
export type Listed = {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly about: string;
  /** Documents it is taken from. */
  readonly source: string;
  /** Id and name of the place. */
  readonly context: string;
  readonly place: string;
  readonly weeks: number;
  /** What the command line computes when nothing else is asked. */
  readonly people: number;
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  readonly budget: number;
  readonly designs: readonly Entry[];
  readonly conditions: number;
  /** Design that is to be studied, and studies of it; null and none where it names none. */
  readonly evaluated: string | null;
  readonly studies: readonly string[];
};

export type Place = { readonly id: string; readonly title: string; readonly about: string; readonly limits: string };

function dataOf(text: string | undefined, file: string): Group {
  const read = parsed(text ?? '', file);
  return read.ok ? groupOf(read.tree.data) : {};
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const said = (value: unknown): string => textOf(value) ?? '';
const numbered = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

export const places = once((): readonly Place[] =>
  [...bundledLibrary.contexts].flatMap(([id, text]) => {
    if (id === 'common') return [];
    const { title, about, limits } = dataOf(text, id);
    return [{ id, title: said(title), about: said(about), limits: said(limits) }];
  }),
);

export const placeTitle = (id: string): string => places().find((place) => place.id === id)?.title ?? id;

/** All scenarios of the library, by title. */
export const scenarios = once((): readonly Listed[] =>
  [...bundledLibrary.scenarios]
    .map(([id, text]): Listed => {
      const data = dataOf(text, id);
      const context = said(data.context);
      return {
        ...{ id, title: said(data.title), question: said(data.question), about: said(data.about) },
        ...{ source: said(data.source), context, place: placeTitle(context) },
        // As `scenarioFile` fills them in.
        ...{
          people: numbered(data.people, 5000),
          replicates: numbered(data.replicates, 16),
          draws: numbered(data.draws, 8),
        },
        ...{ weeks: numbered(data.weeks, 104), seed: textOf(data.seed) ?? 'forewarned' },
        budget: numbered(groupOf(data.budget).value, 0),
        designs: listOf(data.designs) as readonly Entry[],
        conditions: listOf(data.conditions).length,
        evaluated: textOf(data.evaluated) ?? null,
        studies: listOf(data.studies).flatMap((study) => textOf(study) ?? []),
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title)),
);

export const scenarioCalled = (id: string): Listed | undefined => scenarios().find((one) => one.id === id);

/** Designs of the library, beside the world without campaign. */
export const libraryDesigns = once((): readonly Design[] =>
  [...bundledLibrary.designs]
    .flatMap(([id, text]) => {
      const read = id === 'no-campaign' ? null : readDesign(text, id, bundledLibrary);
      return read?.ok === true ? [read.design] : [];
    })
    .sort((a, b) => a.title.localeCompare(b.title)),
);

/** Components of a design of the library as its file has them; none where it only includes others. */
export function componentsInLibrary(id: string): readonly Group[] {
  return listOf(dataOf(bundledLibrary.designs.get(id), id).components).map(groupOf);
}
