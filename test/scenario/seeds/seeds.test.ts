// The evidence base as it is shipped: nothing missing, everything that is named is there, and what is wrong is found.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knownCitations, knownExperiments, knownFindings, knownPatterns } from '../../../src/runtime/findings-node.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { modelDeclarations } from '../../../src/scenario/declared.ts';
import { sentence } from '../../../src/scenario/problem.ts';
import { claimsFile } from '../../../src/scenario/seeds/claim.ts';
import { placeFile } from '../../../src/scenario/seeds/place.ts';
import { readSeed } from '../../../src/scenario/seeds/read-seed.ts';
import { studyFile } from '../../../src/scenario/seeds/study.ts';

const folder = fileURLToPath(new URL('../../../seeds/studies/', import.meta.url));
const studies = readdirSync(folder).map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }));
const numbered = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, k) => `${letter}${String(k + 1).padStart(2, '0')}`);
const { findings, sources } = knownFindings();

describe('studies', () => {
  const read = studies.map(({ name, text }) => ({ name, study: readSeed(studyFile, text, name) }));

  it('are all there, each in a file that is named after it', () => {
    const ids = read.map(({ name, study }) => {
      if (!study.ok) throw new Error(study.problems.map(sentence).join('\n'));
      expect(name.startsWith(`${study.seed.id.toLowerCase()}-`)).toBe(true);
      return study.seed.id;
    });
    expect(ids.sort()).toEqual(numbered('F', 40));
  });

  it('name the findings that rest on them, and only these', () => {
    for (const { study } of read) {
      if (!study.ok) continue;
      const resting = findings.filter(({ sources: cited }) => cited.includes(study.seed.id)).map(({ id }) => id);
      expect([study.seed.id, ...study.seed.reproduces]).toEqual([study.seed.id, ...resting.sort()]);
    }
  });

  it.each([
    ['design: "individual trial"', 'design: "individual trail"', /design: expected one of individual trial/],
    ['confidence: V', 'confidence: sure', /confidence: expected one of V, V2/],
    ['grade: strong', 'grade: good', /quality\.grade: expected one of strong/],
    ['found:', 'fuond:', /did you mean|the key "fuond"/i],
  ])('with %j as %j are refused', (right, wrong, message) => {
    const { text } = studies.find(({ name }) => name.startsWith('f01-')) ?? { text: '' };
    expect(text).toContain(right);
    const found = readSeed(studyFile, text.replace(right, wrong), 'f01.yaml');
    expect(found.ok ? '' : found.problems.map(sentence).join('\n')).toMatch(message);
  });
});

describe('findings', () => {
  it('hold every row of the documents and of the literature', () => {
    expect([...new Set(findings.map(({ row }) => row))].sort()).toEqual([...numbered('L', 18), ...numbered('S', 23)]);
    expect(findings.length).toBeGreaterThanOrEqual(40);
  });

  it('cite what a reader can find: a place with its first words, or a study with its design', () => {
    const citations = knownCitations();
    for (const { sources: cited } of findings)
      for (const id of cited) {
        const { title = '', detail = '' } = citations.get(id) ?? {};
        expect(title).toMatch(/\d{4}|not stated/);
        expect(detail).toMatch(/In the document: „.+…”|confidence/);
      }
  });

  it('are about experiments that exist, have a reason where they cannot be tested, and an ablation where they should emerge', () => {
    for (const { id, notTestable, experiment, ablation, declared, why } of findings) {
      expect(why.length).toBeGreaterThan(20);
      if (notTestable !== undefined) continue;
      expect([id, sources.experiments.has(experiment ?? '')]).toEqual([id, true]);
      if (declared === 'emerged') expect([id, ablation !== undefined]).toEqual([id, true]);
    }
  });

  it('that contradict each other say so on both sides, and when each holds', () => {
    const byId = new Map(findings.map((finding) => [finding.id, finding]));
    const contradicting = findings.filter(({ conflicts }) => conflicts.length > 0);
    expect(contradicting.length).toBeGreaterThan(0);
    for (const { id, conflicts, condition } of contradicting) {
      expect(condition).toBeDefined();
      for (const other of conflicts) expect(byId.get(other)?.conflicts).toContain(id);
    }
  });

  it('name mechanisms that exist, and only patterns that exist', () => {
    const names = modelDeclarations.mechanisms.map(({ name }) => name);
    const patterns = knownPatterns().map(({ id }) => id);
    expect(patterns).toHaveLength(12);
    for (const { ablation, builtInBy, patterns: own } of findings) {
      for (const name of [...(ablation?.off ?? []), ...builtInBy]) expect(names).toContain(name);
      for (const pattern of own) expect(patterns).toContain(pattern);
    }
    expect([...new Set(findings.flatMap(({ patterns: own }) => own))].sort()).toEqual([...patterns].sort());
  });
});

describe('claims and places', () => {
  const home = fileURLToPath(new URL('../../../seeds/', import.meta.url));
  const texts = (kind: string) =>
    readdirSync(home + kind).map((name) => ({ name, text: readFileSync(`${home}${kind}/${name}`, 'utf8') }));

  it('fit their formats, and their ranges hold their values', () => {
    const ids = texts('claims').map(({ name, text }) => {
      const read = readSeed(claimsFile, text, name);
      if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
      for (const { central, low, high } of read.seed.claims) {
        if (central === undefined || low === undefined || high === undefined) continue;
        expect(low).toBeLessThanOrEqual(central);
        expect(high).toBeGreaterThanOrEqual(central);
      }
      return read.seed.id;
    });
    // The ledger cites them by these keys.
    expect(ids).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7']);
    const contexts = readLibrary().contexts;
    for (const { name, text } of texts('places')) {
      const read = readSeed(placeFile, text, name);
      if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
      expect(`${read.seed.id}.yaml`).toBe(name);
      for (const id of read.seed.contexts) expect([id, contexts.has(id)]).toEqual([id, true]);
      for (const { value, quantiles } of read.seed.figures) expect(value ?? quantiles).toBeDefined();
    }
  });

  it('with a number that is none are refused', () => {
    const [{ text }] = texts('claims');
    const read = readSeed(claimsFile, text.replace('central: 0.32', 'central: much'), 'b1.yaml');
    expect(read.ok ? '' : read.problems.map(sentence).join('\n')).toMatch(/claims\[0\]\.central: expected a number/);
  });
});

it('patterns cite places that exist', () => {
  const citations = knownCitations();
  for (const { sources: cited } of knownPatterns()) for (const id of cited) expect(citations.has(id)).toBe(true);
});

it('experiments are scenario files that read without a problem', () => {
  const ids = readdirSync(fileURLToPath(new URL('../../../seeds/experiments/', import.meta.url)));
  const experiments = knownExperiments();
  for (const file of ids) expect(experiments.has(file.replace('.yaml', ''))).toBe(true);
});
