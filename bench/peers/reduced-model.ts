/** The reduced model of README.md, as something that lives week by week. */
type ReducedModel = {
  /** Lives a week and counts the people in each stage. */
  readonly week: () => ArrayLike<number>;
};

/** Builds the model with so many people. */
export type Build = (people: number) => ReducedModel;

/** The numbers of the model. */
export const MEETING = 0.2;
export const GAIN = 0.3;
export const TALK = 0.25;
export const KEEPING = 0.95;
export const MOVING = 0.1;
export const SLOPE = 3;
export const THRESHOLD = 2;
export const LAST = 3;

/** Chance of a stage further in a week. */
export function chanceToMove(belief: number): number {
  return MOVING / (1 + Math.exp(THRESHOLD - SLOPE * belief));
}
