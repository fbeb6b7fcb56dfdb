// A file that extends itself by its path, where the chain of ids cannot see it before it is read.
import { expect, it } from 'vitest';
import { sentence } from '../../src/scenario/problem.ts';
import { readContext } from '../../src/scenario/read.ts';

const text = `schema: forewarned/context@1
id: circle
title: t
about: a
limits: l
source: "A, x"
extends: ./circle.yaml
`;

it('is refused with the circle named', () => {
  const library = { contexts: new Map(), designs: new Map(), scenarios: new Map(), evaluations: new Map() };
  const read = readContext(text, 'circle.yaml', library, () => text);
  expect(read.ok ? [] : read.problems.map(sentence).join('\n')).toContain('the circle circle -> circle');
});
