import type { LedgerRow } from '../../evidence/ledger-row.ts';

/** Numbers of the model that people ask about first, where a question uses them. */
export const oftenAsked: readonly string[] = [
  'appraisal.risk',
  'appraisal.family',
  'appraisal.lawful',
  'appraisal.alternative',
  'trust.learning',
  'trust.relating',
  'dissonance.tolerance',
  'dissonance.discredit',
  'dissonance.minimise',
  'talk.rate',
  'diaspora.rate',
  'smugglers.rate',
];

/**
 * What each number is, in words that stand alone: without the symbol of the equations, with the channel or part of the model it belongs
 * to, and with what "more of it" is more of.
 */
export function assumptionLabels(
  rows: readonly Pick<LedgerRow, 'parameter' | 'meaning'>[],
): ReadonlyMap<string, string> {
  const bare = (meaning: string): string => meaning.replace(/ \((?!evidence)\w+\)/g, '').replace(/^\w+: /, '');
  const bases = rows.filter(({ parameter }) => parameter.endsWith('Base'));
  return new Map(
    rows.map(({ parameter, meaning }) => {
      const more = /^\.\.\. ?(.*)/.exec(bare(meaning))?.[1];
      const base = bases.find((one) => parameter.startsWith(one.parameter.slice(0, -'Base'.length)));
      const label =
        more === undefined ? bare(meaning) : `${base === undefined ? '' : `${bare(base.meaning)}: `}${more}`;
      return [parameter, `${label} (${belongsTo(parameter)})`];
    }),
  );
}

function belongsTo(parameter: string): string {
  const [part = '', channel = ''] = parameter.split('.');
  return (part === 'channel' ? channel : part).replaceAll('-', ' ');
}
