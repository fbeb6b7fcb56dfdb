import { readdirSync, readFileSync } from 'node:fs';
import { dsvFormat } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../src/scenario/problem.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { casesOf, readSheet, type Sheet } from '../../src/scenario/sheet.ts';
import { accepted, first, smallModel } from './small.ts';

const settled = settle(accepted(first), smallModel);

function read(text: string): Sheet {
  const found = readSheet(text, 'a.csv', settled);
  if (!found.ok) throw new Error(found.problems.map(sentence).join('\n'));
  return found.sheet;
}

function refusals(text: string): readonly string[] {
  const found = readSheet(text, 'a.csv', settled);
  return found.ok ? [] : found.problems.map(sentence);
}

const rows = [
  ['design', 'label', 'appraisal.risk', 'norms.weight'],
  ['mix', 'as it is', '1.4', '0.8'],
  ['', 'nobody else counts', '1.4', '.2'],
  ['one-on-one', '', '+7e-1', '1.5'],
];
const sheet: Sheet = {
  names: ['appraisal.risk', 'norms.weight'],
  cases: [
    { row: 2, label: 'as it is', design: 'mix', values: [1.4, 0.8] },
    { row: 3, label: 'nobody else counts', design: null, values: [1.4, 0.2] },
    { row: 4, label: '', design: 'one-on-one', values: [0.7, 1.5] },
  ],
};

describe('a sheet', () => {
  it('is read whatever separates cells and rows, with and without a byte order mark', () => {
    for (const separator of [',', ';', '\t'])
      for (const end of ['\n', '\r\n', '\r'])
        for (const [begin, last] of [
          ['', ''],
          ['\ufeff', end],
        ])
          expect(read(begin + rows.map((row) => row.join(separator)).join(end) + last)).toEqual(sheet);
  });

  it('may have its columns in any order, spaces around cells, and empty rows and columns', () => {
    const text = ' norms.weight ,,Label,appraisal.risk,DESIGN,\n\n 0.8,, as it is ,1.4,mix,,,\n,,,,,\n';
    expect(read(text)).toEqual({
      names: ['norms.weight', 'appraisal.risk'],
      cases: [{ row: 3, label: 'as it is', design: 'mix', values: [0.8, 1.4] }],
    });
  });

  it('gives back what a spreadsheet wrote, quotes, separators and line breaks in labels among it', () => {
    const label = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '\n', '\r\n', ' ', "'", '0,5') });
    const one = fc.record({
      label: label.map((text) => text.trim()),
      design: fc.constantFrom('', 'mix', 'one-on-one', 'no-campaign'),
      risk: fc.double({ min: 0.7, max: 2.4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1 }), fc.constantFrom(',', ';', '\t'), (cases, separator) => {
        const cells = cases.map(({ label, design, risk }) => [label, String(risk), design]);
        const text = dsvFormat(separator).formatRows([['label', 'appraisal.risk', 'design'], ...cells]);
        expect(read(text).cases).toEqual(
          cases.map(({ label, design, risk }, k) => ({
            row: k + 2,
            label,
            design: design === '' ? null : design,
            values: [risk],
          })),
        );
      }),
    );
  });

  it('of one column may hold numbers alone', () => {
    expect(read('appraisal.risk\n1\n2\n').cases.map(({ values }) => values)).toEqual([[1], [2]]);
  });

  it('may name every number of every scenario: none of them looks as if it were about persons', () => {
    const home = new URL('../../scenarios/', import.meta.url);
    const texts = (folder: string) =>
      new Map(
        readdirSync(new URL(folder, home))
          .filter((file) => file.endsWith('.yaml'))
          .map((file) => [file.replace('.yaml', ''), readFileSync(new URL(`${folder}${file}`, home), 'utf8')]),
      );
    const scenarios = texts('./');
    const library = {
      contexts: texts('contexts/'),
      designs: texts('designs/'),
      evaluations: texts('evaluations/'),
      scenarios,
    };
    for (const [id, text] of scenarios) {
      const found = readScenario(text, id, library, (path) => readFileSync(new URL(path, home), 'utf8'));
      if (!found.ok) throw new Error(found.problems.map(sentence).join('\n'));
      const own = settle(found.scenario);
      const cells = [own.uncertain.map(({ name }) => name), own.uncertain.map(({ value }) => String(value))];
      const whole = readSheet(dsvFormat('\t').formatRows(cells), id, own);
      expect(whole.ok ? [] : whole.problems.map(sentence)).toEqual([]);
      // Misspelt or of another scenario, they are unknown, and no more.
      const nobody = readSheet(dsvFormat('\t').formatRows(cells), id, { uncertain: [], conditions: [] });
      expect(nobody.ok ? [] : nobody.problems.map(({ expected }) => expected)).not.toContain('no column about persons');
    }
  });
});

describe('a sheet is refused by cell:', () => {
  it('what is no number, or outside of its range', () => {
    const range = 'expected a number from 0.7 to 2.4 (appraisal.risk), found';
    const faults = [
      ['abc', '"abc". Write digits, with a point as the decimal sign, and no unit.'],
      ['', 'an empty cell. Write a number; that of the scenario itself is 1.4.'],
      ['90%', '"90%". Shares are written 0.2, not 20 %.'],
      ['1e999', 'Infinity. This is the range the scenario holds plausible.'],
      [
        '2.5',
        '2.5. This is the range the scenario holds plausible. Check the unit, or widen the range there, with its',
      ],
      ['-1', '-1. This is the range'],
      ['NaN', '"NaN". Write digits'],
      ['0x1', '"0x1". Write digits'],
      ['1 2', '"1 2". Write digits'],
      ['#N/A', '"#N/A". Write digits'],
    ];
    for (const [cell, said] of faults) {
      const [problem, ...others] = refusals(`label\tdesign\tappraisal.risk\na\t\t1\n\nb\t\t${cell}\n`);
      expect(problem).toContain(`a.csv cell C4: ${range} ${said}`);
      expect(others).toEqual([]);
    }
  });

  it('decimal commas, whatever separates the cells', () => {
    const remedy = 'Write the decimal sign as a point and leave out other signs: 0.5, not 0,5; 1200, not 1,200.';
    for (const cell of ['0,5', '-1,4', '1.200,5', '1,200.5', ',5'])
      for (const text of [
        `appraisal.risk;norms.weight\n${cell};1\n`,
        `appraisal.risk\tnorms.weight\n${cell}\t1\n`,
        `appraisal.risk,norms.weight\n"${cell}",1\n`,
        `appraisal.risk\n${cell}\n`,
      ])
        expect(refusals(text)).toEqual([
          `a.csv cell A2: expected a number from 0.7 to 2.4 (appraisal.risk), found "${cell}". ${remedy}`,
        ]);
    expect(refusals('appraisal.risk,norms.weight\n1,4,0,8\n')).toEqual([
      expect.stringMatching(
        /^a\.csv cell C2: expected an empty cell, because there are 2 names in the first row, found "0"\. Write decimal signs as points: here a comma begins the next cell\./,
      ),
      expect.stringMatching(/^a\.csv cell D2: .* found "8"\./),
      expect.stringMatching(/^a\.csv cell B2: expected a number from 0\.2 to 1\.5 \(norms\.weight\), found 4\./),
    ]);
  });

  it('columns and designs that nobody knows', () => {
    const named = 'expected design, label or the name of an uncertain number of the scenario';
    expect(refusals('label,apraisal.risk\na,1\n')).toEqual([
      `a.csv cell B1: ${named}, found "apraisal.risk". Did you mean "appraisal.risk"?`,
    ]);
    expect(refusals('desing\tnorms.weight\nmix\t1\n')[0]).toContain(`cell A1: ${named}, found "desing".`);
    expect(refusals('design,norms.weight\nmix,1\nmxi,1\n')).toEqual([
      'a.csv cell A3: expected the id of a design of the scenario, found "mxi". Did you mean "mix"?',
    ]);
    expect(refusals('0.3,1.2\n0.5,1.4\n')[0]).toContain(`cell A1: ${named}, found "0.3".`);
    expect(refusals('norms.weight,,label\n1,2,a\n')).toEqual([
      'a.csv cell B1: expected the name of the column, found nothing, though there are values below. Name the column, or clear it.',
    ]);
    expect(refusals('label,norms.weight,Label,norms.weight\na,1,b,1\n')).toEqual([
      'a.csv cell C1: expected every column once, found "Label" again. Keep one of the two.',
      'a.csv cell D1: expected every column once, found "norms.weight" again. Keep one of the two.',
    ]);
  });

  it('cells beyond the names, by the letters of spreadsheets', () => {
    const wide = `norms.weight\tlabel${'\t'.repeat(25)}AAA`;
    expect(refusals(`norms.weight\tlabel\n1\ta${'\t'.repeat(25)}x\n`)[0]).toContain('cell AA2: expected an empty cell');
    expect(refusals(`norms.weight\tlabel\n1\ta${'\t'.repeat(24)}x\n`)[0]).toContain('cell Z2: ');
    expect(refusals(`norms.weight\tlabel\n1\ta${'\t'.repeat(701)}x\n`)[0]).toContain('cell AAA2: ');
    expect(refusals(`${wide}\n1\ta\n`)[0]).toContain('cell AA1: expected design, label or');
  });

  it('nothing at all, and names only', () => {
    const wanted = 'a.csv: expected a row of names, and at least one row below it, found';
    const remedy = 'Copy the cells again, with the row of names.';
    for (const text of ['', '\ufeff', '\n\n', ' \t\t\n\t\t\n'])
      expect(refusals(text)).toEqual([`${wanted} an empty sheet. ${remedy}`]);
    expect(refusals('norms.weight\n\t\n')).toEqual([`${wanted} names only. ${remedy}`]);
  });

  it('quotes that are not closed, which would swallow the rows after them', () => {
    const closed = 'expected a quote that is closed, and after it the next cell, found another.';
    expect(refusals('norms.weight,label\n1,a\n0.5,"open\n0.6,b\n0.7,c\n')).toEqual([
      `a.csv cell B3: ${closed} Close the quote; within quotes, a quote is written twice.`,
    ]);
    expect(refusals('norms.weight,label\n1,"a" b\n')[0]).toContain(`cell B2: ${closed}`);
    expect(refusals('norms.weight,label\n1,"a""\n')[0]).toContain(`cell B2: ${closed}`);
    // Rows are counted as spreadsheets do: a line break within quotes begins none.
    expect(refusals('label,norms.weight\n"a\nb",1\nc,x\n')[0]).toContain('cell B3: ');
    expect(refusals('label,norms.weight\n"a\nb",1\nc,"x\n')[0]).toContain('cell B3: ');
    // Within a cell that is not quoted, a quote is a sign like others: inches, say.
    expect(read('label,norms.weight\n5" of it,1\n').cases[0].label).toBe('5" of it');
  });

  it('too much of it, soon', () => {
    expect(refusals('x'.repeat(1_000_001))).toEqual([
      'a.csv: expected a sheet of at most 1 MB, found 1.0 MB. Split it.',
    ]);
    expect(refusals('"'.repeat(999_999))[0]).toContain('cell A1: expected a quote that is closed');
    expect(refusals(`"${'""'.repeat(499_998)}x`)[0]).toContain('cell A1: ');
    expect(refusals('label\n'.concat('a\n'.repeat(100_001)))).toEqual([
      'a.csv: expected at most 100000 rows, found 100001. Split the sheet.',
    ]);
    // Half of the sheet names, half of it rows.
    expect(refusals(`label${'\tx'.repeat(240_000)}\n${'a\n'.repeat(90_000)}`)).toHaveLength(101);
    expect(refusals(`label${'\t'.repeat(480_000)}x\n${'a\n'.repeat(90_000)}`)).toHaveLength(1);
    const many = refusals(`norms.weight\n${'x\n'.repeat(5000)}`);
    expect(many).toHaveLength(101);
    expect(many[100]).toBe('a.csv: expected a sheet without faults, found 4900 more. Put these right first.');
  });
});

describe('data about persons', () => {
  const columns = {
    English: `name, Full Name, first_name, lastName, SURNAME, respondent-name, phone, Phone number, telephone, mobile phone, cell phone,
      WhatsApp, e-mail, Email address, mail, passport, passport number, Passport No., document number, document_no, ID number, id card,
      national id, identity card, case number, visa number, latitude, longitude, lat, lon, lng, GPS coordinates, address, home address,
      street, postcode, postal code address, zip code, date of birth, birthdate`,
    Dutch: `naam, voornaam, achternaam, Familienaam, naam deelnemer, tussenvoegsel, telefoon, telefoonnummer, mobiel, mobiel nummer, gsm,
      e-mailadres, emailadres, paspoort, paspoortnummer, documentnummer, identiteitskaart, identiteitsnummer, BSN, burgerservicenummer,
      V-nummer, visumnummer, dossiernummer, breedtegraad, lengtegraad, coördinaten, adres, woonadres, straat, straatnaam, postcode,
      huisnummer, geboortedatum`,
    French: `nom, prénom, Prenoms, nom de famille, NOM ET PRÉNOM, téléphone, numéro de téléphone, portable, e-mail, courriel, adresse e-mail,
      passeport, numéro de passeport, numéro du document, pièce d'identité, carte d’identité, numéro de visa, latitude, longitude,
      coordonnées, adresse, rue, code postal, date de naissance`,
  };
  it.each(Object.entries(columns))('are refused in %s, and not repeated', (_, words) => {
    for (const word of words.split(',').map((word) => word.trim()))
      expect(refusals(`appraisal.risk;${word}\n1;Secret Person\n`)).toEqual([
        `a.csv cell B1: expected no column about persons, found ${JSON.stringify(word)}. Forewarned takes no data about persons. Take the column out of the sheet.`,
      ]);
  });

  it('are told from what is only unknown', () => {
    for (const word of ['budget', 'reach', 'share of women', 'note', 'weeks', 'trust', 'enforcement', 'année', 'jaar'])
      expect(refusals(`appraisal.risk;${word}\n1;2\n`)[0]).toContain('B1: expected design, label or the name of');
  });
});

describe('cases', () => {
  it('become draws: each combination of values once, in the order in which it is met first', () => {
    const text = `design,appraisal.risk,norms.weight
mix,2,1
mix,1,1
one-on-one,2,1
mix,2,1
,1,1
one-on-one,1,1.0
no-campaign,1,0.5
`;
    expect(casesOf(read(text), settled)).toEqual({
      sampling: {
        method: 'list',
        names: ['appraisal.risk', 'norms.weight'],
        rows: [
          [2, 1],
          [1, 1],
          [1, 0.5],
        ],
      },
      arms: [['mix', 'one-on-one'], null, ['no-campaign']],
      drawOf: [0, 1, 0, 0, 1, 1, 2],
    });
  });

  it('run all designs where there is no column of designs', () => {
    expect(casesOf(read('norms.weight\n1\n1.5\n'), settled).arms).toEqual([null, null]);
  });

  it('without numbers leave the draws to the scenario', () => {
    expect(casesOf(read('design,label\nmix,a\none-on-one,b\n'), settled)).toEqual({
      sampling: null,
      arms: [['mix', 'one-on-one']],
      drawOf: [0, 0],
    });
    expect(casesOf(read('label\na\n'), settled)).toEqual({ sampling: null, arms: [null], drawOf: [0] });
  });

  it('belong to the scenario for which the sheet was read', () => {
    const other = { uncertain: [], conditions: settled.conditions };
    expect(() => casesOf(read('norms.weight\n1\n'), other)).toThrow('a sheet of this scenario, found norms.weight');
    expect(() => casesOf(read('design\nmix\n'), { ...settled, conditions: [] })).toThrow('found mix');
  });

  it('lose no case and invent none', () => {
    const one = fc.tuple(
      fc.constantFrom('', 'mix', 'one-on-one'),
      fc.constantFrom('1', '1.5', '2'),
      fc.constantFrom('1', '0.5'),
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (cases) => {
        const read_ = read(dsvFormat(',').formatRows([['design', 'appraisal.risk', 'norms.weight'], ...cases]));
        const { sampling, arms, drawOf } = casesOf(read_, settled);
        expect(new Set(sampling?.rows.map(String)).size).toBe(arms.length);
        for (const [k, { values, design }] of read_.cases.entries()) {
          expect(sampling?.rows[drawOf[k] ?? -1]).toEqual(values);
          const run = arms[drawOf[k] ?? -1];
          if (design === null) expect(run).toBe(null);
          else if (run !== null) expect(run).toContain(design);
        }
        const wanted = arms.map((_, draw) =>
          read_.cases.filter((_, k) => drawOf[k] === draw).map(({ design }) => design),
        );
        for (const [draw, run] of arms.entries())
          expect(run === null ? wanted[draw]?.includes(null) : run.every((id) => wanted[draw]?.includes(id))).toBe(
            true,
          );
      }),
    );
  });
});
