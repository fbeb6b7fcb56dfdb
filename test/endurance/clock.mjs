// Loaded before the command line: a clock that jumps by hours, forth and back, each time somebody looks at it.
const { now } = Date;
const hours = [0, 5, -7, 26, -49, 1, 0, -3];
let looks = 0;
const jumping = () => now() + 3_600_000 * hours[looks++ % hours.length];

class JumpingDate extends Date {
  constructor(...args) {
    if (args.length === 0) super(jumping());
    else super(...args);
  }
  static now = jumping;
}
globalThis.Date = JumpingDate;
