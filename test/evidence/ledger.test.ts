import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../src/evidence/check-ledger.ts';
import { hashOfDefaults } from '../../src/evidence/defaults-hash.ts';
import { ledger, ledgerCsv } from '../../src/evidence/ledger.ts';
import type { LedgerRow } from '../../src/evidence/ledger-row.ts';
import { basisOf, confidenceOf, unknownKeys } from '../../src/evidence/source.ts';
import { channels } from '../../src/model/channels.ts';
import { assumed } from '../../src/model/parameter.ts';
import { modelDeclarations } from '../../src/scenario/declared.ts';
import { smallModel } from '../scenario/small.ts';

const rows = ledger(smallModel.mechanisms, smallModel.channels);
const { mechanisms } = modelDeclarations;
/** The ledger with one row changed. */
const but = (change: Partial<LedgerRow>) => rows.map((row, k) => (k === 3 ? { ...row, ...change } : row));

describe('the ledger', () => {
  it('has a row for every number of every mechanism and channel, sorted by name', () => {
    expect(rows).toHaveLength(4 + 3 * 10);
    expect(rows[0].parameter).toBe('appraisal.gain');
    expect(rows.map(({ parameter }) => parameter)).toEqual(rows.map(({ parameter }) => parameter).sort());
    expect(rows.find(({ parameter }) => parameter === 'channel.one-on-one.says.death')).toMatchObject({
      unit: 'probability',
      default: 0.45,
      low: 0.2,
      high: 0.9,
      basis: 'assumed',
      confidence: 'A',
      used_by: 'one-on-one',
    });
  });

  it('of the model has no fault', () => {
    expect(checkLedger(ledger(mechanisms, channels))).toEqual([]);
  });

  it('is found at fault when a source is taken out of one row', () => {
    expect(checkLedger(rows)).toEqual([]);
    expect(checkLedger(but({ source: '' }))).toEqual([
      {
        where: rows[3].parameter,
        expected: 'a source',
        found: 'nothing',
        remedy: 'Name the document and place, the study, or "assumed".',
      },
    ]);
  });

  it.each([
    ['no unit', { unit: ' ' }, 'unit'],
    ['no meaning', { meaning: '' }, 'meaning'],
    ['no default', { default: Number.NaN }, 'a finite default'],
    ['a default outside its range', { low: 100, high: 200 }, 'a range around'],
    ['a range the wrong way round', { low: 200, high: 100 }, 'a range around'],
    ['a source that names nothing', { source: 'common knowledge' }, 'a source that can be looked up'],
    ['a row of the evidence that is not there', { source: 'F41' }, 'keys of documents'],
    ['a document that is not there', { source: 'G, first bullet' }, 'keys of documents'],
    ['a range too narrow for an assumption', { default: 10, low: 9.5, high: 10.5 }, 'a range at least 2 wide'],
    ['a share near 1 known too well', { default: 0.95, low: 0.94, high: 0.96 }, 'a range at least 0.19 wide'],
    ['an assumption without a range', { default: 10, low: 10, high: 10 }, 'a range at least 2 wide'],
    ['a name that another row has', { parameter: rows[2].parameter }, 'a name of its own'],
  ] as const)('is found at fault with %s', (_, change, expected) => {
    expect(
      checkLedger(but(change))
        .map((fault) => fault.expected)
        .join('\n'),
    ).toContain(expected);
  });

  it('lets numbers pass that are no quantities (yes or no, none, all, no limit), and survival near 1', () => {
    const all = [
      { unit: '0 or 1', default: 1, low: 1, high: 1 },
      { default: 0, low: 0, high: 0 },
      { default: 1, low: 1, high: 1 },
      { default: 0.97, low: 0.9, high: 0.99 },
      { default: 200, low: 200, high: 200, source: 'assumed: no limit' },
      { default: 0.5, low: 0.5, high: 0.5, basis: 'study' as const, source: 'F01' },
    ];
    for (const change of all) expect(checkLedger(but(change))).toEqual([]);
  });

  it('is written as text that a table program reads', () => {
    const [head, line] = ledgerCsv([{ ...rows[0], meaning: 'so-called "gain", in euros' }]).split('\n');
    expect(head).toBe('parameter,symbol,unit,default,low,high,meaning,basis,source,confidence,used_by,where');
    expect(line).toBe(
      'appraisal.gain,,utility,2.4,1.2,4,"so-called ""gain"", in euros",assumed,assumed: no published figure found,A,appraisal,src/model/mechanisms',
    );
  });
});

describe('a source', () => {
  it.each([
    ['A, additional budget, first bullet', 'source-document', 'V'],
    ['evidence b4: Guinea student baseline (V/D)', 'study', 'D'],
    ['F18', 'study', 'L'],
    ['S03', 'source-document', 'V'],
    ['Anderson (1971), Integration theory', 'study', 'L'],
    ['assumed: prototype value', 'assumed', 'A'],
    ['assumed: below evidence b4 (V)', 'assumed', 'A'],
    ['calibrated: decision 24', 'calibrated', 'A'],
    ['choice of this design', 'imposed', 'A'],
    ['imposed by this condition', 'imposed', 'A'],
    ['decisions 20', 'assumed', 'A'],
    ['common knowledge', undefined, 'A'],
  ])('%s', (source, basis, confidence) => {
    expect([basisOf(source), confidenceOf(source)]).toEqual([basis, confidence]);
  });

  it('cites rows that exist', () => {
    expect(unknownKeys('F01, F40, S23, L18, b7, T12; E, 2.3.1')).toEqual([]);
    expect(unknownKeys('F41, F1, S24, L19, b8, T13; Q, 2.3.1')).toEqual(['F41', 'F1', 'S24', 'L19', 'b8', 'T13', 'Q']);
  });
});

describe('the hash of all defaults', () => {
  const mechanism = (value: number, meaning = 'm') => [
    { name: 'a', parameters: { x: assumed(value, [0, 9], 'unit', meaning), y: assumed(2, [0, 9], 'unit', 'y') } },
  ];

  it('is SHA-256 over lines of name=value', () => {
    // printf 'a.x=1\na.y=2\n' | sha256sum
    expect(hashOfDefaults(mechanism(1), [])).toBe('f1fa6966b44f6c21c600f81d4ac238aca0ca96272a771fac653cb087f9f5b86d');
  });

  it('changes with a default and with nothing else', () => {
    expect(hashOfDefaults(mechanism(1.5), [])).not.toBe(hashOfDefaults(mechanism(1), []));
    expect(hashOfDefaults(mechanism(1, 'other words'), [])).toBe(hashOfDefaults(mechanism(1), []));
  });
});
