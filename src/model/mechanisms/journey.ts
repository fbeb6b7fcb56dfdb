import { uniform } from '../../random/draw.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { among, setOf } from '../vector.ts';
import { AT_DESTINATION, DEAD, EN_ROUTE, STRANDED } from '../vocabulary.ts';
import { readiness } from './stages.ts';

export const journeyParameters = {
  protection: assumed(
    0.6,
    [0, 0.8],
    'share',
    'share by which full readiness lowers the weekly chances of death, harm, a dead end and a way back (gamma)',
  ),
  resuming: assumed(0.03, [0.015, 0.06], 'probability per week', 'chance that somebody stranded travels on'),
  deathTold: assumed(0.9, [0.5, 1], 'probability', 'chance that a death on the way becomes known at home'),
  strandingTold: assumed(
    0.25,
    [0.02, 1],
    'probability',
    'chance that somebody stranded or harmed lets it be known (filtFail)',
    'assumed: E says failure is felt as shame; the size is assumed',
  ),
} as const satisfies Parameters;

/** Weeks a leg can have before its draws would run into those of the next. */
const LEG = 1024;

export const journeyState = {
  leg: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: 'legs',
    meaning: 'journeys begun or taken up again since the world began; luck on the way is addressed by it',
    owner: 'journey',
    writers: ['routes'],
  },
  harmed: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'seriously harmed on a journey begun since week 0',
    owner: 'journey',
    writers: ['opening'],
  },
  turnedBack: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'was turned back this week',
    owner: 'journey',
    writers: ['returns'],
  },
} as const satisfies State;

const under = setOf(EN_ROUTE, STRANDED);

export const journey = mechanism({
  name: 'journey',
  because: 'The way takes weeks, and each of them can bring arrival, harm, a dead end, a way back, or death.',
  source: 'model specification 4.15; decisions: competing weekly hazards, about one in twenty a week',
  equations: [
    'danger = (1 - protection readiness)(1 + enforcementDanger enforcement)',
    'each week on the way, one draw in this order: arrived with chance (1 - dead - stranded - turned back) / weeks; dead, stranded or turned back with chance danger x its share / weeks. Shares are those of the route. Danger changes no chance to arrive in a week: where there is less of it journeys take longer, and of all of them less is averted than in a week',
    'harmed with chance danger x harmed share / weeks; stranded people travel on with chance resuming',
    'draws are addressed by the leg and the week of the leg, so that who leaves later meets the same luck, and who travels on does not meet the same end again',
  ],
  parameters: journeyParameters,
  off: {},
  state: journeyState,
  step(world) {
    const given = world.given.journey;
    const { enforcementDanger } = world.given.routes;
    const { stage, stageWeek, route, leg, harmed, turnedBack, preparation, rights, departureWeek, id } = world.people;
    const known = world.setup.context.routes;
    const resumes = world.luck('resuming');
    const told = world.luck('journey told');
    for (const { first, rows, stage: stages } of world.tiles) {
      const found = among(rows, stages, under);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        if (stage[i] === STRANDED && uniform(resumes, id[i]) < given.resuming) {
          stage[i] = EN_ROUTE;
          stageWeek[i] = world.week;
          leg[i] = Math.min(255, leg[i] + 1);
          continue;
        }
        if (stage[i] !== EN_ROUTE || stageWeek[i] === world.week) continue;
        const way = known[route[i]];
        const address = LEG * leg[i] + world.week - stageWeek[i];
        const averted = 1 - given.protection * readiness(preparation[i], rights[i], world.given.stages);
        const worse = averted * (1 + enforcementDanger * world.settings.enforcement[route[i]]);
        const dead = (way.dead * worse) / way.weeks;
        const stranded = (way.stranded * worse) / way.weeks;
        const back = (way.turnedBack * worse) / way.weeks;
        const arrived = Math.max(0, 1 - way.dead - way.stranded - way.turnedBack) / way.weeks;
        const u = uniform(world.fate('journey', address), id[i]);
        if (harmed[i] === 0 && uniform(world.fate('journey harm', address), id[i]) < (way.harmed * worse) / way.weeks) {
          if (departureWeek[i] >= 0 || world.week < 0) harmed[i] = 1;
          if (uniform(told, id[i]) < given.strandingTold) world.tales.push({ row: i, id: id[i], event: 'harm' });
        }
        // Arrival comes first, so that being less in danger never turns an arrival into something else.
        if (u < arrived) {
          stage[i] = AT_DESTINATION;
          world.tales.push({ row: i, id: id[i], event: 'arrival' });
        } else if (u < arrived + dead) {
          stage[i] = DEAD;
          world.log.deaths++;
          if (uniform(told, id[i]) < given.deathTold) world.tales.push({ row: i, id: id[i], event: 'death' });
        } else if (u < arrived + dead + stranded) {
          stage[i] = STRANDED;
          if (uniform(told, id[i]) < given.strandingTold) world.tales.push({ row: i, id: id[i], event: 'stranding' });
        } else if (u < arrived + dead + stranded + back) {
          turnedBack[i] = 1;
        } else continue;
        stageWeek[i] = world.week;
      }
    }
  },
});
