import { type Topic, topics } from '../../model/vocabulary.ts';
import { capitalised, euros } from '../../report/words.ts';
import { falseFigure } from '../../report/worth-knowing.ts';
import { falseFigures } from '../../scenario/false-figures.ts';
import { isQuantity } from '../../scenario/quantity.ts';
import type { Settled, SettledArm } from '../../scenario/settled.ts';
import { useTexts } from '../i18n/index.ts';

/** The dot of a design before anything is drawn: the colour that it will have in every picture. */
export function DesignDot({ at }: { readonly at: number }) {
  const isHollow = at >= COLOURS;
  return (
    <span
      className={`dot${isHollow ? ' hollow' : ''}`}
      aria-hidden="true"
      style={{ '--mark': `var(--design-${(at % COLOURS) + 1})` } as React.CSSProperties}
    />
  );
}

const COLOURS = 8;

/** What a design does and says, in sentences. */
export function DesignFacts({
  arm,
  money,
  settled,
}: {
  readonly arm: SettledArm;
  readonly money?: number | undefined;
  /** Where its figures are held against what is taken to be true. */
  readonly settled: Settled | null;
}) {
  const t = useTexts('compare');
  const list = useList();
  const channels = [...new Set(arm.components.map(({ channel }) => channel.replaceAll('-', ' ')))];
  const those = (of: Said) =>
    topics.filter((topic) => saidBy(arm, topic) === of).map((topic) => t(`designs.topics.${topic}`));
  const [truth, others, silent] = [those('truth'), those('otherwise'), those('silent')];
  return (
    <>
      {channels.length > 0 && <p>{t('designs.through', { channels: list(channels) })}</p>}
      {truth.length > 0 && <p>{t('designs.tells', { topics: list(truth) })}</p>}
      {others.length > 0 && <p>{t('designs.otherwise', { topics: list(others) })}</p>}
      {untrue(settled, arm).map((figure) => (
        <p key={figure}>{figure}</p>
      ))}
      {silent.length > 0 && arm.components.length > 0 && <p>{t('designs.silent', { topics: list(silent) })}</p>}
      {arm.policies.length > 0 && (
        <p>{t('designs.policies', { policies: list(arm.policies.map(({ id }) => id.replaceAll('-', ' '))) })}</p>
      )}
      {arm.components.length === 0 && arm.policies.length === 0 && <p>{t('designs.nothing')}</p>}
      {money !== undefined && money > 0 && <p>{t('designs.money', { money: euros(money) })}</p>}
    </>
  );
}

/** What it says and the scenario takes to be otherwise, with the figures, in any of its circumstances. */
function untrue(settled: Settled | null, arm: SettledArm): readonly string[] {
  const conditions = settled?.conditions.filter(({ arms }) => arms.some(({ id }) => id === arm.id)) ?? [];
  const figures = conditions.flatMap((condition) => falseFigures(condition, arm).map(falseFigure));
  return [...new Set(figures)].map((figure) => `${capitalised(figure)}.`);
}

type Said = 'truth' | 'otherwise' | 'silent';

/** The truth is told where what is said is the very number of the place. */
function saidBy({ components }: SettledArm, topic: Topic): Said {
  const spoken = components.flatMap(({ says }) => says[topic] ?? []);
  if (spoken.length === 0) return 'silent';
  return spoken.every((one) => isQuantity(one) && one.name.startsWith('context.truths.')) ? 'truth' : 'otherwise';
}

/** "a, b and c" in the language of the page. */
export function useList(): (parts: readonly string[]) => string {
  const t = useTexts('compare');
  return (parts) => {
    const last = parts.at(-1) ?? '';
    return parts.length < 2 ? last : t('designs.and', { list: parts.slice(0, -1).join(', '), last });
  };
}
