import { logit } from '../../random/exact-math.ts';
import { MOST_ROUTES, type State } from '../column.ts';
import { LETTER } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { DEATH, DIASPORA, EARNINGS, MISTREATMENT, newsTopics, STAY } from '../vocabulary.ts';
import type { Tale } from '../world.ts';

export const newsParameters = {
  gain: assumed(
    0.01,
    [0.005, 0.02],
    'share per event and 500 people',
    'how fast one told event changes the news of a community',
  ),
  deathWeight: cited(
    3,
    [1, 6],
    'factor',
    'weight of a death against other events',
    'study',
    'F12: local deaths move beliefs far more than Bayesian; the factor is assumed',
    'D',
  ),
  routeGain: assumed(
    0.02,
    [0.01, 0.04],
    'share per event and 500 people',
    'how fast what is told changes the name of a route',
  ),
  letter: assumed(0.7, [0.35, 1.4], '1/logit^2', 'precision of the news of the own migrant for the household head'),
  letterSays: assumed(
    0.9,
    [0.7, 0.97],
    'probability',
    'what the own household takes from news that something happened to its migrant; the reverse from news that it did not',
  ),
} as const satisfies Parameters;

export const newsState = {
  news: {
    of: 'communities',
    kind: 'f32',
    width: newsTopics,
    initial: 0.5,
    unit: 'probability',
    meaning: 'what is said here about death, mistreatment, earnings and stay',
    owner: 'news',
  },
  routeName: {
    of: 'communities',
    kind: 'f32',
    width: MOST_ROUTES,
    initial: 0,
    unit: 'probability',
    meaning: 'how dangerous each route is said to be here',
    owner: 'news',
  },
} as const satisfies State;

/** What an event says on each news topic: 1 it happens, 0 it does not, null nothing. In the order of topics. */
const verdicts: { readonly [E in Tale['event']]: readonly (0 | 1 | null)[] } = {
  death: [1, null, null, null],
  harm: [null, 1, null, null],
  stranding: [null, 1, null, null],
  arrival: [0, null, null, null],
  success: [null, null, 1, 1],
  failure: [null, null, 0, 0],
  return: [null, null, 0, 0],
};

/** Told events that give a route a bad (1) or a good (0) name. */
const dangers: { readonly [E in Tale['event']]: 0 | 1 | null } = {
  death: 1,
  harm: 1,
  stranding: 1,
  arrival: 0,
  success: null,
  failure: null,
  return: 1,
};

function byId(a: Tale, b: Tale): number {
  return a.id - b.id;
}

export const news = mechanism({
  name: 'news',
  because: 'What travellers and migrants let be known changes what is said at home, deaths more than anything.',
  source: 'model specification 4.15; Shrestha (2019) for the weight of local deaths',
  equations: [
    'each told event: news += gain x weight x 500 / people of the community (1 or 0 - news), per topic it speaks of',
    'the name of the route likewise by routeGain; the own household hears it as a message',
  ],
  parameters: newsParameters,
  off: {},
  state: newsState,
  step(world) {
    const given = world.given.news;
    const { route, community, household } = world.people;
    const { news: said, routeName } = world.communities;
    world.tales.sort(byId);
    for (const { row, event } of world.tales) {
      const c = community[row];
      const weight = event === 'death' ? given.deathWeight : 1;
      const per = (weight * 500) / world.communitySize(c);
      const pace = Math.min(1, given.gain * per);
      const verdict = verdicts[event];
      let letter = -1;
      for (let t = 0; t < newsTopics; t++) {
        const value = verdict[t];
        if (value === null) continue;
        said[t][c] = Math.min(0.99, Math.max(0.01, said[t][c] + pace * (value - said[t][c])));
        if (letter < 0) letter = world.headLessons.post(household[row], LETTER, DIASPORA, given.letter);
        world.headLessons.say(letter, t, logit(value === 1 ? given.letterSays : 1 - given.letterSays));
      }
      const danger = dangers[event];
      if (danger !== null && route[row] < MOST_ROUTES) {
        const name = routeName[route[row]];
        name[c] = name[c] + Math.min(1, given.routeGain * per) * (danger - name[c]);
      }
    }
    world.tales.length = 0;
  },
});

/** Topics news can be about, for the start of a world. */
export const newsAbout = [DEATH, MISTREATMENT, EARNINGS, STAY] as const;
