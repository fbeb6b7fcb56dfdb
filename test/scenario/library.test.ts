// The files that come with Forewarned: all of them can be read, are named after their ids, and say where their numbers are from.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/evidence/check-ledger.ts';
import { ledger } from '../../src/evidence/ledger.ts';
import { modelDeclarations } from '../../src/scenario/declared.ts';
import { figureRows } from '../../src/scenario/figures.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { readContext, readDesign, readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { setupOf } from '../../src/scenario/setup-of.ts';

const home = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const textsIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(`${home}${folder}`)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.slice(0, -'.yaml'.length), readFileSync(`${home}${folder}${file}`, 'utf8')]),
  );
const library = {
  contexts: textsIn('contexts/'),
  designs: textsIn('designs/'),
  scenarios: textsIn(''),
  evaluations: textsIn('evaluations/'),
};
const { mechanisms, channels } = modelDeclarations;

/** What the source documents and the studies describe; each has a file. */
const expected = {
  contexts: `common north-africa-youth west-africa gambia senegal guinea mali nigeria afghanistan iraq ethiopia horn-of-africa albania
    dr-congo-minors ghana host-country-refugees`,
  designs: `one-on-one online-consult one-on-one-plus-online influencers teacher-sessions parents film theatre-and-sport radio-and-web
    community-dialogue returnee-peers tv-documentary deterrence-only livelihoods-only information-plus-livelihoods
    promise-without-slots legal-routes-information diaspora-messengers return-and-reintegration no-campaign null-campaign
    single-country-message joint-message`,
  scenarios: `north-africa-2023 compass-community evaluation-four-campaigns five-assumptions surprising-europe behind-the-cornfield
    afghanistan-unicef-2013 dr-congo-return-2016 ethiopia-dialogue-2016 albania-facts steap-nigeria-schools joint-or-alone-europe
    alternatives-funds legal-routes diaspora-and-remittances return-and-reintegration niger-enforcement protection-in-the-region
    scale-and-coordination considered-decision who-is-left-to-ask weights-of-factors`,
};

describe.each(['contexts', 'designs', 'scenarios'] as const)('the %s', (kind) => {
  it('are all there', () => {
    const ids = [...library[kind].keys()];
    for (const id of expected[kind].split(/\s+/)) expect(ids).toContain(id);
  });

  it.each([...library[kind]])('%s can be read and has the id of its file', (id, text) => {
    const file = `${id}.yaml`;
    const context = kind === 'contexts' ? readContext(text, file, library) : undefined;
    const design = kind === 'designs' ? readDesign(text, file, library) : undefined;
    const scenario = kind === 'scenarios' ? readScenario(text, file, library) : undefined;
    for (const read of [context, design, scenario])
      if (read !== undefined && !read.ok) expect(read.problems.map(sentence)).toEqual([]);
    const ids = [
      context?.ok ? context.context.id : undefined,
      design?.ok ? design.design.id : undefined,
      scenario?.ok ? scenario.scenario.id : undefined,
    ];
    expect(ids.filter((read) => read !== undefined)).toEqual([id]);
  });
});

describe('every scenario', () => {
  it.each([...library.scenarios])('%s settles into setups of finite numbers', (_, text) => {
    const read = readScenario(text, 'a.yaml', library);
    if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
    const settled = settle(read.scenario);
    for (const end of [0, 1] as const) {
      const ends = new Map(settled.uncertain.map(({ name, range }) => [name, range[end]]));
      for (const { id, arms } of settled.conditions)
        for (const arm of arms) {
          const options = {
            valueOf: (name: string, fallback: number) => ends.get(name) ?? fallback,
            ...{ seed: 's', replicate: 0, people: 500, weeks: 10 },
          };
          const setup = setupOf(settled, id, arm.id, options);
          // Neither a quantity that nobody settled nor a number that JSON does not have.
          expect(JSON.parse(JSON.stringify(setup))).toEqual(setup);
          expect(JSON.stringify(setup)).not.toMatch(/"(range|product)":|null(?!,"says"|,"homeDialogue"|,"value")/);
        }
    }
  });
});

describe('the ledger of the model and of all files', () => {
  const rows = ledger(
    mechanisms,
    channels,
    (['contexts', 'designs', 'scenarios', 'evaluations'] as const).flatMap((kind) =>
      [...library[kind]].flatMap(([id, text]) =>
        figureRows(text, `scenarios/${kind === 'scenarios' ? '' : `${kind}/`}${id}.yaml`, modelDeclarations),
      ),
    ),
  );

  it('has rows of all kinds', () => {
    expect(rows.length).toBeGreaterThan(1000);
    for (const stem of ['appraisal.', 'channel.', 'context.', 'design.', 'scenario.'])
      expect(rows.some(({ parameter }) => parameter.startsWith(stem))).toBe(true);
  });

  it('has no fault', () => {
    expect(checkLedger(rows).map(sentence0)).toEqual([]);
  });
});

function sentence0({ where, expected: wanted, found }: ReturnType<typeof checkLedger>[number]): string {
  return `${where}: expected ${wanted}, found ${found}`;
}
