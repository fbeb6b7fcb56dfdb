import { describe, expect, it } from 'vitest';
import { briefHtml } from '../../src/report/brief-html.ts';
import { plainDocument } from '../../src/report/plain-document.ts';
import { reportHtml } from '../../src/report/report-html.ts';
import { paper } from './support/exports.ts';
import { madeUp } from './support/made-up.ts';

describe('pictures without a page', () => {
  it.each([
    ['of one condition', madeUp().comparison],
    ['of two conditions', madeUp({ conditions: 2, replicates: 1, draws: 1 }).comparison],
  ])('are those of a page, byte for byte, in a report %s', (_, comparison) => {
    expect(reportHtml(comparison, plainDocument())).toBe(reportHtml(comparison, paper()));
    expect(briefHtml(comparison, plainDocument())).toBe(briefHtml(comparison, paper()));
  });
});
