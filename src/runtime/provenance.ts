import { hashOfDefaults } from '../evidence/defaults-hash.ts';
import type { Provenance } from '../experiment/gather.ts';
import { resultsVersion } from '../model/schedule.ts';
import { assumptionsOf } from '../scenario/assumptions.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import type { Settled } from '../scenario/settled.ts';

/**
 * What is behind the numbers of a scenario.
 *
 * @param version  of Forewarned
 */
export function provenance(settled: Settled, version: string): Provenance {
  const { mechanisms, channels } = modelDeclarations;
  return {
    version,
    resultsVersion,
    defaults: hashOfDefaults(mechanisms, channels),
    assumed: assumptionsOf(settled),
    off: switchedOff(settled),
  };
}

/** Mechanisms that are off; where they are so in some conditions only, with those. */
function switchedOff({ conditions }: Settled): readonly string[] {
  const names = [...new Set(conditions.flatMap(({ off }) => off))];
  return names.map((name) => {
    const where = conditions.filter(({ off }) => off.includes(name));
    return where.length === conditions.length ? name : `${name} (in ${where.map(({ title }) => title).join(', ')})`;
  });
}
