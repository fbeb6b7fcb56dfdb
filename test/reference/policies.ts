import type { Setup } from '../../src/model/setup.ts';

/** What holds in one week, policies included; the first three for each route. */
export type Settings = {
  enforcement: number[];
  routeCost: number[];
  routeOpen: number[];
  remittanceCost: number;
  lawfulQuota: number;
  opportunities: number;
  wealth: number;
  assistedReturn: number;
  returnSupport: number;
  forcedReturn: number;
};

/** Policies in force apply in the order of their list: the last word holds. */
export function settingsOf({ context, given, arm }: Setup, week: number): Settings {
  const settings: Settings = {
    enforcement: context.routes.map((route) => route.enforcement),
    routeCost: context.routes.map(() => 1),
    routeOpen: context.routes.map(() => 1),
    remittanceCost: given.settings.remittanceCost,
    lawfulQuota: context.lawfulQuota,
    opportunities: context.truths.alternative,
    wealth: 0,
    assistedReturn: 0,
    returnSupport: 0,
    forcedReturn: given.settings.forcedReturn,
  };
  for (const policy of arm.policies) {
    if (week < policy.from || week > policy.to) continue;
    for (const { setting, route, value } of policy.changes) {
      if (setting === 'enforcement' || setting === 'routeCost' || setting === 'routeOpen')
        for (let r = 0; r < context.routes.length; r++) {
          if (route === null || route === context.routes[r].id) settings[setting][r] = value;
        }
      else settings[setting] = value;
    }
  }
  return settings;
}
