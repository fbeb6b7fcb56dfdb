import { Fragment, useEffect } from 'react';
import { topics } from '../../model/vocabulary.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { useKept } from '../kept.ts';
import { stageMarks } from './drawing-village.ts';
import type { LabClient } from './lab-client.ts';
import { useAnswer } from './lab-client.ts';
import { goTo, type LabState, settingsOf } from './lab-state.ts';
import { type Player, useKeys, weekKeys } from './player.ts';
import { KeyLine, PlayerBar } from './player-bar.tsx';
import { StageGlyph } from './stage-glyph.tsx';
import { capital, hundred, whoIs } from './telling.ts';
import { printed, type Sum } from './terms.ts';
import type { Followed, MindWeek, Shown, Villagers } from './village.ts';
import { Picks, Sent } from './watch.tsx';

/** One mind, week by week, in both worlds. */
export function Person({
  lab,
  state,
  villagers,
  shown,
  player,
}: {
  readonly lab: LabClient;
  readonly state: LabState;
  readonly villagers: Villagers;
  readonly shown: Shown;
  readonly player: Player;
}) {
  const t = useTexts('lab');
  const [isProjected] = useKept('projector');
  const known = villagers.facts.some(({ id }) => id === state.person);
  const [first] = shown.picks;
  const id = known ? state.person : (first?.id ?? villagers.facts[0]?.id ?? null);
  // Whoever opens with nobody in mind sees the first who is worth following, in the week for which they were chosen.
  const opens = known ? state.at : (first?.week ?? null);
  const key = id === null ? null : JSON.stringify([settingsOf(state), state.message, id]);
  const { value: followed } = useAnswer(key, () =>
    lab.follow(settingsOf(state), { kind: 'message', message: state.message }, id ?? 0),
  );
  // Weeks of a mind are those lived: week 0 has nothing to tell.
  const { seek, week, weeks } = player;
  useEffect(() => {
    if (week === 0) seek(state.message.week + 1);
  }, [week, seek, state.message.week]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: seeking is the same in every week, and somebody else is another start
  useEffect(() => {
    if (opens !== null) seek(Math.max(1, Math.min(weeks, opens)));
  }, [opens, id]);
  useKeys(weekKeys(player, 1));
  const picked = { ...state, view: 'person' as const, person: id, at: null };
  return (
    <>
      <h2 className="view">{t('person.title')}</h2>
      <p className="view">{t('person.lead')}</p>
      {/* On a wall the choice makes room for who was chosen. */}
      <details key={`${isProjected} ${known ? id : ''}`} className="whom" open={!isProjected || !known}>
        <summary>{t('person.whom')}</summary>
        <Sent state={state} shown={shown} />
        <Picks state={picked} villagers={villagers} shown={shown} onChoose={seek} />
        <div className="row">
          <label htmlFor="lab-person">{t('person.choose')}</label>
          <select
            id="lab-person"
            value={id ?? ''}
            onChange={(event) => goTo({ ...picked, person: Number(event.currentTarget.value) }, true)}
          >
            {villagers.facts.map((facts) => (
              // Many are alike in all that is said of them.
              <option key={facts.id} value={facts.id}>
                {t('person.numbered', { who: capital(whoIs(t, facts)), number: facts.id })}
              </option>
            ))}
          </select>
        </div>
      </details>
      {followed !== null && id !== null && <Mind followed={followed} player={player} state={state} />}
      <KeyLine />
    </>
  );
}

function Mind({
  followed,
  player,
  state,
}: {
  readonly followed: Followed;
  readonly player: Player;
  readonly state: LabState;
}) {
  const t = useTexts('lab');
  const { facts } = followed;
  const at = Math.max(0, player.week - 1);
  const [here, there] = [followed.with[at], followed.without[at]];
  if (here === undefined || there === undefined) return null;
  return (
    <>
      <p className="told who">
        {t('person.atStart', { who: capital(whoIs(t, facts)), stage: t(`stages.${facts.stage}`) })}
      </p>
      <Path followed={followed} week={at} />
      <div className="now">
        <PlayerBar player={player} />
      </div>
      <div className="worlds">
        <MindWeekView week={here} title={t('person.withWorld')} sender={state.message.sender} />
        <MindWeekView week={there} title={t('person.withoutWorld')} sender={state.message.sender} />
      </div>
    </>
  );
}

const WIDE = 800;
const STRIP = 18;
const HIGH = 120;

/** Where somebody stands week by week in both worlds, and the intention as two lines. */
function Path({ followed, week }: { readonly followed: Followed; readonly week: number }) {
  const t = useTexts('lab');
  const weeks = followed.with.length;
  const last = { with: followed.with[weeks - 1], without: followed.without[weeks - 1] };
  if (last.with === undefined || last.without === undefined) return null;
  const x = (k: number): number => ((k + 0.5) * WIDE) / weeks;
  const y = (intention: number): number => (1 - intention) * HIGH;
  const line = (world: readonly MindWeek[]): string =>
    world.map(({ intention }, k) => `${x(k).toFixed(1)},${y(intention.after).toFixed(1)}`).join(' ');
  const met = [...new Set([...followed.with, ...followed.without].map(({ stage }) => stage))];
  const now = (height: number) => (
    <rect x={(week * WIDE) / weeks} width={WIDE / weeks} height={height} fill="var(--faint)" />
  );
  return (
    <figure className="path">
      <h3>{t('person.path')}</h3>
      <div className="paths" dir="ltr">
        {(['with', 'without'] as const).map((world) => (
          <Fragment key={world}>
            <span className="say">{t(`person.${world}World`)}</span>
            <svg viewBox={`0 0 ${WIDE} ${STRIP}`} preserveAspectRatio="none" height={STRIP} aria-hidden="true">
              {now(STRIP)}
              {followed[world].map(({ stage, week: k }) => (
                <rect
                  key={k}
                  x={(k * WIDE) / weeks + 1.5}
                  y={2}
                  width={WIDE / weeks - 3}
                  height={STRIP - 4}
                  fill={stage === 'none' ? 'var(--paper)' : `var(${stageMarks[stage].colour})`}
                  stroke={`var(${stageMarks[stage].colour})`}
                />
              ))}
            </svg>
          </Fragment>
        ))}
        <span className="say">{t('person.pathText')}</span>
        <svg
          viewBox={`0 0 ${WIDE} ${HIGH}`}
          className="course"
          preserveAspectRatio="none"
          height={HIGH}
          role="img"
          aria-label={t('person.pathLabel', {
            weeks,
            with: hundred(last.with.intention.after),
            without: hundred(last.without.intention.after),
            stageWith: t(`stages.${last.with.stage}`),
            stageWithout: t(`stages.${last.without.stage}`),
          })}
        >
          {now(HIGH)}
          <line x1={0} x2={WIDE} y1={HIGH} y2={HIGH} stroke="var(--ink)" vectorEffect="non-scaling-stroke" />
          <line x1={0} x2={WIDE} y1={0} y2={0} stroke="var(--faint)" vectorEffect="non-scaling-stroke" />
          <polyline
            points={line(followed.without)}
            {...{ fill: 'none', stroke: 'var(--soft)', strokeWidth: 2, strokeDasharray: '6 4' }}
            vectorEffect="non-scaling-stroke"
          />
          <polyline
            points={line(followed.with)}
            {...{ fill: 'none', stroke: 'var(--design-1)', strokeWidth: 3 }}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </div>
      <p className="small">
        {met.map((stage) => (
          <span key={stage} className="met">
            <StageGlyph stage={stage} />
            {t(`stages.${stage}`)}
          </span>
        ))}
      </p>
    </figure>
  );
}

function MindWeekView({
  week,
  title,
  sender,
}: {
  readonly week: MindWeek;
  readonly title: string;
  readonly sender: LabState['message']['sender'];
}) {
  const t = useTexts('lab');
  const isHome = ['none', 'considering', 'planning', 'preparing', 'returned'].includes(week.stage);
  const { dissonance, appraisal, intention, sums } = week;
  const top = dissonance.waysOut.reduce((a, b) => (b.share > a.share ? b : a));
  const taken = week.generalRisk > 0 ? 1 - week.ownRisk / week.generalRisk : 0;
  const isTorn = dissonance.standing + dissonance.aroused > 0;
  return (
    <section className="mind">
      <h3>
        {title} · {t('person.week', { week: week.week + 1 })}
      </h3>
      <p>
        <StageGlyph stage={week.stage} />
        {capital(t(`stages.${week.stage}`))}
      </p>

      <div className="thirds">
        <div>
          <h4>{t('person.heard')}</h4>
          {week.messages.length === 0 && <p>{t('person.heardNothing')}</p>}
          <ul className="heard">
            {week.messages.map((message, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages of a week keep their order
              <li key={k}>
                {message.sender === 'own experience'
                  ? t('person.ownExperience')
                  : t('person.message', {
                      sender: `${capital(t(`senders.${message.sender}`))}${message.kind === 'message' ? ` (${t('person.campaign')})` : ''}`,
                      trust: hundred(message.trust),
                      believed: hundred(message.credibility),
                    })}
                {message.sender !== 'own experience' &&
                  ` ${t('person.trustAfter', { after: hundred(week.trust[message.sender] ?? 0) })}`}
                {message.said.map(({ topic, value, before, after }) => (
                  <Track
                    key={topic}
                    words={t('person.revised', {
                      topic: capital(t(`topics.${topic}`)),
                      before: number(before * 100, 1),
                      after: number(after * 100, 1),
                      said: hundred(value),
                    })}
                    before={before}
                    after={after}
                    said={value}
                  />
                ))}
              </li>
            ))}
          </ul>

          <h4>{t('person.risk')}</h4>
          <p>{t('person.riskText', { general: hundred(week.generalRisk), own: hundred(week.ownRisk) })}</p>
          <Track words={null} before={week.generalRisk} after={week.ownRisk} said={null} />
          {taken > 0.005 && <p>{t('person.riskMore', { share: hundred(taken) })}</p>}
        </div>
        <div>
          <h4>{t('person.torn')}</h4>
          {!isHome && <p>{t('person.gone')}</p>}
          {isHome && (
            <>
              <p>
                {!isTorn
                  ? t('person.tornNot')
                  : dissonance.aroused > 0
                    ? t('person.tornAlarmed')
                    : t('person.tornStill')}
              </p>
              <h4>{t('person.waysOut')}</h4>
              <p>
                {isTorn ? t('person.way', { way: t(`ways.${top.way}`), share: hundred(top.share) }) : t('person.noWay')}
              </p>
              {isTorn && (
                <ul className="bars">
                  {dissonance.waysOut.map(({ way, share }) => (
                    <li key={way}>
                      <div className="line">
                        <span>{t(`ways.${way}`)}</span>
                        <span className="value">{hundred(share)}</span>
                      </div>
                      <div className="bar2 with" style={{ width: `${share * 100}%` }} />
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </div>
        {isHome && (
          <div>
            <h4>{t('person.appraisal')}</h4>
            <p>
              {t('person.appraisalText', {
                choice: hundred(appraisal.choice),
                before: number(intention.before * 100, 1),
                after: number(intention.after * 100, 1),
              })}
            </p>
            {(['leave', 'stay', 'wait'] as const).map((side) => (
              <SumBars key={side} title={t(`person.${side}`)} sum={sums[side]} />
            ))}
            <p className="small">{t('person.scale')}</p>
          </div>
        )}
      </div>

      <details>
        <summary>{t('person.numbers')}</summary>
        <p className="small">{t('person.numbersText')}</p>
        {isHome && (
          <p>
            {t('person.tornText', {
              wish: number(dissonance.speaksFor, 2),
              against: number(dissonance.speaksAgainst, 2),
              alarmed: number(dissonance.speaksAgainstAlarmed, 2),
            })}
          </p>
        )}
        {(['speaksFor', 'speaksAgainst', 'alarmed'] as const).map((part) => (
          <SumBars key={part} title={t(`person.${part}`)} sum={sums.torn[part]} />
        ))}
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('person.waysOut')}</th>
              <th scope="col">{t('person.weight')}</th>
              <th scope="col">{t('person.share')}</th>
            </tr>
          </thead>
          <tbody>
            {dissonance.waysOut.map(({ way, weight, share }) => (
              <tr key={way}>
                <th scope="row">{t(`ways.${way}`)}</th>
                <td>{number(weight, 2)}</td>
                <td>{number(share * 100, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('person.beliefs')}</th>
              <th scope="col">{t('person.value')}</th>
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <tr key={topic}>
                <th scope="row">{t(`topics.${topic}`)}</th>
                <td>{number(week.beliefs[topic] * 100, 1)}</td>
              </tr>
            ))}
            {(['minimisation', 'avoidance', 'alarm', 'commitment'] as const).map((name) => (
              <tr key={name}>
                <th scope="row">{t(`person.${name}`)}</th>
                <td>{number(week[name] * 100, 1)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                {t('person.trusted')} ({t(`senders.${sender}`)})
              </th>
              <td>{number((week.trust[sender] ?? 0) * 100, 1)}</td>
            </tr>
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** A belief before and after, and what was said, from 0 to 100. */
function Track({
  words,
  before,
  after,
  said,
}: {
  readonly words: string | null;
  readonly before: number;
  readonly after: number;
  readonly said: number | null;
}) {
  return (
    <>
      {words !== null && <span className="say">{words}</span>}
      <div className="track" dir="ltr" aria-hidden="true">
        {said !== null && <b style={{ left: `${said * 100}%` }} />}
        <i className="before" style={{ left: `${before * 100}%` }} />
        <i className="after" style={{ left: `${after * 100}%` }} />
      </div>
    </>
  );
}

/** Terms as bars to either side of zero, and their total below; what is printed adds up as printed. */
function SumBars({ title, sum }: { readonly title: string; readonly sum: Sum }) {
  const t = useTexts('lab');
  const shown = printed(sum);
  const most = Math.max(1, ...shown.terms.map(({ value }) => Math.abs(value)), Math.abs(shown.total));
  const bar = (value: number) => ({
    left: value < 0 ? `${50 + (50 * value) / most}%` : '50%',
    width: `${(50 * Math.abs(value)) / most}%`,
  });
  return (
    <div className="signed" data-total={sum.total} data-terms={sum.terms.map(({ value }) => value).join(' ')}>
      {shown.terms.map(({ name, value }) => (
        <Row key={name} label={t(`person.terms.${name as 'pull'}`)} value={value} style={bar(value)} />
      ))}
      <span className="all">
        {title}, {t('person.total')}
      </span>
      <span className="rail" dir="ltr">
        <i className="sum" style={bar(shown.total)} />
      </span>
      <span className="amount all">{number(shown.total, 2)}</span>
    </div>
  );
}

function Row({
  label,
  value,
  style,
}: {
  readonly label: string;
  readonly value: number;
  readonly style: { readonly left: string; readonly width: string };
}) {
  return (
    <>
      <span>{label}</span>
      <span className="rail" dir="ltr">
        <i style={style} />
      </span>
      <span className="amount">{number(value, 2)}</span>
    </>
  );
}
