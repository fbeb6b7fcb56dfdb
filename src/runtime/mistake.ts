/**
 * Something the user can put right: a place, what was expected there, what was found, and a remedy, in one sentence. Every other
 * error is our own fault and is shown with its trace.
 */
export class Mistake extends Error {
  override readonly name: string = 'Mistake';
}

/** Something came in between; what is finished is kept, and the work can go on later. */
export class Interruption extends Mistake {
  override readonly name = 'Interruption';
}
