// The source documents as data: every file fits its schema, and every citation of a document leads to one place in it.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ledger } from '../../../src/evidence/ledger.ts';
import { week } from '../../../src/model/schedule.ts';
import { modelDeclarations } from '../../../src/scenario/declared.ts';
import { problemsOf } from '../../../src/scenario/note.ts';
import { sentence } from '../../../src/scenario/problem.ts';
import { documentFile } from '../../../src/scenario/seeds/document.ts';
import { parsed } from '../../../src/scenario/text.ts';

const home = fileURLToPath(new URL('../../../', import.meta.url));
const filesIn = (folder: string) =>
  readdirSync(`${home}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort();
const textOf = (file: string) => readFileSync(`${home}${file}`, 'utf8');

function treeOf(text: string, file: string) {
  const read = parsed(text, file);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  return read.tree;
}

/** What a document file says, and what is wrong with it. */
function readDocument(text: string, file: string) {
  const tree = treeOf(text, file);
  const read = documentFile.safeParse(tree.data);
  return { document: read.data, problems: read.success ? [] : problemsOf(read.error.issues, tree).map(sentence) };
}

const files = filesIn('seeds/documents');
const texts = files.map((file) => textOf(`seeds/documents/${file}`));
const documents = files.map((file, k) => readDocument(texts[k], file).document).filter((read) => read !== undefined);

describe('the source documents', () => {
  it.each(files)('%s fits the schema', (file) => {
    expect(readDocument(texts[files.indexOf(file)], file).problems).toEqual([]);
  });

  it('are A to E, each in a file that begins with its letter', () => {
    expect(documents.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(files.map((file) => file.slice(0, 2))).toEqual(documents.map(({ id }) => `${id.toLowerCase()}-`));
  });

  it.each([
    [
      'a quote of eleven words',
      'words: kosten intensief',
      'words: een twee drie vier vijf zes zeven acht negen tien elf',
    ],
    ['places out of order', '- id: A7', '- id: A8'],
    ['a place of another document', '- id: A7', '- id: B7'],
    ['a name that two places have', '- second approach', '- first approach'],
    ['a date that is none', 'date: "2023"', 'date: "2023-13"'],
    ['a misspelt key', 'titleEnglish:', 'titelEnglish:'],
  ])('are found at fault with %s', (_, right, wrong) => {
    expect(texts[0]).toContain(right);
    expect(readDocument(texts[0].replace(right, wrong), 'a.yaml').problems).not.toEqual([]);
  });
});

type Cited = { readonly found: readonly string[]; readonly lost: readonly string[] };

/** What may follow the name of a place: the end, a remark of ours after a colon, or another place of the document. */
const AFTER = /^(?:$|[;)]|: |, | and )/;

/** "conclusions 1 and 2" names two places. */
const spelledOut = (source: string) =>
  source.replace(/(\w+?)(ies|s) (\d) and (\d)/g, (_, stem: string, many: string, one: string, two: string) => {
    const word = many === 'ies' ? `${stem}y` : stem;
    return `${word} ${one} and ${word} ${two}`;
  });

/** Where the citations "A, place", "A on place" and "A" of a source lead to. */
function citedBy(source: string): Cited {
  const text = spelledOut(source);
  const found: string[] = [];
  const lost: string[] = [];
  for (const match of text.matchAll(/(?<=^|[\s;(])([A-Z])(?:, | on )|(?<=^|; )([A-Z])(?=$|;)/g)) {
    const [start, placed, bare] = match;
    const letter = placed ?? bare;
    const whole = text.slice(match.index);
    const places = documents.find(({ id }) => id === letter)?.places ?? [];
    const names = places
      .flatMap((place) => place.as.map((name) => ({ name, id: place.id })))
      .sort((a, b) => b.name.length - a.name.length);
    let rest = whole.slice(start.length);
    for (let more = true; more; ) {
      const next = names.find(({ name }) => rest.startsWith(name) && AFTER.test(rest.slice(name.length)));
      if (next === undefined) {
        lost.push(whole.replace(/[;)].*$/s, ''));
        break;
      }
      found.push(next.id);
      const after = rest.slice(next.name.length);
      const joint = /^(?:, | and )/.exec(after)?.[0] ?? '';
      more = joint !== '';
      rest = after.slice(joint.length);
    }
  }
  return { found, lost };
}

/** All texts in a file: sources, and sentences that cite a document in passing. */
function textsIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

const { mechanisms, channels } = modelDeclarations;
const inModel = [...ledger(mechanisms, channels), ...week].map(({ source }) => source);
const inScenarios = filesIn('scenarios').flatMap((file) => {
  const path = `scenarios/${file}`;
  return textsIn(treeOf(textOf(path), path).data);
});

describe('a citation', () => {
  it('of the model and of the scenarios leads to one place', () => {
    const cited = [...new Set([...inModel, ...inScenarios])].map((source) => citedBy(source));
    expect(new Set(cited.flatMap(({ found }) => found)).size).toBeGreaterThan(60);
    expect([...new Set(cited.flatMap(({ lost }) => lost))].sort()).toEqual([]);
  });

  it('stands in mechanisms, numbers of the model, and files of every kind', () => {
    expect(inModel.flatMap((source) => citedBy(source).found)).toEqual(
      expect.arrayContaining(['B15', 'B3', 'A20', 'E9', 'B7', 'B18']),
    );
    expect(inScenarios.flatMap((source) => citedBy(source).found)).toEqual(
      expect.arrayContaining(['B1', 'A13', 'E21', 'C28', 'D10']),
    );
  });

  it.each([
    ['B, assumption 4', ['B15']],
    ['assumed: a decisive part (B, assumption 4)', ['B15']],
    ['B, assumption 4 (rite of passage); the age is assumed', ['B18']],
    ['A, evaluation, conclusions 1 and 2; F17', ['A13', 'A17']],
    ['D, priorities 2 and 3 (costs of at most 3 %); C, remittances', ['D6', 'D8', 'C19']],
    ['B, practice (2013-2014), assumption 3; F13, F28', ['B35', 'B10']],
    ['E, 2.3.1 (alternatives): the opposite of linking; A, conclusion 2', ['E30', 'A17']],
    ['evidence b4 (V); F01', []],
  ])('%s', (source, places) => {
    expect(citedBy(source)).toEqual({ found: places, lost: [] });
  });

  it.each([
    ['B, assumption 6', 'B, assumption 6'],
    ['B, assumption 41', 'B, assumption 41'],
    ['B, assumption 4 (rites)', 'B, assumption 4 (rites'],
    ['assumed (C, Yemen); F01', 'C, Yemen'],
    ['F01; A, evaluation, conclusions 3 and 4', 'A, evaluation, conclusion 3 and conclusion 4'],
    ['F, first bullet', 'F, first bullet'],
    ['D on campaigns', 'D on campaigns'],
    ['B, assumption 1; E', 'E'],
  ])('%s is found to lead nowhere', (source, lost) => {
    expect(citedBy(source).lost).toEqual([lost]);
  });
});
