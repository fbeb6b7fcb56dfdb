import type { Evaluation, Range, RankedDesign, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import { places, rankedBy, rankedNumber } from './charts/rankings.ts';
import {
  causes,
  causeWords,
  digitsFor,
  isCount,
  isLevel,
  isNone,
  scaleOf,
  shown,
  tries,
  truthDigits,
  wordsOf,
} from './evaluation-words.ts';
import { listOf } from './sentences.ts';
import { capitalised, counted, euros, number, signed } from './words.ts';

/** A difference in people: "2.1 percentage points fewer"; scores and chances are lower or higher. */
function towards(study: StudyFindings, value: number, digits: number): string {
  const { factor, unit } = scaleOf(study);
  const size = number(Math.abs(value) * factor, digits);
  const [less, more] = wordsOf(study.inquiry.measure).isShare ? ['fewer', 'more'] : ['lower', 'higher'];
  if (!/[1-9]/.test(size)) return 'no difference';
  return `${size} ${unit} ${value < 0 ? less : more}`;
}

function between(study: StudyFindings, { low, high }: Range, digits: number): string {
  const { factor } = scaleOf(study);
  const [less, more] = wordsOf(study.inquiry.measure).isShare ? ['fewer', 'more'] : ['lower', 'higher'];
  const end = (value: number) => `${number(Math.abs(value) * factor, digits)} ${value < 0 ? less : more}`;
  return `between ${end(low)} and ${end(high)}`;
}

/** "This study would report that 18 % changed their mind (...); in truth 5 % did." */
export function reportAgainstTruth(study: StudyFindings): string {
  const { inquiry, reported, truth } = study;
  const { does, isShare } = wordsOf(inquiry.measure);
  const { factor } = scaleOf(study);
  const digits = digitsFor(reported, factor);
  if (study.studies === 0) return 'No imaginary study could be done: there was nobody to ask.';
  if (isCount(study))
    return `This would report ${number(reported.mean, digitsFor(reported, 1))} contacts a person and say nothing of what they change.`;
  const known = truth ?? Number.NaN;
  const unknown = 'what is true cannot be said, because there was nobody it could be true of';
  if (isLevel(study)) {
    const range = `in 90 of 100 studies between ${number(reported.low * factor, digits)} and ${number(reported.high * factor, digits)} %`;
    const verb = inquiry.measure === 'changed_mind' ? 'did because of it' : 'do because of it';
    const true_ = truth === null ? unknown : shareInTruth(known * factor, truthDigits(study), verb);
    return `This study would report that ${number(reported.mean * factor, digits)} % ${does} (${range}); ${true_}.`;
  }
  const is = truth === null ? unknown : `in truth it is ${towards(study, known, truthDigits(study))}`;
  const report = towards(study, reported.mean, digits);
  return isShare
    ? `This study would report ${report === 'no difference' ? 'no difference in how many' : `${report} who`} ${does} (in 90 of 100 studies ${between(study, reported, digits)}); ${is}.`
    : `This study would report for ${does} ${report} (in 90 of 100 studies ${between(study, reported, digits)}); ${is}.`;
}

/** "in truth 5 % did because of it"; a share below nothing means that it did the opposite. */
function shareInTruth(percent: number, digits: number, verb: string): string {
  const size = number(Math.abs(percent), digits);
  if (!/[1-9]/.test(size)) return `in truth none ${verb}`;
  return percent < 0 ? `in truth it is ${size} percentage points fewer than without it` : `in truth ${size} % ${verb}`;
}

/** What the study could find, and how far its word can be taken. */
function strength(study: StudyFindings): string[] {
  const { power, coverage, typeS, typeM, minimumDetectable } = study;
  if (isCount(study)) return [];
  const { factor, unit } = scaleOf(study);
  const lines: string[] = [];
  const isWrong = typeS !== null && typeS >= 0.005 && power !== null && power > 0 && !isNone(study);
  if (power !== null && !isLevel(study)) {
    const detectable =
      minimumDetectable === null || (isWrong && typeS >= 0.5)
        ? ''
        : `; one that it finds in 80 of 100 tries would have to be ${number(minimumDetectable * factor, digitsFor({ low: 0, high: minimumDetectable }, factor))} ${unit}`;
    lines.push(
      isWrong
        ? `It would report an effect as found in ${tries(power)}, ${wrongly(typeS)}${detectable}.`
        : `It would ${isNone(study) ? 'report an effect' : 'find a true effect of this size'} in ${tries(power)}${detectable}.`,
    );
  }
  if (coverage !== null) lines.push(`Its 95 % interval would hold the truth in ${tries(coverage)}.`);
  if (typeM !== null && typeM >= 1.5 && power !== null && power > 0 && !isNone(study))
    lines.push(
      `Effects that it finds are on average ${number(typeM, typeM < 10 ? 1 : 0)} times as large as the true one.`,
    );
  return lines;
}

/** How often an effect that is reported as found points the wrong way. */
function wrongly(typeS: number): string {
  if (typeS >= 0.995) return 'and always in the wrong direction';
  return `${number(typeS * 100)} of 100 of these in the wrong direction`;
}

/** Whether harm would be seen. Said of every study that asks somebody. */
function harm(study: StudyFindings): string {
  const { missesHarm } = study;
  if (isCount(study)) return 'It cannot see harm: nobody is asked.';
  if (missesHarm === null) return 'On average there is no true harm in this number that it could miss.';
  const is = isNone(study)
    ? 'On average the truth lies on the harmful side here, too little to be told from none'
    : 'There is harm in this number';
  return `${is}; it would miss harm in ${tries(missesHarm)}.`;
}

/** Causes that are spoken of. */
const NAMED = 3;

/** The causes that bend it most, in the order of their size, with two simulation errors either way: as the picture has them. */
function bent(study: StudyFindings): string | null {
  const { split } = study;
  if (split === null) return null;
  const { factor, unit: own } = scaleOf(study);
  const unit = own.startsWith('%') ? 'percentage points' : own;
  const largest = causes
    .map((cause) => ({ cause, ...split[cause] }))
    .filter(({ mean }) => mean !== 0)
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, NAMED);
  const top = largest[0];
  if (top === undefined) return 'None of the causes looked at bends it.';
  const digits = digitsFor({ low: 0, high: Math.abs(top.mean) }, factor);
  const shown_ = largest.filter(({ mean }) => /[1-9]/.test(number(Math.abs(mean) * factor, digits)));
  const told = shown_.map(({ cause, mean, error }) => {
    const within = number(2 * error * factor, digits);
    const size = `${signed(mean * factor, digits)}${/[1-9]/.test(within) ? ` ± ${within}` : ''}`;
    return `${causeWords[cause].label} (${size})`;
  });
  const isClear = shown_.some(({ mean, error }) => Math.abs(mean) > 2 * error);
  return isClear
    ? `What bends it most, in ${unit}: ${listOf(told)}.`
    : `What bends it most cannot be told: no single cause is clear of simulation error. The largest, in ${unit}: ${listOf(told)}.`;
}

function sample({ findN }: StudyFindings): string | null {
  if (findN === null) return null;
  const wanted = `in ${number(findN.power * 100)} of 100 tries`;
  return findN.size === null
    ? `No sample finds the effect ${wanted}: ${findN.because}.`
    : `To find the effect ${wanted} it would have to ask ${number(findN.size)} people.`;
}

/** All that is said of one study, in order. */
export function sentencesOf(study: StudyFindings): string[] {
  const cost = study.cost === null ? null : `Such a study costs about ${euros(study.cost)}.`;
  return [
    reportAgainstTruth(study),
    ...strength(study),
    harm(study),
    bent(study),
    sample(study),
    cost,
    ...study.notes,
  ].filter((line) => line !== null);
}

/** One entry per study: its title, and what would come of it. */
export function evaluationSentences({ studies, ranking }: Evaluation): string[] {
  const told = studies.map((study) => `${study.title}: ${sentencesOf(study).join(' ')}`);
  const order = ranking && rankingSentence(ranking);
  return order ? [...told, order] : told;
}

/** Whom each way of ranking puts first. */
export function rankingSentence(ranking: readonly RankedDesign[]): string | null {
  if (ranking.length < 2) return null;
  const firsts = rankedBy.map(({ id, label }) => {
    const best = ranking[places(ranking, id).indexOf(1)];
    return { label, title: best?.title ?? '', number: best ? rankedNumber(best, id) : '' };
  });
  const [byCount, bySay, byTruth] = firsts;
  if (!byCount || !bySay || !byTruth) return null;
  const truth = places(ranking, 'effect');
  const moved = places(ranking, 'contacts').filter((place, i) => place !== truth[i]).length;
  const asked = places(ranking, 'selfReport').filter((place, i) => place !== truth[i]).length;
  return `Ranked by contacts counted, ${byCount.title} comes first; by what those who were met say, ${bySay.title}; by what is true, ${byTruth.title}. Of ${counted(ranking.length, 'design')}, ${number(moved)} stand in another place by contacts than in truth, and ${number(asked)} by what people say.`;
}

/** The answer in a few sentences: each study's report against the truth, and whom the three rankings put first. */
export function evaluationAnswer(evaluation: Evaluation): string[] {
  const { studies, ranking } = evaluation;
  const shownFirst = studies.slice(0, 4).map((study) => `${study.title}: ${lower(reportAgainstTruth(study))}`);
  const missed = studies.filter(({ missesHarm, ...study }) => missesHarm !== null && missesHarm > 0 && !isNone(study));
  const worst = missed.sort((a, b) => (b.missesHarm ?? 0) - (a.missesHarm ?? 0))[0];
  const order = ranking && rankingSentence(ranking);
  return [
    ...shownFirst,
    worst ? `${capitalised(worst.title)} would miss harm in ${tries(worst.missesHarm ?? 0)}.` : null,
    order,
  ].filter((line): line is string => line !== null);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What is left of a number of a study once its truth is taken away, as shown. */
export function biasOf(study: StudyFindings): string {
  if (isCount(study)) return '—';
  if (study.bias === null) return '—';
  const { factor } = scaleOf(study);
  return signed(study.bias * factor, digitsFor(study.reported, factor));
}

/** The truth in the unit of the study's report. */
export function truthOf(study: StudyFindings): string {
  return isCount(study) ? '—' : shown(study, study.truth, truthDigits(study));
}
