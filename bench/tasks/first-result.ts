import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Figures } from '../measure.ts';
import { shipped } from './command.ts';

/** Runs of a pair: without campaign, and with one. */
const PAIR = 2;

/** How long somebody waits for the first result of a comparison as it comes by itself. */
export function firstResult({ where }: { readonly where: 'command' | 'Chromium' }): Promise<Figures> {
  return where === 'command' ? onCommandLine() : inApp();
}

/** From the start of the command to the line of its progress that counts a whole pair. */
async function onCommandLine(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'forewarned-bench-'));
  const before = performance.now();
  const child = spawn(process.execPath, [shipped, 'compare', '--progress', 'json'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  try {
    for await (const line of createInterface(child.stderr)) {
      said = line;
      if (line.startsWith('{') && JSON.parse(line).done >= PAIR) return { 'first result': performance.now() - before };
    }
    throw new Error(`compare ended before its first pair: ${said}`);
  } finally {
    // Nobody waits for the rest.
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the click to the first picture, and to the last. Text: the page knows no helpers of a compiler. */
const WATCHED = `new Promise((resolve) => {
  const found = {};
  const began = performance.now();
  [...document.querySelectorAll('.runbar button')].find(({ textContent }) => textContent === 'Compare').click();
  const look = () => {
    if (found['first result'] === undefined && document.querySelector('.parts svg') !== null)
      found['first result'] = performance.now() - began;
    if (!/^Done: /.test(document.querySelector('.runbar .told').textContent)) return requestAnimationFrame(look);
    found.all = performance.now() - began;
    resolve(found);
  };
  requestAnimationFrame(look);
})`;

/** The page of comparisons as it is shipped, with the question that lies there when it is opened. */
async function inApp(): Promise<Figures> {
  // Only here: a bench that opens no browser need not load what opens one.
  const { openApp } = await import('../../test/web/support/app.ts');
  const app = await openApp();
  try {
    const { page } = await app.open('#/compare');
    await page.getByRole('button', { name: 'Compare', exact: true }).click({ trial: true });
    return await page.evaluate<Figures>(WATCHED);
  } finally {
    await app.close();
  }
}
