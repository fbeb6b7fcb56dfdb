import type { Policy, Setup } from './setup.ts';

/** What policies set, as it holds in one week. */
export type Settings = {
  readonly enforcement: number[];
  readonly routeCost: number[];
  readonly routeOpen: number[];
  /** Share of money sent home that the transfer costs. */
  remittanceCost: number;
  lawfulQuota: number;
  /** True chance that a search for work here succeeds. */
  opportunities: number;
  /** Added to household wealth. */
  wealth: number;
  /** Chance per week that the stranded or the idle abroad return with assistance. */
  assistedReturn: number;
  /** What households expect from support after a return, in utility. */
  returnSupport: number;
  /** Chance per week that somebody without a right to stay is returned. */
  forcedReturn: number;
};

/** What holds where no policy says otherwise. Two figures need a source of their own, kept with the context's lawful quota. */
export const REMITTANCE_COST = 0.07;
export const FORCED_RETURN = 0.002;

export function settingsOf(setup: Setup, week: number): Settings {
  const { context } = setup;
  const settings: Settings = {
    enforcement: context.routes.map(({ enforcement }) => enforcement),
    routeCost: context.routes.map(() => 1),
    routeOpen: context.routes.map(() => 1),
    remittanceCost: REMITTANCE_COST,
    lawfulQuota: context.lawfulQuota,
    opportunities: context.truths.alternative,
    wealth: 0,
    assistedReturn: 0,
    returnSupport: 0,
    forcedReturn: FORCED_RETURN,
  };
  for (const policy of setup.arm.policies) if (week >= policy.from && week <= policy.to) apply(settings, setup, policy);
  return settings;
}

function apply(settings: Settings, setup: Setup, policy: Policy): void {
  for (const { setting, route, value } of policy.changes) {
    if (setting === 'enforcement' || setting === 'routeCost' || setting === 'routeOpen')
      setup.context.routes.forEach(({ id }, r) => {
        if (route === null || route === id) settings[setting][r] = value;
      });
    else settings[setting] = value;
  }
}
