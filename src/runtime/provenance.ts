import { hashOfDefaults } from '../evidence/defaults-hash.ts';
import type { Provenance } from '../experiment/gather.ts';
import { resultsVersion } from '../model/schedule.ts';
import { assumptionsOf } from '../scenario/assumptions.ts';
import { canonical } from '../scenario/canonical.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import type { Library } from '../scenario/library.ts';
import { readScenario } from '../scenario/read.ts';
import { settle } from '../scenario/settle.ts';
import type { Settled } from '../scenario/settled.ts';

/**
 * What is behind the numbers of a scenario.
 *
 * @param version  of Forewarned
 * @param library  what comes with it
 */
export function provenance(settled: Settled, version: string, library: Library): Provenance {
  const { mechanisms, channels } = modelDeclarations;
  return {
    version,
    resultsVersion,
    defaults: hashOfDefaults(mechanisms, channels),
    assumed: { ...assumptionsOf(settled), varied: settled.uncertain.length },
    off: switchedOff(settled),
    asShipped: isShipped(settled, library),
  };
}

/** Whether a scenario is, number for number, the one of its id that comes with this version. */
function isShipped(settled: Settled, library: Library): boolean {
  const text = library.scenarios.get(settled.id);
  const read = text === undefined ? undefined : readScenario(text, settled.id, library, () => undefined);
  return read?.ok === true && canonical(settle(read.scenario)) === canonical(settled);
}

/** Mechanisms that are off; where they are so in some conditions only, with those. */
function switchedOff({ conditions }: Settled): readonly string[] {
  const names = [...new Set(conditions.flatMap(({ off }) => off))];
  return names.map((name) => {
    const where = conditions.filter(({ off }) => off.includes(name));
    return where.length === conditions.length ? name : `${name} (in ${where.map(({ title }) => title).join(', ')})`;
  });
}
