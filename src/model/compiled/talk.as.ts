// AssemblyScript: what friends say, as the second loop of ../mechanisms/talk.ts.
import {
  column, CREDIBILITY, given, hash, KIND, PRECISION, PROMISE, ROW, SAYS, SOURCE, SPEAKS, SURPRISE,
} from './desk.as';

const ROWS = 14;
const OTHERS = 15;
const ID = 16;
const STAGE = 17;
const DURABLE = 18;

const PRECISELY = 0;
const TALK = 1;
const RETURNEE_TALK = 2;
const PEER = 3;
const RETURNEE = 4;
const RETURNED = 5;

const TOPICS = 6;

/**
 * Posts what the first `found` of `others` say to the people in `rows`, as far as they are at home, behind message `count`.
 * Without a branch: nobody can foresee who is.
 *
 * @param home  address of sixteen bytes, of which the lowest bit is set for the stages of people at home
 * @returns     the number of messages then
 */
export function converse(first: i32, found: i32, count: i32, key0: u32, key1: u32, home: usize): i32 {
  const rows = column(ROWS);
  const others = column(OTHERS);
  const id = column(ID);
  const stage = column(STAGE);
  const row = column(ROW);
  const kind = column(KIND);
  const source = column(SOURCE);
  const speaks = column(SPEAKS);
  const precision = column(PRECISION);
  const credibility = column(CREDIBILITY);
  const surprise = column(SURPRISE);
  const promise = column(PROMISE);
  const precisely = <f32>given(PRECISELY);
  const talk = <i32>given(TALK);
  const peer = <i32>given(PEER);
  const otherKind = talk ^ <i32>given(RETURNEE_TALK);
  const otherSource = peer ^ <i32>given(RETURNEE);
  const returned = <i32>given(RETURNED);
  let at = count;
  for (let k = 0; k < found; k++) {
    const i = first + load<i32>(rows + (<usize>k << 2));
    const friend = load<i32>(others + (<usize>k << 2));
    const now = <i32>load<u8>(stage + friend);
    const been = -(<i32>(now === returned));
    const topic = <i32>((<u64>hash(load<u32>(id + (<usize>i << 2)), key0, key1) * TOPICS) >> 32);
    const said = load<f32>(column(DURABLE + topic) + (<usize>friend << 2));
    const wide = <usize>at << 2;
    store<i32>(row + wide, i);
    store<i16>(kind + (<usize>at << 1), <i16>(talk ^ (otherKind & been)));
    store<i8>(source + at, <i8>(peer ^ (otherSource & been)));
    store<u8>(speaks + at, <u8>(<i32>1 << topic));
    store<f32>(precision + wide, precisely);
    store<f32>(credibility + wide, 1);
    store<f32>(surprise + wide, 0);
    store<i8>(promise + at, 0);
    store<f32>(column(SAYS + topic) + wide, said);
    at += load<u8>(home + now) & 1;
  }
  return at;
}
