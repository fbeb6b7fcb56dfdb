import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/experiment/findings/expression.ts';
import { leavesOf } from '../../../src/experiment/findings/probe.ts';
import { swapped } from '../../../src/experiment/findings/variant.ts';
import { type Expression, findingFile, type Leaf } from '../../../src/scenario/seeds/finding.ts';

const leaf = (of: string): Leaf => ({ level: 'cost', of });
const values: { readonly [of: string]: number } = { a: 6, b: 2, c: -3, nothing: 0, nobody: Number.NaN };
const value = (expression: Expression): number => evaluate(expression, ({ of }) => values[of]);
const [a, b, c] = ['a', 'b', 'c'].map(leaf);

describe('an expression', () => {
  it.each<[Expression, number]>([
    [a, 6],
    [{ sum: [a, b, c] }, 5],
    [{ minus: [b, a] }, -4],
    [{ ratio: [a, b] }, 3],
    [{ range: [a, b, c] }, 9],
    [{ least: [a, b, c] }, -3],
    [{ greatest: [a, b, c] }, 6],
    [{ size: c }, 3],
    [{ scaled: { by: -2, value: b } }, -4],
    [{ minus: [{ ratio: [a, b] }, { size: { minus: [b, a] } }] }, -1],
    [
      {
        agreement: [
          [a, b, c],
          [a, b, c],
        ],
      },
      1,
    ],
    [
      {
        agreement: [
          [a, b, c],
          [c, b, a],
        ],
      },
      -1,
    ],
    [
      {
        agreement: [
          [a, b, c],
          [b, a, c],
        ],
      },
      1 / 3,
    ],
    [
      {
        agreement: [
          [a, b, c],
          [a, a, c],
        ],
      },
      2 / 3,
    ],
  ])('%j is %d', (expression, expected) => expect(value(expression)).toBeCloseTo(expected, 12));

  it('is no number where nobody qualified or there is nothing to divide by', () => {
    const nobody = leaf('nobody');
    for (const expression of [
      { sum: [a, nobody] },
      { least: [a, nobody] },
      { range: [nobody, a] },
      { ratio: [a, leaf('nothing')] as const },
      {
        agreement: [
          [a, b, nobody],
          [a, b, c],
        ] as const,
      },
    ] satisfies Expression[])
      expect(value(expression)).toBeNaN();
  });

  it('names its leaves from left to right, and swaps designs and conditions everywhere', () => {
    const expression: Expression = {
      minus: [
        { ratio: [a, b] },
        {
          agreement: [
            [a, b, c],
            [{ ...c, in: 'x' }, a, b],
          ],
        },
      ],
    };
    expect(leavesOf(expression).map(({ of }) => of)).toEqual(['a', 'b', 'a', 'b', 'c', 'c', 'a', 'b']);
    const other = swapped(expression, { c: 'd', x: 'y' });
    expect(leavesOf(other).map(({ of }) => of)).toEqual(['a', 'b', 'a', 'b', 'd', 'd', 'a', 'b']);
    expect(leavesOf(other)[5].in).toBe('y');
  });
});

describe('the file format', () => {
  const finding = (expression: unknown) => ({
    schema: 'forewarned/finding@1',
    ...{ id: 's01', row: 'S01', title: 't', claim: 'c', sources: ['A1'], declared: 'emerged', why: 'w' },
    ...{ experiment: 'x', parts: [{ id: 'p', says: 's', value: expression, unit: 'share', expect: { above: 0 } }] },
  });

  it('reads an expression and fills in what a leaf leaves out', () => {
    const read = findingFile.parse(
      finding({
        minus: [
          { effect: 'intention', of: 'film' },
          { level: 'cost', of: 'film' },
        ],
      }),
    );
    expect(read.parts[0].value).toEqual({
      minus: [
        { effect: 'intention', of: 'film', on: 'everybody', among: [] },
        { level: 'cost', of: 'film' },
      ],
    });
  });

  it.each([
    [{ effect: 'intention' }, ['parts', 0, 'value', 'of']],
    [{ effect: 'intenton', of: 'film' }, ['parts', 0, 'value', 'effect']],
    [
      {
        minus: [
          { effect: 'intention', of: 'film', on: 'nobody' },
          { level: 'cost', of: 'x' },
        ],
      },
      ['parts', 0, 'value', 'minus', 0, 'on'],
    ],
    [{ effort: 1 }, ['parts', 0, 'value']],
    [{ ratio: [{ level: 'cost', of: 'x' }] }, ['parts', 0, 'value', 'ratio']],
  ])('refuses %j where it is wrong', (expression, path) => {
    const read = findingFile.safeParse(finding(expression));
    expect(read.success).toBe(false);
    expect(read.error?.issues.map((issue) => issue.path)).toContainEqual(path);
  });
});
