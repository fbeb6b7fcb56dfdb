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
  const wasBusy = about.loadBefore > about.cores / 2;
  if (wasBusy) tell(`Other programs are busy here (load ${about.loadBefore.toFixed(1)}): trust ratios, not times.`);
  const chosen = sections.filter(({ name }) => only.length === 0 || only.includes(name));
  const usual = full ? [2000, 100_000, 2_000_000] : [2000, 100_000];
  const size = { people: people === null ? usual : [people], full, peers };

  const measured = await runSuite(chosen, size, rounds ?? (full ? ROUNDS_FULL : ROUNDS), tell);
  const measures = measured.flatMap((section) => section.measures);
  const ratios = ratiosOf(finder(measures));
  const verdicts = budget === null ? null : judge(ratios, budget, wasBusy);
  const regressions = verdicts === null ? null : complaintsOf(verdicts);

  console.log([machineText(about), ...measured.map(sectionText), ratioText(ratios)].join('\n\n'));
  if (json !== null)
    writeFileSync(json, `${JSON.stringify(resultOf(about, measured, ratios, regressions), null, 2)}\n`);

  const faults = [
    ...measured.flatMap(({ failed }) => failed.map(({ of, reason }) => `${of}: could not be measured: ${reason}`)),
    ...strangersOf(measures).map((peer) => `${peer}: expected shares by stage like ours, found others.`),
    ...(regressions ?? []),
  ];
  for (const fault of faults) tell(fault);
  if (verdicts !== null && budget !== null) {
    const judged = verdicts.map(({ ratio }) => ratio.name);
    const silent = Object.keys(budget).filter((name) => !judged.includes(name));
    if (silent.length > 0) tell(`In the budget, and not judged in this run: ${silent.join('; ')}.`);
    console.log(
      `\nJudged by the budget: ${verdicts.length} ratios, of which regressions: ${regressions?.length ?? 0}.`,
    );
  }
  return faults.length === 0 ? 0 : 1;
}

function tell(message: string): void {
  console.error(message);
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
