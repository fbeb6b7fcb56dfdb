import { bytesOf, type Laid, type Memory, plainMemory } from './memory.ts';
import type { Vector, Wholes } from './vector.ts';
import { topics } from './vocabulary.ts';

/**
 * A kind of message: how it works on whoever hears it, whatever it says. Components of a campaign are kinds, and so are talk
 * among peers, calls from abroad, a smuggler's offer, what a search for work taught, and what a journey taught.
 */
export type MessageKind = {
  readonly name: string;
  /** Messenger; null for own experience, which needs no trust. */
  readonly source: number | null;
  readonly elaboration: number;
  readonly control: number;
  readonly narrative: number;
  readonly advocacy: number;
  readonly relation: number;
  readonly threat: number;
  readonly vividness: number;
  readonly encoding: number;
  readonly safety: number;
  /** Component number in the arm, or -1. */
  readonly component: number;
};

/** A kind with nothing but what is given: most hearsay is like this. */
export function plainKind(
  name: string,
  source: number | null,
  elaboration: number,
  narrative = 0,
  advocacy = 0,
): MessageKind {
  return {
    name,
    source,
    elaboration,
    control: 0,
    narrative,
    advocacy,
    relation: 0,
    threat: 0,
    vividness: 0,
    encoding: 0,
    safety: 0,
    component: -1,
  };
}

/**
 * The messages of one week, in the order in which they were posted. What one message says on a topic it is silent on is not
 * read. `credibility` and `surprise` are filled in by the trust mechanism.
 */
export class Inbox {
  count = 0;
  row!: Int32Array;
  kind!: Int16Array;
  source!: Int8Array;
  /** Bit t is set when the message speaks of topic t. */
  speaks!: Uint8Array;
  precision!: Float32Array;
  credibility!: Float32Array;
  surprise!: Float32Array;
  /** +1 a promise was kept, -1 broken, 0 neither. */
  promise!: Int8Array;
  says!: readonly Float32Array[];

  /** @param room messages for which there is room in `memory`; an inbox that outgrows it moves out, which costs time only */
  constructor(room = 1024, memory: Memory = plainMemory()) {
    this.lie(room, memory);
  }

  private lie(room: number, memory: Memory): void {
    this.row = memory.takeAsIs('i32', room);
    this.kind = memory.takeAsIs('i16', room);
    this.source = memory.takeAsIs('i8', room);
    this.speaks = memory.takeAsIs('u8', room);
    this.precision = memory.takeAsIs('f32', room);
    this.credibility = memory.takeAsIs('f32', room);
    this.surprise = memory.takeAsIs('f32', room);
    this.promise = memory.takeAsIs('i8', room);
    this.says = topics.map(() => memory.takeAsIs('f32', room));
  }

  /** All columns, in the order in which the compiled passes know them. */
  get columns(): readonly Laid[] {
    const { row, kind, source, speaks, precision, credibility, surprise, promise, says } = this;
    return [row, kind, source, speaks, precision, credibility, surprise, promise, ...says];
  }

  empty(): void {
    this.count = 0;
  }

  /** Adds a message that is silent on everything; `say` fills it. Returns its place. */
  post(row: number, kind: number, source: number, precision: number): number {
    if (this.count === this.row.length) this.grow();
    const at = this.count++;
    this.row[at] = row;
    this.kind[at] = kind;
    this.source[at] = source;
    this.speaks[at] = 0;
    this.precision[at] = precision;
    this.credibility[at] = 1;
    this.surprise[at] = 0;
    this.promise[at] = 0;
    return at;
  }

  /** Lets message `at` speak of a topic, on the logit scale. */
  say(at: number, topic: number, logit: number): void {
    this.speaks[at] |= 1 << topic;
    this.says[topic][at] = logit;
  }

  /**
   * Adds a message of one kind for each of the first `count` of `rows`, which are counted from row `first`. All speak of the
   * topics in `speaks`; what they say is filled in afterwards. Returns the place of the first; the others follow.
   */
  postAll(
    first: number,
    rows: Wholes,
    count: number,
    kind: number,
    source: number,
    precision: number,
    speaks: number,
  ): number {
    while (this.count + count > this.row.length) this.grow();
    const at = this.count;
    const end = at + count;
    const { row } = this;
    for (let k = 0; k < count; k++) row[at + k] = first + rows[k];
    this.kind.fill(kind, at, end);
    this.source.fill(source, at, end);
    this.speaks.fill(speaks, at, end);
    this.precision.fill(precision, at, end);
    this.credibility.fill(1, at, end);
    this.surprise.fill(0, at, end);
    this.promise.fill(0, at, end);
    this.count = end;
    return at;
  }

  /** Whether that many more messages find room without moving. */
  hasRoomFor(more: number): boolean {
    return this.count + more <= this.row.length;
  }

  private grow(): void {
    const { row, kind, source, speaks, precision, credibility, surprise, promise, says } = this;
    this.lie(2 * row.length, plainMemory());
    this.row.set(row);
    this.kind.set(kind);
    this.source.set(source);
    this.speaks.set(speaks);
    this.precision.set(precision);
    this.credibility.set(credibility);
    this.surprise.set(surprise);
    this.promise.set(promise);
    for (const [t, column] of this.says.entries()) column.set(says[t]);
  }

  /** Takes out the messages from place `first` on. */
  takeFrom(first: number): Inbox {
    const taken = new Inbox(this.count - first);
    taken.copy(this, first);
    this.count = first;
    return taken;
  }

  /** Adds what stands in another inbox from place `first` on, as it was posted. */
  copy(other: Inbox, first = 0): void {
    for (let at = first; at < other.count; at++) {
      const to = this.post(other.row[at], other.kind[at], other.source[at], other.precision[at]);
      this.speaks[to] = other.speaks[at];
      this.promise[to] = other.promise[at];
      for (let t = 0; t < topics.length; t++) this.says[t][to] = other.says[t][at];
    }
  }
}

/** Bytes of memory that an inbox takes. */
export function bytesOfInbox(room: number): number {
  const wide = (3 + topics.length) * bytesOf('f32', room);
  return bytesOf('i32', room) + bytesOf('i16', room) + 2 * bytesOf('i8', room) + bytesOf('u8', room) + wide;
}

/** Whoever can hear: people, or heads of households. Rows are theirs. */
export type Listeners = {
  readonly durable: readonly Vector[];
  readonly fading: readonly Vector[];
  readonly precision: readonly Vector[];
  readonly trust: readonly Vector[];
};
