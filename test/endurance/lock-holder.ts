// Takes the lock of a folder and holds it until it is killed, or the folder is gone.
import { existsSync } from 'node:fs';
import { takeLock } from '../../src/runtime/lock.ts';

const folder = process.argv[2] ?? '';
takeLock(folder, 'the batch');
setInterval(() => {
  if (!existsSync(folder)) process.exit();
}, 500);
