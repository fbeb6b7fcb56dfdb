// AgentScript: turtles, with links as its users make them, or with a list of neighbours on each turtle.
import { befriend, pairsOf } from './network.ts';
import { type Agent, live } from './plain-objects.ts';
import type { Build } from './reduced-model.ts';

/** As much of AgentScript as is used here; its types are not there unless it is installed. */
type Turtle = Agent & { friends: Turtle[]; linkNeighbors(): Turtle[] };
type Turtles = {
  readonly [row: number]: Turtle;
  create(count: number, begin: (turtle: Turtle) => void): void;
  ask(each: (turtle: Turtle) => void): void;
  setDefault(name: string, value: unknown): void;
};
type Model = { readonly turtles: Turtles; readonly links: { createOne(from: Turtle, to: Turtle): void } };
type AgentScript = { readonly Model: new (options: object) => Model };

const world = { minX: -16, maxX: 16, minY: -16, maxY: 16 };

/** Loads it; it wants a canvas, which Node has not. */
async function agentScript(): Promise<AgentScript> {
  const nothing = new Proxy({}, { get: () => () => ({ data: [] }) });
  const stub = class {
    getContext(): object {
      return nothing;
    }
  };
  Object.assign(globalThis, { OffscreenCanvas: stub, window: globalThis });
  const name: string = 'agentscript';
  return import(name);
}

/** @param links true for links as objects, false for lists of neighbours */
export async function load(links: boolean): Promise<Build> {
  const { Model } = await agentScript();
  // From links the framework makes the list anew each time it is asked.
  const step = links
    ? (turtle: Turtle): void => live(turtle, turtle.linkNeighbors())
    : (turtle: Turtle): void => live(turtle, turtle.friends);
  return (people) => {
    const model = new Model(world);
    const { turtles } = model;
    turtles.setDefault('atEdge', 'wrap');
    turtles.create(people, (turtle) => {
      turtle.belief = Math.random() - 0.5;
      turtle.trust = 0.2 + 0.6 * Math.random();
      turtle.stage = 0;
      turtle.friends = [];
    });
    if (links) {
      const { one, other } = pairsOf(people);
      for (let tie = 0; tie < one.length; tie++) model.links.createOne(turtles[one[tie]], turtles[other[tie]]);
    } else
      befriend(
        Array.from({ length: people }, (_, row) => turtles[row]),
        ({ friends }) => friends,
      );
    return {
      week() {
        turtles.ask(step);
        const counts = [0, 0, 0, 0];
        turtles.ask(({ stage }) => {
          counts[stage]++;
        });
        return counts;
      },
    };
  };
}
