const PER_PERSON = 4;

/** Pairs of people who know each other. */
export type Pairs = { readonly one: Int32Array; readonly other: Int32Array };

/** Ties in both directions: those of person i are `member[start[i]]` up to `start[i + 1]`. */
export type Ties = { readonly start: Int32Array; readonly member: Int32Array };

/** Random pairs, the same for every peer. */
export function pairsOf(people: number): Pairs {
  const one = new Int32Array(PER_PERSON * people);
  const other = new Int32Array(PER_PERSON * people);
  let state = 12345;
  const draw = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % people;
  };
  for (let tie = 0; tie < one.length; tie++) {
    one[tie] = draw();
    const found = draw();
    other[tie] = found === one[tie] ? (found + 1) % people : found;
  }
  return { one, other };
}

export function tiesOf(people: number): Ties {
  const { one, other } = pairsOf(people);
  const start = new Int32Array(people + 1);
  for (const end of [one, other]) for (const person of end) start[person + 1]++;
  for (let person = 0; person < people; person++) start[person + 1] += start[person];
  const place = start.slice();
  const member = new Int32Array(2 * one.length);
  for (let tie = 0; tie < one.length; tie++) {
    member[place[one[tie]]++] = other[tie];
    member[place[other[tie]]++] = one[tie];
  }
  return { start, member };
}

/** Gives every agent the list of those it knows. */
export function befriend<Agent>(agents: readonly Agent[], friendsOf: (agent: Agent) => Agent[]): void {
  const { start, member } = tiesOf(agents.length);
  agents.forEach((agent, i) => {
    const friends = friendsOf(agent);
    for (let tie = start[i]; tie < start[i + 1]; tie++) friends.push(agents[member[tie]]);
  });
}
