import { weekSums } from '../model/observe.ts';
import { liveWeek } from '../model/run.ts';
import { fork, openWorld, type World } from '../model/world.ts';
import type { PairedJob } from './pair.ts';

/** Enough for the passes of every week to be called. */
const PEOPLE = 300;
const WEEKS = 3;

/** Worlds that are there as long as this thread. */
const kept: World[] = [];

/**
 * Lives two small worlds before the first large one of a thread, and keeps them. Each world brings compiled passes of its own. An
 * engine that knows those of one world only builds them into what it compiles, and throws all that away when the world is over:
 * two workers that share a world of 100,000 people then take a quarter more time for the next one. Small worlds leave their
 * memories, and passes, to each other, and need no rehearsal.
 */
export function rehearse({ arms }: Pick<PairedJob, 'arms'>): void {
  if (kept.length > 0) return;
  const [{ setup }] = arms;
  const small = { ...setup, people: PEOPLE, weeks: WEEKS, burnIn: 0 };
  try {
    const world = openWorld({ ...small, arm: { components: [], policies: [] } });
    kept.push(world, ...arms.slice(-1).map((arm) => fork(world, { ...small, arm: arm.setup.arm })));
    for (const one of kept)
      for (let week = 0; week < WEEKS; week++) {
        liveWeek(one);
        weekSums(one);
      }
  } catch {
    // The job itself will say what is wrong with it.
  }
}
