import { assumed, cited, type Parameters } from './parameter.ts';
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

/** What holds where no policy says otherwise, as far as the context does not know it. */
export const settingsParameters = {
  remittanceCost: cited(
    0.07,
    [0.03, 0.12],
    'share',
    'share of money sent home that the transfer costs',
    'source-document',
    'D, priority 3 (costs of at most 3 %); today’s level is assumed',
    'A',
  ),
  forcedReturn: assumed(
    0.002,
    [0, 0.008],
    'probability per week',
    'chance that somebody without a right to stay is returned',
  ),
} as const satisfies Parameters;

export function settingsOf(setup: Setup, week: number): Settings {
  const { context } = setup;
  const usual = setup.given.settings;
  const settings: Settings = {
    enforcement: context.routes.map(({ enforcement }) => enforcement),
    routeCost: context.routes.map(() => 1),
    routeOpen: context.routes.map(() => 1),
    remittanceCost: usual.remittanceCost,
    lawfulQuota: context.lawfulQuota,
    opportunities: context.truths.alternative,
    wealth: 0,
    assistedReturn: 0,
    returnSupport: 0,
    forcedReturn: usual.forcedReturn,
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
