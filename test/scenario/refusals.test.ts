import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelDeclarations } from '../../src/scenario/declared.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { readContext, readDesign, readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { parsed } from '../../src/scenario/text.ts';
import { consult, counselling, first, guinea, libraryOf, refusals, smallModel } from './small.ts';

/** The scenario with one line exchanged, which must be there. */
function but(line: string, instead: string): string {
  expect(first).toContain(line);
  return first.replace(line, instead);
}
function withMix(line: string, instead: string) {
  expect(consult).toContain(line);
  return libraryOf([], [['mix', consult.replace(line, instead)]]);
}
const BUDGET = 'budget: { value: 500000, source: "A, additional budget" }';

describe('a scenario is refused, with place, expectation, finding and remedy:', () => {
  it('not when it is right', () => expect(refusals(first)).toEqual([]));

  it('an unknown key', () => {
    expect(refusals(but('shows: A', 'weaks: 104\nshows: A'))).toEqual([
      expect.stringMatching(
        /^first\.yaml:7:1 weaks: expected one of schema, id, .*, conditions, contrasts, studies, evaluated, found the key "weaks"\. Did you mean "weeks"\?$/,
      ),
    ]);
    expect(refusals(but(BUDGET, 'budget: { value: 1, source: "A, x", unit: euro }'))).toEqual([
      'first.yaml:9:37 budget.unit: expected one of value, source, range, found the key "unit". Leave it out; a figure has no other keys.',
    ]);
  });

  it('a share written in per cent', () => {
    const remedy = 'found 20. Check the unit first: shares are written 0.2, not 20.';
    expect(refusals(first, withMix('share: { value: 0.2, source', 'share: { value: 20, source'))).toEqual([
      `scenarios/designs/mix.yaml:17:14 components[1].share.value: expected a number from 0 to 1 (share: the part of the design's money), ${remedy}`,
    ]);
    const online = guinea.replace(
      '{ value: 0.83, source: "evidence b4: Guinea student baseline (V/D)", range: [0.7, 0.95] }',
      '20',
    );
    const [problem] = refusals(first, libraryOf([['guinea', online]]));
    expect(problem).toContain('guinea.yaml:5:3 people.online: expected a figure { value: 0.2, source: "...", range');
    expect(problem).toContain(
      'found 20. Check the unit first: shares are written 0.2, not 20. Every number says where',
    );
  });

  it('a number outside the range of the ledger, unless it says that it is', () => {
    const risk = (more: string) => `${first}parameters: { appraisal.risk: { value: -5, source: "a test"${more} } }\n`;
    expect(refusals(risk(''))).toEqual([
      'first.yaml:13:33 parameters["appraisal.risk"].value: expected a number from 0.7 to 2.4, its range in the ledger (utility: weight of the risk), found -5. Check the unit first. If it is meant, add "outside: true" beside its value and source; results then say so.',
    ]);
    expect(refusals(risk(', outside: true'))).toEqual([]);
    expect(refusals(but(BUDGET, 'budget: { value: 1, source: "A, x", outside: true }'))[0]).toContain(
      'only a parameter may lie outside its range',
    );
  });

  it('thousands separated by commas', () => {
    expect(refusals(but(BUDGET, 'budget: { value: 300,000, source: "A, x" }'))).toEqual([
      expect.stringMatching(/budget\.000: expected numbers without commas between thousands, .* Write 1200, not 1,200/),
    ]);
    // The example for a sum of money is one.
    expect(refusals(but(`${BUDGET}\n`, ''))[0]).toContain('{ value: 300000, source: "..." }');
  });

  it('a design called truthful that says what is not so in its context', () => {
    const honest = (says: string) =>
      libraryOf([], [['one-on-one', counselling.replace('one-sided', 'truthful').replace(/says: .*/, says)]]);
    const truths = 'death: truth, stay: truth';
    expect(refusals(first, honest(`says: { ${truths} }`))).toEqual([]);
    expect(refusals(first, honest(`says: { ${truths}, lawful: { value: 0.6, source: "a test" } }`))).toEqual([
      expect.stringMatching(
        /^first\.yaml:11:5 designs\[0\]: expected what may be true in Guinea \(lawful: 0\.3\), for the design is truthful, found 0\.6, said by its part counselling\. /,
      ),
    ]);
    // Left out, it is what the channel says.
    expect(refusals(first, honest('says: { stay: truth }'))).toEqual([
      expect.stringContaining('(death: 0.01 to 0.06), for the design is truthful, found 0.45'),
    ]);
    // A design of the scenario that does not state it is held to be truthful.
    const own = `${first}  - { id: own, components: [{ id: talk, channel: one-on-one, says: { stay: truth, death: { value: 0.6, source: "a test" } } }] }\n`;
    expect(refusals(own)).toEqual([
      expect.stringContaining('designs[2].components[0].says.death: expected what may be true'),
    ]);
    expect(refusals(own.replace('id: own,', 'id: own, truthfulness: one-sided,'))).toEqual([]);
  });

  it('a context that is not there', () => {
    expect(refusals(but('context: guinea', 'context: guinae'))).toEqual([
      'first.yaml:8:1 context: expected the id or path of a context, found "guinae". Did you mean "guinea"?',
    ]);
    expect(refusals(but('context: guinea', 'context: ./elsewhere.yaml'))).toEqual([
      'first.yaml:8:1 context: expected the id or path of a context, found "./elsewhere.yaml". Known are common, guinea; a file is named by its path, ending in .yaml.',
    ]);
    expect(refusals(but('context: guinea\n', ''))).toEqual([
      'first.yaml:1:1 context: expected text (id or path of a context), found nothing. Add it.',
    ]);
  });

  it('a negative cost', () => {
    const remedy = 'found -5. Costs and budgets are euros of 2023 and never below 0.';
    expect(refusals(but('value: 500000', 'value: -5'))).toEqual([
      `first.yaml:9:11 budget.value: expected a number of at least 0 (euro: money for the real population), ${remedy}`,
    ]);
    expect(
      refusals(first, withMix('via: consult', 'via: consult\n    unitCost: { value: -5, source: "A, x" }')),
    ).toEqual([
      `scenarios/designs/mix.yaml:17:17 components[1].unitCost.value: expected a number of at least 0 (euro: cost of a contact), ${remedy}`,
    ]);
  });

  it('no replicates', () => {
    expect(refusals(`${first}replicates: 0\n`)).toEqual([
      'first.yaml:13:1 replicates: expected a whole number from 1 to 1000000 (runs: paired runs of each design), found 0. Write a whole number within these bounds; the unit is runs.',
    ]);
  });

  it('a circle of contexts', () => {
    const a = guinea.replace('id: guinea', 'id: a\nextends: b');
    const b = guinea.replace('id: guinea', 'id: b\nextends: a');
    const library = libraryOf([
      ['a', a],
      ['b', b],
    ]);
    const circle =
      'expected a context that does not lead back here, found the circle a -> b -> a. Take one of these references out.';
    expect(refusals(but('context: guinea', 'context: a'), library)).toEqual([
      `scenarios/contexts/b.yaml:3:1 extends: ${circle}`,
    ]);
    const alone = readContext(
      guinea.replace('id: guinea', 'id: a\nextends: a'),
      'a.yaml',
      libraryOf([['a', a]]),
      undefined,
      smallModel,
    );
    expect(alone.ok ? [] : alone.problems.map(sentence)).toEqual([
      'a.yaml:3:1 extends: expected a context that does not lead back here, found the circle a -> a. Take one of these references out.',
    ]);
  });

  it('a circle of designs', () => {
    const design = (id: string, includes: string) =>
      consult.replace('id: mix', `id: ${id}`).replace('design: one-on-one', `design: ${includes}`);
    const library = libraryOf(
      [],
      [
        ['x', design('x', 'y')],
        ['y', design('y', 'x')],
      ],
    );
    expect(refusals(but('- mix', '- x'), library)).toEqual([
      'scenarios/designs/y.yaml:8:5 includes[0].design: expected a design that does not lead back here, found the circle x -> y -> x. Take one of these references out.',
    ]);
  });

  it('another version of the format', () => {
    expect(refusals(but('scenario@1', 'scenario@2'))).toEqual([
      'first.yaml:1:1 schema: expected forewarned/scenario@1 or older, found "forewarned/scenario@2". The file was written for a newer Forewarned; update it.',
    ]);
    expect(refusals(but('schema: forewarned/scenario@1\n', ''))[0]).toContain(
      'expected forewarned/scenario@1, found the keys id, title',
    );
    expect(refusals(counselling)[0]).toContain('expected forewarned/scenario@1, found "forewarned/design@1"');
  });

  it('a figure without its range or its source', () => {
    expect(refusals(but('source: "A, additional budget" }', 'source: assumed }'))).toEqual([
      'first.yaml:9:1 budget.range: expected a range [low, high], because the source is "assumed", found nothing. Add it.',
    ]);
    expect(refusals(but(BUDGET, 'budget: { value: 5, source: "A, x", range: [6, 7] }'))).toEqual([
      'first.yaml:9:37 budget.range: expected a range that contains the value 5, the lower end first, found a list of 2. Correct the value or the range.',
    ]);
    expect(refusals(but(BUDGET, 'budget: { value: 5 }'))[0]).toContain('budget.source: expected text that says where');
    expect(refusals(but(BUDGET, 'budget: { value: .nan, source: "A, x" }'))[0]).toContain(
      'budget.value: expected a number',
    );
  });

  it('designs, policies, mechanisms and parameters that nobody knows', () => {
    expect(refusals(but('  - mix', '  - mxi'))).toEqual([
      'first.yaml:12:5 designs[1]: expected the id or path of a design, found "mxi". Did you mean "mix"?',
    ]);
    expect(refusals(but('  - mix', '  - { id: later, design: mix, policies: [border] }'))).toEqual([
      'first.yaml:12:42 designs[1].policies[0]: expected the id of a policy of this scenario, found "border". Known are none.',
    ]);
    expect(refusals(`${first}off: [norm]\n`)).toEqual([
      'first.yaml:13:7 off[0]: expected the name of a mechanism, found "norm". Did you mean "norms"?',
    ]);
    expect(refusals(`${first}parameters: { appraisal.rsk: { value: 1, source: "A, x" } }\n`)).toEqual([
      'first.yaml:13:15 parameters["appraisal.rsk"]: expected the name of a parameter, such as "mechanism.name", found "appraisal.rsk". Did you mean "appraisal.risk"?',
    ]);
    expect(refusals(first, withMix('channel: online-consult', 'channel: onlin-consult'))).toEqual([
      'scenarios/designs/mix.yaml:12:5 components[0].channel: expected the name of a channel, found "onlin-consult". Did you mean "online-consult"?',
    ]);
  });

  it('conditions that refer to what is not there', () => {
    const condition = '{ id: c, title: C, contextId: nowhere, off: [norm], designs: [mxi] }';
    expect(refusals(`${first}conditions: [${condition}]\n`)).toEqual([
      expect.stringContaining('conditions[0].contextId: expected the id or path of a context, found "nowhere".'),
      expect.stringContaining(
        'conditions[0].off[0]: expected the name of a mechanism, found "norm". Did you mean "norms"?',
      ),
      expect.stringContaining(
        'conditions[0].designs[0]: expected the id of a design of this scenario, found "mxi". Did you mean "mix"?',
      ),
    ]);
  });

  it('windows beyond the horizon', () => {
    expect(refusals(`${first}campaign: { from: 90, weeks: 26 }\n`)).toEqual([
      'first.yaml:13:1 campaign: expected a window that ends within the 104 weeks of the scenario, found the campaign from week 90 to week 115, where the last week is 103. Shorten the window or give the scenario more weeks.',
    ]);
    expect(refusals(first, withMix('via: consult', 'via: consult\n    from: 100'))[0]).toContain(
      'first.yaml:12:5 designs[1]: expected a window that ends within the 104 weeks of the scenario, found component escalated from week 100 to week 125',
    );
    const policy = 'policies: [{ id: p, title: P, from: 104, weeks: 1, changes: [] }]\n';
    expect(refusals(`${first}${policy}`)[0]).toContain(
      'policies[0].weeks: expected a window that ends within the 104 weeks',
    );
  });

  it('settings of policies outside their bounds, and routes that are not there', () => {
    const change = '{ setting: enforcement, route: see, value: { value: 2, source: "A, x" } }';
    const policy = `policies: [{ id: p, title: P, from: 0, weeks: 1, changes: [${change}] }]\n`;
    expect(refusals(`${first}${policy}`)[0]).toContain(
      'policies[0].changes[0].value.value: expected a number from 0 to 1 (index: enforcement on the route), found 2.',
    );
    expect(refusals(`${first}${policy.replace('value: 2', 'value: 0.5')}`)).toEqual([
      'first.yaml:13:84 policies[0].changes[0].route: expected the id of a route of the context, found "see". Did you mean "sea"?',
    ]);
  });

  it('what cannot be switched off, because there is no world without it', () => {
    const read = readScenario(`${first}off: [talk]\n`, 'a.yaml', libraryOf(), undefined, {
      ...smallModel,
      alwaysOn: ['talk'],
    });
    expect(read.ok ? [] : read.problems.map(sentence)).toEqual([
      'a.yaml:13:7 off[0]: expected the name of a mechanism, found "talk". Known are appraisal, norms.',
    ]);
    expect(modelDeclarations.alwaysOn).toEqual(['population', 'settings', 'outcomes']);
  });

  it('an id twice', () => {
    expect(refusals(but('  - mix', '  - one-on-one'))).toEqual([
      'first.yaml:12:5 designs[1]: expected a design whose id no other entry has, found "one-on-one" again. Give this entry an id of its own: { id: ..., design: ... }.',
    ]);
  });

  it('everything at once, sorted by place', () => {
    const text = `${but('context: guinea', 'context: guinae').replace('value: 500000', 'value: -5')}replicates: 0\noff: [norm]\nweaks: 3\n`;
    expect(refusals(text).map((line) => line.split(' ')[0])).toEqual([
      'first.yaml:8:1',
      'first.yaml:9:11',
      'first.yaml:13:1',
      'first.yaml:14:7',
      'first.yaml:15:1',
    ]);
  });
});

describe('a design is refused:', () => {
  it('when its shares sum to more than everything', () => {
    expect(refusals(first, withMix('share: { value: 0.2', 'share: { value: 0.3'))).toEqual([
      'scenarios/designs/mix.yaml:10:1 components: expected shares that sum to at most 1, found 1.1. The shares of components and included designs divide the same money; lower one.',
    ]);
  });

  it('not for the rounding of three thirds', () => {
    const thirds = consult
      .replace('value: 0.5, source', 'value: 0.3333333335, source')
      .replace('{ value: 0.3, source: assumed, range: [0.2, 0.5] }', '{ value: 0.3333333333, source: "choice" }')
      .replace('value: 0.2, source', 'value: 0.3333333333, source');
    expect(refusals(first, libraryOf([], [['mix', thirds]]))).toEqual([]);
  });

  it('when somebody is passed on by a component that is not there or comes later', () => {
    expect(refusals(first, withMix('via: consult', 'via: escalated'))).toEqual([
      'scenarios/designs/mix.yaml:16:5 components[1].via: expected the id of an earlier component of the same design, found "escalated". Earlier ones are one-on-one.counselling, consult.',
    ]);
  });

  it('when a component of several says nothing of its money, or says it twice', () => {
    expect(refusals(first, withMix('    share: { value: 0.2, source: "choice of this design" }\n', ''))[0]).toContain(
      'components[1]: expected share or budget, because the design has several components, found neither.',
    );
    expect(refusals(first, withMix('via: consult', 'budget: { value: 1, source: "A, x" }'))[0]).toContain(
      'components[1].budget: expected either share or budget, found both.',
    );
  });

  it('when a managed referral has no places, or places have nobody who points to them', () => {
    expect(refusals(first, withMix('via: consult', 'referral: managed'))).toEqual([
      'scenarios/designs/mix.yaml:16:5 components[1].referral: expected "open" or "none", because no component of the design has slots, found "managed". A managed referral points people to free places: add slots, or write "open" for a promise without places.',
    ]);
    expect(refusals(first, withMix('via: consult', 'slots: { value: 3, source: "A, x" }'))).toEqual([
      'scenarios/designs/mix.yaml:16:5 components[1].slots: expected a referral, or a channel that is a programme, found slots that nobody is pointed to. Add "referral: managed" (only while a place is free) or "referral: open".',
    ]);
  });

  it('when it says something that is neither a figure nor truth nor silence', () => {
    expect(
      refusals(first, libraryOf([], [['one-on-one', counselling.replace('stay: silent', 'stay: silnt')]])),
    ).toEqual([
      'scenarios/designs/one-on-one.yaml:10:89 components[0].says.stay: expected a figure, "truth" or "silent", found "silnt". Did you mean "silent"?',
    ]);
  });

  it('not when it stands alone and is right; the bare word false is a word', () => {
    const read = readDesign(
      counselling.replace('one-sided\n', 'false\n'),
      'd.yaml',
      libraryOf(),
      undefined,
      smallModel,
    );
    expect(read.ok && read.design.truthfulness).toBe('false');
  });
});

describe('a context is refused:', () => {
  it('when something is missing in it and in all it extends', () => {
    const library = libraryOf([['common', guinea.replace('id: guinea', 'id: common')]]);
    const problems = refusals(first, library);
    expect(problems.length).toBeGreaterThan(5);
    expect(problems[0]).toContain('Add it here or in a context this one extends.');
  });

  it('when the ends of journeys sum to more than everybody, or the youngest are older than the oldest', () => {
    const route = 'routes: [{ id: sea, stranded: { value: 0.9, source: "A, x" } }]\n';
    expect(refusals(first, libraryOf([['guinea', `${guinea}${route}`]]))).toEqual([
      'scenarios/contexts/guinea.yaml:6:10 routes[0]: expected shares of dead, stranded and turned back that sum to at most 1, found 1.1. What is left over arrives; lower one of the three.',
    ]);
    const aged = guinea.replace('people:', 'people:\n  youngest: { value: 40, source: "A, x" }');
    expect(refusals(first, libraryOf([['guinea', aged]]))[0]).toContain(
      'people.youngest: expected an age of at most that of the oldest (35), found 40.',
    );
  });
});

describe('reading', () => {
  it('resolves files named by a path, and says problems in them under that path', () => {
    const text = but('context: guinea', 'context: ./here.yaml').replace('- mix', '- { design: ../there.yaml }');
    const read = (here: string) => {
      const files = new Map([
        ['./here.yaml', here],
        ['../there.yaml', counselling.replace('id: one-on-one', 'id: there')],
      ]);
      return readScenario(text, 'first.yaml', libraryOf(), (path) => files.get(path), smallModel);
    };
    const right = read(guinea.replace('id: guinea', 'id: here'));
    expect(right.ok && right.scenario.conditions[0].context.id).toBe('here');
    expect(right.ok && right.scenario.designs.map(({ id }) => id)).toEqual(['one-on-one', 'there']);
    const wrong = read(guinea.replace('value: 0.83', 'value: 83'));
    expect(wrong.ok ? [] : wrong.problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      './here.yaml:5',
      './here.yaml:5',
    ]);
  });

  it('never throws, whatever stands in a file: a part of a right one is exchanged for anything', () => {
    const whole = parsed(
      `${first}policies: [{ id: p, title: P, from: 0, weeks: 1, changes: [{ setting: wealth, value: { value: 0.1, source: "A, x" } }] }]
parameters: { talk.rate: { value: 0.2, source: "A, x" } }
off: [norms]
conditions: [{ id: c, title: C, context: { trust: { peer: { value: 0.2, source: "A, x" } } }, off: [talk], designs: [mix] }]
`,
      'a.yaml',
    );
    const right = whole.ok ? whole.tree.data : undefined;
    const text = JSON.stringify(right);
    expect(refusals(text)).toEqual([]);
    const count = [...text.matchAll(/[{[,:]/g)].length;
    fc.assert(
      fc.property(fc.nat(count - 1), fc.jsonValue({ maxDepth: 2 }), (at, instead) => {
        let part = 0;
        let sign = 0;
        const changed = JSON.stringify(right, (_, usual) => (part++ === at ? instead : usual)) ?? '';
        for (const file of [
          changed,
          text.replace(/[{[,:]/g, (usual) => (sign++ === at ? JSON.stringify(instead) : usual)),
        ]) {
          const read = readScenario(file, 'a.json', libraryOf(), undefined, smallModel);
          if (read.ok) settle(read.scenario, smallModel);
          else
            for (const { expected, found, remedy } of read.problems)
              expect([expected, found, remedy]).not.toContain('');
        }
      }),
      { numRuns: 1500 },
    );
  });
});
