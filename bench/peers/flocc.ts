// flocc: agents with data that is read and set by name. Ties are data too; see README.md.
import { befriend } from './network.ts';
import { type Build, chanceToMove, GAIN, KEEPING, LAST, MEETING, TALK } from './reduced-model.ts';

/** As much of flocc as is used here; its types are not there unless it is installed. */
type Agent = { get(name: string): unknown; set(name: string, value: unknown): void };
type Flocc = {
  readonly Agent: new (data: object) => Agent;
  readonly Environment: new (
    options: object,
  ) => { addAgent(agent: Agent): void; tick(): void; getAgents(): readonly Agent[] };
  readonly utils: { random(low: number, high: number, float?: boolean): number };
};

export async function load(): Promise<Build> {
  const name: string = 'flocc';
  const loaded: Flocc & { readonly default?: Flocc } = await import(name);
  const { Agent, Environment, utils } = loaded.default ?? loaded;
  const number = (agent: Agent, field: string): number => agent.get(field) as number;
  const friendsOf = (agent: Agent): Agent[] => agent.get('friends') as Agent[];

  const tick = (agent: Agent): void => {
    let belief = number(agent, 'belief');
    if (utils.random(0, 1, true) < MEETING) belief += GAIN * number(agent, 'trust') * (1 - belief);
    const friends = friendsOf(agent);
    const last = friends.length - 1;
    if (last >= 0) {
      const heard = number(friends[utils.random(0, last)], 'belief') + number(friends[utils.random(0, last)], 'belief');
      belief += TALK * (heard / 2 - belief);
    }
    belief *= KEEPING;
    agent.set('belief', belief);
    const stage = number(agent, 'stage');
    if (stage < LAST && utils.random(0, 1, true) < chanceToMove(belief)) agent.set('stage', stage + 1);
  };

  return (people) => {
    const environment = new Environment({ torus: false });
    const agents = Array.from({ length: people }, () => {
      const start = { belief: Math.random() - 0.5, trust: 0.2 + 0.6 * Math.random(), stage: 0 };
      const agent = new Agent({ ...start, friends: [], tick });
      environment.addAgent(agent);
      return agent;
    });
    befriend(agents, friendsOf);
    return {
      week() {
        environment.tick();
        const counts = [0, 0, 0, 0];
        for (const agent of environment.getAgents()) counts[number(agent, 'stage')]++;
        return counts;
      },
    };
  };
}
