import { atHome } from '../../model/campaign.ts';
import { AT_DESTINATION } from '../../model/vocabulary.ts';
import { uniform } from '../../random/draw.ts';
import type { Side } from './inquiry.ts';
import type { Luck } from './luck.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Measure, Spared, Tracing } from './study.ts';

/** What came of looking for somebody. */
export const LOST = 0;
/** Others at home answer for them. */
export const BY_HOUSEHOLD = 1;
export const INTERVIEWED = 2;
export type Found = typeof LOST | typeof BY_HOUSEHOLD | typeof INTERVIEWED;

/** What others at home can know of somebody. */
const knownAtHome: ReadonlySet<Measure> = new Set<Measure>(['left_irregularly', 'left_lawfully', 'intends_or_left']);

/**
 * Who is found and willing at one wave. At home everybody is found and may refuse; at the destination some are found; on the way,
 * stranded, dead or gone lawfully nobody is. Households can tell that such a person has left.
 */
export function tracer(
  world: StudyWorld,
  { tracing, measure }: { readonly tracing: Tracing; readonly measure: Measure },
  side: Side,
  wave: number,
  luck: Luck,
  spared: Spared,
): (row: number) => Found {
  if (spared.attrition) return () => INTERVIEWED;
  const { abroad, refusal, refusalAvoidance, refusalIntention, proxies, proxyKnows } = tracing;
  const { stage, avoidance, intention, week } = world[side][wave];
  const { id } = world.traits;
  const finds = luck.at('found abroad', week);
  const refuses = luck.at('refusal', week);
  const tells = luck.at('proxy', week);
  const household = knownAtHome.has(measure) ? proxies * proxyKnows : 0;
  return (row) => {
    const there = stage[row] === AT_DESTINATION && uniform(finds, id[row]) < abroad;
    if (atHome[stage[row]] === 0 && !there) return uniform(tells, id[row]) < household ? BY_HOUSEHOLD : LOST;
    const reluctance =
      refusal + refusalAvoidance * avoidance[row] + (intention[row] > world.considers ? refusalIntention : 0);
    return uniform(refuses, id[row]) < reluctance ? LOST : INTERVIEWED;
  };
}
