// Facts that a reader of the literature would expect, each as a comparison of worlds with the same luck. Where a fact is asked of
// every one of n replicates, a model in which it were a coin's toss would pass once in 2^n: n = 6 gives a false alarm of 1.6 %.
import { describe, expect, it } from 'vitest';
import { ratio } from '../../src/experiment/jackknife.ts';
import { standing, withoutDissonance } from '../../src/experiment/levels.ts';
import { runPaired } from '../../src/experiment/pair.ts';
import { atHome } from '../../src/model/campaign.ts';
import { beliefOf, observe, truthFor, weekly } from '../../src/model/observe.ts';
import { burnIn, runArm } from '../../src/model/run.ts';
import type { Setup } from '../../src/model/setup.ts';
import { DEAD, type Source, sources, topics } from '../../src/model/vocabulary.ts';
import { trustTowards, type World } from '../../src/model/world.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { mean } from '../../src/statistics/mean.ts';
import { standardError } from '../../src/statistics/spread.ts';
import { differing } from '../model/support/same.ts';
import { component, village, withCampaign, withContext } from '../model/support/village.ts';
import { meanOver, met, setupsOf, type Twins, twinsOf } from './support/place.ts';

const REPLICATES = 6;

/** Mean distance between belief and truth about a topic among those met, with the design minus without. */
function errorChange(here: World, without: World, topic: number): number {
  const error = (world: World, row: number): number =>
    Math.abs(beliefOf(world, row, topic) - truthFor(world, row, topic));
  return meanOver(here, (row) =>
    met(here, row) && here.people.stage[row] !== DEAD ? error(here, row) - error(without, row) : null,
  );
}

/** How far beliefs of those met moved from where they would have been, mean over topics. */
function moved(here: World, without: World): number {
  return meanOver(here, (row) =>
    met(here, row)
      ? topics.reduce((sum, _, t) => sum + Math.abs(beliefOf(here, row, t) - beliefOf(without, row, t)), 0) /
        topics.length
      : null,
  );
}

const trusting =
  (source: Source, trust: number): ((setup: Setup) => Setup) =>
  (setup) =>
    withContext(setup, { trust: { ...setup.context.trust, [source]: trust } });

describe('a campaign without content', () => {
  it.each(['west-africa', 'north-africa-youth', 'host-country-refugees'])('changes nobody in %s', (context) => {
    const [{ without, with: world }] = twinsOf({ context, designs: ['null-campaign'], replicates: 1, people: 500 });
    const here = world('null-campaign');
    expect(here.components[0].account.taken).toBeGreaterThan(100);
    expect(differing(here, without)).toEqual([]);
    expect(weekly(here)).toEqual(weekly(without));
    expect(observe(here)).toEqual(observe(without));
  });
});

describe('a lot drawn over communities', () => {
  // Nothing is done in either half: with 39 degrees of freedom |t| passes 3.6 once in 1,100.
  it('shows no effect where there is none', () => {
    const place = { context: 'west-africa', designs: ['null-campaign'], replicates: 40, people: 600, weeks: 13 };
    const differences = twinsOf(place).map(({ without }, replicate) => {
      const lot = keyOf('placebo', replicate);
      const order = Array.from({ length: without.sizes.communities }, (_, c) => c).sort(
        (a, b) => uniform(lot, a) - uniform(lot, b),
      );
      const chosen = new Set(order.slice(0, order.length / 2));
      const half = (side: boolean): number =>
        meanOver(without, (row) =>
          chosen.has(without.people.community[row]) === side ? without.people.intention[row] : null,
        );
      return half(true) - half(false);
    });
    expect(Math.abs(mean(differences) / standardError(differences))).toBeLessThan(3.6);
  });
});

describe('trust in the messenger', () => {
  const place = { context: 'west-africa', designs: ['one-on-one'], replicates: REPLICATES, weeks: 26 };
  const by = (trust: number): number[] =>
    twinsOf({ ...place, change: trusting('counsellor', trust) }).map((twins) =>
      moved(twins.with('one-on-one'), twins.without),
    );

  it('decides how far the same words move beliefs', () => {
    const [little, middling, much] = [0.15, 0.45, 0.75].map(by);
    for (let r = 0; r < REPLICATES; r++) {
      expect(middling[r]).toBeGreaterThan(little[r]);
      expect(much[r]).toBeGreaterThan(middling[r]);
    }
  });

  it('makes a government less heard than a returnee who says the same', () => {
    const spoken = (source: Source): number[] =>
      twinsOf({
        ...place,
        change: (setup) => ({
          ...setup,
          arm: { ...setup.arm, components: setup.arm.components.map((each) => ({ ...each, source })) },
        }),
      }).map((twins) => moved(twins.with('one-on-one'), twins.without));
    const [government, returnee] = [spoken('destination-government'), spoken('returnee')];
    for (let r = 0; r < REPLICATES; r++) expect(returnee[r]).toBeGreaterThan(government[r]);
  });
});

describe('the truth', () => {
  const spokenOf = ['death', 'mistreatment', 'earnings', 'lawful'] as const;
  const designs = ['one-on-one'];
  const place = {
    context: 'nigeria',
    designs,
    replicates: REPLICATES,
    weeks: 26,
    change: trusting('counsellor', 0.85),
  };
  let known: { readonly here: World; readonly without: World }[] | undefined;
  const believed = () => {
    known ??= twinsOf(place).map((twins) => ({ here: twins.with('one-on-one'), without: twins.without }));
    return known;
  };

  it.each(spokenOf)('about %s lowers the error of those who hear it from somebody they trust', (topic) => {
    for (const { here, without } of believed())
      expect(errorChange(here, without, topics.indexOf(topic))).toBeLessThan(-0.005);
  });

  it('is not told by silence: the error about what is not spoken of hardly moves', () => {
    const change = (setup: Setup): Setup => {
      const quiet = setup.arm.components.map((each) => {
        const { death: _, ...says } = each.says;
        return { ...each, says };
      });
      return { ...place.change(setup), arm: { ...setup.arm, components: quiet } };
    };
    twinsOf({ ...place, change }).forEach((twins, r) => {
      const silent = Math.abs(errorChange(twins.with('one-on-one'), twins.without, topics.indexOf('death')));
      const { here, without } = believed()[r];
      expect(silent).toBeLessThan(0.2 * Math.abs(errorChange(here, without, topics.indexOf('death'))));
    });
  });
});

describe('dissonance', () => {
  it('keeps minimisation up: without it, it fades to nearly nothing', () => {
    const place = {
      context: 'west-africa',
      designs: ['one-on-one'],
      replicates: 2,
      weeks: 104,
      people: 600,
      burnIn: 78,
    };
    for (const setup of setupsOf(place)) {
      const none = setup('no-campaign');
      const off = withoutDissonance(none);
      const [torn, calm] = [none, off].map((each) => ratio([standing(runArm(burnIn(each), each)).minimisation]));
      expect(torn).toBeGreaterThan(0.2);
      expect(calm).toBeLessThan(0.02);
    }
  });
});

describe('the weight of the family', () => {
  // Parents only: no talk at home afterwards, so that whatever happens goes through what the family wants and pays.
  const parents = '{ id: parents-only, design: parents }';
  const falls = (familyWeight: number): number[] =>
    twinsOf({
      ...{ context: 'west-africa', designs: [parents], replicates: REPLICATES, weeks: 40, people: 800 },
      numbers: { familyWeight },
      change: (setup) => ({
        ...setup,
        arm: {
          ...setup.arm,
          components: setup.arm.components.map((each) => ({
            ...each,
            says: { death: 0.6, mistreatment: 0.9, earnings: 0.1, stay: 0.1 },
            homeDialogue: 0,
          })),
        },
      }),
    }).map((twins) => {
      const here = twins.with('parents-only');
      return meanOver(here, (row) => {
        const home = atHome[here.people.stage[row]] === 1 && atHome[twins.without.people.stage[row]] === 1;
        const parentsMet = here.components[0].headContacts[here.people.household[row]] > 0;
        return home && parentsMet ? here.people.intention[row] - twins.without.people.intention[row] : null;
      });
    });

  it('decides what sessions with parents do to the intentions of their children', () => {
    const [light, heavy] = [0.1, 0.85].map(falls);
    for (let r = 0; r < REPLICATES; r++) {
      expect(heavy[r]).toBeLessThan(-0.005);
      expect(heavy[r]).toBeLessThan(light[r]);
    }
  });
});

describe('where staying is dangerous for everybody', () => {
  const need = withContext(
    { ...village, weeks: 52 },
    {
      ...{ protectionNeed: 1, danger: 0.8, lawfulQuota: 0, population: 6_000 },
      truths: { ...village.context.truths, stayInNeed: 0.9 },
    },
  );
  const loud = { from: 0, to: 40, reach: 0.8, most: 12, unitCost: 0.1, attributes: { precision: 4, elaboration: 0.9 } };
  const source = 'returnee' as const;
  /** Says that all who leave die or fail, and that nobody gets a right to stay. */
  const frightening = component('stay', 'broadcast', {
    ...{ ...loud, source },
    says: { death: 0.95, mistreatment: 0.95, earnings: 0.02, stay: 0.02, alternative: 0.9 },
  });
  /** Says what is true for them about the right to stay, and nothing else. */
  const honest = component('asylum', 'broadcast', { ...loud, source, says: { stay: 0.9 } });

  it('a design that keeps people in place leaves more need unmet than none, and than the truth about asylum', () => {
    for (let replicate = 0; replicate < REPLICATES; replicate++) {
      const luck = { ...need, replicate };
      const arms = [
        { id: 'none', setup: luck },
        { id: 'keeps', setup: withCampaign(luck, [frightening]) },
        { id: 'tells', setup: withCampaign(luck, [honest]) },
      ];
      const { rows, failures } = runPaired({ id: 0, condition: 'need', draw: 0, replicate, arms });
      expect(failures).toEqual([]);
      const [none, keeps, tells] = rows.map(({ levels }) => levels);
      expect(keeps.irregular_departures).toBeLessThan(Number(none.irregular_departures));
      expect(rows[1].differences.unmet_protection_need).toBeGreaterThan(0);
      expect(keeps.unmet_protection_need).toBeGreaterThan(Number(tells.unmet_protection_need));
      expect(keeps.error_asylum_in_need).toBeGreaterThan(Number(none.error_asylum_in_need));
    }
  });
});

describe('promises and places', () => {
  const designs = ['one-on-one', 'promise-without-slots', 'livelihoods-only', 'information-plus-livelihoods'];
  const trustIn = (world: World, source: Source, of: (row: number) => boolean): number => {
    const trust = trustTowards(world, sources.indexOf(source));
    return meanOver(world, (row) => (of(row) ? trust[row] : null));
  };
  let known: Twins[] | undefined;
  const twins = (): Twins[] => {
    known ??= twinsOf({ context: 'west-africa', designs, replicates: REPLICATES, weeks: 40 });
    return known;
  };

  it('a promise without places costs trust that the same talks without it build', () => {
    for (const { without, with: world } of twins()) {
      const [talks, promise] = [world('one-on-one'), world('promise-without-slots')];
      const sentInVain = (row: number): boolean => promise.people.refused[row] === 1;
      expect(trustIn(promise, 'counsellor', sentInVain)).toBeLessThan(trustIn(without, 'counsellor', sentInVain));
      expect(trustIn(promise, 'counsellor', sentInVain)).toBeLessThan(trustIn(talks, 'counsellor', sentInVain));
    }
  });

  it('places without a promise cost none', () => {
    for (const { without, with: world } of twins()) {
      const places = world('livelihoods-only');
      const linked = (row: number): boolean => places.people.linked[row] === 1;
      expect(places.people.refused.some((one) => one === 1)).toBe(false);
      for (const source of ['counsellor', 'international-organisation'] as const)
        expect(trustIn(places, source, linked)).toBeGreaterThanOrEqual(trustIn(without, source, linked));
    }
  });

  it('a promise that is kept is worth trust', () => {
    for (const { without, with: world } of twins()) {
      const kept = world('information-plus-livelihoods');
      const linked = (row: number): boolean => kept.people.linked[row] === 1 && met(kept, row);
      expect(trustIn(kept, 'counsellor', linked)).toBeGreaterThan(trustIn(without, 'counsellor', linked));
    }
  });
});
