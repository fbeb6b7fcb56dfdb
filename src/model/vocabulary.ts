/** The fixed word lists of the model. Their order is the order of columns, files and pictures. */

/** What a message or a belief is about (docs/model.md, "Topics"). All are probabilities as a person sees them. */
export const topics = ['death', 'mistreatment', 'earnings', 'stay', 'lawful', 'alternative'] as const;
export type Topic = (typeof topics)[number];

/** Row numbers of the topics in belief columns. */
export const DEATH = 0;
export const MISTREATMENT = 1;
export const EARNINGS = 2;
export const STAY = 3;
export const LAWFUL = 4;
export const ALTERNATIVE = 5;

/** Who can say something to a person. */
export const sources = [
  'destination-government',
  'international-organisation',
  'counsellor',
  'teacher',
  'family',
  'peer',
  'returnee',
  'influencer',
  'diaspora',
  'smuggler',
  'film',
  'community-leader',
] as const;
export type Source = (typeof sources)[number];

export const FAMILY = 4;
export const PEER = 5;
export const RETURNEE = 6;
export const DIASPORA = 8;
export const SMUGGLER = 9;

/** Where a person stands: four steps of deciding, then the course of a journey. */
export const stages = [
  'none',
  'considering',
  'planning',
  'preparing',
  'en-route',
  'at-destination',
  'stranded',
  'returned',
  'dead',
  'left-lawfully',
] as const;
export type Stage = (typeof stages)[number];

export const NONE = 0;
export const CONSIDERING = 1;
export const PLANNING = 2;
export const PREPARING = 3;
export const EN_ROUTE = 4;
export const AT_DESTINATION = 5;
export const STRANDED = 6;
export const RETURNED = 7;
export const DEAD = 8;
export const LEFT_LAWFULLY = 9;

/** The six ways out of dissonance (cognitive dissonance, docs/model.md). */
export const waysOut = [
  'change-intention',
  'minimise-risk',
  'discredit-sender',
  'look-away',
  'dream-bigger',
  'prepare-better',
] as const;
export type WayOut = (typeof waysOut)[number];

/** How a component finds the people it meets. */
export const reachModes = [
  'broadcast',
  'followers',
  'walk-in',
  'search',
  'escalation',
  'school',
  'event',
  'small-groups',
  'household-heads',
  'programme',
] as const;
export type ReachMode = (typeof reachModes)[number];

/** News from abroad is about the first four topics: the way there and life there. */
export const newsTopics = 4;
