import { z } from 'zod';
import { topics } from '../model/vocabulary.ts';
import { choice, figure, figures } from './figure.ts';
import { euros, flag, index, type Measure, number, probability, share, whole } from './measure.ts';
import { group, list, name, note, oneOf, text } from './note.ts';

export const attributeMeasures = {
  precision: number('1/logit^2', 0, 20, 'precision of the message; 0 says nothing'),
  tailoring: number('factor', 1, 10, 'precision on the topic with the largest gap is multiplied by it'),
  elaboration: index('how much thought a contact gets'),
  attention: index('chance that a contact is taken in'),
  avoidability: index('how easily a contact is avoided'),
  threat: index('how threatening it is'),
  control: index('how controlling it sounds'),
  narrative: index('how far it is a story'),
  advocacy: index('how plainly it wants something of the person'),
  relation: index('how far it builds a relation'),
  vividness: index('how vivid it is'),
  encoding: index('how well it is remembered'),
  safety: index('what it teaches about rights and safety'),
  privacy: index('how freely one can speak'),
};

/** Numbers with a basis. */
export const componentMeasures = {
  share: share("the part of the design's money"),
  budget: euros('money for the real population'),
  fixedCost: euros('cost before the first contact'),
  unitCost: euros('cost of a contact'),
  reach: share('of the audience exposed a week'),
  following: share('of the audience who follow at all'),
  slots: number('places', 0, 1e7, 'livelihood places for the real population over the window'),
  slotCost: euros('cost of a place'),
};

/** Numbers a designer chooses. */
export const choiceMeasures = {
  from: whole('week, counted from 0', 0, 1039, 'the first week'),
  weeks: whole('weeks', 1, 1040, 'how long it lasts'),
  most: whole('contacts', 1, 1000, 'contacts of a person at the most'),
  homeDialogue: flag('parents are asked to talk at home afterwards'),
};
export const audienceMeasures = {
  youngest: number('years', 0, 120, 'age of the youngest'),
  oldest: number('years', 0, 120, 'age of the oldest'),
  online: flag('only people who are online'),
  communities: share('communities that take part'),
  heads: flag('household heads are met too'),
};
export const saysMeasure = (topic: string): Measure => probability(`the chance it conveys: ${topic}`);

type Choices<M> = { [N in keyof M]: ReturnType<typeof choice> };
function choices<const M extends { readonly [name: string]: Measure }>(measures: M): Choices<M> {
  return Object.fromEntries(Object.entries(measures).map(([key, of]) => [key, choice(of)])) as Choices<M>;
}

const special = ['truth', 'silent'] as const;
function spoken(topic: string) {
  const expected = 'a figure, "truth" or "silent"';
  const error = () => note(expected, '"truth" says what is so in the context; "silent" does not speak of it.', special);
  return z.union([figure(saysMeasure(topic)), z.enum(special)], { error }).optional();
}
const says = group(
  'what it says, by topic',
  Object.fromEntries(topics.map((topic) => [topic, spoken(topic)])) as {
    [T in (typeof topics)[number]]: ReturnType<typeof spoken>;
  },
);

const audience = group('an audience', {
  ...choices(audienceMeasures),
  sex: oneOf(['all', 'male', 'female']),
  school: oneOf(['any', 'in', 'out']),
}).partial();

/** A name, or that of an included component, `design.component`. */
const componentName = text('id of a component');

export const componentFile = group('a component', {
  id: name('of the component, unique in its design'),
  channel: text('the way it reaches people'),
  ...figures(componentMeasures),
  ...choices(choiceMeasures),
  audience,
  via: componentName,
  says,
  attributes: group('attributes', figures(attributeMeasures)).partial(),
  referral: oneOf(['none', 'open', 'managed']),
  against: text('id of a destination'),
})
  .partial()
  .required({ id: true, channel: true });
export type ComponentFile = z.infer<typeof componentFile>;

/** YAML reads the bare word `false` as a truth value; it is meant as a word here. */
export const truthfulness = z
  .union([oneOf(['truthful', 'one-sided', 'false', 'none']), z.literal(false)], {
    error: () => {
      const words = ['truthful', 'one-sided', 'false', 'none'];
      return note(`one of ${words.join(', ')}`, 'Say whether its messages agree with the truths.', words);
    },
  })
  .transform((word) => (word === false ? 'false' : word));
export type Truthfulness = z.infer<typeof truthfulness>;

const includeFile = group('an included design', {
  design: text('id of a design'),
  share: figure(componentMeasures.share),
});

export const components = list('the components', componentFile);

export const designFile = group('a design', {
  schema: oneOf(['forewarned/design@1']),
  id: name('the file name without its ending'),
  title: text('a short name for readers'),
  about: text('what is done'),
  source: text('the documents it is taken from'),
  truthfulness,
  components: components.optional(),
  includes: list('designs whose components it takes over', includeFile).optional(),
});
