import type { Evaluation } from '../experiment/evaluation/evaluation.ts';
import { drawnFrom, ratio, whatIf } from './notices.ts';
import { quoted } from './quoted.ts';
import { counted, number } from './words.ts';

/** What was assumed to get these numbers, a sentence each; the first is the notice that this is a what-if. */
export function evaluationAssumptions(evaluation: Evaluation): string[] {
  const { assumed, draws, replicates, lots, surveys, weeks, context, failures, published } = evaluation;
  const varied =
    draws > 1
      ? `They were varied together in ${counted(draws, 'draw')} ${drawnFrom(published)}, those of the interviews among them.`
      : 'They were held at their defaults: the ranges hold luck alone and are too narrow for what is not known.';
  const lines = [
    whatIf,
    'What is true is known here because each simulated person lives twice, with the campaign and without it. Nobody real can know it of real people.',
    'How people answer, whom interviewers find, and how many agree to please are assumptions too; a study with better interviews bends less.',
    `${number(assumed.assumed)} of ${number(assumed.total)} numbers are assumptions without a published figure behind them (ledger.csv names each).`,
    varied,
    `Each design of a study was carried out in ${counted(replicates, 'pair')} of worlds, for ${counted(lots, 'lot')} with ${counted(surveys, 'survey')} each; without a lot there is one world with the campaign in each pair.`,
    `${ratio(evaluation)} Worlds are followed for at most ${counted(weeks, 'week')}.`,
    `${context.title}: ${context.limits}`,
  ];
  if (failures.length > 0)
    lines.push(
      `${counted(failures.length, 'pair')} of worlds failed and ${failures.length === 1 ? 'is' : 'are'} not in the numbers (failures.csv).`,
    );
  return lines;
}

/** How the numbers are made, for those who ask. */
export const evaluationMethod =
  'The truth is the mean difference between the two lives of the people a study is after. Bias is the mean of estimate less truth over imaginary studies, with its Monte Carlo error. "Reports an effect" is the share of studies whose test rejects "no effect" at the 5 % level, be it right or wrong; "holds the truth" the share whose 95 % interval contains it; "wrong sign" is among those that reject (type S), and "times as large" is how much those that reject exaggerate (type M): the sum of the sizes of their estimates over the sum of the sizes of the truths, not a mean of ratios. "Would miss harm" is the share that does not report harm where the truth is clearly harm; of intention and departures neither side is harm by itself. Each number has a standard error from differences between parameter draws, whose worlds share all uncertain numbers (with one draw between worlds, else lots or surveys); "±" is that error times the 97.5 % quantile of Student\'s t with one degree of freedom less than there are draws, and what lies within it is not told from none. In the worlds that come first the bias is divided among its causes by switching each cause off in all combinations with the same luck (Shapley), so that the order does not matter.';

/** How to compute the same numbers again. */
export function evaluationCommand(evaluation: Evaluation): string {
  const { scenario, design, studies, replicates, draws, surveys, people, weeks, seed } = evaluation;
  const named = studies.map(({ id }) => id).join(' ');
  const findN = studies.find((study) => study.findN !== null)?.findN;
  return `forewarned evaluate ${scenario.id} --design ${design.id} --study ${named} --replicates ${replicates} --draws ${draws} --surveys ${surveys}${findN ? ` --find-n ${findN.power}` : ''} --people ${people} --weeks ${weeks} --seed ${quoted(seed)}`;
}
