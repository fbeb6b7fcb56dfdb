// Finds the intercept of every context that a scenario or an experiment of the evidence base uses and records it in scenarios/intercepts.json. Run it after a change of
// a context (`npm run intercepts`) or, with --anew, after a change of the model; tests say when it is due. With --check it only says
// which are missing.
import { writeFileSync } from 'node:fs';
import { interceptFor, interceptKey } from '../src/experiment/intercept.ts';
import { knownExperiments } from '../src/runtime/findings-node.ts';
import { interceptsFile, knownIntercepts, type RecordedIntercepts } from '../src/runtime/intercepts-node.ts';
import { readLibrary } from '../src/runtime/library-node.ts';
import { settle } from '../src/scenario/settle.ts';
import { measuredSetup } from '../src/scenario/setup-of.ts';

const library = readLibrary();
const known = process.argv.includes('--anew') ? new Map<string, number>() : knownIntercepts();
const found: { [key: string]: RecordedIntercepts[string] } = {};
let missing = 0;
for (const [, scenario] of [...knownExperiments(library)].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const settled = settle(scenario);
  for (const condition of settled.conditions) {
    const setup = measuredSetup(settled, condition.id);
    const key = interceptKey(setup);
    if (found[key] !== undefined) continue;
    if (!known.has(key)) missing++;
    if (!known.has(key) && process.argv.includes('--check')) continue;
    const value = known.get(key) ?? interceptFor(setup);
    found[key] = { context: condition.contextId, considering: setup.context.considering, value };
    if (!known.has(key)) console.log(`${condition.contextId}: ${value}`);
  }
}
if (process.argv.includes('--check')) {
  console.log(
    missing === 0 ? 'All intercepts are recorded.' : `${missing} intercepts are not recorded: npm run intercepts`,
  );
  process.exitCode = missing === 0 ? 0 : 1;
} else {
  const sorted = Object.fromEntries(Object.entries(found).sort(([, a], [, b]) => (a.context < b.context ? -1 : 1)));
  writeFileSync(interceptsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}
