import type { EvaluationBody } from './evaluation-schema.ts';
import type { Figure } from './figure.ts';
import { isUncertain, named, uncertainOf, withNumbers } from './quantity.ts';
import type { Evaluation } from './read-evaluation.ts';
import type { Open, Quantity, Uncertain } from './settled.ts';

type Settled<T> = T extends number | Figure
  ? number
  : T extends readonly (infer E)[]
    ? readonly Settled<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Settled<T[K]> }
      : T;

/** A study as plain numbers, in the words of its file. */
export type PlainStudy = { readonly [K in keyof EvaluationBody]: Settled<EvaluationBody[K]> };

/** A study in which every number with a source stands under its stable name, `study.ID.section.name`. */
export type SettledStudy = Open<PlainStudy>;

/** A study with nothing left out. ID is that of the file which states the figure: what two studies inherit is drawn once. */
export function settleStudy({ statedIn, ...study }: Evaluation): SettledStudy {
  const section = (name: string, part: object | null): unknown =>
    part &&
    Object.fromEntries(
      Object.entries(part).map(([key, value]: [string, unknown]) => [
        key,
        isFigure(value) ? named(`study.${statedIn.get(`${name}.${key}`) ?? study.id}.${name}.${key}`, value) : value,
      ]),
    );
  const { assignment, sampling, measurement, tracing, cost } = study;
  return {
    ...study,
    assignment: section('assignment', assignment),
    sampling: section('sampling', sampling),
    measurement: section('measurement', measurement),
    tracing: section('tracing', tracing),
    cost: section('cost', cost),
  } as SettledStudy;
}

function isFigure(value: unknown): value is Figure {
  return typeof value === 'object' && value !== null && 'value' in value && 'source' in value;
}

/** The numbers that draws vary. */
export function uncertainInStudies(studies: readonly SettledStudy[]): readonly Uncertain[] {
  return uncertainOf(studies);
}

/** The study with the numbers of one draw; what is counted comes out whole. */
export function studyWith(study: SettledStudy, drawn: (name: string, fallback: number) => number): PlainStudy {
  const plain = withNumbers<PlainStudy>(study, (of: Quantity) =>
    isUncertain(of) ? drawn(of.name, of.value) : of.value,
  );
  const { assignment, sampling, measurement, tracing } = plain;
  return {
    ...plain,
    assignment: assignment && {
      ...assignment,
      steps: Math.round(assignment.steps),
      stepWeeks: Math.round(assignment.stepWeeks),
    },
    sampling: { ...sampling, size: Math.round(sampling.size), clusters: Math.round(sampling.clusters) },
    measurement: { ...measurement, listItems: Math.round(measurement.listItems) },
    tracing: { ...tracing, proxies: Math.round(tracing.proxies) },
  };
}
