// js-simulator: a scheduler with one repeating event for each agent.
import { befriend } from './network.ts';
import { live } from './plain-objects.ts';
import type { Build } from './reduced-model.ts';

/** As much of js-simulator as is used here; it has no types. */
type Simulator = {
  readonly SimEvent: new (rank: number) => object;
  readonly Scheduler: new () => { scheduleRepeatingIn(event: object, interval: number): void; update(): void };
};

export async function load(): Promise<Build> {
  const name: string = 'js-simulator';
  const { default: simulator }: { readonly default: Simulator } = await import(name);

  class Person extends simulator.SimEvent {
    readonly id: number;
    belief = Math.random() - 0.5;
    trust = 0.2 + 0.6 * Math.random();
    stage = 0;
    readonly friends: Person[] = [];
    constructor(id: number) {
      super(1);
      this.id = id;
    }
    update(): void {
      live(this, this.friends);
    }
  }

  return (count) => {
    const scheduler = new simulator.Scheduler();
    const people = Array.from({ length: count }, (_, row) => new Person(row + 1));
    for (const person of people) scheduler.scheduleRepeatingIn(person, 1);
    befriend(people, ({ friends }) => friends);
    return {
      week() {
        scheduler.update();
        const counts = [0, 0, 0, 0];
        for (const { stage } of people) counts[stage]++;
        return counts;
      },
    };
  };
}
