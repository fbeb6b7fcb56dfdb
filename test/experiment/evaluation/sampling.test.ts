// Whom a study asks: its frame, its size, its groups, its clusters.
import { describe, expect, it } from 'vitest';
import { luckOf } from '../../../src/experiment/evaluation/luck.ts';
import { COMPARISON, type Sample, sample, TREATED } from '../../../src/experiment/evaluation/sampling.ts';
import type { StudyWorld } from '../../../src/experiment/evaluation/snapshot.ts';
import type { Spared, Study } from '../../../src/experiment/evaluation/study.ts';
import { NEVER } from '../../../src/model/assignment.ts';
import { CONSIDERING, NONE } from '../../../src/model/vocabulary.ts';
import { chiSquareSurprise, FALSE_ALARM } from '../../support/surprise.ts';
import { type HandMade, handMade, nothing, sparing, studyOf } from './support/worlds.ts';

const draw = (world: StudyWorld, study: Study, number = 0, spared: Spared = nothing): Sample =>
  sample(world, study, luckOf(world, study.id, world.draw, number), spared);
const rowsOf = ({ row, group }: Sample, which: number): number[] => [...row].filter((_, k) => group?.[k] === which);

/** Twenty villages of ten; every other one assigned by lot, where there is a lot. */
const made: HandMade = {
  people: 200,
  traits: { online: (row) => Number(row % 4 > 0), schoolClass: (row) => (row % 5 === 0 ? -1 : Math.floor(row / 20)) },
  eve: { stage: (row) => (row % 3 === 0 ? CONSIDERING : NONE) },
  with: [{ contacts: (row) => Number(row < 100 && row % 10 < 3) }],
};
const open = handMade(made);
const byVillage = handMade({ ...made, from: (row) => (Math.floor(row / 10) % 2 === 0 ? 0 : NEVER) });
const isAssigned = (row: number): boolean => Math.floor(row / 10) % 2 === 0;

describe('a sample', () => {
  it('is everybody in the frame if it is large enough, and nobody twice', () => {
    const all = (frame: Study['sampling']['frame']): number[] =>
      [...draw(open, studyOf({ sampling: { frame, size: 1000 } })).row].sort((a, b) => a - b);
    const rows = Array.from({ length: 200 }, (_, row) => row);
    expect(all('household-listing')).toEqual(rows);
    expect(all('online-panel')).toEqual(rows.filter((row) => row % 4 > 0));
    expect(all('school-roster')).toEqual(rows.filter((row) => row % 5 > 0));
  });

  it('asks about changed minds only whoever considered leaving', () => {
    const { row } = draw(open, studyOf({ inquiry: { measure: 'changed_mind' }, sampling: { size: 1000 } }));
    expect([...row]).toEqual(Array.from({ length: 200 }, (_, each) => each).filter((each) => each % 3 === 0));
  });

  it('takes everybody equally often', () => {
    const times = new Array<number>(200).fill(0);
    const study = studyOf({ sampling: { size: 20 } });
    for (let number = 0; number < 2000; number++) for (const row of draw(open, study, number).row) times[row]++;
    // Twenty of two hundred: 200 times each, with the variance of drawing without putting back.
    const square = (counts: readonly number[]): number =>
      counts.reduce((sum, count) => sum + (count - 200) ** 2, 0) / (2000 * 0.1 * 0.9 * (200 / 199));
    expect(chiSquareSurprise(square(times), 199)).toBeGreaterThan(FALSE_ALARM);
    // People drawn a fifth more often from one half of the villages would show.
    const loaded = times.map((count, row) => count * (row < 100 ? 1.1 : 0.9));
    expect(chiSquareSurprise(square(loaded), 199)).toBeLessThan(FALSE_ALARM);
  });

  it('holds every smaller sample of the same survey', () => {
    for (const changes of [{}, { assignment: {} }] as const)
      for (const [small, large] of [
        [20, 40],
        [41, 90],
      ]) {
        const of = (size: number): Set<number> =>
          new Set(draw(byVillage, studyOf({ ...changes, sampling: { size } })).row);
        expect(of(small).size).toBe(small);
        expect([...of(small)].every((row) => of(large).has(row))).toBe(true);
      }
  });

  it('is another one with another number, lot or study, and the same again with the same', () => {
    const rows = (study: Study, number: number, world = open): string => String(draw(world, study, number).row);
    const study = studyOf({ sampling: { size: 20 } });
    expect(rows(study, 1)).toBe(rows(studyOf({ sampling: { size: 20 } }), 1));
    const others = [rows(study, 2), rows({ ...study, id: 'other' }, 1), rows(study, 1, handMade({ ...made, draw: 1 }))];
    expect(new Set([rows(study, 1), ...others]).size).toBe(4);
  });

  it('falls on people, not on rows', () => {
    const turned = handMade({
      people: 200,
      traits: { id: (row) => row, community: (row) => Math.floor((199 - row) / 10) },
      unit: (row) => Math.floor((199 - row) / 10),
    });
    const plain = handMade({ people: 200 });
    for (const clusters of [0, 5]) {
      const study = studyOf({ sampling: { size: 20, clusters } });
      const ids = (world: StudyWorld): number[] =>
        [...draw(world, study).row].map((row) => world.traits.id[row]).sort();
      expect(ids(turned)).toEqual(ids(plain));
    }
  });
});

describe('groups', () => {
  const lot = { assignment: { unit: 'village' } } as const;

  it('by lot are halves of the assigned and the others', () => {
    const drawn = draw(byVillage, studyOf({ ...lot, sampling: { size: 51 } }));
    expect(rowsOf(drawn, TREATED)).toHaveLength(26);
    expect(rowsOf(drawn, COMPARISON)).toHaveLength(25);
    expect(rowsOf(drawn, TREATED).every(isAssigned)).toBe(true);
    expect(rowsOf(drawn, COMPARISON).some(isAssigned)).toBe(false);
  });

  it('by lot leave out people without a unit, and the unassigned of assigned units', () => {
    const some = handMade({
      ...made,
      from: (row) => (row < 100 && row % 10 < 7 ? 0 : NEVER),
      unit: (row) => (row < 150 ? Math.floor(row / 10) : -1),
    });
    const drawn = draw(some, studyOf({ assignment: { saturation: 0.7 }, sampling: { size: 1000 } }));
    expect(rowsOf(drawn, TREATED)).toEqual(Array.from({ length: 100 }, (_, row) => row).filter((row) => row % 10 < 7));
    expect(rowsOf(drawn, COMPARISON)).toEqual(Array.from({ length: 50 }, (_, k) => 100 + k));
  });

  it('of a study of spillover are people without a contact in assigned units, and other units', () => {
    const drawn = draw(byVillage, studyOf({ ...lot, inquiry: { estimand: 'spillover' }, sampling: { size: 1000 } }));
    const contacts = (row: number): number => byVillage.with[0].contacts[row];
    const rows = Array.from({ length: 200 }, (_, row) => row);
    expect(rowsOf(drawn, TREATED)).toEqual(rows.filter((row) => isAssigned(row) && contacts(row) === 0));
    expect(rowsOf(drawn, COMPARISON)).toEqual(rows.filter((row) => !isAssigned(row)));
  });

  it('where all are assigned sooner or later are one', () => {
    const wedge = handMade({ ...made, from: (row) => 4 * Math.floor(row / 50) });
    const { group } = draw(
      wedge,
      studyOf({ assignment: { steps: 4, stepWeeks: 4, share: 1 }, sampling: { size: 60 } }),
    );
    expect(group).toEqual(new Uint8Array(60).fill(TREATED));
  });

  it('from a list are those on it and neighbours without a contact', () => {
    const drawn = draw(open, studyOf({ sampling: { frame: 'beneficiary-list', size: 40 } }));
    expect(rowsOf(drawn, TREATED)).toHaveLength(20);
    expect(rowsOf(drawn, TREATED).every((row) => row < 100 && row % 10 < 3)).toBe(true);
    expect(rowsOf(drawn, COMPARISON)).toHaveLength(20);
    const visited = new Set(rowsOf(drawn, TREATED).map((row) => Math.floor(row / 10)));
    for (const row of rowsOf(drawn, COMPARISON)) {
      expect(row % 10).toBeGreaterThanOrEqual(3);
      expect(visited.has(Math.floor(row / 10))).toBe(true);
    }
  });

  it('that are not compared are not drawn', () => {
    for (const estimator of ['naive-share', 'before-after', 'contact-count'] as const) {
      const drawn = draw(open, studyOf({ estimator, sampling: { frame: 'beneficiary-list', size: 25 } }));
      expect(rowsOf(drawn, TREATED)).toHaveLength(25);
      expect(drawn.row).toHaveLength(25);
    }
  });

  it('are unknown where nothing but the answers tells', () => {
    expect(draw(open, studyOf()).group).toBeNull();
  });

  it('too small give all they have', () => {
    const drawn = draw(open, studyOf({ sampling: { frame: 'beneficiary-list', size: 100 } }));
    expect(rowsOf(drawn, TREATED)).toHaveLength(30);
    expect(rowsOf(drawn, COMPARISON)).toHaveLength(50);
  });
});

describe('clusters', () => {
  const perCluster = ({ cluster }: Sample): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const each of cluster) counts.set(each, (counts.get(each) ?? 0) + 1);
    return counts;
  };

  it('of assigned units are halves, with the same number of people in each', () => {
    const drawn = draw(byVillage, studyOf({ assignment: {}, sampling: { size: 40, clusters: 8 } }));
    const counts = perCluster(drawn);
    expect(drawn.clusters).toBe(8);
    expect([...counts.values()]).toEqual(new Array(8).fill(5));
    expect([...counts.keys()].filter((unit) => unit % 2 === 0)).toHaveLength(4);
    drawn.row.forEach((row, k) => {
      expect(drawn.cluster[k]).toBe(byVillage.unit[row]);
      expect(drawn.group?.[k]).toBe(isAssigned(row) ? TREATED : COMPARISON);
    });
  });

  it('with people of both groups give both', () => {
    const single = handMade({ ...made, unit: (row) => row, from: (row) => (row % 2 === 0 ? 0 : NEVER) });
    const drawn = draw(single, studyOf({ assignment: { unit: 'person' }, sampling: { size: 40, clusters: 5 } }));
    expect([...perCluster(drawn).values()]).toEqual(new Array(5).fill(8));
    expect(rowsOf(drawn, TREATED)).toHaveLength(20);
    drawn.row.forEach((row, k) => {
      expect(drawn.cluster[k]).toBe(single.traits.community[row]);
    });
  });

  it('share out what does not divide, and visit only places with somebody on the list', () => {
    const drawn = draw(open, studyOf({ sampling: { size: 33, clusters: 4 } }));
    expect([...perCluster(drawn).values()].sort()).toEqual([8, 8, 8, 9]);
    const listed = draw(open, studyOf({ sampling: { frame: 'beneficiary-list', size: 40, clusters: 20 } }));
    expect(listed.clusters).toBe(10);
    expect([...listed.row].every((row) => row < 100)).toBe(true);
  });

  it('are not drawn where clustering is spared', () => {
    const study = (clusters: number): Study => studyOf({ assignment: {}, sampling: { size: 40, clusters } });
    expect(draw(byVillage, study(8), 0, sparing('clustering'))).toEqual(draw(byVillage, study(0)));
  });

  it('of many people weigh more, so that everybody counts the same', () => {
    // One village of ten and one of thirty, all drawn, five people from each.
    const uneven = handMade({ people: 40, traits: { community: (row) => Number(row >= 10) } });
    const drawn = draw(uneven, studyOf({ sampling: { size: 10, clusters: 2 } }));
    drawn.row.forEach((row, k) => {
      expect(drawn.weight[k]).toBe(row < 10 ? 0.5 : 1.5);
    });
    expect(new Set(draw(uneven, studyOf({ sampling: { size: 10 } })).weight)).toEqual(new Set([1]));
  });
});
