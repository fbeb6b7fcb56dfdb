import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type AppState, stateLink } from '../../src/web/state/app-state.ts';
import type { Figures } from '../measure.ts';
import { shipped } from './command.ts';

/** A moment at which somebody wants to stop: so many arms are lived, and so many milliseconds have passed since then. */
type Moment = { readonly name: string; readonly arms: number; readonly after?: number };
type Input = {
  readonly where: 'command' | 'Chromium';
  readonly people: number;
  readonly moments: readonly Moment[];
};

const SCENARIO = 'north-africa-2023';
/** Enough weeks after the burn-in to be stopped in one. */
const WEEKS = 6;

/** Milliseconds from the wish to stop a comparison to its end: of the process, or of what the page shows as under way. */
export async function stopping({ where, people, moments }: Input): Promise<Figures> {
  const figures: { [moment: string]: number } = {};
  const stop = where === 'command' ? stopCommand : await stopInApp();
  try {
    for (const moment of moments) figures[moment.name] = await stop.at(people, moment);
  } finally {
    await stop.close();
  }
  return figures;
}

type Stop = {
  readonly at: (people: number, moment: Moment) => Promise<number>;
  readonly close: () => Promise<void>;
};

const stopCommand: Stop = {
  at: async (people, { arms, after = 0 }) => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarned-bench-'));
    const size = ['--people', String(people), '--weeks', String(WEEKS), '--replicates', '1', '--draws', '1'];
    const args = [shipped, 'compare', SCENARIO, ...size, '--progress', 'json'];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    try {
      for await (const line of createInterface(child.stderr))
        if (line.startsWith('{') && JSON.parse(line).done >= arms) break;
      child.stderr.resume();
      await pause(after);
      const asked = performance.now();
      if (!child.kill('SIGINT')) throw new Error(`compare ended before ${arms} arms were lived.`);
      await ended;
      return performance.now() - asked;
    } finally {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    }
  },
  close: async () => {},
};

/** Clicks on the button of the page, and waits in it: somebody outside would look too seldom. Text: the page knows no helpers of a compiler. */
const stopped = (arms: number, after: number): string => `(async () => {
  const told = () => document.querySelector('.runbar .told').textContent;
  const press = (name) => [...document.querySelectorAll('.runbar button')].find((one) => one.textContent === name).click();
  const pause = (time) => new Promise((next) => setTimeout(next, time));
  press('Compare');
  while (!(Number(/^([\\d.]+) of/.exec(told())?.[1]) >= ${arms})) await pause(5);
  await pause(${after});
  const asked = performance.now();
  press('Stop');
  while (!told().startsWith('Stopped after')) {
    if (told().startsWith('Done')) throw new Error('the comparison was over before it could be stopped');
    await pause(1);
  }
  return performance.now() - asked;
})()`;

async function stopInApp(): Promise<Stop> {
  // Only here: a bench that opens no browser need not load what opens one.
  const { openApp } = await import('../../test/web/support/app.ts');
  const app = await openApp();
  return {
    at: async (people, { arms, after = 0 }) => {
      const size = { people, weeks: WEEKS, replicates: 1, draws: 1, seed: 'bench' };
      const state: AppState = { schema: 'forewarned/state@1', scenario: SCENARIO, over: {}, changed: {}, size };
      const { page } = await app.open(`#/compare?s=${stateLink(state)}`);
      await page.getByText('one pair of runs each').first().waitFor();
      const time = await page.evaluate<number>(stopped(arms, after));
      await page.context().close();
      return time;
    },
    close: app.close,
  };
}
