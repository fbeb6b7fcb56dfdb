import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawsOf } from '../../src/experiment/sampling/design-of-draws.ts';
import { type BatchFile, readBatchFile, type Sampling, samplingFor } from '../../src/scenario/batch-file.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { settle } from '../../src/scenario/settle.ts';
import { accepted, first, smallModel } from './small.ts';

const { uncertain, conditions } = settle(accepted(first), smallModel);
const designs = conditions.flatMap(({ arms }) => arms.map(({ id }) => id));

const batch = `schema: forewarned/batch@1
id: risk-and-norms
title: Risk and norms
scenario: first
sampling: { method: sobol, points: 64 }
vary:
  - { name: appraisal.risk, low: 1, high: 2 }
  - name: norms.weight
`;
const factorial = `schema: forewarned/batch@1
id: levels
title: Levels
scenario: first
sampling: { method: factorial }
vary:
  - { name: appraisal.risk, values: [0.7, 1.4, 2.4] }
  - { name: norms.weight, steps: 3 }
  - { name: talk.rate, high: 0.5 }
`;
const listed = `schema: forewarned/batch@1
id: cases
title: Cases
question: Which case?
scenario: first
designs: [mix]
sampling: { method: list }
list:
  appraisal.risk: [1, 2, 1]
  norms.weight: [0.3, 0.3, 1.5]
replicates: 4
people: 500
weeks: 30
seed: mine
`;

/** A batch with one part exchanged, which must be there. */
function but(text: string, part: string, instead: string): string {
  expect(text).toContain(part);
  return text.replace(part, instead);
}

function read(text: string): BatchFile {
  const found = readBatchFile(text, 'a.yaml');
  if (!found.ok) throw new Error(found.problems.map(sentence).join('\n'));
  return found.batch;
}

function refusals(text: string): readonly string[] {
  const found = readBatchFile(text, 'a.yaml');
  return found.ok ? [] : found.problems.map(sentence);
}

function misfits(text: string): readonly string[] {
  const found = samplingFor(read(text), uncertain, 'a.yaml', designs);
  return found.ok ? [] : found.problems.map(sentence);
}

function samplingOf(text: string): Sampling {
  const found = samplingFor(read(text), uncertain, 'a.yaml', designs);
  if (!found.ok) throw new Error(found.problems.map(sentence).join('\n'));
  return found.sampling;
}

describe('a batch', () => {
  it('is read with what it says, and with defaults for what it leaves out', () => {
    const { placeOf, ...said } = read(listed);
    expect(said).toEqual({
      ...{ id: 'cases', title: 'Cases', question: 'Which case?', scenario: 'first', designs: ['mix'] },
      sampling: { method: 'list' },
      vary: [],
      list: { 'appraisal.risk': [1, 2, 1], 'norms.weight': [0.3, 0.3, 1.5] },
      ...{ replicates: 4, people: 500, weeks: 30, seed: 'mine' },
    });
    expect(placeOf(['list', 'norms.weight', 2])).toEqual({ line: 10, column: 28 });
    expect(read(batch).replicates).toBe(1);
    expect(read(batch)).not.toHaveProperty('seed');
    expect(read(batch)).not.toHaveProperty('designs');
  });

  it('may be JSON', () => {
    const { placeOf: _, ...said } = read(factorial);
    // What was read can be written again, with the defaults that were filled in.
    expect(read(JSON.stringify({ schema: 'forewarned/batch@1', ...said }))).toMatchObject(said);
  });

  it('becomes draws: bounds it leaves out are those of the scenario', () => {
    expect(samplingOf(batch)).toEqual({
      method: 'sobol',
      points: 64,
      vary: [
        { name: 'appraisal.risk', low: 1, high: 2 },
        { name: 'norms.weight', low: 0.2, high: 1.5 },
      ],
    });
    expect(samplingOf(factorial)).toEqual({
      method: 'factorial',
      vary: [
        { name: 'appraisal.risk', low: 0.7, high: 2.4, values: [0.7, 1.4, 2.4] },
        { name: 'norms.weight', low: 0.2, high: 1.5, steps: 3 },
        { name: 'talk.rate', low: 0.1, high: 0.5 },
      ],
    });
    expect(samplingOf(listed)).toEqual({
      method: 'list',
      names: ['appraisal.risk', 'norms.weight'],
      rows: [
        [1, 0.3],
        [2, 0.3],
        [1, 1.5],
      ],
    });
    const counts = [batch, but(batch, 'sobol', 'latin-hypercube'), factorial, listed].map(
      (text) => drawsOf(samplingOf(text), 's').draws,
    );
    expect(counts).toEqual([64, 64, 18, 3]);
  });

  it('runs all designs, or those it names', () => {
    expect(samplingFor(read(batch), uncertain, 'a.yaml')).toMatchObject({ ok: true, designs: null });
    expect(samplingFor(read(listed), uncertain, 'a.yaml', designs)).toMatchObject({ ok: true, designs: ['mix'] });
    // Without the designs of a scenario there is nothing to compare them with.
    const elsewhere = read(but(listed, '[mix]', '[elsewhere]'));
    expect(samplingFor(elsewhere, uncertain, 'a.yaml').ok).toBe(true);
  });
});

describe('a batch is refused, with place, expectation, finding and remedy:', () => {
  it('not when it is right', () => expect([batch, factorial, listed].flatMap(refusals)).toEqual([]));

  it('keys that are not there', () => {
    expect(refusals(but(batch, 'vary:', 'varry: 1\nvary:'))).toEqual([
      'a.yaml:6:1 varry: expected one of schema, id, title, question, scenario, designs, sampling, vary, list, replicates, people, weeks, seed, found the key "varry". Did you mean "vary"?',
    ]);
    expect(refusals(but(batch, 'points: 64', 'point: 64, points: 64'))).toEqual([
      'a.yaml:5:28 sampling.point: expected one of method, points, found the key "point". Did you mean "points"?',
    ]);
    expect(refusals(but(batch, 'low: 1,', 'lwo: 1,'))).toEqual([
      'a.yaml:7:29 vary[0].lwo: expected one of name, values, low, high, steps, found the key "lwo". Did you mean "low"?',
    ]);
  });

  it('what is missing', () => {
    expect(refusals('id: a-batch\n')).toEqual([
      'a.yaml:1:1 schema: expected forewarned/batch@1, found nothing. Add it.',
      'a.yaml:1:1 title: expected text (a short name for readers), found nothing. Add it.',
      'a.yaml:1:1 scenario: expected text (id or path of a scenario), found nothing. Add it.',
      'a.yaml:1:1 sampling: expected how the draws are chosen (keys: method, points), found nothing. Add it.',
    ]);
    const begin = 'expected a batch, found an empty file. Begin the file with the line "schema: forewarned/batch@1".';
    for (const text of ['', ' \n', '# nothing\n']) expect(refusals(text)).toEqual([`a.yaml: ${begin}`]);
  });

  it('files of another kind or version, and methods nobody knows', () => {
    expect(refusals(first)[0]).toBe(
      'a.yaml:1:1 schema: expected forewarned/batch@1, found "forewarned/scenario@1". Begin the file with the line "schema: forewarned/batch@1".',
    );
    expect(refusals(but(batch, 'batch@1', 'batch@2'))).toEqual([
      'a.yaml:1:1 schema: expected forewarned/batch@1, found "forewarned/batch@2". The file was written for another Forewarned, most likely a newer one; update it.',
    ]);
    expect(refusals(but(batch, 'sobol', 'sobbol'))).toEqual([
      'a.yaml:5:13 sampling.method: expected one of list, factorial, latin-hypercube, sobol, found "sobbol". Did you mean "sobol"?',
    ]);
  });

  it('keys that another method needs', () => {
    expect(refusals(but(batch, ', points: 64', ''))).toEqual([
      'a.yaml:5:1 sampling.points: expected a whole number of draws, because the method is sobol, found nothing. Add for instance "points: 64".',
    ]);
    expect(refusals(but(factorial, 'method: factorial', 'method: factorial, points: 9'))).toEqual([
      'a.yaml:5:32 sampling.points: expected no points, because the method is factorial, found 9. Take it out; rows or levels say how many draws there are.',
    ]);
    expect(refusals(but(factorial, 'factorial', 'latin-hypercube, points: 9'))).toEqual([
      expect.stringMatching(/^a\.yaml:7:29 vary\[0]\.values: expected no values, because the method is latin-hyper/),
      expect.stringMatching(/^a\.yaml:8:27 vary\[1]\.steps: expected no steps, because .* Levels belong to the method/),
    ]);
    expect(refusals(but(listed, 'method: list', 'method: factorial'))).toEqual([
      'a.yaml:1:1 vary: expected at least one number that varies, because the method is factorial, found nothing. Write for instance "vary: [{ name: ... }]".',
      'a.yaml:8:1 list: expected no list, because the method is factorial, found the keys appraisal.risk, norms.weight. Take it out, or choose the method list.',
    ]);
    expect(refusals(but(batch, 'sobol, points: 64', 'list'))).toEqual([
      'a.yaml:1:1 list: expected values by name, because the method is list, found nothing. Write for instance "list: { name: [1, 2] }".',
      'a.yaml:6:1 vary: expected no numbers to vary, because the method is list, found a list of 2. Write the values under list, by name.',
    ]);
  });

  it('bounds and levels that cannot stand together', () => {
    expect(refusals(but(batch, 'low: 1, high: 2', 'low: 2, high: 2'))).toEqual([
      'a.yaml:7:37 vary[0].high: expected a number above low, which is 2, found 2. Check which of the two is the lower.',
    ]);
    expect(refusals(but(factorial, 'values: [0.7, 1.4, 2.4]', 'values: [1, 1], low: 1, steps: 2'))).toEqual([
      'a.yaml:7:41 vary[0].values[1]: expected levels that differ, found 1 again. Keep one of the two.',
      'a.yaml:7:45 vary[0].low: expected either values or low, high and steps, found both values and low. Take one of them out.',
      'a.yaml:7:53 vary[0].steps: expected either values or low, high and steps, found both values and steps. Take one of them out.',
    ]);
    expect(refusals(but(batch, 'norms.weight', 'appraisal.risk'))).toEqual([
      'a.yaml:8:5 vary[1].name: expected a name that varies once, found "appraisal.risk". Keep one of the two entries.',
    ]);
    expect(refusals(but(listed, '[mix]', '[mix, mix]'))).toEqual([
      'a.yaml:6:16 designs[1]: expected every design once, found "mix" again. Keep one of the two.',
    ]);
  });

  it('columns of unequal length', () => {
    expect(refusals(but(listed, '[0.3, 0.3, 1.5]', '[0.3, 0.3]'))).toEqual([
      'a.yaml:10:3 list["norms.weight"]: expected as many values as appraisal.risk has (3), one for each draw, found a list of 2. Write the value again in draws where it stays.',
    ]);
    expect(refusals(but(listed, '[0.3, 0.3, 1.5]', '[]'))).toEqual([
      'a.yaml:10:3 list["norms.weight"]: expected a value for each draw, found an empty list. Write for instance [1, 2].',
    ]);
    // A column that is no list is one mistake, not two.
    expect(refusals(but(listed, '[1, 2, 1]', '7'))).toEqual([
      'a.yaml:9:3 list["appraisal.risk"]: expected a list (its values, draw by draw), found 7. Begin each entry with a hyphen.',
    ]);
  });

  it('what is no number, or not one that can be run', () => {
    for (const odd of ['.inf', '-.inf', '.nan', 'high', '"1"']) {
      expect(refusals(but(batch, 'low: 1,', `low: ${odd},`))[0]).toMatch(
        /vary\[0]\.low: expected a number \(the lowest/,
      );
      expect(refusals(but(factorial, '0.7,', `${odd},`))[0]).toMatch(/vary\[0]\.values\[0]: expected a number/);
      expect(refusals(but(listed, '[1, 2, 1]', `[1, ${odd}, 1]`))[0]).toMatch(
        /risk"]\[1]: expected a number \(the value/,
      );
    }
    expect(refusals(but(batch, 'points: 64', 'points: 0'))[0]).toContain(
      'sampling.points: expected a whole number from 1 to 100000 (draws: draws of the numbers that vary), found 0.',
    );
    expect(refusals(but(factorial, 'steps: 3', 'steps: 1'))[0]).toContain('expected a whole number from 2 to 1000');
    expect(refusals(`${batch}replicates: 0\n`)[0]).toContain('replicates: expected a whole number from 1 to 100000');
    expect(refusals(`${batch}people: 99\n`)[0]).toContain('people: expected a whole number from 100');
    expect(refusals(`${batch}weeks: 1.5\n`)[0]).toContain('weeks: expected a whole number from 1');
    expect(refusals(`${batch}seed: 7\n`)[0]).toContain(
      'seed: expected text (the words of the seed), found 7. Quote it.',
    );
    expect(refusals(but(listed, '[mix]', '[]'))[0]).toContain(
      'designs: expected at least one entry (designs of the scenario), found an empty list. Leave designs out to run all.',
    );
  });

  it('everything at once, in the order of the file', () => {
    const text = but(but(batch, 'id: risk', 'id: Risk'), 'points: 64', 'pionts: 64').replace('low: 1', 'low: 3');
    expect(refusals(text).map((problem) => problem.split(': ')[0])).toEqual([
      'a.yaml:2:1 id',
      'a.yaml:5:1 sampling.points',
      'a.yaml:5:28 sampling.pionts',
      'a.yaml:7:37 vary[0].high',
    ]);
  });
});

describe('a batch does not fit its scenario', () => {
  it('when it names numbers and designs that are not there', () => {
    expect(misfits(but(batch, 'norms.weight', 'norms.wieght'))).toEqual([
      'a.yaml:8:5 vary[1].name: expected the name of an uncertain number of the scenario, found "norms.wieght". Did you mean "norms.weight"?',
    ]);
    expect(misfits(but(listed, 'norms.weight', 'something.else-altogether'))).toEqual([
      'a.yaml:10:3 list["something.else-altogether"]: expected the name of an uncertain number of the scenario, found "something.else-altogether". Names are spelt as in the ledger; a number without a range does not vary.',
    ]);
    expect(misfits(but(listed, '[mix]', '[one-on-one, mxi]'))).toEqual([
      'a.yaml:6:23 designs[1]: expected the id of a design of the scenario, found "mxi". Did you mean "mix"?',
    ]);
  });

  it('when a value lies outside of the range that the scenario declares', () => {
    const outside = (place: string, value: string) =>
      `a.yaml:${place}: expected a number from 0.7 to 2.4 (appraisal.risk), found ${value}. This is the range the scenario holds plausible. Check the unit, or widen the range there, with its source.`;
    expect(misfits(but(batch, 'low: 1, high: 2', 'low: 0.6, high: 2.5'))).toEqual([
      outside('7:29 vary[0].low', '0.6'),
      outside('7:39 vary[0].high', '2.5'),
    ]);
    expect(misfits(but(factorial, '0.7,', '0.69,'))).toEqual([outside('7:38 vary[0].values[0]', '0.69')]);
    expect(misfits(but(listed, '[1, 2, 1]', '[1, 2, 20]'))).toEqual([outside('9:26 list["appraisal.risk"][2]', '20')]);
    // The bounds themselves are plausible.
    expect(misfits(but(batch, 'low: 1, high: 2', 'low: 0.7, high: 2.4'))).toEqual([]);
  });

  it('when a bound that is given meets the declared other', () => {
    expect(misfits(but(batch, 'low: 1, high: 2', 'low: 2.4'))).toEqual([
      'a.yaml:7:29 vary[0].low: expected low below high, of which the other is 2.4 as declared, found 2.4. Give both, or take the name out: it does not vary.',
    ]);
    expect(misfits(but(batch, 'low: 1, high: 2', 'high: 0.7'))[0]).toContain('vary[0].high: expected low below high');
  });

  it('when there are too many combinations or dimensions', () => {
    const many = but(but(factorial, 'steps: 3', 'steps: 500'), 'high: 0.5', 'steps: 70');
    expect(misfits(many)).toEqual([
      'a.yaml:6:1 vary: expected at most 100000 combinations, found 3 x 500 x 70 = 105000. Take fewer levels or numbers, or the method latin-hypercube.',
    ]);
    const names = Array.from({ length: 129 }, (_, k) => `n.n${k}`);
    const wide = names.map((name) => ({ name, value: 1, range: [0, 2] as const, basis: 'the test' }));
    const vary = (method: string) =>
      read(
        `${batch.split('vary:')[0].replace('sobol', method)}vary:\n${names.map((name) => `  - name: ${name}\n`).join('')}`,
      );
    const found = samplingFor(vary('sobol'), wide, 'a.yaml');
    expect(found.ok ? [] : found.problems.map(sentence)).toEqual([
      'a.yaml:6:1 vary: expected at most 128 numbers, because the method is sobol, found 129. Vary fewer, or take the method latin-hypercube.',
    ]);
    expect(samplingFor(vary('latin-hypercube'), wide, 'a.yaml').ok).toBe(true);
  });

  it('and never breaks down over what somebody wrote', () => {
    const texts = [batch, factorial, listed];
    fc.assert(
      fc.property(fc.nat(2), fc.nat(400), fc.jsonValue({ maxDepth: 2 }), (which, at, instead) => {
        const signs = [...texts[which].matchAll(/(?<=[:,[] ?)[^\s,:[\]{}]+/g)];
        const { index, 0: usual } = signs[at % signs.length];
        const changed = `${texts[which].slice(0, index)}${JSON.stringify(instead)}${texts[which].slice(index + usual.length)}`;
        const found = readBatchFile(changed, 'a.yaml');
        const fitted = found.ok ? samplingFor(found.batch, uncertain, 'a.yaml', designs) : found;
        if (fitted.ok) expect(drawsOf(fitted.sampling, 's').draws).toBeGreaterThan(0);
        else
          for (const { expected, found, remedy } of fitted.problems) {
            expect([expected, found, remedy]).not.toContain('');
            expect(expected).not.toBe('something else');
          }
      }),
      { numRuns: 1000 },
    );
  });
});
