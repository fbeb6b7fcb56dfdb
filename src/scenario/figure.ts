import { z } from 'zod';
import { expectedOf, fits, type Measure } from './measure.ts';
import { note } from './note.ts';

/**
 * A number with its basis. `source` names a document and place, a row of the evidence, or begins with `assumed`; an
 * assumed figure has a range. A figure with a range is varied within it when parameters are drawn.
 */
export type Figure = {
  readonly value: number;
  readonly source: string;
  readonly range?: readonly [low: number, high: number] | undefined;
  /** Of a parameter: it lies outside the range of the ledger, and is meant to. */
  readonly outside?: true | undefined;
};

const isNowhere = z.never({
  error: () => note('one of value, source, range', 'Leave it out; only a parameter may lie outside its range.'),
});

/** How a figure is written, with numbers that its measure takes: what is given as an example is copied. */
function shapeOf({ unit, low, high }: Measure): string {
  if (unit === 'euro') return '{ value: 300000, source: "..." }';
  const isSmall = low <= 0.1 && high >= 0.3;
  return `{ value: ${isSmall ? 0.2 : 'NUMBER'}, source: "...", range: [${isSmall ? '0.1, 0.3' : 'LOW, HIGH'}] }`;
}

const isTrue = z.literal(true, { error: () => note('true', 'Leave it out where the number lies in its range.') });

/**
 * The schema of a figure in a given unit.
 *
 * @param mayLieOutside  whether the figure may say that it is meant to lie outside the range of the ledger
 */
export function figure(measure: Measure, mayLieOutside = false): z.ZodType<Figure> {
  const expected = expectedOf(measure);
  const number = bare(measure);
  return z
    .strictObject(
      {
        value: number,
        source: z
          .string({
            error: () =>
              note('text that says where the number is from', 'Name the document and place, or write "assumed".'),
          })
          .trim()
          .min(1, {
            error: () =>
              note('text that says where the number is from', 'Name the document and place, or write "assumed".'),
          }),
        range: z
          .tuple([number, number], {
            error: () => note('two numbers, the lowest and the highest plausible value', 'Write it as [low, high].'),
          })
          .optional(),
        outside: (mayLieOutside ? isTrue : isNowhere).optional(),
      },
      {
        error: (issue) => {
          if (issue.code === 'unrecognized_keys') {
            const keys = ['value', 'source', 'range', ...(mayLieOutside ? ['outside'] : [])];
            const isSplit = issue.keys.some((key) => /^\d{3}$/.test(key));
            return isSplit
              ? note(
                  'numbers without commas between thousands',
                  'Write 1200, not 1,200: here a comma begins the next key.',
                )
              : note(`one of ${keys.join(', ')}`, 'Leave it out; a figure has no other keys.', keys);
          }
          const outside = typeof issue.input === 'number' && !fits(measure, issue.input);
          return note(
            `a figure ${shapeOf(measure)}: ${expected}`,
            `${outside ? `${measure.remedy} ` : ''}Every number says where it comes from.`,
          );
        },
      },
    )
    .check(({ value: read, issues }) => {
      const { value, source, range } = read;
      if (range !== undefined && !(range[0] <= value && value <= range[1])) {
        const message = note(
          `a range that contains the value ${value}, the lower end first`,
          'Correct the value or the range.',
        );
        issues.push({ code: 'custom', input: range, path: ['range'], message });
      }
      if (range === undefined && isAssumed(source)) {
        const message = note(
          'a range [low, high], because the source is "assumed"',
          'Say how far the true value may lie from the assumed one.',
        );
        issues.push({ code: 'custom', input: range, path: ['range'], message });
      }
    });
}

/** The schema of a number without a basis: for what a designer chooses and nobody can be wrong about, such as a week. */
export function bare(measure: Measure): z.ZodType<number> {
  const error = () => note(expectedOf(measure), measure.remedy);
  const number = z.number({ error }).min(measure.low, { error }).max(measure.high, { error });
  return measure.whole ? number.int({ error }) : number;
}

/** A choice: a bare number, or a figure where the number comes from a document. */
export function choice(measure: Measure): z.ZodType<number | Figure> {
  return z.union([bare(measure), figure(measure)], { error: () => note(expectedOf(measure), measure.remedy) });
}

export function isAssumed(source: string): boolean {
  return /^assumed\b/.test(source);
}

type Figures<M extends { readonly [name: string]: Measure }> = { [N in keyof M]: z.ZodType<Figure> };

/** A shape with one figure for each measure. */
export function figures<const M extends { readonly [name: string]: Measure }>(measures: M): Figures<M> {
  return Object.fromEntries(Object.entries(measures).map(([name, of]) => [name, figure(of)])) as Figures<M>;
}
