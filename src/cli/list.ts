import { filesFrom, readLibrary, type Shipped, shipped } from '../runtime/library-node.ts';
import type { Library } from '../scenario/library.ts';
import { readContext, readDesign, readEvaluation, readScenario } from '../scenario/read.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { JsonOption } from './options.ts';
import { tell } from './streams.ts';

type Entry = { readonly id: string; readonly title: string };
type Lists = {
  readonly contexts: readonly Entry[];
  readonly designs: readonly Entry[];
  readonly scenarios: readonly Entry[];
  readonly evaluations: readonly Entry[];
};

/** Names what comes with Forewarned. */
export function list({ json }: JsonOption): ExitCode {
  const lists = listsOf(readLibrary());
  tell(json ? JSON.stringify(lists, null, 2) : Object.entries(lists).map(asText).join('\n\n'));
  return exitCode.ok;
}

function listsOf(library: Library): Lists {
  const files = shipped(library);
  const within = (kind: Shipped['kind']) => files.filter((file) => file.kind === kind);
  return {
    // `common` holds the defaults of the others and is no place.
    contexts: within('context').flatMap(({ id, text, file, folder }) => {
      const read = id === 'common' ? undefined : readContext(text, file, library, filesFrom(folder));
      return read?.ok
        ? [{ id, title: read.context.title, about: read.context.about, limits: read.context.limits }]
        : [];
    }),
    designs: within('design').flatMap(({ id, text, file, folder }) => {
      const read = readDesign(text, file, library, filesFrom(folder));
      return read.ok ? [{ id, title: read.design.title, truthfulness: read.design.truthfulness }] : [];
    }),
    scenarios: within('scenario').flatMap(({ id, text, file, folder }) => {
      const read = readScenario(text, file, library, filesFrom(folder));
      return read.ok
        ? [{ id, title: read.scenario.title, question: read.scenario.question, about: read.scenario.about }]
        : [];
    }),
    evaluations: within('evaluation').flatMap(({ text, file, folder }) => {
      const read = readEvaluation(text, file, library, filesFrom(folder));
      if (!read.ok || read.evaluation === null) return [];
      const { id, title, about, inquiry, estimator } = read.evaluation;
      return [{ id, title, about, inquiry, estimator }];
    }),
  };
}

function asText([kind, entries]: [string, readonly Entry[]]): string {
  const width = Math.max(0, ...entries.map(({ id }) => id.length));
  return [kind, ...entries.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`)].join('\n');
}
