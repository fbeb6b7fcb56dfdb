// The way: its hazards are those of the route, its luck is the traveller's, and nobody is caught in a loop.
import { describe, expect, it } from 'vitest';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { journey } from '../../src/model/mechanisms/journey.ts';
import type { Route, Setup } from '../../src/model/setup.ts';
import {
  AT_DESTINATION,
  DEAD,
  EN_ROUTE,
  NONE,
  RETURNED,
  STRANDED,
  type Stage,
  stages,
} from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { FALSE_ALARM, surprise } from '../support/surprise.ts';
import { fresh, live } from './support/live.ts';
import { village, withContext, withGiven } from './support/village.ts';

const way: Route = {
  ...{ id: 'way', cost: 0.3, weeks: 6, dead: 0.1, stranded: 0.3, turnedBack: 0.2, harmed: 0.5 },
  enforcement: 0,
};
/** Many people on one way, with nothing else going on. */
function travellers(changes: Partial<Route> = {}, setup: Partial<Setup> = {}): World {
  const many = { ...village, people: 8000, ...setup };
  const world = fresh(
    withContext(withGiven(many, { journey: { resuming: 0 } }), {
      communitySize: 1000,
      routes: [{ ...way, ...changes }],
    }),
  );
  world.people.rights.fill(0);
  return world;
}

function depart(world: World, row: number): void {
  const { people } = world;
  people.stage[row] = EN_ROUTE;
  people.stageWeek[row] = world.week;
  people.route[row] = 0;
  people.departureWeek[row] = world.week;
  people.leg[row]++;
}

function departAll(world: World): World {
  for (let row = 0; row < world.sizes.people; row++) depart(world, row);
  return world;
}

/** In which week after departure, and how, everybody's first leg ended. */
function legs(world: World, weeks: number, mechanisms: readonly Mechanism[] = [journey as Mechanism]): string[] {
  const ended = Array<string>(world.sizes.people).fill('');
  for (let k = 0; k < weeks; k++) {
    live(world, 1, mechanisms);
    const { stage, departureWeek, turnedBack } = world.people;
    for (let row = 0; row < stage.length; row++) {
      const over = stage[row] > EN_ROUTE || turnedBack[row] === 1;
      if (ended[row] === '' && over)
        ended[row] =
          `${world.week - 1 - departureWeek[row]} ${turnedBack[row] === 1 ? 'turned back' : stages[stage[row]]}`;
      if (turnedBack[row] === 1) {
        turnedBack[row] = 0;
        stage[row] = RETURNED;
      }
    }
  }
  return ended;
}

const endings = (ended: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const each of ended) {
    const how = each.replace(/^\d+ /, '');
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return counts;
};

describe('a journey', () => {
  const ended = legs(departAll(travellers()), 120);
  const counts = endings(ended);

  it.each([
    ['dead', way.dead],
    ['stranded', way.stranded],
    ['turned back', way.turnedBack],
    ['at-destination', 1 - way.dead - way.stranded - way.turnedBack],
  ])('ends %s as often as its route says', (how, share) => {
    expect(surprise(counts.get(how) ?? 0, ended.length, share)).toBeGreaterThan(FALSE_ALARM);
    // Planted: a share a tenth off and two hundredths more would show.
    expect(surprise(counts.get(how) ?? 0, ended.length, share * 1.1 + 0.02)).toBeLessThan(FALSE_ALARM);
  });

  it('takes the weeks its route says, on average', () => {
    const weeks = ended.map((each) => Number.parseInt(each, 10));
    const mean = weeks.reduce((sum, each) => sum + each, 0) / weeks.length;
    // A geometric time has a standard deviation of sqrt(weeks (weeks - 1)); five of its errors over 8,000 people.
    const error = Math.sqrt((way.weeks * (way.weeks - 1)) / weeks.length);
    expect(Math.abs(mean - way.weeks)).toBeLessThan(5 * error);
  });

  it('meets the same luck when it begins later, whoever else is on the way', () => {
    const world = travellers({}, { people: 600 });
    for (let row = 0; row < 600; row += 2) depart(world, row);
    const early = legs(world, 60);
    const other = travellers({}, { people: 600 });
    live(other, 9, []);
    departAll(other);
    const late = legs(other, 60);
    for (let row = 0; row < 600; row += 2) expect([row, late[row]]).toEqual([row, early[row]]);
  });

  it('is other luck for another person', () => {
    expect(new Set(ended).size).toBeGreaterThan(40);
    expect(ended.slice(0, 4000)).not.toEqual(ended.slice(4000));
  });
});

describe('danger on the way', () => {
  const harmedOf = ({ people }: World): number => people.harmed.reduce((sum, each) => sum + each, 0);
  const deadOf = ({ people }: World): number => people.stage.filter((stage) => stage === DEAD).length;
  const lived = (prepare: (world: World) => void, changes: Partial<Route> = {}): World => {
    const world = departAll(travellers(changes, { people: 2000 }));
    prepare(world);
    live(world, 40, [journey as Mechanism]);
    return world;
  };
  const plain = lived(() => {});

  it.each<readonly [string, (world: World) => void]>([
    ['preparation', ({ people }) => void people.preparation.fill(1)],
    ['knowledge of rights and safety', ({ people }) => void people.rights.fill(1)],
  ])('is less with %s, and nobody who would arrive dies of it', (_, prepare) => {
    const ready = lived(prepare);
    expect(harmedOf(ready)).toBeLessThan(harmedOf(plain));
    expect(deadOf(ready)).toBeLessThan(deadOf(plain));
    const newly = ready.people.stage.filter(
      (stage, row) => stage === DEAD && plain.people.stage[row] === AT_DESTINATION,
    );
    expect(newly).toHaveLength(0);
  });

  it('is more under enforcement', () => {
    const pressed = lived(() => {}, { enforcement: 0.8 });
    expect(harmedOf(pressed)).toBeGreaterThan(harmedOf(plain));
    expect(deadOf(pressed)).toBeGreaterThan(deadOf(plain));
  });
});

describe('those stranded who travel on', () => {
  const onward = (): World => {
    const setup = withGiven({ ...village, people: 2000 }, { journey: { resuming: 0.5 } });
    return fresh(withContext(setup, { communitySize: 1000, routes: [way] }));
  };

  it('can arrive, die, be turned back, or be stranded again', () => {
    const world = departAll(onward());
    const stranded = new Set<number>();
    const then = new Map<Stage | 'turned back', number>();
    for (let week = 0; week < 80; week++) {
      const before = world.people.stage.slice();
      live(world, 1, [journey as Mechanism]);
      for (let row = 0; row < before.length; row++) {
        const now = world.people.stage[row];
        if (now === STRANDED && !stranded.has(row)) stranded.add(row);
        else if (before[row] === EN_ROUTE && stranded.has(row) && now !== EN_ROUTE)
          then.set(stages[now], (then.get(stages[now]) ?? 0) + 1);
        else if (stranded.has(row) && world.people.turnedBack[row] === 1) then.set('turned back', 1);
        if (world.people.turnedBack[row] === 1) {
          world.people.turnedBack[row] = 0;
          world.people.stage[row] = NONE;
        }
      }
    }
    for (const how of ['at-destination', 'dead', 'stranded', 'turned back'] as const)
      expect([how, (then.get(how) ?? 0) > 0]).toEqual([how, true]);
  });

  it('are not stranded in the same week of the way again more often than luck has it', () => {
    // Who is stranded in the first week of a leg, and what happens in the first week of the next.
    const world = departAll(onward());
    live(world, 1, []);
    live(world, 1, [journey as Mechanism]);
    const early = Array.from(world.people.stage.keys()).filter((row) => world.people.stage[row] === STRANDED);
    expect(early.length).toBeGreaterThan(50);
    for (const row of early) depart(world, row);
    live(world, 1, []);
    live(world, 1, [journey as Mechanism]);
    const twice = early.filter((row) => world.people.stage[row] === STRANDED).length;
    expect(surprise(twice, early.length, way.stranded / way.weeks)).toBeGreaterThan(FALSE_ALARM);
    // What it was before luck was addressed by legs.
    expect(surprise(early.length, early.length, way.stranded / way.weeks)).toBeLessThan(FALSE_ALARM);
  });
});
