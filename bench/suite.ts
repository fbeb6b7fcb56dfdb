import { measureInChild } from './child.ts';
import type { Figures, Measure } from './measure.ts';
import { spreadOf } from './measure.ts';
import type { Find, Section, Size, Skipped, Trial } from './section.ts';
import {
  answerSection,
  armSection,
  ensembleSection,
  firstSection,
  startSection,
  stopSection,
} from './sections/answers.ts';
import {
  allocationSection,
  burnInSection,
  mechanismSection,
  populationSection,
  referenceSection,
  weekSection,
} from './sections/life.ts';
import { bandwidthSection } from './sections/machine.ts';
import { reducedSection } from './sections/peers.ts';
import { sharingSection } from './sections/sharing.ts';

/** All parts of the bench, in the order of the tables. */
export const sections: readonly Section[] = [
  weekSection,
  mechanismSection,
  referenceSection,
  burnInSection,
  populationSection,
  allocationSection,
  armSection,
  ensembleSection,
  sharingSection,
  answerSection,
  startSection,
  firstSection,
  stopSection,
  bandwidthSection,
  reducedSection,
];

/** What became of a section. */
export type Measured = {
  readonly section: Section;
  readonly measures: readonly Measure[];
  readonly skipped: readonly Skipped[];
  /** Trials that should have worked. */
  readonly failed: readonly Skipped[];
};

type Planned = { readonly section: Section; readonly trial: Trial };
type Found = { readonly section: Section; readonly trial: Trial; readonly figures: Figures };

/** How a trial is measured; tests give their own. */
type Measurer = (trial: Trial) => Promise<Figures>;
const inChild: Measurer = ({ call, flags }) => measureInChild(call, flags);

/**
 * Measures sections, all trials once in each round, so that a machine that is slow for a while is slow for all of them. Each round
 * begins with another trial.
 */
export async function runSuite(
  chosen: readonly Section[],
  size: Size,
  rounds: number,
  tell: (message: string) => void,
  measure: Measurer = inChild,
): Promise<Measured[]> {
  const plans = [];
  for (const section of chosen) plans.push({ section, ...(await section.plan(size)) });
  const planned = plans.flatMap(({ section, trials }) => trials.map((trial): Planned => ({ section, trial })));
  const found: Found[] = [];
  const failures = new Map<Trial, string>();
  for (let round = 0; round < rounds; round++) {
    const due = turned(planned, round).filter(({ trial }) => round < (trial.rounds ?? rounds) && !failures.has(trial));
    for (const [at, { section, trial }] of due.entries()) {
      tell(`round ${round + 1} of ${rounds}, ${at + 1} of ${due.length}: ${section.name}, ${trial.of}`);
      try {
        found.push({ section, trial, figures: await measure(trial) });
      } catch (fault) {
        const reason = fault instanceof Error ? fault.message : String(fault);
        failures.set(trial, reason);
        tell(`failed: ${reason}`);
      }
    }
  }
  const measured = plans.map(({ section, skipped = [] }) => ({
    section,
    measures: measuresOf(section, found),
    skipped,
    failed: planned
      .filter((one) => one.section === section && failures.has(one.trial))
      .map(({ trial }) => ({ of: trial.of, reason: failures.get(trial) ?? '' })),
  }));
  const find = finder(measured.flatMap(({ measures }) => measures));
  return measured.map((one) => ({ ...one, measures: [...one.measures, ...derived(one.section, find)] }));
}

/** The list, begun at another place. */
function turned<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function measuresOf(section: Section, found: readonly Found[]): Measure[] {
  const samples = new Map<string, { readonly of: string; readonly figure: string; readonly values: number[] }>();
  for (const one of found) {
    if (one.section !== section) continue;
    for (const [figure, value] of Object.entries(one.figures)) {
      const name = JSON.stringify([one.trial.of, figure]);
      const known = samples.get(name) ?? { of: one.trial.of, figure, values: [] };
      samples.set(name, known);
      known.values.push(value);
    }
  }
  return [...samples.values()].map(({ of, figure, values }) => ({
    ...{ section: section.name, of, figure, samples: values, spread: spreadOf(values) },
    unit: typeof section.units === 'string' ? section.units : (section.units[figure] ?? ''),
  }));
}

function derived(section: Section, find: Find): Measure[] {
  const rows = section.derive?.(find) ?? [];
  return rows.map((row) => ({ ...row, section: section.name, spread: spreadOf(row.samples) }));
}

/** Looks measures up by section, what was measured, and figure. */
export function finder(measures: readonly Measure[]): Find {
  return (section, of, figure) =>
    measures.find((one) => one.section === section && one.of === of && one.figure === figure)?.samples ?? null;
}
