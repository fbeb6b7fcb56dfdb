import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import type { MessageKind } from '../message.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { fade } from '../vector.ts';

export const arousalParameters = {
  survival: assumed(0.7, [0.4, 0.9], 'share per week', 'how much of an alarm is left after a week'),
  unbelieved: assumed(0.5, [0.2, 0.8], 'share', 'how much a threat alarms even when it is not believed (phi0)'),
  plain: assumed(0.3, [0.15, 0.6], 'share', 'alarm of a threat without vividness, against a vivid one'),
} as const satisfies Parameters;

const person = { of: 'people', owner: 'arousal' } as const;

export const arousalState = {
  alarm: {
    ...person,
    kind: 'f32',
    initial: 0,
    unit: 'share',
    meaning: 'how present the threat is now',
    writers: ['dissonance'],
  },
  threatWeek: {
    ...person,
    kind: 'i16',
    initial: -9999,
    unit: 'week',
    meaning: 'week in which a threat was last heard',
  },
  threatSource: { ...person, kind: 'u8', initial: 0, unit: 'source', meaning: 'who said it' },
} as const satisfies State;

function threatens({ threat }: MessageKind): boolean {
  return threat !== 0;
}

export const arousal = mechanism({
  name: 'arousal',
  because: 'A threat alarms people, believed or not: it reminds them of what they know.',
  source: 'model specification 4.8 (arousal by a message); Witte (1992)',
  equations: [
    'alarm *= survival; alarm += (1 - alarm) min(1, threat (plain + (1 - plain) vividness) (unbelieved + credibility))',
  ],
  parameters: arousalParameters,
  off: {},
  state: arousalState,
  step(world) {
    const { survival, unbelieved, plain } = world.given.arousal;
    // Only campaigns threaten. Where none does, nobody was ever alarmed.
    if (!world.kinds.some(threatens)) return;
    for (const tile of world.tiles) fade(tile.alarm, survival);
    const { alarm, threatWeek, threatSource } = world.people;
    const { inbox, kinds, spoken } = world;
    for (let at = 0; at < spoken; at++) {
      const kind = kinds[inbox.kind[at]];
      if (kind.threat === 0) continue;
      const row = inbox.row[at];
      const force = kind.threat * (plain + (1 - plain) * kind.vividness) * (unbelieved + inbox.credibility[at]);
      alarm[row] = alarm[row] + (1 - alarm[row]) * Math.min(1, force);
      threatWeek[row] = world.week;
      threatSource[row] = inbox.source[at];
    }
  },
});
