import { z } from 'zod';
import { sources, topics } from '../model/vocabulary.ts';
import { figure, figures } from './figure.ts';
import { euros, flag, index, type Measure, number, probability, share, whole } from './measure.ts';
import { group, list, name, oneOf, text } from './note.ts';

const years = (meaning: string): Measure => number('years', 8, 100, meaning);

export const peopleMeasures = {
  youngest: years('age of the youngest'),
  oldest: years('age of the oldest'),
  male: share('boys and men'),
  schooling: share('of those under 19 who go to school'),
  online: share('people who are online'),
  diasporaTie: share('households with somebody abroad at the start'),
  wealth: index('mean household wealth'),
  wealthSpread: index('standard deviation of household wealth'),
  protectionNeed: share('people for whom staying is dangerous'),
  danger: index('how dangerous staying is for them'),
  familyWeight: index('weight of the family in the decision'),
  culture: index('culture of migration'),
  riteOfPassage: flag('leaving is part of becoming a man'),
};

export const contextMeasures = {
  population: number('people', 100, 1e9, 'real people in the target population'),
  communitySize: whole('people', 50, 2000, 'people of a community'),
  considering: share('people who consider leaving when nothing is done'),
  lawfulQuota: number('places per 1,000 people a year', 0, 1000, 'lawful ways to leave'),
};

function ofTopics(meaning: string): { readonly [T in (typeof topics)[number]]: Measure } {
  return Object.fromEntries(topics.map((topic) => [topic, probability(`${meaning} ${topic}`)])) as {
    [T in (typeof topics)[number]]: Measure;
  };
}

export const priorMeasures = ofTopics('believed chance before any campaign:');
export const truthMeasures = {
  ...ofTopics('true chance:'),
  stayInNeed: probability('true chance of a right to stay for those with a protection need'),
};
export const trustMeasures = Object.fromEntries(
  sources.map((source) => [source, index(`trust in this sender at the start: ${source}`)]),
) as { [S in (typeof sources)[number]]: Measure };

export const routeMeasures = {
  cost: number('price relative to the savings scale', 0, 20, 'price of the journey'),
  weeks: number('weeks', 1, 260, 'mean length of the journey'),
  dead: share('journeys begun unprepared that end in death'),
  stranded: share('journeys begun unprepared that end stranded'),
  turnedBack: share('journeys begun unprepared that are turned back'),
  harmed: share('journeys with serious harm, whatever their end'),
  enforcement: index('enforcement on the route'),
};
export const destinationMeasures = {
  attraction: number('utility', -5, 5, 'attraction against the other destinations'),
};

const route = group('a route', {
  id: name('of the route'),
  title: text('the route as tables name it'),
  ...figures(routeMeasures),
});
const destination = group('a destination', {
  id: name('of the destination'),
  title: text('the destination as tables name it'),
  ...figures(destinationMeasures),
});

const people = group('the people', figures(peopleMeasures));
const priors = group('the beliefs before', figures(priorMeasures));
const truths = group('the truths', figures(truthMeasures));
const trust = group('the trust in senders', figures(trustMeasures));

/** Numbers of mechanisms and channels by name. Which names exist, and how far a number goes, is asked of the model: `checkParameters`. */
export const parameters = z.record(
  z.string(),
  figure(
    { ...number('as declared', -1e9, 1e9, 'see the ledger'), remedy: 'See the ledger for its unit and range.' },
    true,
  ),
);

const words = {
  title: text('a short name for readers'),
  about: text('the place and its people'),
  limits: text('how little of the place is in the numbers'),
  source: text('the documents it is taken from'),
};

const body = {
  ...words,
  ...figures(contextMeasures),
  people,
  priors,
  truths,
  trust,
  routes: list('the ways there', route),
  destinations: list('where they lead', destination),
  parameters: parameters.optional(),
};

/** A context with nothing missing. Extended contexts are merged before they are held against it. */
export const completeContext = z.object({ id: z.string(), ...body });
export type Context = z.infer<typeof completeContext>;

const partial = {
  ...body,
  people: people.partial(),
  priors: priors.partial(),
  truths: truths.partial(),
  trust: trust.partial(),
  routes: list('the ways there', route.partial().required({ id: true })),
  destinations: list('where they lead', destination.partial().required({ id: true })),
};

/** The part of a context that a condition changes. */
export const contextPart = group('a part of a context', partial).partial();

/** What one file may hold; what it leaves out comes from the context it extends. */
export const contextFile = group('a context', {
  schema: oneOf(['forewarned/context@1']),
  id: name('the file name without its ending'),
  extends: text('id of another context'),
  ...partial,
})
  .partial()
  .required({ schema: true, id: true });

export const quotaMeasure = contextMeasures.lawfulQuota;
export const budgetMeasure = euros('money for the real population');
