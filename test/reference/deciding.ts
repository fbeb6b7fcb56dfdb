import {
  ALTERNATIVE,
  AT_DESTINATION,
  CONSIDERING,
  DEATH,
  EARNINGS,
  EN_ROUTE,
  LAWFUL,
  MISTREATMENT,
  NONE,
  PLANNING,
  PREPARING,
  RETURNED,
  STAY,
} from '../../src/model/vocabulary.ts';
import { isHome, type Person, type World } from './beings.ts';
import { draw } from './luck.ts';
import { curve, f, faded, held, towards } from './numbers.ts';

/** What do friends do? */
export function norms(world: World): void {
  const { visibility } = world.setup.given.norms;
  for (const person of world.people) {
    const isLeaving = ({ stage }: Person) => [PLANNING, PREPARING, EN_ROUTE, AT_DESTINATION].includes(stage);
    const leaving = person.ties.filter(isLeaving);
    person.seenLeaving = isLeaving(person) ? 1 : 0;
    person.leavingTies = leaving.length;
    person.norm = person.ties.length > 0 ? f(Math.min(1, (visibility * leaving.length) / person.ties.length)) : 0;
  }
}

/** Going, staying, or waiting for a lawful way? Each single step is rounded, for these are the numbers everybody needs. */
export function appraisal(world: World): void {
  const given = world.setup.given.appraisal;
  for (const person of world.people) {
    const { durable, fading } = person.mind;
    const see = (topic: number): number => curve(f(durable[topic] + fading[topic]));

    const open = f(1 - person.minimisation);
    const notDying = f(1 - f(see(DEATH) * open));
    const notMistreated = f(1 - f(f(see(MISTREATMENT) * open) * f(given.severity)));
    person.ownRisk = f(1 - f(notDying * notMistreated));

    const papers = f(f(see(STAY) * f(1 - given.worthWithoutPapers)) + f(given.worthWithoutPapers));
    const prospects = f(f(see(EARNINGS) * papers) + person.destinationWorth);
    const rite = f(person.community.culture * person.riteWeight);
    person.pull = f(prospects * f(given.prospects));
    person.pull = f(person.pull + f(f(given.norm) * person.norm));
    person.pull = f(person.pull + f(f(given.culture) * rite));

    const mandate = person.mandate === 1 ? f(given.mandate) : 0;
    person.kin = f(person.familyWeight * person.home.support);
    person.kin = f(person.kin + f(person.familyWeight * mandate));
    person.kin = f(person.kin - person.stigma);

    const alarmed = f(f(person.alarm * f(given.alarm)) + 1);
    const threat = f(f(alarmed * person.ownRisk) * person.sensitivity);
    let leave = f(f(given.intercept) + person.pull);
    leave = f(leave + f(f(-given.lossAversion * given.risk) * threat));
    leave = f(leave + f(f(2 * given.family) * person.kin));
    leave = f(leave + person.taste);

    person.present = held(f(f(person.community.shock * f(given.shock)) + person.livelihood), 0, 1);
    person.alternativeHope = f(see(ALTERNATIVE) * person.efficacy);
    let stay = f(person.present * f(given.present));
    stay = f(stay + f(f(given.alternative) * person.alternativeHope));
    stay = f(stay + f(f(-given.danger) * person.danger));

    person.lawfulHope = see(LAWFUL);
    const wait = f(f(person.lawfulHope * f(2 * given.lawful)) + f(-given.lawfulEffort));
    person.lawfulFirst = wait >= leave && wait >= stay ? 1 : 0;

    // 1 / logistic(x) = 1 + exp(-x)
    const overStay = f(1 / curve(f(leave - stay)));
    const overWait = f(1 / curve(f(leave - wait)));
    const choice = f(1 / f(f(overStay + overWait) - 1));
    const free = f(1 - f(person.commitment * f(given.inertia)));
    if (isHome(person))
      person.intention = f(person.intention + f(f(free * f(given.speed)) * f(choice - person.intention)));
  }
}

/** Who is torn, and what do they give up? */
export function dissonance(world: World): void {
  for (const person of world.people) {
    const given = world.setup.given.dissonance;
    person.minimisation = faded(person.minimisation, 1 - given.minimisationFades);
    person.avoidance = faded(person.avoidance, 1 - given.avoidanceFades);
    giveUp(world, person, tension(world, person), waysOut(world, person));
  }
}

function positive(x: number): number {
  return x > 0 ? x : 0;
}

/** Dissonance beyond what is tolerated: the standing part and what an alarm adds to it. */
function tension(world: World, person: Person): { standing: number; aroused: number } {
  const given = world.setup.given.dissonance;
  const weights = world.setup.given.appraisal;
  if (!isHome(person) || person.intention <= f(given.intendersFrom)) return { standing: 0, aroused: 0 };

  let speaksFor = f(f(positive(person.kin) * f(2 * weights.family)) + person.pull);
  speaksFor = positive(f(speaksFor + f(f(weights.present) * f(1 - person.present))));

  const risk = f(f(person.ownRisk * person.sensitivity) * f(weights.lossAversion * weights.risk));
  let calm = f(positive(f(0 - person.kin)) * f(2 * weights.family));
  calm = f(calm + f(f(weights.alternative) * person.alternativeHope));
  calm = f(calm + f(f(weights.lawful) * person.lawfulHope));
  const alarm = f(f(person.alarm * f(given.alarm)) + 1);
  const whenAlarmed = f(f(alarm * risk) + calm);
  const against = f(calm + risk);

  const stake = f(f(Math.sqrt(person.intention)) * 2);
  // The last term keeps the denominator above 0.
  const share = (part: number, one: number, other: number): number => f(f(part / f(f(one + other) + f(1e-6))) * stake);
  const beyond = (felt: number): number => f(f(felt - person.tolerance) / f(1 - person.tolerance));
  const standing = positive(beyond(share(Math.min(speaksFor, against), speaksFor, against)));
  const aroused = positive(f(beyond(share(whenAlarmed, speaksFor, whenAlarmed)) - standing));
  return { standing, aroused };
}

type Ways = {
  readonly intend: number;
  readonly minimise: number;
  readonly discredit: number;
  readonly avoid: number;
  readonly dream: number;
  readonly prepare: number;
};

/** Weight of each way out: 1 over its resistance squared. What is easiest to give up weighs most. */
function waysOut(world: World, person: Person): Ways {
  const given = world.setup.given.dissonance;
  const weight = (resistance: number): number => f(1 / f(resistance * resistance));
  const line = (base: number, slope: number, x: number): number => f(f(x * f(slope)) + f(base));

  const other = f(person.lawfulHope * person.efficacy);
  const best = other > person.alternativeHope ? other : person.alternativeHope;
  const linked = person.linked === 1 ? f(given.efficacyLinked) : 0;
  const noOtherWay = f(1 - held(f(f(best * f(given.efficacyScale)) + linked), 0, 1));
  const sure = held(f(person.mind.precision[EARNINGS] * f(1 / given.sureFrom)), 0, 1);

  const slope = f(given.minimiseAlready / given.mostMinimised);
  const intend = line(given.intentionBase, given.intentionEfficacy, noOtherWay);
  const minimise = line(given.minimiseBase, given.minimiseVivid, person.vivid);
  const prepare = line(given.prepareBase, given.prepareUnknowing, f(1 - person.rights));
  return {
    intend: weight(f(intend + f(f(given.intentionCommitment) * person.commitment))),
    minimise: weight(f(minimise + f(slope * person.minimisation))),
    discredit: discreditWeight(world, person),
    avoid: weight(line(given.avoidBase, given.avoidAlready, person.avoidance)),
    dream: weight(line(given.dreamBase, given.dreamSure, sure)),
    prepare: person.stage === PLANNING || person.stage === PREPARING ? weight(prepare) : 0,
  };
}

/** Only a threat heard lately can be laid at somebody's door. */
function discreditWeight(world: World, person: Person): number {
  const given = world.setup.given.dissonance;
  if (world.week - person.threatWeek >= given.heardWithin) return 0;
  const resistance = f(given.discreditBase + given.discreditTrust * person.mind.trust[person.threatSource]);
  return f(1 / (resistance * resistance));
}

/** Two pools, added: dreaming belongs to the standing one, discrediting to the aroused one, the other ways to both. */
function giveUp(world: World, person: Person, felt: { standing: number; aroused: number }, ways: Ways): void {
  const given = world.setup.given.dissonance;
  const { bound } = world.setup.given.belief;
  const common = f(f(f(ways.intend + ways.minimise) + ways.avoid) + ways.prepare);
  const standing = f(f(felt.standing * f(given.standing)) / f(common + ways.dream));
  const aroused = f(f(felt.aroused * f(given.aroused)) / f(common + ways.discredit));
  const both = f(standing + aroused);
  const { intention, commitment, minimisation, avoidance, preparation } = person;

  const relief = f(f(f(ways.intend + ways.minimise) + ways.discredit) * aroused);
  person.alarm = f(person.alarm - f(held(relief, 0, given.alarmRelief) * person.alarm));

  const intend = f(f(ways.intend * both) * f(given.intention));
  person.commitment = held(f(commitment - f(f(intend * f(given.commitmentShare)) * commitment)), 0, 1);
  person.intention = held(f(intention - f(intend * intention)), 0, 1);

  const minimise = f(f(ways.minimise * both) * f(given.minimise));
  const notYet = f(f(given.mostMinimised) - minimisation);
  person.minimisation = held(f(minimisation + f(minimise * notYet)), 0, given.mostMinimised);

  const discredit = f(ways.discredit * aroused);
  if (discredit !== 0) {
    const { trust } = person.mind;
    const lost = Math.min(given.discreditMost, given.discreditPace * discredit * given.discredit);
    trust[person.threatSource] = f(Math.max(0.01, trust[person.threatSource] * (1 - lost)));
  }

  const avoid = f(f(ways.avoid * both) * f(given.avoid));
  person.avoidance = held(f(avoidance + f(avoid * f(1 - avoidance))), 0, 1);

  const dream = f(ways.dream * standing);
  const { fading } = person.mind;
  fading[EARNINGS] = held(f(fading[EARNINGS] + f(f(given.dream) * dream)), -bound, bound);

  const prepare = f(f(f(ways.prepare * both) * f(1 - preparation)) * f(given.prepare));
  const knowing = f(person.rights + f(given.prepareBaseKnowledge));
  person.preparation = held(f(preparation + f(prepare * knowing)), 0, 1);
}

/** How hard has turning back become? */
export function commitment(world: World): void {
  const given = world.setup.given.commitment;
  for (const person of world.people) {
    const byStage = [given.none, given.considering, given.planning, given.preparing][person.stage] ?? given.none;
    const chosen = person.mandate === 1 ? f(given.mandate) : 0;
    let goal = f(f(byStage) + f(chosen * person.familyWeight));
    goal = f(goal + f(f(given.paid) * person.paid));
    person.commitment = towards(person.commitment, held(goal, 0, 1), given.speed);
  }
}

/** Who considers, plans, prepares, wants to leave now? */
export function stages(world: World): void {
  for (const person of world.people) {
    const next = nextStage(world, person);
    if (person.stage === PREPARING) {
      const { practising } = world.setup.given.stages;
      person.preparation = f(person.preparation + practising * person.rights * (1 - person.preparation));
    }
    if (next === person.stage) continue;
    person.stage = next;
    person.stageWeek = world.week;
    if (next === PREPARING) person.paid = 1;
    if (next < PLANNING) person.paid = 0;
  }
}

function nextStage(world: World, person: Person): number {
  const given = world.setup.given.stages;
  const { stage, intention, id } = person;
  const happens = (stream: string, chance: number): boolean => draw(world, stream, id) < chance;

  if (stage === NONE) return intention > given.consider ? CONSIDERING : NONE;
  if (stage === RETURNED)
    return intention > given.consider && happens('again', given.again * intention) ? CONSIDERING : RETURNED;
  if (stage > PREPARING) return stage;

  if (intention < given.abandon) return NONE;
  if (stage > CONSIDERING && intention < given.stepBack && happens('stepping back', f(given.steppingBack)))
    return stage - 1;
  if (stage === CONSIDERING) return happens('planning', f(intention * f(given.planning))) ? PLANNING : stage;
  if (stage === PLANNING) {
    const wealth = Math.max(0, person.home.wealth + world.settings.wealth);
    const funds = person.savings + given.householdToPrepare * wealth * person.mandate;
    return happens('preparing', f(intention * f(given.preparing))) && funds > given.fundsToPrepare ? PREPARING : stage;
  }
  const haste = f((person.mandate === 1 ? f(given.mandateHaste) : 0) + 1);
  if (happens('departing', f(f(intention * f(given.departing)) * haste))) world.departing.push(person);
  return stage;
}
