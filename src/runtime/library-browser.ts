import type { Library } from '../scenario/library.ts';

const contexts = import.meta.glob<string>('../../scenarios/contexts/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const designs = import.meta.glob<string>('../../scenarios/designs/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const evaluations = import.meta.glob<string>('../../scenarios/evaluations/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const scenarios = import.meta.glob<string>('../../scenarios/*.yaml', { query: '?raw', import: 'default', eager: true });

/** The files that come with Forewarned, as the build put them into the page. */
export const bundledLibrary: Library = {
  contexts: byId(contexts),
  designs: byId(designs),
  scenarios: byId(scenarios),
  evaluations: byId(evaluations),
};

function byId(files: { readonly [path: string]: string }): ReadonlyMap<string, string> {
  const entries = Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
