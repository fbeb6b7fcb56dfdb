import { type Figures, spreadOf } from '../measure.ts';
import { runNative } from '../native/compile.ts';
import { runNumpy } from '../peers/python.ts';
import type { Build } from '../peers/reduced-model.ts';
import { grouped } from '../section.ts';
import { bytesInUse, perPersonWeek, timed } from './clock.ts';

/** How a peer's code is loaded; only when it is its turn, so that no peer pays for another. */
const scripted = {
  ours: async (): Promise<Build> => (await import('../peers/ours.ts')).build,
  'plain objects': async (): Promise<Build> => (await import('../peers/plain-objects.ts')).build,
  'js-simulator': async (): Promise<Build> => (await import('../peers/js-simulator.ts')).load(),
  'AgentScript, neighbour lists': async (): Promise<Build> => (await import('../peers/agentscript.ts')).load(false),
  'AgentScript, links': async (): Promise<Build> => (await import('../peers/agentscript.ts')).load(true),
  flocc: async (): Promise<Build> => (await import('../peers/flocc.ts')).load(),
  'loader alone': async (): Promise<Build> => () => ({ week: () => [] }),
};

type ScriptedPeer = keyof typeof scripted;
export type Peer = ScriptedPeer | 'NumPy' | 'C';

type Input = {
  readonly peer: Peer;
  readonly people: number;
  readonly weeks: number;
  /** Whether only the start-up is of interest. */
  readonly starting?: true;
};

/** Weeks before those that are timed. */
const WARM = 3;
/** The week after which all peers must have come to about the same. */
const COMPARED = 10;
/** Below this, what one process has in memory says little about people. */
const ENOUGH = 100_000;

/** The reduced model by one peer. */
export async function reduced({ peer, people, weeks, starting }: Input): Promise<Figures> {
  const before = performance.now();
  const raw = await figuresOf(peer, people, weeks);
  // A script counts from its own start; of a program the whole run counts, of which the weeks are a very small part.
  if (starting) return { 'start-up': raw.started ?? performance.now() - before };
  return namedFor(people, raw);
}

function figuresOf(peer: Peer, people: number, weeks: number): Promise<Figures> {
  if (peer === 'NumPy') return runNumpy(people, weeks);
  if (peer === 'C') return runNative('reduced', [String(people), String(weeks)]);
  return runScripted(peer, people, weeks);
}

async function runScripted(peer: ScriptedPeer, people: number, weeks: number): Promise<Figures> {
  const build = await scripted[peer]();
  const before = bytesInUse();
  const { result: model, milliseconds: building } = timed(() => build(people));
  model.week();
  const started = performance.now();
  const bytes = bytesInUse() - before;
  const weekly: number[] = [];
  let counts: number[] = [];
  for (let week = 2; week <= Math.max(COMPARED, WARM + weeks); week++) {
    const { result, milliseconds } = timed(model.week);
    weekly.push(milliseconds);
    if (week === COMPARED) counts = Array.from(result);
  }
  const shares = counts.map((count, stage) => [`stage ${stage}`, count / people]);
  const timedWeeks = weekly.slice(WARM - 1, WARM - 1 + weeks);
  const step = perPersonWeek(spreadOf(timedWeeks).median, people);
  return { build: building, step, bytes: bytes / people, started, ...Object.fromEntries(shares) };
}

/** The figures with the number of people in their names: a peer has one row for all sizes. */
function namedFor(people: number, raw: Figures): Figures {
  const at = grouped(people);
  const shares = Object.entries(raw).filter(([name]) => name.startsWith('stage '));
  return {
    [`million steps/s at ${at}`]: 1000 / raw.step,
    ...(people >= ENOUGH && raw.bytes !== undefined && { [`bytes/agent at ${at}`]: raw.bytes }),
    [`building at ${at}`]: raw.build,
    ...(people < ENOUGH && Object.fromEntries(shares)),
  };
}
