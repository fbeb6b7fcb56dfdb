// Measures Forewarned on this machine: `npm run bench`, see README.md and `--help`.
import { writeFileSync } from 'node:fs';
import { complaintsOf, judge, readBudget } from './budget.ts';
import { machine } from './machine.ts';
import { type Options, optionsOf, usage, WrongOption } from './options.ts';
import { installPeers, peersInstalled } from './peers/installed.ts';
import { ratiosOf } from './ratios.ts';
import { resultOf } from './result.ts';
import { strangersOf } from './sections/peers.ts';
import { finder, runSuite, sections } from './suite.ts';
import { machineText, ratioText, sectionText } from './table.ts';

const ROUNDS = 3;
const ROUNDS_FULL = 5;

async function bench({ full, peers, check, only, people, rounds, json }: Options): Promise<number> {
  const budget = check ? readBudget() : null;
  if (peers && !peersInstalled()) installPeers();
  const about = machine();
  const chosen = sections.filter(({ name }) => only.length === 0 || only.includes(name));
  const usual = full ? [2000, 100_000, 2_000_000] : [2000, 100_000];
  const size = { people: people === null ? usual : [people], full, peers };
  if (about.loadBefore > about.cores / 2)
    console.error(`Other programs are busy here (load ${about.loadBefore.toFixed(1)}): trust ratios, not times.`);

  const measured = await runSuite(chosen, size, rounds ?? (full ? ROUNDS_FULL : ROUNDS), (message) =>
    console.error(message),
  );
  const find = finder(measured.flatMap(({ measures }) => measures));
  const ratios = ratiosOf(find);
  const regressions = budget === null ? null : complaintsOf(judge(ratios, budget));

  console.log([machineText(about), ...measured.map(sectionText), ratioText(ratios)].join('\n\n'));
  if (json !== null)
    writeFileSync(json, `${JSON.stringify(resultOf(about, measured, ratios, regressions), null, 2)}\n`);

  const faults = [
    ...measured.flatMap(({ failed }) => failed.map(({ of, reason }) => `${of}: could not be measured: ${reason}`)),
    ...strangersOf(measured.flatMap(({ measures }) => measures)).map(
      (peer) => `${peer}: expected shares by stage like ours, found others: it does not do the same work.`,
    ),
    ...(regressions ?? []),
  ];
  for (const fault of faults) console.error(fault);
  if (budget !== null) {
    const seen = new Set(ratios.map(({ name }) => name));
    for (const name of Object.keys(budget)) if (!seen.has(name)) console.error(`Not measured in this run: ${name}`);
    if (faults.length === 0) console.log(`\nRatios within the budget: ${judge(ratios, budget).length}.`);
  }
  return faults.length === 0 ? 0 : 1;
}

try {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) console.log(usage);
  else process.exitCode = await bench(options);
} catch (fault) {
  if (!(fault instanceof WrongOption)) throw fault;
  console.error(`${fault.message}\n\n${usage}`);
  process.exitCode = 2;
}
