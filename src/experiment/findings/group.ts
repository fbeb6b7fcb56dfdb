import { atHome } from '../../model/campaign.ts';
import { considersLeaving, plansToLeave } from '../../model/observe.ts';
import { NONE } from '../../model/vocabulary.ts';
import type { World } from '../../model/world.ts';
import type { FindingGroup } from '../../scenario/seeds/finding.ts';
import { membersOf } from '../balance.ts';
import type { Side } from '../evaluation/inquiry.ts';
import type { StudyWorld } from '../evaluation/snapshot.ts';

/**
 * Whether a person belongs to a group of findings. Groups by trait or by where people stood on the eve are the same in both
 * worlds; the last four look at one week, and those that say "here" at one world.
 *
 * @param start the world on the eve of week 0
 * @param wave  row of the snapshot that is looked at
 */
export function groupOf(
  group: FindingGroup,
  start: World,
  world: StudyWorld,
  side: Side,
  wave: number,
): (row: number) => boolean {
  const { stage } = start.people;
  const here = world[side][wave];
  const { with: with_, without } = { with: world.with[wave], without: world.without[wave] };
  switch (group) {
    case 'intenders':
      return (row) => considersLeaving(stage[row]);
    case 'uncommitted':
      return (row) => stage[row] === NONE;
    case 'planners':
      return (row) => plansToLeave(stage[row]);
    case 'better-off-households': {
      const poor = membersOf(start)['poor-households'];
      return (row) => !poor(row);
    }
    case 'no-protection-need':
      return (row) => start.people.danger[row] === 0;
    case 'no-diaspora-family': {
      const tied = membersOf(start)['diaspora-family'];
      return (row) => !tied(row);
    }
    case 'at-home-in-both':
      return (row) => atHome[with_.stage[row]] === 1 && atHome[without.stage[row]] === 1;
    case 'at-home-here':
      return (row) => atHome[here.stage[row]] === 1;
    case 'left-without':
      return (row) => without.left[row] === 1;
    case 'left-here':
      return (row) => here.left[row] === 1;
    default:
      return membersOf(start)[group];
  }
}
