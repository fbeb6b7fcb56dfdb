/** What is known of everybody in one world at one wave; index is the row. Copies, so that the world may go on. */
export type Snapshot = {
  readonly week: number;
  readonly stage: Uint8Array;
  readonly intention: Float32Array;
  readonly commitment: Float32Array;
  readonly avoidance: Float32Array;
  readonly minimisation: Float32Array;
  /** Belief on each of the six topics, probability. */
  readonly beliefs: readonly Float32Array[];
  readonly rights: Float32Array;
  readonly preparation: Float32Array;
  /** Mean trust in the senders of the campaign. */
  readonly trust: Float32Array;
  /** Passing plus lasting memory of the campaign. */
  readonly trace: Float32Array;
  /** Contacts taken in so far, own and, for sessions with parents, of the household head. */
  readonly contacts: Uint16Array;
  readonly left: Uint8Array;
  readonly harmed: Uint8Array;
  readonly rightChoice: Uint8Array;
  readonly unmetNeed: Uint8Array;
  readonly regret: Uint8Array;
  /** Rows of the route taken and of the destination chosen, 255 for none. */
  readonly route: Uint8Array;
  readonly destination: Uint8Array;
};

/** Everybody's fixed traits that a study can know or adjust for. */
export type Traits = {
  readonly id: Int32Array;
  readonly household: Int32Array;
  readonly community: Int32Array;
  readonly schoolClass: Int32Array;
  readonly age: Uint8Array;
  readonly male: Uint8Array;
  readonly online: Uint8Array;
  readonly danger: Float32Array;
};

/** A pair of worlds as an imaginary evaluator could meet them: the same people, with the campaign and without it. */
export type StudyWorld = {
  readonly traits: Traits;
  /** One per wave of the study, in order; the same weeks in both. */
  readonly with: readonly Snapshot[];
  readonly without: readonly Snapshot[];
  /** The eve of week 0, in both: where everybody stood before the campaign, whenever the first interviews are. */
  readonly eve: Snapshot;
  /** 1 for people assigned by lot; all 1 where there is no lot. */
  readonly assigned: Uint8Array;
  /** Week from which each person is assigned, `NEVER` for those who are not; 0 where there is no lot. */
  readonly from: Int16Array;
  /** Unit of assignment of each person, or their community where there is no lot; -1 for people outside the study. */
  readonly unit: Int32Array;
  /** Truths per topic, and what counts for each person. */
  readonly truths: readonly Float32Array[];
  /** Intention above which somebody intends to leave. */
  readonly considers: number;
  readonly severity: number;
  /** A belief within this distance of the truth counts as knowing. */
  readonly knowsWithin: number;
  readonly seed: string;
  readonly replicate: number;
  readonly draw: number;
};
