// What is told of one person is what was computed for them: sums, shares and steps add up.
import { describe, expect, it } from 'vitest';
import { follow, type PersonWeek } from '../../src/model/follow.ts';
import { choiceOf } from '../../src/model/mechanisms/appraisal.ts';
import { liveWeek } from '../../src/model/run.ts';
import { sources, stages, topics, waysOut } from '../../src/model/vocabulary.ts';
import { TILE } from '../../src/model/world.ts';
import { logistic } from '../../src/random/exact-math.ts';
import { begin } from './support/live.ts';
import { everyWay, village, withCampaign } from './support/village.ts';

const people = TILE + 400;
const setup = withCampaign({ ...village, people, context: { ...village.context, communitySize: 500 } }, everyWay);

/** People of both tiles who can tell something, with their weeks and what stood in the columns after each. */
const followed = [3, 77, 444, 65536 + 12, 10 * 65536 + 300, 10 * 65536 + 420].map((id) => {
  const world = begin(setup);
  const row = world.people.id.indexOf(id);
  world.trace = follow(world, id);
  const seen: { stage: string; intention: number; beliefs: number[]; heard: number; commitment: number }[] = [];
  for (let week = 0; week < 24; week++) {
    liveWeek(world);
    const { stage, intention, durable, fading, commitment } = world.people;
    let heard = 0;
    for (let at = 0; at < world.inbox.count; at++) if (world.inbox.row[at] === row) heard++;
    const beliefs = topics.map((_, t) => logistic(durable[t][row] + fading[t][row]));
    seen.push({ stage: stages[stage[row]], intention: intention[row], beliefs, heard, commitment: commitment[row] });
  }
  return { id, row, seen, weeks: world.trace.weeks };
});
const weeks: readonly PersonWeek[] = followed.flatMap((person) => person.weeks);

describe('following', () => {
  it('has people of more than one tile, who hear much and are torn', () => {
    expect(followed.some(({ row }) => row >= TILE)).toBe(true);
    expect(weeks.flatMap(({ messages }) => messages).length).toBeGreaterThan(100);
    expect(weeks.filter(({ dissonance }) => dissonance.standing > 0).length).toBeGreaterThan(20);
    expect(weeks.filter(({ dissonance }) => dissonance.aroused > 0).length).toBeGreaterThan(10);
  });

  it('tells week by week what stands in the columns', () => {
    for (const person of followed)
      person.weeks.forEach((told, k) => {
        const is = person.seen[k];
        expect(told.week).toBe(k);
        expect(told.stage).toBe(is.stage);
        expect(told.intention.after).toBe(is.intention);
        expect(told.commitment).toBe(is.commitment);
        expect(told.messages).toHaveLength(is.heard);
        topics.forEach((topic, t) => void expect(told.beliefs[topic]).toBeCloseTo(is.beliefs[t], 5));
        if (k > 0) expect(told.intention.before).toBe(person.weeks[k - 1].intention.after);
      });
  });

  it('has terms that sum to their totals, and a choice that follows from them', () => {
    for (const { appraisal } of weeks) {
      for (const side of ['leave', 'stay', 'wait'] as const) {
        const { terms, total } = appraisal[side];
        const sum = Object.values(terms).reduce((a, b) => a + b, 0);
        expect(Math.abs(sum - total)).toBeLessThan(1e-4);
      }
      const { leave, stay, wait, choice } = appraisal;
      const due = choiceOf(logistic(leave.total - stay.total), logistic(leave.total - wait.total));
      expect(Math.abs(choice - due)).toBeLessThan(1e-4);
    }
  });

  it('has an alarm that is felt only by the alarmed, and never speaks for leaving', () => {
    for (const { appraisal } of weeks) expect(appraisal.leave.terms.alarm).toBeLessThan(1e-4);
    expect(weeks.some(({ appraisal }) => appraisal.leave.terms.alarm < -0.05)).toBe(true);
  });

  it('has ways out whose shares sum to 1, or to nothing where nothing is resolved', () => {
    for (const { dissonance } of weeks) {
      expect(dissonance.waysOut.map(({ way }) => way)).toEqual(waysOut);
      const sum = dissonance.waysOut.reduce((all, { share }) => all + share, 0);
      if (dissonance.standing + dissonance.aroused > 0) expect(sum).toBeCloseTo(1, 9);
      else expect(sum).toBe(0);
      for (const { share, weight } of dissonance.waysOut) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(weight).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('has messages believed no more than their sender is trusted, and steps towards what was said', () => {
    for (const { messages } of weeks)
      for (const { sender, trust, credibility, said } of messages) {
        if (sender !== 'own experience') expect(sources).toContain(sender);
        expect(credibility).toBeLessThanOrEqual(trust + 1e-6);
        expect(said.length).toBeGreaterThan(0);
        for (const { value, before, after } of said) {
          expect(Math.abs(after - before)).toBeLessThanOrEqual(Math.abs(value - before) + 1e-6);
          if (after !== before) expect(Math.sign(after - before)).toBe(Math.sign(value - before));
        }
      }
  });

  it('has beliefs that follow from one message to the next within a week', () => {
    let followedOn = 0;
    for (const { messages } of weeks) {
      const last = new Map<string, number>();
      for (const { topic, before, after } of messages.flatMap(({ said }) => said)) {
        const was = last.get(topic);
        if (was !== undefined) {
          followedOn++;
          expect(before).toBe(was);
        }
        last.set(topic, after);
      }
    }
    expect(followedOn).toBeGreaterThan(20);
  });
});
