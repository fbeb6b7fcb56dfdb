import type { Scoreboard } from '../../experiment/findings/scoreboard.ts';

// One piece of the page, loaded when somebody asks which findings bear on a comparison.
const boards = import.meta.glob<Scoreboard>('../../../seeds/scoreboard.json', { import: 'default', eager: true });
const findings = import.meta.glob<string>('../../../seeds/findings/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const experiments = import.meta.glob<string>('../../../seeds/experiments/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const documents = import.meta.glob<string>('../../../seeds/documents/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const studies = import.meta.glob<string>('../../../seeds/studies/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const byId = (files: { readonly [path: string]: string }): ReadonlyMap<string, string> =>
  new Map(Object.entries(files).map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text]));

/** The last published run of all findings, and the files behind it, by id. */
export const evidenceBase = {
  board: Object.values(boards)[0] ?? null,
  findings: byId(findings),
  experiments: byId(experiments),
  documents: byId(documents),
  studies: byId(studies),
};
