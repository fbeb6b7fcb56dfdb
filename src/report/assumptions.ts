import type { Comparison } from '../experiment/comparison.ts';
import { drawnFrom, methods, ratio, whatIf } from './notices.ts';
import { counted, number } from './words.ts';

/** Those with a range are varied, whether assumed or not; packages of earlier versions do not say how many. */
function howMany({ total, varied }: Comparison['assumed']): string {
  if (varied === undefined) return 'They were';
  return `${number(varied)} of the ${number(total)} have a range (draws.csv names each) and were`;
}

/** What was assumed to get these numbers, a sentence each; the first is the notice that this is a what-if. */
export function assumptions(comparison: Comparison): string[] {
  const { assumed, draws, replicates, weeks, burnIn, off, contexts, failures, published, chosen } = comparison;
  const varied = chosen
    ? `${counted(chosen.numbers.length, 'number')} ${chosen.numbers.length === 1 ? 'was' : 'were'} varied as somebody chose (${methods[chosen.method] ?? chosen.method}, ${counted(draws, 'draw')}; draws.csv), all others held at their defaults: intervals hold these draws and luck, and are too narrow for what else is not known.`
    : draws > 1
      ? `${howMany(assumed)} varied together in ${counted(draws, 'draw')} ${drawnFrom(published)}, and luck in ${counted(replicates, 'run')}; the intervals hold both.`
      : 'They were held at their defaults: the intervals hold luck alone and are too narrow for what is not known.';
  const sentences = [
    whatIf,
    `${number(assumed.assumed)} of ${number(assumed.total)} numbers are assumptions without a published figure behind them (ledger.csv names each).`,
    varied,
    ratio(comparison),
    `The campaign is followed for ${counted(weeks, 'week')}, after ${counted(burnIn, 'week')} of the same world without any campaign. Money is euros of 2023.`,
    ...contexts.map(({ title, limits }) => `${title}: ${limits}`),
  ];
  if (off.length > 0) sentences.push(`Switched off in this comparison: ${off.join(', ')}.`);
  if (failures.length > 0)
    sentences.push(
      `${counted(failures.length, 'run')} failed and ${failures.length === 1 ? 'is' : 'are'} not in the numbers (failures.csv).`,
    );
  return sentences;
}
