// Loaded before the command line: kills the process right before it changes a name in the folder that it was started in for the
// KILL_AT-th time. How often it does so altogether is written into the file KILL_COUNT.
import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const { KILL_AT, KILL_COUNT } = process.env;
const here = process.cwd();
let count = 0;
let depth = 0;

const steps = [
  'openSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'mkdtempSync',
  'writeFileSync',
];
const isOurs = (name, path, flags) =>
  resolve(String(path)).startsWith(here) && (name !== 'openSync' || /^[wa]|\+/.test(String(flags ?? 'r')));

for (const name of isMainThread ? steps : []) {
  const step = fs[name];
  fs[name] = (...args) => {
    // What a step is made of inside Node is no step of ours.
    if (depth === 0 && isOurs(name, ...args) && String(++count) === KILL_AT) process.kill(process.pid, 'SIGKILL');
    depth++;
    try {
      return step(...args);
    } finally {
      depth--;
    }
  };
}
syncBuiltinESMExports();
if (isMainThread && KILL_COUNT) process.on('exit', () => writeFileSync(KILL_COUNT, String(count)));
