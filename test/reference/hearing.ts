import { DEATH, EARNINGS, MISTREATMENT, STAY } from '../../src/model/vocabulary.ts';
import { exp } from '../../src/random/exact-math.ts';
import type { Household, Message, Mind, Person, World } from './beings.ts';
import { gainOf, riskOf } from './household.ts';
import { curve, f, faded, towards } from './numbers.ts';

/** Who is believed, and what does that do to trust? */
export function trust(world: World): void {
  const { drift } = world.setup.given.trust;
  for (const heard of world.inbox) weigh(world, heard, heard.to.mind, () => resistance(world, heard));
  for (const heard of world.headInbox) weigh(world, heard, heard.to.head, () => 0);
  for (const mind of minds(world)) mind.trust = mind.trust.map((now, s) => towards(now, mind.usualTrust[s], drift));
  for (const heard of world.inbox) learn(world, heard, heard.to.mind);
  for (const heard of world.headInbox) learn(world, heard, heard.to.head);
}

function minds(world: World): Mind[] {
  return [...world.people.map(({ mind }) => mind), ...world.households.map(({ head }) => head)];
}

/** Interest of its own that people see behind a source, in the order of sources. */
function interestOf(world: World, source: number): number {
  const given = world.setup.given.trust;
  return [
    given.interestGovernment,
    given.interestOrganisation,
    given.interestCounsellor,
    given.interestTeacher,
    given.interestFamily,
    given.interestPeer,
    given.interestReturnee,
    given.interestInfluencer,
    given.interestDiaspora,
    given.interestSmuggler,
    given.interestFilm,
    given.interestLeader,
  ][source];
}

/** How far a message is believed and how much it surprises, by trust and beliefs from before this week's messages. */
function weigh(world: World, heard: Message<unknown>, mind: Mind, resists: () => number): void {
  const { kind, source, precision } = heard;
  if (!kind.hearsay || source === null) return;
  heard.credibility = f(mind.trust[source] * (1 - interestOf(world, source) * kind.advocacy) * (1 - resists()));
  if (precision === 0 || heard.says.length === 0) return;
  let sum = 0;
  for (const { topic, value } of heard.says) {
    const gap = value - mind.durable[topic] - mind.fading[topic];
    sum += (gap * gap) / (1 / mind.precision[topic] + 1 / precision);
  }
  heard.surprise = f(sum / heard.says.length);
}

/** Reactance to controlling words and motivated reasoning against the unwelcome, by commitment, less against a story. */
function resistance(world: World, heard: Message<Person>): number {
  const { reactance, motivated, resistanceMost } = world.setup.given.dissonance;
  const { kind, to } = heard;
  const against = reactance * kind.control + (isUnwelcome(world, heard) ? motivated : 0);
  return Math.min(resistanceMost, against * to.commitment * (1 - kind.narrative));
}

/** Whether accepting a message whole would make leaving look worse. */
function isUnwelcome(world: World, { to, says }: Message<Person>): boolean {
  if (says.every(({ topic }) => topic > STAY)) return false;
  const believed = (topic: number): number => to.mind.durable[topic] + to.mind.fading[topic];
  const said = (topic: number): number => says.find((part) => part.topic === topic)?.value ?? believed(topic);
  return worthOfLeaving(world, to, said) < worthOfLeaving(world, to, believed);
}

function worthOfLeaving(world: World, person: Person, believed: (topic: number) => number): number {
  const given = world.setup.given.appraisal;
  const see = (topic: number): number => curve(believed(topic));
  const gain = gainOf(see(EARNINGS), see(STAY), given.worthWithoutPapers);
  const risk = riskOf(see(DEATH), see(MISTREATMENT), person.minimisation, given.severity);
  const weight = given.lossAversion * given.risk * person.sensitivity * (1 + given.alarm * person.alarm);
  return given.prospects * gain - weight * risk;
}

/** Trust follows from fit, personal contact and promises. */
function learn(world: World, heard: Message<unknown>, mind: Mind): void {
  const given = world.setup.given.trust;
  const { kind, source } = heard;
  if (source === null) return;
  let level = mind.trust[source];
  if (kind.hearsay && heard.precision > 0 && heard.says.length > 0) {
    const fit = exp(-heard.surprise / 2) - given.expectedFit;
    const room = fit < 0 ? level : (1 - level) * (1 - interestOf(world, source) * kind.advocacy);
    level += given.learning * fit * room;
  }
  level += given.relating * kind.relation * (given.relatingTop - level) * (1 - kind.control);
  if (heard.promise === 'kept') level += given.promise * (1 - level);
  if (heard.promise === 'broken') level -= given.promise * level;
  mind.trust[source] = f(Math.min(0.99, Math.max(0.01, level)));
}

/** What do people now think, and how surely? */
export function belief(world: World): void {
  const given = world.setup.given.belief;
  const { consider } = world.setup.given.stages;
  for (const mind of minds(world)) {
    mind.fading = mind.fading.map((part) => faded(part, given.survival));
    mind.precision = mind.precision.map((sure) => towards(sure, f(given.priorPrecision), given.forgetting));
  }
  for (const heard of world.inbox) {
    const concern = heard.to.intention > consider ? 1 : given.unconcerned;
    const care = heard.kind.component === null ? 1 : given.care + (1 - given.care) * concern;
    revise(world, heard, heard.to.mind, care);
  }
  for (const heard of world.headInbox) revise(world, heard, heard.to.head, 1);
}

function revise(world: World, heard: Message<Person | Household>, mind: Mind, care: number): void {
  const { bound, mostSure } = world.setup.given.belief;
  const within = (logit: number): number => f(Math.min(bound, Math.max(-bound, logit)));
  const weight = heard.precision * heard.credibility;
  const lasting = Math.min(1, heard.kind.elaboration * care);
  for (const { topic, value } of heard.says) {
    const { durable, fading, precision } = mind;
    const gain = weight / (precision[topic] + weight);
    const step = gain * (value - (durable[topic] + fading[topic]));
    durable[topic] = within(durable[topic] + lasting * step);
    fading[topic] = within(fading[topic] + (1 - lasting) * step);
    precision[topic] = f(Math.min(mostSure, precision[topic] + lasting * weight));
  }
}

/** What do they keep of it? */
export function memory(world: World): void {
  const given = world.setup.given.memory;
  for (const person of world.people) {
    person.passingTrace = faded(person.passingTrace, given.passing);
    person.lastingTrace = faded(person.lastingTrace, given.lasting);
    person.vivid = faded(person.vivid, given.vividness);
    person.rights = towards(person.rights, f(given.rightsAtStart), given.rightsForgetting);
  }
  for (const { to, kind, credibility } of world.inbox) {
    if (kind.component === null) continue;
    to.passingTrace = f(to.passingTrace + (1 - kind.elaboration) * kind.encoding);
    to.lastingTrace = f(to.lastingTrace + kind.elaboration * kind.encoding);
    const room = kind.safety < 0 ? to.rights : 1 - to.rights;
    to.rights = f(to.rights + room * kind.safety * credibility);
    to.vivid = f(Math.max(to.vivid, kind.vividness * credibility));
  }
}

/** Who is alarmed? */
export function arousal(world: World): void {
  const { survival, unbelieved, plain } = world.setup.given.arousal;
  for (const person of world.people) person.alarm = faded(person.alarm, survival);
  for (const { to, kind, source, credibility } of world.inbox) {
    if (kind.threat === 0 || source === null) continue;
    const force = kind.threat * (plain + (1 - plain) * kind.vividness) * (unbelieved + credibility);
    to.alarm = f(to.alarm + (1 - to.alarm) * Math.min(1, force));
    to.threatWeek = world.week;
    to.threatSource = source;
  }
}
