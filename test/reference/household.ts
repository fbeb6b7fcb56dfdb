import { DEATH, EARNINGS, FAMILY, MISTREATMENT, STAY } from '../../src/model/vocabulary.ts';
import { categorical } from '../../src/random/distributions.ts';
import { logistic } from '../../src/random/exact-math.ts';
import { type Household, isHome, type Mind, type Person, type World } from './beings.ts';
import { draw } from './luck.ts';
import { hearsay, message } from './messages.ts';
import { curve, f } from './numbers.ts';

/** Risk as somebody sees it who discounts the share `minimised` for themselves. */
export function riskOf(death: number, mistreatment: number, minimised: number, severity: number): number {
  return 1 - (1 - death * (1 - minimised)) * (1 - severity * mistreatment * (1 - minimised));
}

/** Worth of being there. */
export function gainOf(earnings: number, stay: number, worthWithoutPapers: number): number {
  return earnings * (worthWithoutPapers + (1 - worthWithoutPapers) * stay);
}

function believes(mind: Mind, topic: number): number {
  return curve(mind.durable[topic] + mind.fading[topic]);
}

/** What does the family want, whom does it choose, what is said at home? */
export function household(world: World): void {
  // Parents asked to talk at home do so next week or the week after, once.
  for (const home of world.dialogues)
    if (home.dialogueWeek < world.week)
      home.dialogueWeek = world.week + (draw(world, 'home dialogue week', home.id) < 0.5 ? 1 : 2);
  world.dialogues = [];

  for (const home of world.households) {
    const { speed } = world.setup.given.household;
    home.support = f(home.support + speed * (goalOf(world, home) - home.support));
    choose(world, home);
    if (home.dialogueWeek === world.week) talkAtHome(world, home);
  }
}

/** Support that the head's beliefs, the need for money and the culture speak for: tanh(v). */
function goalOf(world: World, { head, wealth, community }: Household): number {
  const given = world.setup.given.household;
  const { severity, worthWithoutPapers } = world.setup.given.appraisal;
  const gain = gainOf(believes(head, EARNINGS), believes(head, STAY), worthWithoutPapers);
  const risk = riskOf(believes(head, DEATH), believes(head, MISTREATMENT), 0, severity);
  const means = Math.min(1, Math.max(0, wealth + community.shock + world.settings.wealth));
  const v =
    given.prospects * (gain - given.usualGain) -
    2 * given.risk * (risk - given.usualRisk) +
    given.need * (1 - means - 0.5) +
    given.base +
    given.culture * community.culture +
    world.settings.returnSupport;
  return 2 * logistic(2 * v) - 1;
}

function choose(world: World, home: Household): void {
  const given = world.setup.given.household;
  if (home.chosen !== null && (home.support < given.withdrawBelow || !isHome(home.chosen))) {
    home.chosen.mandate = 0;
    home.chosen = null;
  }
  if (home.chosen !== null || home.support <= given.chooseFrom) return;
  if (draw(world, 'household chooses', home.id) >= given.choosing) return;
  const weightOf = (person: Person): number => {
    const sex = person.male === 1 ? given.menFirst : 1;
    const years = person.age >= given.firstFrom && person.age <= given.firstTo ? given.agesFirst : 1;
    const learning = person.schoolClass === null ? 1 : given.schoolingFirst;
    return isHome(person) ? sex * years * learning : 0;
  };
  if (!home.members.some((person) => weightOf(person) > 0)) return;
  home.chosen = home.members[categorical(draw(world, 'household whom', home.id), home.members.map(weightOf))];
  home.chosen.mandate = 1;
}

function talkAtHome(world: World, { head, members }: Household): void {
  const { dialogue, dialoguePrecision } = world.setup.given.household;
  const kind = hearsay(world.setup.given.talk.elaboration);
  for (const person of members) {
    if (!isHome(person) || draw(world, 'home dialogue', person.id) >= dialogue) continue;
    const believed = new Map([0, 1, 2, 3].map((topic) => [topic, head.durable[topic] + head.fading[topic]]));
    world.inbox.push(message(person, kind, FAMILY, dialoguePrecision, believed));
  }
}
