import type { Topic } from '../model/vocabulary.ts';
import { topics } from '../model/vocabulary.ts';
import { isQuantity } from './quantity.ts';
import type { SettledArm, SettledCondition } from './settled.ts';

/** Something that a part of a design says and that lies outside the range in which the truth of its context may lie. */
export type FalseFigure = {
  /** Id of the component. */
  readonly part: string;
  readonly topic: Topic;
  readonly said: number;
  readonly truth: number;
  /** Where the truth may lie; a truth without a range is as stated. */
  readonly range: readonly [low: number, high: number];
};

/** All that a design says, stated in its file or taken over from its channel, against what its context takes to be true. */
export function falseFigures({ context }: Pick<SettledCondition, 'context'>, arm: SettledArm): readonly FalseFigure[] {
  return arm.components.flatMap(({ id, says }) =>
    topics.flatMap((topic) => {
      const said: unknown = says[topic];
      const truth: unknown = context.truths[topic];
      if (!isQuantity(said) || !isQuantity(truth)) return [];
      const range = truth.range ?? [truth.value, truth.value];
      if (said.value >= range[0] && said.value <= range[1]) return [];
      return { part: id, topic, said: said.value, truth: truth.value, range };
    }),
  );
}
