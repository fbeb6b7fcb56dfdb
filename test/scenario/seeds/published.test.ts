// What long runs have published belongs to the program as it is: a changed default or model makes it stale.
import { describe, expect, it } from 'vitest';
import { hashOfDefaults } from '../../../src/evidence/defaults-hash.ts';
import { resultsVersion } from '../../../src/model/schedule.ts';
import { knownFindings, knownTargets, lastFullRun } from '../../../src/runtime/findings-node.ts';
import { knownDraws } from '../../../src/runtime/published-draws-node.ts';
import { modelDeclarations } from '../../../src/scenario/declared.ts';

const defaults = hashOfDefaults(modelDeclarations.mechanisms, modelDeclarations.channels);

describe('the published draws', () => {
  const draws = knownDraws();
  if (draws === null) throw new Error('no published draws: npm run calibrate');

  it('were made with these defaults and this model (else: npm run calibrate)', () =>
    expect([draws.defaults, draws.resultsVersion]).toEqual([defaults, resultsVersion]));

  it('are enough to draw from, and each lies within its ranges', () => {
    expect(draws.draws.length).toBeGreaterThanOrEqual(16);
    expect(draws.of).toBeGreaterThan(draws.draws.length);
    for (const values of draws.draws) {
      expect(values).toHaveLength(draws.names.length);
      values.forEach((value, k) => {
        const [low, high] = draws.names[k].range;
        // Published with six figures.
        const slack = 1e-5 * Math.max(Math.abs(low), Math.abs(high));
        expect(value).toBeGreaterThanOrEqual(low - slack);
        expect(value).toBeLessThanOrEqual(high + slack);
      });
    }
  });

  it('rest on targets with an interval that is one', () => {
    for (const { observed } of knownTargets().targets) expect(observed[0]).toBeLessThan(observed[1]);
  });
});

describe('the published scoreboard', () => {
  const board = lastFullRun();
  if (board === null) throw new Error('no published scoreboard: npm run scoreboard');

  it('was made with these defaults and this model (else: npm run scoreboard)', () =>
    expect([board.defaults, board.resultsVersion]).toEqual([defaults, resultsVersion]));

  it('holds every finding, with an interval and a number of runs beside every verdict', () => {
    expect(board.findings.map(({ id }) => id)).toEqual(knownFindings().findings.map(({ id }) => id));
    for (const { verdict, parts, draws } of board.findings) {
      if (verdict === 'not testable') continue;
      for (const { estimate } of parts) expect(estimate.runs).toBeGreaterThanOrEqual(8);
      expect(draws?.of).toBeGreaterThanOrEqual(16);
    }
  });

  it('decides at least two thirds of what can be tested, and says of the rest how many runs it would take', () => {
    const testable = board.findings.filter(({ verdict }) => verdict !== 'not testable');
    const open = testable.filter(({ verdict }) => verdict === 'undecided');
    expect(open.length).toBeLessThanOrEqual(testable.length / 3);
    for (const { parts } of open) expect(parts.some(({ runsToDecide }) => runsToDecide !== null)).toBe(true);
  });

  it('calls emerged only what its ablation removes, with the interval', () => {
    for (const { status, ablation } of board.findings) {
      if (status !== 'emerged') continue;
      expect(ablation?.verdict).toBe('removed');
      expect(Number.isFinite(ablation?.without.low)).toBe(true);
    }
  });

  it('says of every finding that is not reproduced why we think so', () => {
    const reasons = new Map(knownFindings().findings.map(({ id, discrepancy }) => [id, discrepancy]));
    for (const { id, verdict } of board.findings)
      if (verdict === 'not reproduced') expect([id, reasons.get(id) !== undefined]).toEqual([id, true]);
  });
});
