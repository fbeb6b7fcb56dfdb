import type { Evaluation, Range, RankedDesign, StudyFindings } from '../experiment/evaluation/evaluation.ts';
import type { NoSample } from '../experiment/evaluation/find-n.ts';
import { places, rankedBy, rankedNumber } from './charts/rankings.ts';
import {
  canShowHarm,
  causes,
  causeWords,
  digitsFor,
  isCount,
  isLevel,
  isNone,
  marginOf,
  partMargin,
  plusMinus,
  scaleOf,
  shown,
  splitUnit,
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

/** What the study could report, and how far its word can be taken. */
function strength(study: StudyFindings): string[] {
  const { power, coverage, typeS, typeM, minimumDetectable } = study;
  if (isCount(study)) return [];
  const { factor, unit } = scaleOf(study);
  const lines: string[] = [];
  const isWrong = typeS !== null && typeS >= 0.005;
  if (power !== null && !isLevel(study)) {
    const detectable =
      minimumDetectable === null || (isWrong && typeS >= 0.5)
        ? ''
        : `; one that it reports in 80 of 100 tries would have to be ${number(minimumDetectable * factor, digitsFor({ low: 0, high: minimumDetectable }, factor))} ${unit}`;
    lines.push(`It would report an effect in ${tries(power)}${isWrong ? `, ${wrongly(typeS)}` : ''}${detectable}.`);
  }
  if (coverage !== null) lines.push(`Its 95 % interval would hold the truth in ${tries(coverage)}.`);
  const unsure = marginOf(study, 'typeM');
  if (typeM !== null && typeM - unsure > 1 && !isNone(study)) {
    const digits = typeM < 10 ? 1 : 0;
    lines.push(
      `Effects that it reports are together ${number(typeM, digits)} times as large as the true ones together (${plusMinus(unsure, digits)}).`,
    );
  }
  return lines;
}

/** How often an effect that is reported points the wrong way. */
function wrongly(typeS: number): string {
  if (typeS >= 0.995) return 'always in the wrong direction';
  return `${number(typeS * 100)} of 100 of these in the wrong direction`;
}

/** Whether harm would be seen. Said of every study that asks somebody. */
function harm(study: StudyFindings): string {
  const { missesHarm } = study;
  if (isCount(study)) return 'It cannot see harm: nobody is asked.';
  if (!canShowHarm(study)) return 'It cannot see harm: neither side of what it asks about is good or bad by itself.';
  if (missesHarm !== null) return `There is harm in this number; it would miss harm in ${tries(missesHarm)}.`;
  return isNone(study)
    ? 'Whether there is harm in this number cannot be told here: the truth cannot be told from none.'
    : 'On average there is no true harm in this number that it could miss.';
}

/** Causes that are spoken of. */
const NAMED = 3;

/** The causes that clearly bend it, in the order of their size. */
function bent(study: StudyFindings): string | null {
  const { split } = study;
  if (split === null) return null;
  const { factor } = scaleOf(study);
  if (causes.every((cause) => split[cause].mean === 0)) return 'None of the causes looked at bends it.';
  // Digits are those of the picture: what shows as nothing beside the largest cause is not spoken of, however sure it is.
  const digits = digitsFor({ low: 0, high: Math.max(...causes.map((cause) => Math.abs(split[cause].mean))) }, factor);
  const clear = causes
    .map((cause) => ({ cause, mean: split[cause].mean, margin: partMargin(split, split[cause]) }))
    .filter(({ mean, margin }) => split.groups > 1 && Math.abs(mean) > margin)
    .filter(({ mean }) => /[1-9]/.test(number(Math.abs(mean) * factor, digits)))
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))
    .slice(0, NAMED);
  if (clear.length === 0)
    return 'What bends it cannot be told: no single cause is clear of simulation error. More pairs of worlds and parameter draws may tell.';
  const told = clear.map(
    ({ cause, mean, margin }) =>
      `${causeWords[cause].label} (${signed(mean * factor, digits)} ${plusMinus(margin * factor, digits)})`,
  );
  return `What clearly bends it, in ${splitUnit(study)}: ${listOf(told)}.`;
}

const noSample: { readonly [N in Exclude<NoSample, 'frame'>]: string } = {
  'no effect': 'the campaign changes nothing in what it asks about',
  bias: 'its report is off by more than the effect is large, and more people only make a wrong answer surer',
  clusters: 'more people in as many places hardly narrow the answer; more places would',
  effect: 'the effect is too small',
};

/** The sample that would do, or why none can be named: what the simulated people cannot tell is no property of the study. */
function sample(study: StudyFindings): string | null {
  const { findN } = study;
  if (findN === null) return null;
  const wanted = `in ${number(findN.power * 100)} of 100 tries`;
  if (findN.because === 'no effect' || findN.because === 'bias')
    return `No sample finds the effect ${wanted}: ${noSample[findN.because]}.`;
  if (isNone(study))
    return `Which sample would find the effect ${wanted} cannot be said: the effect cannot be told from none here. More pairs of worlds and parameter draws may tell.`;
  if (findN.size !== null) return `To find the effect ${wanted} it would have to ask ${number(findN.size)} people.`;
  if (findN.because === 'frame')
    return `Which sample would find the effect ${wanted} cannot be answered with so few simulated people: all ${number(findN.asked)} whom it could ask are asked, and more would be needed.`;
  const needed = findN.needed === null ? '' : `; about ${number(Number(findN.needed.toPrecision(2)))} would be needed`;
  return `No sample tried finds the effect ${wanted}: ${noSample[findN.because]} (up to ${number(findN.largest)} people${needed}).`;
}

/** What a study wants and does not get here. */
function smaller({ short, n, size }: StudyFindings): string | null {
  if (short === null) return null;
  const { villages, people } = short;
  const [fewest, most] = villages?.found ?? [0, 0];
  const there = fewest === most ? number(fewest) : `${number(fewest)} to ${number(most)}`;
  const places = villages === null ? '' : `, in ${there} of ${number(villages.wanted)} villages`;
  return `Held smaller than asked for, with ${number(n)} of ${number(size)} people${places}: all that follows is said of a study that small. About ${number(people)} simulated people would be enough.`;
}

/** Which studies are held smaller than asked for, and what to do about it; null where none is. */
export function heldSmaller({ studies, people }: Evaluation): string | null {
  const told = studies.flatMap(({ title, short }) => (short === null ? [] : [{ title, enough: short.people }]));
  if (told.length === 0) return null;
  const enough = Math.max(...told.map((one) => one.enough));
  const [are, them] = told.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${listOf(told.map(({ title }) => title))} ${are} held smaller than asked for, because there are too few people or places for ${them} among ${number(people)} simulated people. What is said of ${them} is true of a study that small; --people ${enough} would be about enough.`;
}

/** All that is said of one study, in order. */
export function sentencesOf(study: StudyFindings): string[] {
  const which = study.short === null ? 'Such a study costs' : 'As small as it is held here, it costs';
  const cost = study.cost === null ? null : `${which} about ${euros(study.cost)}.`;
  return [
    smaller(study),
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
  const missed = studies.filter(({ missesHarm }) => missesHarm !== null && missesHarm > 0);
  const worst = missed.sort((a, b) => (b.missesHarm ?? 0) - (a.missesHarm ?? 0))[0];
  const order = ranking && rankingSentence(ranking);
  return [
    heldSmaller(evaluation),
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
