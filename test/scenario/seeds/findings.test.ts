import { describe, expect, it } from 'vitest';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { sentence } from '../../../src/scenario/problem.ts';
import { readScenario } from '../../../src/scenario/read.ts';
import { type FindingReferences, readFindings } from '../../../src/scenario/seeds/read-findings.ts';

const library = readLibrary();
const file = 'five-assumptions';
const read = readScenario(library.scenarios.get(file) ?? '', `${file}.yaml`, library);
if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));

const known: FindingReferences = {
  sources: new Set(['B12', 'F01']),
  experiments: new Map([[file, read.scenario]]),
  evaluations: new Set(['individual-trial']),
};

const good = `schema: forewarned/finding@1
id: s10-lasting
row: S10
title: Deterrence does not last
claim: Warnings raise knowledge of danger and change no plans.
sources: [B12, F01]
declared: emerged
experiment: five-assumptions
parts:
  - id: knows
    says: those met see more danger
    unit: share
    expect: { above: 0.01 }
    value: { effect: general_risk, of: deterrence-only, in: not-deterred, on: met, week: 26 }
  - id: stays
    says: no fewer leave
    unit: share
    expect: { between: [-0.002, 0.002] }
    value:
      minus:
        - { difference: irregular_departures, of: deterrence-only, in: not-deterred }
        - { study: individual-trial, result: truth, of: deterrence-only, in: not-deterred }
ablation:
  says: without dissonance warnings deter
  part: stays
  off: [dissonance]
  set: { appraisal.risk: 1 }
  swap: { not-deterred: deterred }
builtInBy: [memory]
why: A test.
`;

const problemsWith = (right: string, wrong: string, name = 's10-lasting.yaml'): readonly string[] => {
  expect(good).toContain(right);
  const found = readFindings(new Map([[name, good.replace(right, wrong)]]), known);
  return found.ok ? [] : found.problems.map(sentence);
};

describe('a finding', () => {
  it('that names only what is there is read', () => {
    const found = readFindings(new Map([['s10-lasting.yaml', good]]), known);
    expect(found).toMatchObject({
      ok: true,
      findings: [{ id: 's10-lasting', conflicts: [], parts: [{ none: 0 }, {}] }],
    });
  });

  it.each([
    ['id: s10-lasting', 'id: s10-other', /:2:1 id: expected the name of the file, s10-lasting, found "s10-other"/],
    ['row: S10', 'row: S11', /id: expected an id that begins with s11/],
    ['[B12, F01]', '[B12, F02]', /sources\[1\]: expected a place of a document or a study, found "F02"/],
    ['experiment: five-assumptions', 'experiment: five-assumption', /experiment: .*Did you mean "five-assumptions"\?/],
    [
      'of: deterrence-only, in: not-deterred, on: met',
      'of: deterence-only, on: met',
      /parts\[0\]\.value\.of: .*Did you mean "deterrence-only"/,
    ],
    [
      'in: not-deterred, on: met',
      'in: not-detered, on: met',
      /:14:\d+ parts\[0\]\.value\.in: .*Did you mean "not-deterred"/,
    ],
    ['on: met', 'on: reached', /parts\[0\]\.value\.on: expected one of met, everybody, unmet/],
    ['effect: general_risk', 'effect: generalrisk', /parts\[0\]\.value\.effect: .*Did you mean "general_risk"/],
    ['week: 26', 'week: 104', /week: expected a week before 104, the length of the experiment/],
    ['difference: irregular_departures', 'difference: departures', /minus\[0\]\.difference: expected an outcome/],
    ['study: individual-trial', 'study: trial', /minus\[1\]\.study: expected the id of an evaluation/],
    ['off: [dissonance]', 'off: [disonance]', /ablation\.off\[0\]: .*Did you mean "dissonance"/],
    ['appraisal.risk: 1', 'appraisal.rsk: 1', /appraisal\.r.*Did you mean "appraisal.risk"/],
    ['not-deterred: deterred', 'not-deterred: afraid', /ablation\.swap.*found "afraid"/],
    ['part: stays', 'part: leaves', /ablation\.part: expected a part of this finding/],
    ['builtInBy: [memory]', 'builtInBy: [population]', /builtInBy\[0\]: expected a mechanism/],
    ['expect: { above: 0.01 }', 'expect: { over: 0.01 }', /parts\[0\]\.expect/],
    ['why: A test.\n', '', /why: expected text/],
    ['why: A test.\n', 'why: A test.\nnotTestable: no\n', /parts: expected no parts, because it is not testable/],
    ['why: A test.\n', 'why: A test.\nconflicts: [l06]\n', /conflicts\[0\]: expected the id of a finding/],
  ])('with %j as %j is refused at its place', (right, wrong, message) =>
    expect(problemsWith(right, wrong).join('\n')).toMatch(message),
  );
});
