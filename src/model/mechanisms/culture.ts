import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { among, setOf } from '../vector.ts';
import { AT_DESTINATION, EN_ROUTE, STRANDED } from '../vocabulary.ts';

export const cultureParameters = {
  pace: assumed(
    0.002,
    [0.001, 0.004],
    'share per week',
    'how fast the culture of migration follows what becomes of those who left',
  ),
} as const satisfies Parameters;

export const cultureState = {
  culture: {
    of: 'communities',
    kind: 'f32',
    initial: 0.5,
    unit: 'share',
    meaning: 'culture of migration',
    owner: 'culture',
  },
} as const satisfies State;

const gone = setOf(EN_ROUTE, STRANDED, AT_DESTINATION);

export const culture = mechanism({
  name: 'culture',
  because: 'Where those who left are seen to do well, leaving becomes part of life; slowly.',
  source: 'model specification 4.11',
  equations: ['G += pace (share of those now away who have arrived and work - G), where anybody is away'],
  parameters: cultureParameters,
  off: { pace: 0 },
  state: cultureState,
  step(world) {
    const { pace } = world.given.culture;
    const { stage, working, community } = world.people;
    const { culture: level } = world.communities;
    const away = new Int32Array(level.length);
    const well = new Int32Array(level.length);
    for (const { first, rows, stage: stages } of world.tiles) {
      const found = among(rows, stages, gone);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        away[community[i]]++;
        if (stage[i] === AT_DESTINATION && working[i] === 1) well[community[i]]++;
      }
    }
    for (let c = 0; c < level.length; c++) if (away[c] > 0) level[c] = level[c] + pace * (well[c] / away[c] - level[c]);
  },
});
