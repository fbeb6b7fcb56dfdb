// Loaded before the command line: every file of results takes a while to reach the disk.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { fsyncSync } = fs;
const pause = new Int32Array(new SharedArrayBuffer(4));
fs.fsyncSync = (handle) => {
  if (isMainThread) Atomics.wait(pause, 0, 0, Number(process.env.SLOW_DISK ?? 200));
  fsyncSync(handle);
};
syncBuiltinESMExports();
