// Loaded before the command line: lets worker threads die when they are given certain jobs. DEATHS says which: `all`, or ids with
// commas between them; with DEATHS_ONCE, the name of a file, each of them kills one worker only.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort } from 'node:worker_threads';

const { DEATHS = '', DEATHS_ONCE } = process.env;
const kills = (id) => {
  if (DEATHS !== 'all' && !DEATHS.split(',').includes(String(id))) return false;
  if (DEATHS_ONCE === undefined) return true;
  const before = existsSync(DEATHS_ONCE) ? readFileSync(DEATHS_ONCE, 'utf8').split('\n') : [];
  appendFileSync(DEATHS_ONCE, `${id}\n`);
  return !before.includes(String(id));
};

if (!isMainThread && parentPort) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (event, hear) =>
    on(event, (message) => {
      const job = message?.argumentList?.[0]?.value;
      if (typeof job?.id === 'number' && kills(job.id)) process.exit(3);
      hear(message);
    });
}
