import { describe, expect, it } from 'vitest';
import { assumptionsOf } from '../../src/scenario/assumptions.ts';
import { canonical } from '../../src/scenario/canonical.ts';
import { settle } from '../../src/scenario/settle.ts';
import type { Settled } from '../../src/scenario/settled.ts';
import { setupOf } from '../../src/scenario/setup-of.ts';
import { accepted, consult, first, guinea, libraryOf, smallModel } from './small.ts';

const settled = (text: string, library = libraryOf()) => settle(accepted(text, library), smallModel);
const defaults = {
  valueOf: (_: string, fallback: number) => fallback,
  seed: 's',
  replicate: 0,
  people: 500,
  weeks: 10,
};
const setup = (scenario: Settled, arm: string, condition = 'as-described', options = defaults) =>
  setupOf(scenario, condition, arm, options);
/** A draw that changes one name and no other. */
const drawing = (name: string, value: number) => ({
  ...defaults,
  valueOf: (asked: string, fallback: number) => (asked === name ? value : fallback),
});

describe('a settled scenario', () => {
  const plain = settled(first);

  it('puts the baseline first, and nothing is in it', () => {
    const [baseline, ...others] = plain.conditions[0].arms;
    expect(baseline).toMatchObject({ id: 'no-campaign', isBaseline: true, components: [], policies: [] });
    expect(others.map(({ id, isBaseline }) => [id, isBaseline])).toEqual([
      ['one-on-one', false],
      ['mix', false],
    ]);
  });

  it('does not put it there twice', () => {
    const nothing = consult.slice(0, consult.indexOf('includes')).replaceAll('mix', 'no-campaign');
    const arms = settled(first.replace('- mix', '- no-campaign'), libraryOf([], [['no-campaign', nothing]]))
      .conditions[0].arms;
    expect(arms.map(({ id }) => id)).toEqual(['no-campaign', 'one-on-one']);
  });

  it('fills in what the file leaves out', () => {
    expect(plain).toMatchObject({ people: 5000, weeks: 104, burnIn: 78, replicates: 16, draws: 8, seed: 'forewarned' });
    const [counselling] = setup(plain, 'one-on-one').arm.components;
    expect(counselling).toMatchObject({
      id: 'counselling',
      source: 'counsellor',
      mode: 'walk-in',
      from: 0,
      to: 25,
      budget: 500_000,
      unitCost: 10,
      most: 4,
      via: null,
      referral: 'none',
    });
    expect(counselling.attributes).toMatchObject({ precision: 2, attention: 0.5, tailoring: 1, privacy: 1, threat: 0 });
  });

  it('divides the money, through included designs too, and tells parts of designs apart', () => {
    const components = setup(plain, 'mix').arm.components;
    expect(components.map(({ id, budget }) => [id, budget])).toEqual([
      ['one-on-one.counselling', 250_000],
      ['consult', 150_000],
      ['escalated', 100_000],
    ]);
    expect(components[2]).toMatchObject({ via: 'consult', mode: 'escalation' });
    expect(components[2].attributes.privacy).toBe(0.9);
  });

  it('says the truth of the context in every draw, what the design says, or nothing', () => {
    const said = setup(plain, 'one-on-one', 'as-described', drawing('context.truths.death', 0.055));
    expect(said.context.truths.death).toBe(0.055);
    expect(said.arm.components[0].says).toEqual({ death: 0.055, lawful: 0.05 });
    expect(setup(plain, 'mix').arm.components[1].says).toEqual({ death: 0.45, stay: 0.2 });
  });

  it('names every uncertain number once, and no other', () => {
    const names = plain.uncertain.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [
      'appraisal.risk',
      'channel.one-on-one.precision',
      'channel.online-consult.says.death',
      'context.people.online',
      'context.routes.sea.dead',
      'context.trust.destination-government',
      'design.one-on-one.counselling.says.lawful',
      'design.mix.consult.share',
      'design.mix.escalated.attributes.privacy',
    ])
      expect(names).toContain(name);
    // Without a range, without width, of a channel that is not used, replaced by a truth.
    for (const name of [
      'context.people.male',
      'channel.one-on-one.following',
      'channel.livelihood-programme.reach',
      'scenario.budget',
    ])
      expect(names).not.toContain(name);
    expect(plain.uncertain.find(({ name }) => name === 'appraisal.risk')).toEqual({
      name: 'appraisal.risk',
      value: 1.4,
      range: [0.7, 2.4],
      basis: 'assumed: no published figure found',
    });
  });

  it('asks a draw for every uncertain number and for no other', () => {
    const asked = new Set<string>();
    const asking = {
      ...defaults,
      valueOf: (name: string, fallback: number) => {
        asked.add(name);
        return fallback;
      },
    };
    for (const { id } of plain.conditions[0].arms) setup(plain, id, 'as-described', asking);
    expect([...asked].sort()).toEqual(plain.uncertain.map(({ name }) => name).sort());
  });

  it('lets the nearer of two numbers count: declared, context, scenario, condition', () => {
    const figure = (value: number) => `{ value: ${value}, source: "imposed", outside: true }`;
    const library = libraryOf([
      [
        'guinea',
        `${guinea}parameters: { norms.weight: ${figure(0.1)}, talk.rate: ${figure(0.1)}, appraisal.gain: ${figure(0.1)} }\n`,
      ],
    ]);
    const text = `${first}parameters: { norms.weight: ${figure(0.2)}, talk.rate: ${figure(0.2)}, channel.one-on-one.precision: ${figure(0.2)} }
conditions: [{ id: a, title: A, parameters: { talk.rate: ${figure(0.3)} } }, { id: b, title: B }]\n`;
    const scenario = settled(text, library);
    const { given, arm } = setup(scenario, 'one-on-one', 'a');
    expect(given).toEqual({ appraisal: { risk: 1.4, gain: 0.1 }, norms: { weight: 0.2 }, talk: { rate: 0.3 } });
    expect(arm.components[0].attributes.precision).toBe(0.2);
    expect(setup(scenario, 'one-on-one', 'b').given.talk).toEqual({ rate: 0.2 });
  });

  it('makes the numbers of a mechanism that is off inert: no override and no draw reaches them', () => {
    const text = `${first}off: [appraisal]\nparameters: { appraisal.risk: { value: 2, source: "imposed" } }
conditions: [{ id: a, title: A, off: [norms] }]\n`;
    const scenario = settled(text);
    const moved = { ...defaults, valueOf: () => 0.77 };
    const { given, off } = setup(scenario, 'one-on-one', 'a', moved);
    expect(off).toEqual(['appraisal', 'norms']);
    expect(given).toEqual({ appraisal: { risk: 0, gain: 2.4 }, norms: { weight: 0 }, talk: { rate: 0.77 } });
    expect(scenario.uncertain.map(({ name }) => name)).not.toContain('appraisal.gain');
  });

  it('lays a condition over the context, and names apart what it changes', () => {
    const trust = '{ destination-government: { value: 0.6, source: assumed, range: [0.4, 0.8] } }';
    const truths = '{ death: { value: 0.02, source: "imposed" } }';
    const scenario = settled(`${first}conditions:
  - { id: usual, title: Usual }
  - { id: trusted, title: Trusted, context: { trust: ${trust}, truths: ${truths} }, designs: [mix] }\n`);
    const names = scenario.uncertain.map(({ name }) => name);
    expect(names).toContain('context.trust.destination-government');
    expect(names).toContain('context.trust.destination-government@trusted');
    const usual = setup(scenario, 'mix', 'usual', drawing('context.trust.destination-government', 0.35));
    const trusted = setup(scenario, 'mix', 'trusted', drawing('context.trust.destination-government', 0.35));
    expect(usual.context.trust['destination-government']).toBe(0.35);
    expect(trusted.context.trust['destination-government']).toBe(0.6);
    expect(setup(scenario, 'mix', 'trusted', drawing('context.truths.death', 0.05)).context.truths.death).toBe(0.02);
    expect(scenario.conditions[1].arms.map(({ id }) => id)).toEqual(['no-campaign', 'mix']);
    expect(() => setup(scenario, 'one-on-one', 'trusted')).toThrow('expected a design of trusted, found "one-on-one"');
    expect(() => setup(scenario, 'mix', 'other')).toThrow('expected a condition of first, found "other"');
  });

  it('puts policies in force, alone or with a campaign', () => {
    const text = `${first.replace('- mix', '- { id: border, title: Border, policies: [border] }')}policies:
  - id: border
    title: Border
    from: 4
    weeks: 6
    changes:
      - { setting: enforcement, route: sea, value: { value: 0.8, source: assumed, range: [0.6, 0.9] } }
      - { setting: routeOpen, value: { value: 0, source: "A, x" } }\n`;
    const scenario = settled(text);
    expect(setup(scenario, 'border', 'as-described', drawing('policy.border.enforcement.sea', 0.65)).arm).toEqual({
      components: [],
      policies: [
        {
          id: 'border',
          from: 4,
          to: 9,
          changes: [
            { setting: 'enforcement', route: 'sea', value: 0.65 },
            { setting: 'routeOpen', route: null, value: 0 },
          ],
        },
      ],
    });
  });

  it('keeps whole numbers whole and journeys within one, whatever is drawn', () => {
    const moved = {
      ...defaults,
      valueOf: (name: string, fallback: number) => (/dead|stranded|turnedBack/.test(name) ? 0.5 : fallback * 1.01),
    };
    const { context, arm } = setup(plain, 'one-on-one', 'as-described', moved);
    expect(
      [context.population, context.communitySize, context.oldest, arm.components[0].most].every(Number.isInteger),
    ).toBe(true);
    const [{ dead, stranded, turnedBack }] = context.routes;
    expect(dead + stranded + turnedBack).toBeCloseTo(1, 12);
  });

  it('counts what is assumed among the numbers in use', () => {
    const { assumed, total } = assumptionsOf(plain);
    expect(assumed).toBeGreaterThan(10);
    expect(total).toBeGreaterThan(assumed);
  });
});

describe('the canonical form', () => {
  it('is RFC 8785: sorted keys, no white space, shortest numbers', () => {
    expect(canonical({ b: [1e21, 0.1, -0, 1e-7, 100], a: { '\u20ac': 'é"\n', '1': null }, c: undefined })).toBe(
      '{"a":{"1":null,"€":"é\\"\\n"},"b":[1e+21,0.1,0,1e-7,100]}',
    );
    expect(() => canonical({ a: Number.NaN })).toThrow('expected a finite number, found NaN');
    expect(() => canonical(() => 1)).toThrow('expected plain data, found function');
  });

  it('gives the same setups back after a round trip, and itself', () => {
    const scenario = settled(first);
    const text = canonical(scenario);
    const back = JSON.parse(text) as Settled;
    expect(canonical(back)).toBe(text);
    expect(back).toEqual(scenario);
    for (const arm of ['no-campaign', 'one-on-one', 'mix'])
      expect(setup(back, arm, 'as-described', drawing('appraisal.risk', 1.1))).toEqual(
        setup(scenario, arm, 'as-described', drawing('appraisal.risk', 1.1)),
      );
  });

  it('does not depend on the order of keys in the file', () => {
    const [schema, id, ...rest] = first.split('\n');
    expect(canonical(settled([id, schema, ...rest].join('\n')))).toBe(canonical(settled(first)));
  });
});
