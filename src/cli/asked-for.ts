import { existsSync } from 'node:fs';
import type { ChosenDraws, PlanOptions } from '../experiment/plan.ts';
import { drawsOf } from '../experiment/sampling/design-of-draws.ts';
import { findScenario, type Named, named } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { readBatchFile, samplingFor } from '../scenario/batch-file.ts';
import type { Library } from '../scenario/library.ts';
import { type Problem, sentence } from '../scenario/problem.ts';
import type { Settled } from '../scenario/settled.ts';
import { casesOf, readSheet } from '../scenario/sheet.ts';
import type { AskOptions } from './options.ts';

/** What a word on the command line asks for: a scenario, and which draws and designs of it. */
export type Asked = {
  readonly scenario: Named;
  /** @param seed  decides draws that are sampled */
  readonly choose: (settled: Settled, seed: string) => Choice;
};

type Choice = Pick<PlanOptions, 'replicates' | 'people' | 'weeks' | 'seed'> & {
  /** null: the scenario's own draws. */
  readonly chosen: ChosenDraws | null;
  /** Ids of the designs that are run at all; null: all. */
  readonly designs: readonly string[] | null;
};

const USUAL = 'north-africa-2023';

/**
 * A sheet (`.csv`, `.tsv`), the file of a batch, or a scenario by id or file.
 *
 * @throws Mistake naming every problem
 */
export function askedFor(word: string, options: AskOptions, library: Library): Asked {
  if (/\.(csv|tsv|tab)$/i.test(word)) return sheetAsked(named(word), options, library);
  if (/\.(ya?ml|json)$/i.test(word) && existsSync(word)) {
    const file = named(word);
    if (/^\s*\{?\s*["']?schema["']?\s*:\s*["']?forewarned\/batch@/m.test(file.text))
      return batchAsked(file, options, library);
  }
  if (options.scenario !== undefined)
    throw new Mistake(
      `--scenario: expected with a sheet (CSV, TSV) only, found it with "${word}". Leave it out, or name a sheet.`,
    );
  return { scenario: findScenario(word, library), choose: () => ({ chosen: null, designs: null }) };
}

function sheetAsked({ text, file }: Named, options: AskOptions, library: Library): Asked {
  return {
    scenario: findScenario(options.scenario ?? USUAL, library),
    choose: (settled) => {
      refuseDraws(options, 'a sheet');
      const read = readSheet(text, file, settled);
      if (!read.ok) throw refused(read.problems);
      const { sampling, arms, drawOf } = casesOf(read.sheet, settled);
      if (sampling === null) return { chosen: null, designs: arms[0] ?? null };
      const { draws, values } = drawsOf(sampling, settled.seed);
      const designs = arms.every((ids) => ids !== null) ? [...new Set(arms.flatMap((ids) => ids ?? []))] : null;
      const cases = read.sheet.cases.map(({ row, label, design }, at) => ({
        draw: drawOf[at] ?? 0,
        row,
        label,
        design,
      }));
      return { chosen: { method: 'sheet', draws, values, designs: arms, cases }, designs };
    },
  };
}

function batchAsked({ text, file, folder }: Named, options: AskOptions, library: Library): Asked {
  const read = readBatchFile(text, file);
  if (!read.ok) throw refused(read.problems);
  const { batch } = read;
  // A path in a file starts at the file, as in scenarios.
  const isPath = /\.(ya?ml|json)$/i.test(batch.scenario);
  return {
    scenario: isPath ? named(`${folder}/${batch.scenario}`) : findScenario(batch.scenario, library),
    choose: (settled, seed) => {
      refuseDraws(options, 'a batch');
      const ids = settled.conditions.flatMap(({ arms }) => arms.map(({ id }) => id));
      const found = samplingFor(batch, settled.uncertain, file, [...new Set(ids)]);
      if (!found.ok) throw refused(found.problems);
      const { draws, values } = drawsOf(found.sampling, options.seed ?? batch.seed ?? seed);
      return {
        ...(batch.people !== undefined && { people: batch.people }),
        ...(batch.weeks !== undefined && { weeks: batch.weeks }),
        ...(batch.seed !== undefined && { seed: batch.seed }),
        replicates: draws * batch.replicates,
        designs: found.designs,
        chosen: {
          ...{ method: found.sampling.method, draws, values },
          designs: Array.from({ length: draws }, () => null),
        },
      };
    },
  };
}

function refuseDraws({ draws }: AskOptions, what: string): void {
  if (draws === undefined) return;
  throw new Mistake(
    `--draws: expected to be left out, because ${what} says its draws itself, found ${draws}. For more runs of each draw raise --replicates, which counts those of all draws.`,
  );
}

const refused = (problems: readonly Problem[]): Mistake => new Mistake(problems.map(sentence).join('\n'));
