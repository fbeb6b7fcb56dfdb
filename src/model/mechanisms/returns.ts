import { uniform } from '../../random/draw.ts';
import { logit } from '../../random/exact-math.ts';
import type { State } from '../column.ts';
import { JOURNEY } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { among, exceeding, setOf } from '../vector.ts';
import { AT_DESTINATION, DEATH, EARNINGS, EN_ROUTE, MISTREATMENT, RETURNED, STAY, STRANDED } from '../vocabulary.ts';

export const returnsParameters = {
  fromStranded: assumed(0.01, [0.005, 0.02], 'probability per week', 'chance that somebody stranded returns unaided'),
  fromAbroad: assumed(
    0.004,
    [0.002, 0.008],
    'probability per week',
    'chance that somebody without work returns unaided',
  ),
  stigma: assumed(
    0.2,
    [0, 0.5],
    'support',
    'family support lost by coming back',
    'assumed: E says return is felt as failure; the size is assumed',
  ),
  stigmaWeeks: assumed(52, [13, 104], 'weeks', 'how long'),
  experience: assumed(10, [5, 20], '1/logit^2', 'precision of what a journey teaches'),
} as const satisfies Parameters;

export const returnsState = {
  stigma: {
    of: 'people',
    kind: 'f32',
    initial: 0,
    unit: 'support',
    meaning: 'family support lost by having come back',
    owner: 'returns',
  },
  returnWeek: { of: 'people', kind: 'i16', initial: -9999, unit: 'week', meaning: 'week of return', owner: 'returns' },
} as const satisfies State;

const away = setOf(EN_ROUTE, AT_DESTINATION, STRANDED);

export const returns = mechanism({
  name: 'returns',
  because:
    'Some come back: turned away, stranded, without work, assisted or forced. They know what it was like, and it is held against them.',
  source: 'model specification 4.15; E, deel 2 on return, reintegration and tempered expectations',
  equations: [
    'turned back: at once; stranded: unaided or assisted; abroad without work: unaided or, with support, assisted; without a right to stay: forced at the rate of the policy',
    'back: exact message on death, mistreatment, earnings and stay; stigma for stigmaWeeks; may leave again',
  ],
  parameters: returnsParameters,
  off: {},
  state: returnsState,
  step(world) {
    const given = world.given.returns;
    const { stage, stageWeek, stigma, returnWeek, turnedBack, working, permit, danger, id } = world.people;
    const { truths } = world.setup.context;
    const unaided = world.luck('return');
    const assisted = world.luck('assisted return');
    const forced = world.luck('forced return');
    const { assistedReturn, forcedReturn } = world.settings;
    for (const { first, rows, stigma: held } of world.tiles) {
      const found = exceeding(rows, held, 0);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        if (world.week - returnWeek[i] >= given.stigmaWeeks) stigma[i] = 0;
      }
    }
    for (const { first, rows, stage: stages } of world.tiles) {
      const found = among(rows, stages, away);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        let back = turnedBack[i] === 1;
        turnedBack[i] = 0;
        if (stage[i] === STRANDED)
          back = uniform(unaided, id[i]) < given.fromStranded || uniform(assisted, id[i]) < assistedReturn;
        else if (stage[i] === AT_DESTINATION && stageWeek[i] < world.week) {
          const idle =
            working[i] === 0 &&
            (uniform(unaided, id[i]) < given.fromAbroad || uniform(assisted, id[i]) < assistedReturn);
          back = idle || (permit[i] === 2 && uniform(forced, id[i]) < forcedReturn);
        }
        if (!back) continue;
        stage[i] = RETURNED;
        stageWeek[i] = world.week;
        returnWeek[i] = world.week;
        stigma[i] = given.stigma;
        world.tales.push({ row: i, id: id[i], event: 'return' });
        const at = world.lessons.post(i, JOURNEY, -1, given.experience);
        world.lessons.say(at, DEATH, logit(truths.death));
        world.lessons.say(at, MISTREATMENT, logit(truths.mistreatment));
        world.lessons.say(at, EARNINGS, logit(truths.earnings));
        world.lessons.say(at, STAY, logit(danger[i] > 0 ? truths.stayInNeed : truths.stay));
      }
    }
  },
});
