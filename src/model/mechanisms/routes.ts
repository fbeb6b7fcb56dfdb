import { gumbel } from '../../random/distributions.ts';
import { uniform } from '../../random/draw.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { EN_ROUTE } from '../vocabulary.ts';
import { readiness } from './stages.ts';

export const routesParameters = {
  costWeight: assumed(3, [1.5, 6], 'utility per journey cost', 'how much the price counts when a route is chosen'),
  riskWeight: assumed(2, [1, 4], 'utility', 'how much what is told of a route’s dangers counts'),
  householdMoney: assumed(
    0.7,
    [0.35, 1.4],
    'journey costs per wealth',
    'household money the chosen one can use to leave',
  ),
  enforcementCost: assumed(0.5, [0.25, 1], 'share', 'how much full enforcement raises the price of a route'),
  enforcementDanger: assumed(1, [0.5, 2], 'factor', 'how much full enforcement raises the dangers of a route (kEn)'),
} as const satisfies Parameters;

const person = { of: 'people', owner: 'routes' } as const;

export const routesState = {
  route: { ...person, kind: 'u8', initial: 255, unit: 'route', meaning: 'route taken, 255 for none' },
  departureWeek: {
    ...person,
    kind: 'i16',
    initial: -1,
    unit: 'week',
    meaning: 'week of the first irregular departure since week 0, -1 for none',
    writers: ['opening'],
  },
  readyAtDeparture: { ...person, kind: 'f32', initial: 0, unit: 'share', meaning: 'how well they travelled' },
  departures: {
    ...person,
    kind: 'u8',
    initial: 0,
    unit: 'times',
    meaning: 'irregular departures since week 0',
    writers: ['opening'],
  },
} as const satisfies State;

/** Price of a route under enforcement, in journey costs. */
export function priceOf(cost: number, times: number, enforcement: number, enforcementCost: number): number {
  return cost * times * (1 + enforcementCost * enforcement);
}

export const routes = mechanism({
  name: 'routes',
  because:
    'People take the route they can pay and have heard is passable; pressure on one moves them to another, often worse.',
  source:
    'model specification 4.16; E, deel 2: people take more dangerous routes; A, conclusion 3: which routes are safe, affordable and open',
  equations: [
    'affordable: savings + householdMoney wealth chosen > cost x times (1 + enforcementCost enforcement), and open',
    'chosen: largest -costWeight price - riskWeight name of the route here + Gumbel draw of the person and route',
  ],
  parameters: routesParameters,
  off: { costWeight: 0, riskWeight: 0, enforcementCost: 0, enforcementDanger: 0 },
  runsWhenOff: true,
  state: routesState,
  step(world) {
    const given = world.given.routes;
    const { people, households, communities, settings } = world;
    const {
      stage,
      stageWeek,
      route,
      departureWeek,
      departures,
      leg,
      readyAtDeparture,
      community,
      household,
      savings,
      mandate,
      id,
    } = people;
    const known = world.setup.context.routes;
    world.leavers.length = 0;
    for (const row of world.departing) {
      const funds =
        savings[row] +
        given.householdMoney * Math.max(0, households.wealth[household[row]] + settings.wealth) * mandate[row];
      let best = Number.NEGATIVE_INFINITY;
      let taken = -1;
      for (let r = 0; r < known.length; r++) {
        const price = priceOf(known[r].cost, settings.routeCost[r], settings.enforcement[r], given.enforcementCost);
        if (settings.routeOpen[r] === 0 || funds <= price) continue;
        const liking = gumbel(uniform(world.fate('route', r), id[row]));
        const worth = -given.costWeight * price - given.riskWeight * communities.routeName[r][community[row]] + liking;
        if (worth > best) {
          best = worth;
          taken = r;
        }
      }
      if (taken < 0) continue;
      route[row] = taken;
      stage[row] = EN_ROUTE;
      leg[row] = Math.min(255, leg[row] + 1);
      stageWeek[row] = world.week;
      departures[row] = Math.min(255, departures[row] + 1);
      if (departureWeek[row] < 0) {
        departureWeek[row] = world.week;
        readyAtDeparture[row] = readiness(people.preparation[row], people.rights[row], world.given.stages);
      }
      world.leavers.push(row);
      world.log.departures++;
    }
    world.departing.length = 0;
  },
});
