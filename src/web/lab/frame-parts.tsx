import type { ReactNode } from 'react';
import { stages, waysOut } from '../../model/vocabulary.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { StageGlyph } from './stage-glyph.tsx';
import { difference } from './telling.ts';
import type { Frame, Shown } from './village.ts';

/** What marks in the pictures mean: those that are in them in some week. */
export function Legend({ frames }: { readonly frames: readonly Frame[] }) {
  const t = useTexts('lab');
  const seen = stages.filter(
    (_, s) => s < 4 || frames.some((frame) => (frame.with.stages[s] ?? 0) + (frame.without.stages[s] ?? 0) > 0),
  );
  const sign = (mark: ReactNode) => (
    <svg className="glyph" viewBox="-8 -8 16 16" aria-hidden="true">
      {mark}
    </svg>
  );
  return (
    <ul className="legend" aria-label={t('legend.title')}>
      {seen.map((stage) => (
        <li key={stage}>
          <StageGlyph stage={stage} />
          <span>{t(`stages.${stage}`)}</span>
        </li>
      ))}
      <li>
        {sign(
          <>
            <circle cx={-5} r={2.5} fill="var(--design-7)" />
            <circle cx={3.5} r={4.5} fill="var(--design-7)" />
          </>,
        )}
        <span>{t('legend.size')}</span>
      </li>
      <li>
        {sign(
          <>
            <circle r={7} fill="none" stroke="var(--ink)" strokeWidth={2} />
            <circle r={3.5} fill="none" stroke="var(--soft)" strokeWidth={1.25} />
          </>,
        )}
        <span>{t('legend.ring')}</span>
      </li>
      <li>
        {sign(
          <>
            <circle r={8} fill="var(--faint)" />
            <circle r={3.5} fill="none" stroke="var(--soft)" strokeWidth={1.25} />
          </>,
        )}
        <span>{t('legend.disc')}</span>
      </li>
    </ul>
  );
}

/** Where people stand, in both worlds. */
export function Counts({
  frame,
  week,
  without,
  with: withWords,
}: {
  readonly frame: Frame;
  readonly week: number;
  readonly without: string;
  readonly with: string;
}) {
  const t = useTexts('lab');
  // Early and late stages always; those of a journey when somebody is there.
  const shown = stages.filter(
    (stage, s) => s < 4 || stage === 'en-route' || (frame.with.stages[s] ?? 0) + (frame.without.stages[s] ?? 0) > 0,
  );
  return (
    <table className="tight">
      <caption className="hidden">{t('counts.title', { week })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('counts.stage')}</th>
          <th scope="col">{without}</th>
          <th scope="col">{withWords}</th>
          <th scope="col">{t('counts.change')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((stage) => {
          const s = stages.indexOf(stage);
          const [there, here] = [frame.without.stages[s] ?? 0, frame.with.stages[s] ?? 0];
          return (
            <tr key={stage}>
              <th scope="row">
                <StageGlyph stage={stage} />
                {t(`stages.${stage}`)}
              </th>
              <td>{number(there)}</td>
              <td>{number(here)}</td>
              <td>{difference(here - there)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What must stand beside departures: harm, unmet protection need, who is better and who is worse off. */
export function Beside({
  frame,
  without,
  with: withWords,
}: {
  readonly frame: Frame;
  readonly without: string;
  readonly with: string;
}) {
  const t = useTexts('lab');
  const levels = (['left', 'harmed', 'died', 'unmet'] as const).map((name) => ({
    name,
    ...{ there: frame.without[name], here: frame.with[name] },
  }));
  return (
    <section className="harm">
      <h3>{t('beside.title')}</h3>
      <p>{t('beside.text')}</p>
      <table className="tight">
        <thead>
          <tr>
            <th scope="col">{t('counts.stage')}</th>
            <th scope="col">{without}</th>
            <th scope="col">{withWords}</th>
            <th scope="col">{t('counts.change')}</th>
          </tr>
        </thead>
        <tbody>
          {levels.map(({ name, there, here }) => (
            <tr key={name}>
              <th scope="row">{t(`beside.${name}`)}</th>
              <td>{number(there)}</td>
              <td>{number(here)}</td>
              <td>{difference(here - there)}</td>
            </tr>
          ))}
          {(
            [
              ['worse', frame.harmed],
              ['better', frame.helped],
              ['mixed', frame.mixed],
            ] as const
          ).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{t(`beside.${name}`)}</th>
              <td colSpan={2}>
                <span className="hidden">{t('beside.onlyWith')}</span>
              </td>
              <td>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">{t('beside.meaning')}</p>
    </section>
  );
}

/** The six ways out, added up over all people and the weeks so far, in both worlds. */
export function Ways({ shown, week }: { readonly shown: Shown; readonly week: number }) {
  const t = useTexts('lab');
  const sums = waysOut.map((way, w) => {
    const upTo = (world: 'with' | 'without', last: number): number =>
      shown.frames.slice(0, last + 1).reduce((sum, frame) => sum + (frame[world].ways[w] ?? 0), 0);
    return {
      way,
      with: upTo('with', week),
      without: upTo('without', week),
      end: Math.max(upTo('with', shown.weeks), upTo('without', shown.weeks)),
    };
  });
  const most = Math.max(1e-9, ...sums.map(({ end }) => end));
  const top = sums.reduce((a, b) => (b.with > a.with ? b : a));
  return (
    <section>
      <h2>{t('ways.title')}</h2>
      <p>{t('ways.text')}</p>
      <ul className="bars">
        {sums.map((one) => (
          <li key={one.way}>
            <div className="line">
              <span>{t(`ways.${one.way}`)}</span>
              <span className="value">
                {t('ways.much', { with: number(one.with, 1), without: number(one.without, 1) })}
              </span>
            </div>
            <div className="bar2 with" style={{ width: `${(100 * one.with) / most}%` }} />
            <div className="bar2" style={{ width: `${(100 * one.without) / most}%` }} />
          </li>
        ))}
      </ul>
      <p>{top.with > 0 ? t('ways.most', { way: t(`ways.${top.way}`) }) : t('ways.none')}</p>
      <p className="small">{t('ways.unit')}</p>
    </section>
  );
}

/** The pictures as numbers, week by week. */
export function WeekTable({ shown }: { readonly shown: Shown }) {
  const t = useTexts('lab');
  const considering = (tally: Frame['with']): number =>
    (tally.stages[1] ?? 0) + (tally.stages[2] ?? 0) + (tally.stages[3] ?? 0);
  return (
    <details>
      <summary>{t('table.title')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('table.title')}>
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('table.week')}</th>
              {(['considering', 'intention'] as const).flatMap((name) =>
                (['without', 'with'] as const).map((world) => (
                  <th key={`${name} ${world}`} scope="col">
                    {t(`table.${name}`)}, {t(`table.${world}`)}
                  </th>
                )),
              )}
              <th scope="col">{t('table.elsewhere')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.frames.map((frame, week) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
              <tr key={week}>
                <th scope="row">{week}</th>
                <td>{number(considering(frame.without))}</td>
                <td>{number(considering(frame.with))}</td>
                <td>{number(frame.without.intention * 100, 1)}</td>
                <td>{number(frame.with.intention * 100, 1)}</td>
                <td>{number(frame.elsewhere)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
