import type { Topic } from './vocabulary.ts';

/** What is looked at, in the order of every table. Departures never stand alone (decisions: outcomes together). */

export type OutcomeGroup = 'informed choice' | 'trust and memory' | 'course' | 'harm' | 'who' | 'cost';

export type Outcome = {
  readonly label: string;
  readonly unit: 'share' | 'probability' | 'people' | 'euro' | 'index' | 'contacts';
  readonly group: OutcomeGroup;
  /** Which way is good for the people concerned; `open` where neither is (a departure can be right or wrong). */
  readonly better: 'higher' | 'lower' | 'open';
  /** `paired`: exists only as a difference between a world and its twin. */
  readonly kind: 'level' | 'paired';
  readonly meaning: string;
};

const level = (
  group: OutcomeGroup,
  label: string,
  unit: Outcome['unit'],
  better: Outcome['better'],
  meaning: string,
): Outcome => ({ label, unit, group, better, kind: 'level', meaning });

const paired = (
  group: OutcomeGroup,
  label: string,
  unit: Outcome['unit'],
  better: Outcome['better'],
  meaning: string,
): Outcome => ({ label, unit, group, better, kind: 'paired', meaning });

/** What each topic is about, as sentences say it. */
export const topicTitles: { readonly [T in Topic]: string } = {
  death: 'dying on the way',
  mistreatment: 'being mistreated on the way',
  earnings: 'work and pay there',
  stay: 'a right to stay',
  lawful: 'a lawful way',
  alternative: 'a livelihood here',
};

const error = (topic: string): Outcome =>
  level(
    'informed choice',
    `error about ${topic}`,
    'probability',
    'lower',
    `mean absolute distance between belief and truth about ${topic}, everybody alive`,
  );
const lean = (topic: string): Outcome =>
  level(
    'informed choice',
    `lean about ${topic}`,
    'probability',
    'open',
    `mean belief minus truth about ${topic}: above 0 they think it likelier than it is`,
  );

export const outcomes = {
  decision_quality: level(
    'informed choice',
    'decision quality',
    'share',
    'higher',
    'share whose side (go or not) is the one their own wishes and the true state of things speak for',
  ),
  error_death: error(topicTitles.death),
  error_mistreatment: error(topicTitles.mistreatment),
  error_earnings: error(topicTitles.earnings),
  error_stay: error(topicTitles.stay),
  error_lawful: error(topicTitles.lawful),
  error_alternative: error(topicTitles.alternative),
  lean_death: lean(topicTitles.death),
  lean_mistreatment: lean(topicTitles.mistreatment),
  lean_earnings: lean(topicTitles.earnings),
  lean_stay: lean(topicTitles.stay),
  lean_lawful: lean(topicTitles.lawful),
  lean_alternative: lean(topicTitles.alternative),
  knows_lawful: level(
    'informed choice',
    'know the lawful ways',
    'share',
    'higher',
    'share whose belief about a lawful way for them lies within 0.1 of the truth',
  ),
  knows_alternative: level(
    'informed choice',
    'know the local alternatives',
    'share',
    'higher',
    'share whose belief about a livelihood here lies within 0.1 of the truth',
  ),
  rights_knowledge: level(
    'informed choice',
    'know rights and safety',
    'index',
    'higher',
    'mean score of rights and safety knowledge, 0 to 1',
  ),
  error_asylum_in_need: level(
    'informed choice',
    'error about asylum among those in need',
    'probability',
    'lower',
    'mean absolute distance of the right-to-stay belief from their own truth, people with a protection need',
  ),
  trust_in_sender: level(
    'trust and memory',
    'trust in the sender',
    'index',
    'higher',
    'mean trust in the senders of this design (in the world without it: the same senders), people at home',
  ),
  recall: level(
    'trust and memory',
    'remember the campaign',
    'share',
    'higher',
    'expected share of people reached who can tell it again when asked at the horizon',
  ),
  changed_mind: paired(
    'trust and memory',
    'changed their mind (true)',
    'share',
    'open',
    'people reached who considered leaving at week 0: below it now but not in the world without the design, minus the reverse',
  ),
  changed_mind_reported: level(
    'trust and memory',
    'say they changed their mind',
    'share',
    'open',
    'the same people, if asked and still there: recall it and say it changed their mind',
  ),
  intention: level(
    'course',
    'intention to leave irregularly',
    'index',
    'open',
    'mean intention of people at home, 0 to 1',
  ),
  considering: level(
    'course',
    'considering or further',
    'share',
    'open',
    'share of people at home who consider leaving, plan or prepare',
  ),
  planning: level('course', 'planning or further', 'share', 'open', 'share of people at home who plan or prepare'),
  preparing: level('course', 'preparing', 'share', 'open', 'share of people at home who prepare'),
  irregular_departures: level(
    'course',
    'left irregularly',
    'share',
    'open',
    'share of all people who left irregularly since week 0',
  ),
  lawful_departures: level(
    'course',
    'left lawfully',
    'share',
    'open',
    'share of all people who left by a lawful way since week 0',
  ),
  better_prepared: paired(
    'course',
    'left better prepared',
    'share',
    'higher',
    'of those who leave without the design: leave as well, better prepared',
  ),
  postponed: paired(
    'course',
    'postponed',
    'share',
    'open',
    'of those who leave without the design: leave later, or have not left and still plan',
  ),
  abandoned: paired(
    'course',
    'gave up the plan',
    'share',
    'open',
    'of those who leave without the design: have not left and no longer plan',
  ),
  brought_forward: paired(
    'course',
    'left earlier',
    'share',
    'open',
    'of those who leave without the design: leave more than four weeks earlier',
  ),
  new_departures: paired(
    'course',
    'left only because of it',
    'share',
    'open',
    'people who leave with the design and not without it, per person who leaves without it',
  ),
  unmet_protection_need: level(
    'harm',
    'unmet protection need',
    'share',
    'lower',
    'of people for whom staying is dangerous: alive and at the horizon neither gone lawfully nor in a safe place',
  ),
  harmed_on_journey: level(
    'harm',
    'harmed on the way',
    'share',
    'lower',
    'share of all people seriously harmed on a journey begun since week 0',
  ),
  deaths: level('harm', 'died on the way', 'share', 'lower', 'share of all people who died on a journey since week 0'),
  regret: level('harm', 'regret', 'share', 'lower', 'of those who left: worse off than staying would have been'),
  helped: paired(
    'who',
    'helped',
    'share',
    'higher',
    'share of people better off in at least one respect and worse in none',
  ),
  harmed: paired(
    'who',
    'harmed',
    'share',
    'lower',
    'share of people worse off in at least one respect and better in none',
  ),
  mixed: paired('who', 'mixed', 'share', 'open', 'share of people better off in one respect and worse in another'),
  same: paired('who', 'unchanged', 'share', 'open', 'share of people for whom nothing that counts changes'),
  reached: level(
    'cost',
    'people reached',
    'share',
    'open',
    'share of people (and their household heads, for sessions with parents) with at least one contact they took in',
  ),
  contacts: level('cost', 'contacts', 'contacts', 'open', 'contacts made, for the real population'),
  cost: level('cost', 'cost', 'euro', 'lower', 'money spent, for the real population'),
  cost_per_reached: level('cost', 'cost per person reached', 'euro', 'lower', 'cost divided by people reached'),
  cost_per_better_informed: paired(
    'cost',
    'cost per person better informed',
    'euro',
    'lower',
    'cost divided by the net number of people whose mean belief error fell',
  ),
  cost_per_changed_mind: paired(
    'cost',
    'cost per changed mind (true)',
    'euro',
    'lower',
    'cost divided by the net number of minds changed',
  ),
  cost_per_better_choice: paired(
    'cost',
    'cost per better choice',
    'euro',
    'lower',
    'cost divided by the net number of people whose choice is now the one that fits them',
  ),
  cost_per_departure_fewer: paired(
    'cost',
    'cost per departure fewer or later',
    'euro',
    'open',
    'cost divided by the net number of departures given up or postponed; never a measure of success alone',
  ),
} as const satisfies { [name: string]: Outcome };

export type OutcomeName = keyof typeof outcomes;
export const outcomeNames = Object.keys(outcomes) as readonly OutcomeName[];

/** Followed week by week in every run; `share` of people at home or of all, as the meaning says. */
export const series = {
  considering: { label: 'considering or further', meaning: outcomes.considering.meaning },
  intention: { label: 'intention', meaning: outcomes.intention.meaning },
  departed: { label: 'left irregularly so far', meaning: 'share of all people who left irregularly since week 0' },
  error: { label: 'belief error', meaning: 'mean absolute error over the six topics, everybody alive' },
} as const;
export type SeriesName = keyof typeof series;
export const seriesNames = Object.keys(series) as readonly SeriesName[];

/** Groups of people for whom results are shown apart. None of them is a person. */
export const groups = {
  'girls-and-women': 'girls and women',
  'boys-and-men': 'boys and men',
  minors: 'under 18',
  adults: '18 and older',
  'in-school': 'in school',
  'out-of-school': 'out of school',
  'poor-households': 'poorest third of households',
  'protection-need': 'people for whom staying is dangerous',
  'plans-at-start': 'planning or preparing at week 0',
  'diaspora-family': 'family with somebody abroad',
} as const;
export type GroupName = keyof typeof groups;
export const groupNames = Object.keys(groups) as readonly GroupName[];
