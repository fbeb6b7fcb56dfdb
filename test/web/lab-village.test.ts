// The village of the Lab is the model and nothing but the model: same bits, sums that add up, a null message that changes nobody.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Spread } from '../../src/experiment/comparison.ts';
import { runPaired } from '../../src/experiment/pair.ts';
import { freezePlan, jobsOf } from '../../src/experiment/plan.ts';
import { sources, topics } from '../../src/model/vocabulary.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { settledState } from '../../src/web/engine/settled-state.ts';
import { lab as texts } from '../../src/web/i18n/en/lab.ts';
import { firstState, labAddress, labStateOf, places, SEED } from '../../src/web/lab/lab-state.ts';
import { layoutOf, nearest } from '../../src/web/lab/layout.ts';
import { comparisonOf, lessonIds, lessons, placeOf } from '../../src/web/lab/lessons.ts';
import {
  componentOf,
  examples,
  firstMessage,
  type LabMessage,
  MessageError,
  messageFrom,
  messageQuery,
  plainMessage,
  truthfulnessOf,
} from '../../src/web/lab/message.ts';
import { addedUp, printed, type Sum } from '../../src/web/lab/terms.ts';
import { verdictOf } from '../../src/web/lab/verdict.ts';
import { type Doing, type MindWeek, Village, type VillageSettings } from '../../src/web/lab/village.ts';
import { routeOf } from '../../src/web/state/route.ts';

const library = readLibrary();
const intercepts = knownIntercepts();
const settings: VillageSettings = { place: 'five-assumptions/risk-known', people: 500, weeks: 26, seed: SEED, luck: 0 };
const villageOf = (change: Partial<VillageSettings> = {}) =>
  new Village({ ...settings, ...change }, library, intercepts);
const say = (message: LabMessage): Doing => ({ kind: 'message', message });
const village = villageOf();
const shown = village.tell(say(firstMessage));

describe('a village', () => {
  it('is the same to the last bit with the same settings, and another one with another luck', () => {
    const again = villageOf();
    // Something else was told in between: it leaves no trace.
    again.tell(say(examples.facts));
    expect(again.tell(say(firstMessage))).toEqual(shown);
    expect(again.villagers).toEqual(village.villagers);
    expect(villageOf({ luck: 1 }).tell(say(firstMessage)).with.intention).not.toEqual(shown.with.intention);
  });

  it('is changed by a message, from the week in which it is first heard', () => {
    const { week, times } = firstMessage;
    expect(shown.frames.slice(0, week + 1).map(({ touched }) => touched)).toEqual(
      Array.from({ length: week + 1 }, () => 0),
    );
    expect(shown.frames[week + 1].touched).toBeGreaterThan(100);
    expect(shown.frames[26].elsewhere).toBeGreaterThan(5);
    expect(shown.heard.some((one, at) => one === 1 && Math.floor(at / 500) > week + times)).toBe(false);
  });

  it('is changed in nobody by a message that says nothing, although it is heard', () => {
    const { differs, frames, truthfulness, with: here, without: there } = village.tell(say(examples.nothing));
    expect(truthfulness).toBe('none');
    expect(frames[26].reached).toBeGreaterThan(100);
    expect(differs.some((one) => one !== 0)).toBe(false);
    expect(here).toEqual(there);
    expect(frames[26]).toMatchObject({ touched: 0, elsewhere: 0, helped: 0, harmed: 0, mixed: 0 });
    // The check sees a message that says a single thing.
    const says = { ...examples.nothing.says, earnings: 'truth' as const };
    const barely = village.tell({ kind: 'message', message: { ...examples.nothing, says } });
    expect(barely.frames[26].touched).toBeGreaterThan(0);
  });

  it('counts everybody once, in both worlds and all weeks', () => {
    for (const frame of shown.frames)
      for (const world of [frame.with, frame.without]) expect(world.stages.reduce((a, b) => a + b, 0)).toBe(500);
  });

  const hamlet = villageOf({ people: 200, weeks: 8 });
  it.each(sources)('hears %s, in school and out of it', (sender) => {
    const says = { ...plainMessage(sender).says, mistreatment: 'truth' as const };
    const doing = say({ ...plainMessage(sender), says });
    const { heard } = hamlet.tell(doing);
    const { facts } = hamlet.villagers;
    const met = facts.filter((_, row) => heard.some((one, at) => one === 1 && at % 200 === row));
    expect(met.length).toBeGreaterThan(20);
    expect(new Set(met.map(({ isInSchool }) => isInSchool)).size).toBe(2);
    const voices = met
      .slice(0, 2)
      .flatMap(({ id }) => hamlet.follow(doing, id).with.flatMap(({ messages }) => messages))
      .filter(({ kind }) => kind === 'message');
    expect(voices.map((one) => one.sender)).toEqual([sender, sender]);
  });

  it('is a run of the comparison behind its lesson: the same setup, the same numbers', () => {
    const lesson = lessons.fear;
    const read = settledState(comparisonOf(lesson, SEED));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const plan = freezePlan(read.settled, { people: 500, weeks: 26, replicates: 1, draws: 1, seed: SEED, intercepts });
    const { rows } = runPaired(jobsOf(plan).at(0));
    const watched = villageOf({ place: placeOf(lesson.holds) }).tell({ kind: 'design', design: lesson.design });
    const last = watched.frames[26];
    expect(rows[0].levels.intention).toBeCloseTo(last.without.intention, 6);
    expect(rows[1].levels.intention).toBeCloseTo(last.with.intention, 6);
    expect(rows[1].differences.harmed).toBeCloseTo(last.harmed / 500, 9);
    expect(watched.truthfulness).toBe('false');
  });
});

describe('one mind', () => {
  const followed = shown.picks.map(({ id }) => village.follow(say(firstMessage), id));
  const weeks: readonly MindWeek[] = followed.flatMap((one) => [...one.with, ...one.without]);
  const sumsOf = ({ sums: { torn, ...sides } }: MindWeek): readonly Sum[] => [
    ...Object.values(sides),
    ...Object.values(torn),
  ];
  const off = ({ terms, total }: Sum): number => Math.abs(terms.reduce((sum, { value }) => sum + value, 0) - total);

  it('has a list of people to follow, each once', () => {
    expect(shown.picks.length).toBeGreaterThanOrEqual(3);
    expect(new Set(shown.picks.map(({ id }) => id)).size).toBe(shown.picks.length);
  });

  it('has terms that add up to their totals, as they are and as they are printed', () => {
    for (const sum of weeks.flatMap(sumsOf)) {
      expect(off(sum)).toBeLessThan(1e-9);
      const { terms, total } = printed(sum);
      expect(
        Math.abs(terms.reduce((all, { value }) => all + Math.round(value * 100), 0) - Math.round(total * 100)),
      ).toBe(0);
      expect(Math.abs(total - sum.total)).toBeLessThan(0.00501);
      for (const { name, value } of terms)
        expect(Math.abs(value - (sum.terms.find((one) => one.name === name)?.value ?? 0))).toBeLessThan(0.0101);
    }
    // A term left out is seen.
    const [first] = weeks.flatMap(sumsOf).filter(({ terms }) => terms.length > 2);
    expect(off({ ...first, terms: first.terms.slice(1) })).toBeGreaterThan(1e-9);
  });

  it('leaves next to nothing to rounding, so that the words stand for what the model counts', () => {
    const left = weeks.flatMap(sumsOf).flatMap(({ terms }) => terms.filter(({ name }) => name === 'rounding'));
    expect(left.length).toBeGreaterThan(0);
    for (const { value } of left) expect(Math.abs(value)).toBeLessThan(1e-4);
    expect(addedUp({ a: 1, b: 2 }, 3.5)).toEqual({
      terms: [
        { name: 'a', value: 1 },
        { name: 'b', value: 2 },
        { name: 'rounding', value: 0.5 },
      ],
      total: 3.5,
    });
  });

  it('picks for a way out only people for whom it is the largest in the week that opens, more than without the message', () => {
    // The village of the ten minutes in docs/trainers.md.
    const trained = villageOf({ luck: 5 });
    const told = trained.tell(say(examples.warning));
    const chosen = told.picks.flatMap((pick) => (pick.share === null ? [] : [pick]));
    expect(chosen.map(({ because }) => because).slice(0, 2)).toEqual(['minimise-risk', 'discredit-sender']);
    for (const { id, because, week, share } of chosen) {
      const mind = trained.follow(say(examples.warning), id);
      const [here, there] = [mind.with[week - 1], mind.without[week - 1]];
      const largest = here.dissonance.waysOut.reduce((a, b) => (b.share > a.share ? b : a));
      expect(largest.way).toBe(because);
      expect(largest.share).toBeCloseTo(share.with, 12);
      expect(there.dissonance.waysOut.find(({ way }) => way === because)?.share).toBeCloseTo(share.without, 12);
      expect(share.with).toBeGreaterThan(share.without);
      expect(here.stage).not.toMatch(/en-route|at-destination|stranded|dead|left-lawfully/);
    }
    // What is promised is what is to be seen: the warned play the risk down more, and trust falls.
    const seen = [...told.picks, ...village.tell(say(examples.warning)).picks].flatMap(({ id, because, week }, at) => {
      const where = at < told.picks.length ? trained : village;
      const { with: here, without: there } = where.follow(say(examples.warning), id);
      const trustIn = (one: MindWeek | undefined): number => one?.trust[examples.warning.sender] ?? Number.NaN;
      const [now, before, otherwise] = [here[week - 1], here[0], there[week - 1]];
      if (because === 'minimise-risk') return (now?.minimisation ?? 0) - (otherwise?.minimisation ?? 0);
      return because === 'discredit-sender' ? Math.min(trustIn(before), trustIn(otherwise)) - trustIn(now) : [];
    });
    expect(seen.length).toBeGreaterThanOrEqual(3);
    for (const size of seen) expect(size).toBeGreaterThanOrEqual(0.01);
    // Where nobody explains danger away, nobody is shown as if they did.
    const calm = villageOf({ place: 'five-assumptions/deterred' }).tell(say(examples.warning));
    expect(calm.picks.filter(({ share }) => share !== null)).toEqual([]);
  });

  it('has ways out whose shares are all of what is resolved', () => {
    for (const { dissonance } of weeks) {
      const sum = dissonance.waysOut.reduce((all, { share }) => all + share, 0);
      expect(Math.min(Math.abs(sum), Math.abs(sum - 1))).toBeLessThan(1e-9);
    }
  });

  it('is the mind of the dot in the picture', () => {
    for (const one of followed) {
      const row = village.villagers.facts.findIndex(({ id }) => id === one.facts.id);
      one.with.forEach(({ intention }, week) => {
        expect(intention.after).toBe(shown.with.intention[(week + 1) * 500 + row]);
      });
    }
  });
});

describe('a message', () => {
  it('comes back whole from its address, each example and each number changed', () => {
    for (const message of Object.values(examples)) {
      const query = new URLSearchParams(messageQuery(message));
      expect(messageFrom(query)).toEqual(message);
    }
    const odd = { ...plainMessage('smuggler', 'radio'), week: 7, times: 4, family: true, offer: 'places' as const };
    const message = { ...odd, says: { ...odd.says, death: 0.37 }, tone: { ...odd.tone, threat: 0.15 } };
    expect(messageFrom(new URLSearchParams(messageQuery(message)))).toEqual(message);
    const address = labAddress({ ...firstState, view: 'message', message, place: 'albania-facts', luck: 3 });
    const { state, problem } = labStateOf(routeOf(address).query);
    expect({ state, problem }).toEqual({
      state: { ...firstState, view: 'message', message, place: 'albania-facts', luck: 3 },
      problem: null,
    });
  });

  it.each([
    'from=nobody',
    'from=peer&by=pigeon',
    'from=peer&death=2',
    'from=peer&threat=',
    'from=peer&offer=gold',
    'from=peer&times=1.5',
  ])('is refused with what was expected: %s', (text) => {
    expect(() => messageFrom(new URLSearchParams(text))).toThrow(MessageError);
    const { state, problem } = labStateOf(new URLSearchParams(text));
    expect(state.message).toEqual(firstMessage);
    expect(problem).toMatch(/expected/);
  });

  it('is called what it is: truthful, one-sided, false or nothing', () => {
    const { truths } = village.villagers;
    const named = Object.fromEntries(
      Object.entries(examples).map(([name, message]) => [name, truthfulnessOf(message, truths)]),
    );
    expect(named).toEqual({
      ...{ returnee: 'truthful', warning: 'one-sided', overstated: 'false', facts: 'truthful', places: 'truthful' },
      ...{ promise: 'false', family: 'truthful', smuggler: 'false', nothing: 'none' },
    });
    // Just outside the range of the truth is false, at its end it is not.
    const [, high] = truths.earnings.range ?? [0, 0];
    const earnings = (value: number) =>
      truthfulnessOf({ ...firstMessage, says: { ...firstMessage.says, earnings: value } }, truths);
    expect([earnings(high), earnings(high + 0.01)]).toEqual(['truthful', 'false']);
  });

  it('that the reader of scenarios would refuse is refused with its words', () => {
    const loud = { ...firstMessage, tone: { ...firstMessage.tone, threat: 3 } };
    expect(() => village.tell({ kind: 'message', message: loud })).toThrow(/threat.*from 0 to 1/);
  });

  it('offers as many places as it says, and a promise none', () => {
    expect(componentOf(examples.places, 40)).toMatchObject({ referral: 'managed', slots: { value: 1200 } });
    expect(componentOf(examples.promise, 40)).not.toHaveProperty('slots');
  });
});

describe('the picture', () => {
  const { household } = village.villagers;
  it('has everybody inside, apart from each other, and the same for the same village', () => {
    const layout = layoutOf(household, 544, 400);
    expect(layoutOf(household, 544, 400)).toEqual(layout);
    const at = Array.from(layout.x, (x, i) => `${x.toFixed(1)} ${layout.y[i].toFixed(1)}`);
    expect(new Set(at).size).toBe(500);
    layout.x.forEach((x, i) => {
      expect(x).toBeGreaterThan(-layout.size);
      expect(x).toBeLessThan(544 + layout.size);
      expect(layout.y[i]).toBeGreaterThan(-layout.size);
      expect(layout.y[i]).toBeLessThan(400 + layout.size);
    });
    expect(nearest(layout, { x: layout.x[77], y: layout.y[77] }, 10)).toBe(77);
    expect(nearest(layout, { x: -100, y: -100 }, 10)).toBe(-1);
  });
});

describe('the lessons', () => {
  const scenario = parse(library.scenarios.get('five-assumptions') ?? '') as {
    contrasts: { id: string; holds: string; fails: string; design: string }[];
  };

  it('are the contrasts of the scenario, one for each assumption', () => {
    expect(
      lessonIds.map((id) => lessons[id]).map(({ id, holds, fails, design }) => ({ id, holds, fails, design })),
    ).toEqual(scenario.contrasts.map(({ id, holds, fails, design }) => ({ id, holds, fails, design })));
  });

  it.each(lessonIds)('%s can be read, and what is false in it is marked', (id) => {
    const lesson = lessons[id];
    const read = settledState(comparisonOf(lesson, SEED));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.settled.contrasts.map((one) => one.design)).toEqual([
      lesson.design,
      ...(lesson.also === undefined ? [] : [lesson.also]),
    ]);
    const arms = read.settled.conditions[0].arms.filter(({ isBaseline }) => !isBaseline);
    expect(arms.some(({ truthfulness }) => truthfulness === 'false')).toBe(lesson.isFalse === true);
  });

  it.each(lessonIds)('%s cites a place that the document has', (id) => {
    const text = readFileSync(
      new URL('../../seeds/documents/b-response-to-study-of-33-campaigns-2017.yaml', import.meta.url),
      'utf8',
    );
    const { places: known } = parse(text) as { places: { where: string }[] };
    const cited = texts.lessons[id].where.replace(/, conclusion$/, '');
    expect(known.some(({ where }) => where.toLowerCase().startsWith(cited))).toBe(true);
  });

  it('say what the numbers say: no difference that cannot be told, no fall where there is a rise', () => {
    const of = (mean: number, half = 0.1): Spread => {
      const band = { low: mean - half, high: mean + half };
      return { mean, ...band, luck: band, parameters: band, monteCarloError: 0.01, replicates: 12, draws: 1 };
    };
    const said = (holds: number, fails: number, half?: number) =>
      verdictOf({ holds: of(holds, half), fails: of(fails, half), worth: of(holds - fails, half) }).said;
    expect(said(-0.5, 0.5)).toBe('holds');
    expect(said(0.5, -0.5)).toBe('fails');
    expect(said(-0.5, -0.45)).toBe('same');
    expect(said(-0.5, 0.5, 2)).toBe('same');
    expect(said(0.2, 0.6)).toBe('neitherMoreFails');
    expect(said(0.6, 0.2)).toBe('neitherMoreHolds');
    expect(said(0.5, 0.52)).toBe('neither');
  });

  it('never speak of departures that were stopped as a success', () => {
    const all = JSON.stringify(texts);
    expect(all).not.toMatch(/prevented|deterred successfully|success rate/i);
    expect(texts.beside.text).toMatch(/no success by themselves/);
  });
});

describe('every place of the Lab', () => {
  it.each(places)('%s can be opened, with a recorded intercept', (place) => {
    const small = new Village({ ...settings, place, people: 100, weeks: 1 }, library, intercepts);
    expect(small.villagers.facts).toHaveLength(100);
    expect(topics.every((topic) => small.villagers.truths[topic].value >= 0)).toBe(true);
  });
});
