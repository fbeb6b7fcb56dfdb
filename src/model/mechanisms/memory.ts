import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { fade, relax } from '../vector.ts';

export const memoryParameters = {
  passing: cited(
    0.8,
    [0.6, 0.9],
    'share per week',
    'how much of a passing memory of the campaign is left after a week (memF)',
    'study',
    'F32: advertisements fade within weeks; the value is assumed within that',
    'L',
  ),
  lasting: cited(
    0.985,
    [0.97, 0.995],
    'share per week',
    'how much of a lasting memory is left after a week (memS)',
    'study',
    'evidence b4: an event is recalled for months, counselling for about a year; the value is assumed within that',
    'L',
  ),
  vividness: assumed(
    0.97,
    [0.9, 0.99],
    'share per week',
    'how much of the trace of a vivid testimony is left after a week',
  ),
  rightsAtStart: assumed(0.15, [0.05, 0.4], 'index', 'knowledge of rights and safety before a campaign'),
  rightsForgetting: assumed(
    0.005,
    [0.0025, 0.01],
    'share per week',
    'how fast knowledge of rights and safety returns to its start',
  ),
} as const satisfies Parameters;

const person = { of: 'people', kind: 'f32', owner: 'memory', initial: 0 } as const;

export const memoryState = {
  passingTrace: { ...person, unit: 'index', meaning: 'passing memory of the campaign' },
  lastingTrace: { ...person, unit: 'index', meaning: 'lasting memory of the campaign' },
  vivid: { ...person, unit: 'index', meaning: 'trace of a vivid personal testimony' },
  rights: { ...person, unit: 'index', meaning: 'knowledge of rights and safety', initial: 0.15 },
} as const satisfies State;

export const memory = mechanism({
  name: 'memory',
  because:
    'A conversation is remembered longer than a clip; what is remembered is an outcome and does not itself move anybody.',
  source: 'model specification 4.6 and 4.4 (rights, vividness)',
  equations: [
    'passing *= passing rate, lasting *= lasting rate; at each contact taken in passing += (1 - e) encoding, lasting += e encoding',
    'recall when asked = 1 - exp(-(passing + lasting))',
    'rights += (1 - rights) safety x credibility (false content: rights += rights safety x credibility); rights returns to its start',
    'vivid = max(vivid, vividness x credibility)',
  ],
  parameters: memoryParameters,
  off: {},
  state: memoryState,
  step(world) {
    const given = world.given.memory;
    // Where there is no campaign, nothing is kept of one, and rights stand where they return to.
    if (world.components.length === 0) return;
    for (const tile of world.tiles) {
      fade(tile.passingTrace, given.passing);
      fade(tile.lastingTrace, given.lasting);
      fade(tile.vivid, given.vividness);
      relax(tile.rights, given.rightsAtStart, given.rightsForgetting);
    }
    const { passingTrace, lastingTrace, vivid, rights } = world.people;
    const { inbox, kinds, spoken } = world;
    for (let at = 0; at < spoken; at++) {
      const kind = kinds[inbox.kind[at]];
      if (kind.component < 0) continue;
      const row = inbox.row[at];
      const credibility = inbox.credibility[at];
      passingTrace[row] = passingTrace[row] + (1 - kind.elaboration) * kind.encoding;
      lastingTrace[row] = lastingTrace[row] + kind.elaboration * kind.encoding;
      const room = kind.safety < 0 ? rights[row] : 1 - rights[row];
      rights[row] = rights[row] + room * kind.safety * credibility;
      vivid[row] = Math.max(vivid[row], kind.vividness * credibility);
    }
  },
});
