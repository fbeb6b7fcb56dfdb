import { harmfulWay } from '../experiment/evaluation/diagnosis.ts';
import type { Evaluation, FigureOfStudy, Part, Range, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import { simulationMargin } from '../experiment/evaluation/many.ts';
import { type Cause, causes, type Estimand, type Estimator, type Measure } from '../experiment/evaluation/study.ts';
import { outcomes } from '../model/outcomes.ts';
import { type Topic, topics } from '../model/vocabulary.ts';
import { titleOf as titleWithWarning } from './arms.ts';
import type { Mark } from './colours.ts';
import { palette } from './colours.ts';
import { counted, number, signed } from './words.ts';

type Said = {
  /** "changed their mind": what people do. */
  readonly does: string;
  /** True where the measure is a share of people; else it is a score or a chance. */
  readonly isShare: boolean;
};

const said: { readonly [M in Measure]?: Said } = {
  intends: { does: 'intend to leave irregularly', isShare: true },
  intends_or_left: { does: 'intend to leave irregularly or have left', isShare: true },
  considering: { does: 'consider leaving', isShare: true },
  left_irregularly: { does: 'have left irregularly', isShare: true },
  left_lawfully: { does: 'have left lawfully', isShare: true },
  knows_lawful: { does: 'know the lawful ways', isShare: true },
  knows_alternative: { does: 'know what else there is', isShare: true },
  changed_mind: { does: 'changed their mind', isShare: true },
  decision_quality: { does: 'take the decision that fits them', isShare: true },
  unmet_protection_need: { does: 'are left without the protection they need', isShare: true },
  harmed_on_journey: { does: 'were harmed on the journey', isShare: true },
  regret: { does: 'left and are worse off for it', isShare: true },
  intention: { does: 'intention to leave', isShare: false },
  general_risk: { does: 'the risk people see for others', isShare: false },
  own_risk: { does: 'the risk people see for themselves', isShare: false },
  rights_knowledge: { does: 'knowledge of rights', isShare: false },
  trust_in_sender: { does: 'trust in the senders', isShare: false },
  recall: { does: 'remembering the campaign', isShare: false },
  prepared: { does: 'preparation', isShare: false },
  contacts: { does: 'contacts', isShare: false },
};

/** What a measure is called in sentences and tables. */
export function wordsOf(measure: Measure): Said {
  const known = said[measure];
  if (known) return known;
  const isError = measure.startsWith('error_');
  const topic = topics.find((name) => measure === `error_${name}` || measure === `believes_${name}`) as Topic;
  return { does: isError ? outcomes[`error_${topic}`].label : `the chance people see: ${topic}`, isShare: false };
}

const of: { readonly [E in Estimand]: string } = {
  att: 'of those it met',
  itt: 'of those it was offered to',
  spillover: 'of those it did not meet where it worked',
  total: 'of everybody',
};

/** What a study is after, in a few words: "intend to leave irregularly, of those it met". */
export function inquiryOf({ inquiry }: Pick<StudyFindings, 'inquiry'>): string {
  return `${wordsOf(inquiry.measure).does}, ${of[inquiry.estimand]}`;
}

const ways: { readonly [E in Estimator]: string } = {
  'naive-share': 'share who say so, nobody compared',
  'before-after': 'after less before',
  'exposed-unexposed': 'those who remember it less those who do not',
  matched: 'matched pairs',
  'difference-in-differences': 'difference in differences',
  regression: 'regression with covariates',
  'difference-in-means': 'difference of the two groups',
  'cluster-robust': 'difference of the groups, clustered errors',
  'cluster-means': 'difference of cluster means',
  instrument: 'invitation as instrument',
  'contact-count': 'contacts counted',
};
export function wayOf({ estimator }: Pick<StudyFindings, 'estimator'>): string {
  return ways[estimator];
}

/** Half the 95 % simulation interval of a figure: what stands behind every "±". */
export function marginOf({ errors, groups }: Pick<StudyFindings, 'errors' | 'groups'>, name: FigureOfStudy): number {
  return simulationMargin(errors[name] ?? 0, groups);
}

/** "± 2" behind or below a number; nothing where its margin is not known. */
export function plusMinus(margin: number, digits: number): string {
  return Number.isFinite(margin) ? `± ${number(margin, digits)}` : '';
}

/** A truth that cannot be told from none in this number of worlds. */
export function isNone(study: Pick<StudyFindings, 'truth' | 'errors' | 'groups'>): boolean {
  return study.truth === null || Math.abs(study.truth) <= marginOf(study, 'truth');
}

/** Whether a side of what is asked about is worse for people: of intention and departures neither is. */
export const canShowHarm = ({ inquiry }: Pick<StudyFindings, 'inquiry'>): boolean => harmfulWay(inquiry.measure) !== 0;

/** A share of people who report it, not a difference between groups. */
export const isLevel = ({ estimator }: Pick<StudyFindings, 'estimator'>): boolean => estimator === 'naive-share';
/** Contacts, and no question to anybody. */
export const isCount = ({ estimator }: Pick<StudyFindings, 'estimator'>): boolean => estimator === 'contact-count';

/** What numbers of a study are multiplied by, and the unit in words. */
export function scaleOf(study: Pick<StudyFindings, 'inquiry' | 'estimator'>): {
  readonly factor: number;
  readonly unit: string;
} {
  if (isCount(study)) return { factor: 1, unit: 'contacts a person' };
  if (isLevel(study)) return { factor: 100, unit: '% of those asked' };
  return { factor: 100, unit: wordsOf(study.inquiry.measure).isShare ? 'percentage points' : 'points of 100' };
}

/** Digits that suit a number whose range is so wide. */
export function digitsFor({ low, high }: Pick<Range, 'low' | 'high'>, factor: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high)) * factor;
  if (size >= 20 || size === 0) return 0;
  return size >= 2 ? 1 : 2;
}

/** A number of a study in its unit; differences carry a sign. */
export function shown(study: StudyFindings, value: number | null, digits?: number): string {
  if (value === null) return '—';
  const { factor } = scaleOf(study);
  const places = digits ?? digitsFor(study.reported, factor);
  return isLevel(study) || isCount(study) ? number(value * factor, places) : signed(value * factor, places);
}

/** Digits for a truth: it is known exactly here, so that a small one beside a wide report is not shown as none. */
export function truthDigits(study: StudyFindings): number {
  const { factor } = scaleOf(study);
  const own = Math.abs(study.truth ?? 0) * factor;
  return Math.max(digitsFor(study.reported, factor), own < 10 ? 1 : 0);
}

/** "1.2 to 4.3" */
export function rangeIn(study: StudyFindings, { low, high }: Range): string {
  const { factor } = scaleOf(study);
  const digits = digitsFor(study.reported, factor);
  return `${number(low * factor, digits)} to ${number(high * factor, digits)}`;
}

/** A share as tries: "12 of 100 tries", "fewer than 1 of 100 tries". */
export function tries(share: number): string {
  const hundred = share * 100;
  if (share === 0) return 'none of 100 tries';
  if (share === 1) return 'all of 100 tries';
  if (hundred < 0.5) return 'fewer than 1 of 100 tries';
  return hundred > 99.5 ? 'more than 99 of 100 tries' : `${number(hundred)} of 100 tries`;
}

/** A share of tries as it stands in tables, with its Monte Carlo error. */
export function share(value: number | null): string {
  return value === null ? '—' : number(value * 100);
}

export const causeWords: { readonly [C in Cause]: { readonly label: string; readonly meaning: string } } = {
  attrition: { label: 'people not found', meaning: 'those who left, died or refused are not asked again' },
  recall: { label: 'memory', meaning: 'some forget the campaign, some remember one they never met' },
  desirability: {
    label: 'polite answers',
    meaning: 'some deny that they intend to leave, or agree because they are asked',
  },
  selection: { label: 'who takes part', meaning: 'those compared were different before, or nobody is compared' },
  contamination: { label: 'talk between groups', meaning: 'the campaign reaches the comparison group through others' },
  clustering: { label: 'drawing by cluster', meaning: 'people of few places stand for all' },
};
export { causes };

export type Split = NonNullable<StudyFindings['split']>;

/** Half the 95 % simulation interval of a part of a split; none where there is nothing to compare. */
export function partMargin({ groups }: Split, { error }: Part): number {
  const margin = simulationMargin(error, groups);
  return Number.isFinite(margin) ? margin : 0;
}

/** The unit of a difference in reports of a study. */
export function splitUnit(study: StudyFindings): string {
  const { unit } = scaleOf(study);
  return unit.startsWith('%') ? 'percentage points' : unit;
}

/** What the bars of a split sum to: "−2.02 ± 1.10 in the 200 studies that were split". */
export function splitTotal(study: StudyFindings, split: Split): string {
  const { factor } = scaleOf(study);
  const { mean } = split.bias;
  const digits = Math.max(1, digitsFor({ low: 0, high: mean }, factor));
  const off = `${signed(mean * factor, digits)} ${plusMinus(partMargin(split, split.bias) * factor, digits)}`;
  return `${off} in the ${number(split.studies)} studies that were split`;
}

/** The mark of every study, in the order of the evaluation. */
export function studyMarks({ studies }: Evaluation): ReadonlyMap<string, Mark> {
  return new Map(
    studies.map(({ id }, i) => [
      id,
      { colour: `var(--design-${(i % palette.length) + 1})`, hollow: i >= palette.length },
    ]),
  );
}

/** What was computed and how sure it is: the line under every table and picture. */
export function evaluationCaption(evaluation: Evaluation): string {
  const { replicates, draws, lots, surveys, seed, version, resultsVersion } = evaluation;
  const worlds = `${counted(replicates, 'pair')} of worlds over ${counted(draws, 'parameter draw')}`;
  const few = replicates < 8 ? ' Few worlds: read the numbers as rough.' : '';
  const between =
    draws > 1
      ? counted(draws, 'parameter draw')
      : replicates > 1
        ? `${counted(replicates, 'pair')} of worlds`
        : 'lots or surveys';
  return `n = up to ${number(replicates * lots * surveys)} imaginary studies of each design (${worlds}, ${counted(lots, 'lot')}, ${counted(surveys, 'survey')} of each); ranges hold 90 of 100 studies; ± is half a 95 % simulation interval, from differences between the ${between}, which more of them would narrow; seed "${seed}"; Forewarned ${version}, results version ${resultsVersion}.${few}`;
}

/** The campaign's title, with a warning where its message is not the whole truth. */
export function campaignOf({ design }: Evaluation): string {
  return titleWithWarning({ title: design.title, truthfulness: design.truthfulness } as Parameters<
    typeof titleWithWarning
  >[0]);
}
