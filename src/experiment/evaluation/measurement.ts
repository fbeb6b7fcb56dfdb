import { atHome } from '../../model/campaign.ts';
import { normal } from '../../random/distributions.ts';
import { uniform } from '../../random/draw.ts';
import { oneMinusExp } from '../../random/exact-math.ts';
import { couldChange, type Side, valuesOf } from './inquiry.ts';
import type { Luck } from './luck.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Measure, Measurement, Spared } from './study.ts';

/** What people say in one world at one wave. */
export type Interview = {
  /** Whether somebody says they remember the campaign. */
  readonly remembers: (row: number) => boolean;
  /** Whether somebody asked directly says that they intend to leave: 0 or 1. */
  readonly intends: (row: number) => number;
  /** The answer to the question of the study, on the scale of its measure. */
  readonly answer: (row: number) => number;
  /** What the household says of somebody away: whether they left. Never wrong where it knows at all. */
  readonly hearsay: (row: number) => number;
};

/** Points on the scale on which trust is asked, less one. */
const TRUST_STEPS = 4;

const scores: ReadonlySet<Measure> = new Set<Measure>(['general_risk', 'own_risk', 'rights_knowledge', 'prepared']);
const isScore = (measure: Measure): boolean =>
  scores.has(measure) || measure.startsWith('believes_') || measure.startsWith('error_');

/**
 * Who says what.
 *
 * - Recall: somebody met remembers with 1 - exp(-trace), somebody never met says so with the share of false recall.
 * - Intending to leave is denied more often by those the campaign met than by others; a list experiment avoids that.
 * - Noise is added to scores and not cut at the ends of their scale, which would bend means; yes or no is flipped.
 * - "It changed my mind": whoever remembers the campaign and did change because of it, or feels less inclined than on the eve, or
 *   agrees with whoever asks.
 *
 * @param spared without `recall`: whoever was met remembers, nobody else; without `desirability`: nobody denies or agrees to
 *               please; without `attrition`: nobody errs about having left; without `selection`: a mind is changed if, and as
 *               far as, it differs from that of the same person in the other world
 */
export function interview(
  world: StudyWorld,
  { measurement, measure }: { readonly measurement: Measurement; readonly measure: Measure },
  side: Side,
  wave: number,
  luck: Luck,
  spared: Spared,
): Interview {
  const now = world[side][wave];
  const { eve, considers } = world;
  const { id } = world.traits;
  const { falseRecall, noise, flips, denialTreated, denialUntreated, agreeable, feltChange, listItems } = measurement;
  const { week } = now;
  const value = valuesOf(measure, world, side, wave);
  const recalls = luck.at('recall', week);
  const mistakes = luck.at('false recall', week);
  const hides = luck.fate('denial');
  const pleases = luck.fate('agreeable');
  const errs = luck.at('noise', week);
  const asks = luck.at('flip of intends', week);
  const slips = measure === 'intends' ? asks : luck.at('flip', week);

  const met = (row: number): boolean => now.contacts[row] > 0;
  const recollects = (row: number): boolean => {
    if (uniform(recalls, id[row]) < oneMinusExp(now.trace[row])) return true;
    return !spared.recall && !met(row) && uniform(mistakes, id[row]) < falseRecall;
  };
  const remembers = spared.recall ? met : recollects;
  const denies = (row: number): boolean =>
    !spared.desirability && uniform(hides, id[row]) < (met(row) ? denialTreated : denialUntreated);
  const slip = (row: number, said: number): number => (uniform(slips, id[row]) < flips ? 1 - said : said);
  const noisy = (row: number, score: number): number =>
    noise > 0 ? score + normal(uniform(errs, id[row]), 0, noise) : score;
  const intending = (row: number): boolean => now.intention[row] > considers;
  const intends = (row: number): number => {
    const said = Number(intending(row) && !denies(row));
    return uniform(asks, id[row]) < flips ? 1 - said : said;
  };
  const inAList = listItems > 0 ? listAnswer(world, listItems, week, luck) : null;
  const sensitive = (row: number): number => {
    const truly = value(row);
    if (inAList !== null) return inAList(row, truly);
    return slip(row, truly === 1 && denies(row) ? 0 : truly);
  };

  return { remembers, intends, answer: answering(), hearsay: value };

  function answering(): (row: number) => number {
    if (isScore(measure)) return (row) => noisy(row, value(row));
    switch (measure) {
      case 'intends':
      case 'considering':
        return sensitive;
      case 'intends_or_left':
        // That whoever is asked away has left is no secret, and no slip of the pen.
        return (row) => (atHome[now.stage[row]] === 1 ? sensitive(row) : value(row));
      case 'intention':
        return (row) => noisy(row, intending(row) && denies(row) ? 0 : now.intention[row]);
      case 'left_irregularly':
      case 'left_lawfully':
        return spared.attrition ? value : (row) => slip(row, value(row));
      case 'trust_in_sender': {
        const between = luck.at('scale', week);
        return (row) => {
          const point = Math.floor(TRUST_STEPS * noisy(row, value(row)) + uniform(between, id[row]));
          return Math.min(TRUST_STEPS, Math.max(0, point)) / TRUST_STEPS;
        };
      }
      case 'recall':
        return (row) => Number(recollects(row));
      case 'contacts':
        return (row) => (remembers(row) ? Math.max(1, now.contacts[row]) : 0);
      case 'changed_mind': {
        const here = valuesOf(measure, world, 'with', wave);
        const there = valuesOf(measure, world, 'without', wave);
        return (row) => {
          if (!remembers(row) || !couldChange(world, row)) return 0;
          if (!spared.desirability && uniform(pleases, id[row]) < agreeable) return 1;
          const change = side === 'with' ? here(row) - there(row) : 0;
          if (spared.selection) return change;
          return Number(change > 0 || eve.intention[row] - now.intention[row] >= feltChange);
        };
      }
      default:
        return (row) => slip(row, value(row));
    }
  }
}

/**
 * A list experiment: half of those asked count how many of a few harmless items hold for them, the others of the same items and
 * the one in question. The difference of the two means is the share in question, and nobody gives themselves away.
 *
 * @returns what one person contributes to that difference: right on average, with variance J + y y for J items that hold with
 *          chance 1/2 each and an answer y
 * @source  Blair and Imai (2012), Statistical analysis of list experiments: the difference in means
 */
function listAnswer(
  { traits: { id } }: StudyWorld,
  items: number,
  week: number,
  luck: Luck,
): (row: number, truly: number) => number {
  const longer = luck.at('list', week);
  const harmless = Array.from({ length: items }, (_, item) => luck.at(`list item ${item}`, week));
  return (row, truly) => {
    let count = 0;
    for (const item of harmless) if (uniform(item, id[row]) < 0.5) count++;
    const surplus = count - items / 2;
    return uniform(longer, id[row]) < 0.5 ? 2 * (surplus + truly) : -2 * surplus;
  };
}
