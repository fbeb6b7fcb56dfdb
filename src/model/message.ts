import type { Vector } from './vector.ts';
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
export function plainKind(name: string, source: number | null, elaboration: number, narrative = 0): MessageKind {
  return {
    name,
    source,
    elaboration,
    control: 0,
    narrative,
    advocacy: 0,
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
  row = new Int32Array(1024);
  kind = new Int16Array(1024);
  source = new Int8Array(1024);
  /** Bit t is set when the message speaks of topic t. */
  speaks = new Uint8Array(1024);
  precision = new Float32Array(1024);
  credibility = new Float32Array(1024);
  surprise = new Float32Array(1024);
  /** +1 a promise was kept, -1 broken, 0 neither. */
  promise = new Int8Array(1024);
  says = topics.map(() => new Float32Array(1024));

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

  private grow(): void {
    const twice = 2 * this.row.length;
    const wider = <T extends Int32Array | Int16Array | Int8Array | Uint8Array | Float32Array>(old: T, next: T): T => {
      next.set(old as never);
      return next;
    };
    this.row = wider(this.row, new Int32Array(twice));
    this.kind = wider(this.kind, new Int16Array(twice));
    this.source = wider(this.source, new Int8Array(twice));
    this.speaks = wider(this.speaks, new Uint8Array(twice));
    this.precision = wider(this.precision, new Float32Array(twice));
    this.credibility = wider(this.credibility, new Float32Array(twice));
    this.surprise = wider(this.surprise, new Float32Array(twice));
    this.promise = wider(this.promise, new Int8Array(twice));
    this.says = this.says.map((column) => wider(column, new Float32Array(twice)));
  }
}

/** Whoever can hear: people, or heads of households. Rows are theirs. */
export type Listeners = {
  readonly durable: readonly Vector[];
  readonly fading: readonly Vector[];
  readonly precision: readonly Vector[];
  readonly trust: readonly Vector[];
};
