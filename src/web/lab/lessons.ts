import type { AppState } from '../state/app-state.ts';

/** The five lessons, one for each assumption; ids are those of the contrasts of `scenarios/five-assumptions.yaml`. */
export const lessonIds = ['risk', 'sender', 'fear', 'alone', 'alternative'] as const;
export type LessonId = (typeof lessonIds)[number];

export type Lesson = {
  readonly id: LessonId;
  /** Conditions of the scenario: the assumption made true, and not. */
  readonly holds: string;
  readonly fails: string;
  readonly design: LessonDesign;
  /** Another campaign that says more about the same assumption. */
  readonly also?: LessonDesign;
  /** The campaign says what is not so, and is marked wherever it is shown. */
  readonly isFalse?: true;
};
type LessonDesign = 'one-on-one' | 'joint-message' | 'deterrence-only' | 'parents' | 'information-plus-livelihoods';

const scenario = 'five-assumptions';

export const lessons: { readonly [L in LessonId]: Lesson } = {
  risk: { id: 'risk', holds: 'risk-unknown', fails: 'risk-known', design: 'one-on-one' },
  sender: { id: 'sender', holds: 'sender-trusted', fails: 'sender-distrusted', design: 'joint-message' },
  fear: { id: 'fear', holds: 'deterred', fails: 'not-deterred', design: 'deterrence-only', isFalse: true },
  alone: { id: 'alone', holds: 'decides-alone', fails: 'family-decides', design: 'one-on-one', also: 'parents' },
  alternative: {
    ...{ id: 'alternative', holds: 'alternative-exists', fails: 'no-alternative', design: 'one-on-one' },
    also: 'information-plus-livelihoods',
  },
};

export const placeOf = (condition: string): string => `${scenario}/${condition}`;

/** Contrast of the second campaign of a lesson. */
export const ALSO = 'also';

/** How many lucks a lesson shows; numbers of the model are held, so that a class need not wait. */
export const LUCKS = 12;

/** What a lesson computes, as a comparison like any other: it can be opened in Compare, and gives the same numbers there. */
export function comparisonOf({ id, holds, fails, design, also }: Lesson, seed: string): AppState {
  const designs = also === undefined ? [design] : [design, also];
  return {
    schema: 'forewarned/state@1',
    scenario,
    over: {
      designs,
      conditions: [
        { id: holds, designs },
        { id: fails, designs },
      ],
      contrasts: [{ id }, ...(also === undefined ? [] : [{ id: ALSO, title: also, holds, fails, design: also }])],
    },
    changed: {},
    size: { people: 500, weeks: 26, replicates: LUCKS, draws: 1, seed },
  };
}
