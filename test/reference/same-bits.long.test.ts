import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { declared } from '../../src/model/given.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { setupOf } from '../../src/scenario/setup-of.ts';
import { compare } from './compare.ts';
import { type Changes, everything, withParameters } from './setups.ts';

describe('the engine and the plain reference, at length', () => {
  it.each([1, 2])('agree for 5,000 people where everything happens, replicate %i', (replicate) => {
    expect(compare(everything({ people: 5000, replicate })).difference).toBeNull();
  });

  it.each(Array.from({ length: 10 }, (_, draw) => draw))(
    'agree at parameters drawn from their ranges, draw %i',
    (draw) => {
      const changes: Record<string, number> = {};
      for (const [mechanism, parameters] of Object.entries(declared))
        Object.entries(parameters).forEach(([name, { range }], k) => {
          const [low, high] = range;
          changes[`${mechanism}.${name}`] = low + (high - low) * uniform(keyOf('reference', draw, mechanism), k);
        });
      expect(compare(everything({ people: 700, replicate: draw, given: changes })).difference).toBeNull();
    },
  );

  it.each(['north-africa-2023', 'joint-or-alone-europe', 'legal-routes', 'niger-enforcement'])(
    'agree on every design of %s',
    (id) => {
      const library = {
        contexts: filesOf('scenarios/contexts'),
        designs: filesOf('scenarios/designs'),
        scenarios: filesOf('scenarios'),
        evaluations: filesOf('scenarios/evaluations'),
      };
      const read = readScenario(library.scenarios.get(id) ?? '', `${id}.yaml`, library);
      if (!read.ok) throw new Error(`${id} cannot be read.`);
      const settled = settle(read.scenario);
      const [condition] = settled.conditions;
      for (const arm of condition.arms) {
        const setup = setupOf(settled, condition.id, arm.id, {
          valueOf: (_name, fallback) => fallback,
          ...{ seed: 'reference', replicate: 0, people: 1000, weeks: settled.weeks },
        });
        expect([arm.id, compare(setup).difference]).toEqual([arm.id, null]);
      }
    },
  );
});

function filesOf(folder: string): Map<string, string> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const files = readdirSync(path).filter((file) => file.endsWith('.yaml'));
  return new Map(files.map((file) => [file.replace('.yaml', ''), readFileSync(path + file, 'utf8')]));
}

describe('a parameter that is twice what it was', () => {
  const setup = everything({ people: 1200 });
  // Where an outcome needs a line drawn, nobody is moved by it.
  const { outcomes, ...moving } = declared;
  const paths = Object.entries(moving).flatMap(([mechanism, parameters]) =>
    Object.keys(parameters).map((name) => [mechanism, name] as const),
  );

  it.each(paths)('is seen: %s.%s', (mechanism, name) => {
    const value = setup.given[mechanism][name];
    const change: Changes = { [`${mechanism}.${name}`]: value === 0 ? 0.1 : 2 * value };
    expect(compare(setup, withParameters(setup, change)).difference).not.toBeNull();
  });
});
