import { type Twin, twinOf } from './memory.ts';
import type { Inbox, MessageKind } from './message.ts';
import type { Reals } from './vector.ts';
import { EARNINGS } from './vocabulary.ts';

/** Columns of those who hear, in the order in which the compiled passes know them. */
export type Hearers = {
  readonly durable: readonly Reals[];
  readonly fading: readonly Reals[];
  readonly precision: readonly Reals[];
  readonly trust: readonly Reals[];
  /** What decides whether a message is resisted, and whom it concerns; household heads have none of it. */
  readonly commitment?: Reals;
  readonly minimisation?: Reals;
  readonly sensitivity?: Reals;
  readonly alarm?: Reals;
  readonly intention?: Reals;
};

/** Numbers of each kind of message, as the compiled passes know them. */
function kindNumbers(kind: MessageKind): number[] {
  const { elaboration, control, narrative, advocacy, relation, component, source } = kind;
  return [elaboration, control, narrative, advocacy, relation, component, source === null ? 0 : 1];
}

/**
 * Lays out an inbox and its hearers for the compiled passes `weigh`, `learn` and `revise`. Null where they do not lie in one
 * memory, as when an inbox has outgrown it: the loops in TypeScript then do the same.
 */
export function layDesk(inbox: Inbox, hearers: Hearers, kinds: readonly MessageKind[]): Twin | null {
  const anywhere = hearers.durable[EARNINGS];
  const { commitment, minimisation, sensitivity, alarm, intention } = hearers;
  const columns = [
    ...[inbox.row, inbox.kind, inbox.source, inbox.speaks, inbox.precision, inbox.credibility, inbox.surprise],
    ...[inbox.promise, ...inbox.says, ...hearers.durable, ...hearers.fading, ...hearers.precision, ...hearers.trust],
    ...[commitment, minimisation, sensitivity, alarm, intention].map((column) => column ?? anywhere),
  ];
  const { buffer } = inbox.row;
  const twin = twinOf(buffer);
  if (twin === null || kinds.length > twin.mostKinds || columns.some((column) => column.buffer !== buffer)) return null;
  twin.desk.set(columns.map(({ byteOffset }) => byteOffset));
  twin.kinds.set(kinds.flatMap(kindNumbers));
  return twin;
}
