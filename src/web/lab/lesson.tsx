import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Comparison, Contrast } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { stages } from '../../model/vocabulary.ts';
import { changeFigure, changeInWords, number, scaleOf, signed, toldApart } from '../../report/words.ts';
import { Session } from '../engine/session.ts';
import { useTexts } from '../i18n/index.ts';
import { stateLink } from '../state/app-state.ts';
import { addressOf } from '../state/route.ts';
import { Words } from '../words.tsx';
import { Legend } from './frame-parts.tsx';
import { type LabClient, useAnswer } from './lab-client.ts';
import { firstState, goTo, type LabState, labAddress, lessonSteps, SEED } from './lab-state.ts';
import { ALSO, comparisonOf, type Lesson, type LessonId, LUCKS, lessonIds, lessons, placeOf } from './lessons.ts';
import { examples } from './message.ts';
import { useKeys, usePlayer, weekKeys } from './player.ts';
import { KeyLine, PlayerBar } from './player-bar.tsx';
import { StageGlyph } from './stage-glyph.tsx';
import { countsInWords } from './telling.ts';
import { type Three, type Verdict, verdictOf } from './verdict.ts';
import type { Frame, Shown, Villagers, VillageSettings } from './village.ts';
import { VillagePicture } from './village-picture.tsx';

const answers: readonly Verdict[] = ['holds', 'same', 'fails'];
export type Votes = { readonly [A in Verdict]: number };
export const noVotes: Votes = { holds: 0, same: 0, fails: 0 };

/** The message that goes on from a lesson, to be changed by the room. */
const goOnWith: { readonly [L in LessonId]: keyof typeof examples } = {
  ...{ risk: 'facts', sender: 'returnee', fear: 'overstated', alone: 'family', alternative: 'promise' },
};

export function LessonList() {
  const t = useTexts('lab');
  return (
    <>
      <h2>{t('lessons.title')}</h2>
      <p>{t('lessons.lead')}</p>
      <ol className="lessons">
        {lessonIds.map((id, k) => (
          <li key={id}>
            <span className="ordinal">{k + 1}</span>
            <div>
              <h2>{t(`lessons.${id}.title`)}</h2>
              <p>{t(`lessons.${id}.claim`)}</p>
            </div>
            <a className="act main" href={labAddress({ ...firstState, lesson: id })}>
              {t('lessons.open', { number: k + 1 })}
            </a>
          </li>
        ))}
      </ol>
      <p className="small">{t('lessons.documentB')}</p>
    </>
  );
}

/** One assumption: predict, run, reveal, explain, discuss. */
export function LessonView({
  lab,
  state,
  id,
  votes,
  setVotes,
}: {
  readonly lab: LabClient;
  readonly state: LabState;
  readonly id: LessonId;
  /** What the room counted in this lesson. */
  readonly votes: Votes;
  readonly setVotes: (votes: Votes) => void;
}) {
  const t = useTexts('lab');
  const lesson = lessons[id];
  const { step } = state;
  const at = lessonSteps.indexOf(step);
  const [before, after] = [lessonSteps[at - 1], lessonSteps[at + 1]];
  const next = lessonIds[lessonIds.indexOf(id) + 1];
  const player = usePlayer(firstState.weeks);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const session = useComparison(lesson);

  const to = (where: (typeof lessonSteps)[number] | undefined) => {
    if (where === undefined) return;
    moved.current = true;
    player.stop();
    goTo({ ...state, step: where });
  };
  // Where there is a village the arrows are its weeks: nobody gives the answer away by looking at the next one.
  useKeys({
    ...(step === 'run' ? weekKeys(player) : { ArrowRight: () => to(after), ArrowLeft: () => to(before) }),
    PageDown: () => to(after),
    PageUp: () => to(before),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever goes a step on is taken to its heading
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    window.scrollTo(0, 0);
  }, [step]);

  return (
    <div className="lesson">
      <div className="lesson-head">
        <p className="small">
          <a href={labAddress({ ...firstState, view: 'lessons' })}>{t('lessons.all')}</a>
        </p>
        <h2 ref={heading} tabIndex={-1}>
          {lessonIds.indexOf(id) + 1}. {t(`lessons.${id}.title`)}
          <span className="hidden">. {t('lessons.step', { step: at + 1, name: t(`lessons.steps.${step}`) })}</span>
        </h2>
        <ol className="steps" aria-label={t('lessons.stepsLabel')}>
          {lessonSteps.map((one, k) => (
            <li key={one}>
              <a
                href={labAddress({ ...state, step: one })}
                aria-current={one === step ? 'step' : undefined}
                onClick={() => {
                  moved.current = true;
                }}
              >
                {k + 1} {t(`lessons.steps.${one}`)}
              </a>
            </li>
          ))}
        </ol>
      </div>
      {step === 'predict' && <Predict lesson={lesson} votes={votes} setVotes={setVotes} />}
      {step === 'run' && <Run lab={lab} lesson={lesson} player={player} />}
      {step === 'reveal' && <Reveal lesson={lesson} votes={votes} session={session} />}
      {step === 'explain' && <Explain id={id} />}
      {step === 'discuss' && <Discuss id={id} />}
      <details className="notes">
        <summary>{t('lessons.notes')}</summary>
        <p>{t(`lessons.${id}.notes`)}</p>
      </details>
      <div className="onward">
        {before !== undefined && (
          <button type="button" className="act" onClick={() => to(before)}>
            {t('lessons.back', { name: t(`lessons.steps.${before}`) })}
          </button>
        )}
        {after !== undefined && (
          <button type="button" className="act main" onClick={() => to(after)}>
            {t('lessons.next', { name: t(`lessons.steps.${after}`) })}
          </button>
        )}
        {after === undefined && next !== undefined && (
          <a className="act main" href={labAddress({ ...firstState, lesson: next })}>
            {t('lessons.nextLesson', { name: t(`lessons.${next}.title`) })}
          </a>
        )}
      </div>
      <KeyLine />
    </div>
  );
}

function Villages({ id }: { readonly id: LessonId }) {
  const t = useTexts('lab');
  return (
    <div className="sides">
      {(['holds', 'fails'] as const).map((side) => (
        <section key={side}>
          <h3>{t(`lessons.predict.${side}`)}</h3>
          <p>{t(`lessons.${id}.${side}`)}</p>
        </section>
      ))}
    </div>
  );
}

/** What is sent; what is false is marked. */
function Campaign({ lesson: { id, isFalse } }: { readonly lesson: Lesson }) {
  const t = useTexts('lab');
  return (
    <p>
      {isFalse === true && <span className="badge false">{t('message.badge.false')}</span>}{' '}
      {t(`lessons.${id}.campaign`)}
    </p>
  );
}

function Predict({
  lesson,
  votes,
  setVotes,
}: {
  readonly lesson: Lesson;
  readonly votes: Votes;
  readonly setVotes: (votes: Votes) => void;
}) {
  const t = useTexts('lab');
  const { id } = lesson;
  const change = (answer: Verdict, by: number) => setVotes({ ...votes, [answer]: Math.max(0, votes[answer] + by) });
  return (
    <>
      <p className="claim">{t(`lessons.${id}.claim`)}</p>
      <Villages id={id} />
      <h3>{t('lessons.predict.campaign')}</h3>
      <Campaign lesson={lesson} />
      <h3>{t('lessons.predict.question')}</h3>
      <ul className="votes">
        {answers.map((answer) => (
          <li key={answer}>
            <span>{t(`lessons.predict.${answer}`)}</span>
            <button
              type="button"
              className="act"
              aria-label={t('lessons.predict.less', { option: t(`lessons.predict.${answer}`) })}
              disabled={votes[answer] === 0}
              onClick={() => change(answer, -1)}
            >
              −
            </button>
            <output aria-label={`${t('lessons.predict.count')}: ${t(`lessons.predict.${answer}`)}`}>
              {votes[answer]}
            </output>
            <button
              type="button"
              className="act"
              aria-label={t('lessons.predict.more', { option: t(`lessons.predict.${answer}`) })}
              onClick={() => change(answer, 1)}
            >
              +
            </button>
          </li>
        ))}
      </ul>
      <p className="small">
        {t('lessons.predict.vote')} {t('lessons.predict.local')}
      </p>
      {votes !== noVotes && (
        <button type="button" className="act" onClick={() => setVotes(noVotes)}>
          {t('lessons.predict.clear')}
        </button>
      )}
    </>
  );
}

type Told = { readonly villagers: Villagers; readonly shown: Shown };

function Run({
  lab,
  lesson,
  player,
}: {
  readonly lab: LabClient;
  readonly lesson: Lesson;
  readonly player: ReturnType<typeof usePlayer>;
}) {
  const t = useTexts('lab');
  const { id, design } = lesson;
  const told = async (condition: string): Promise<Told> => {
    const { people, weeks } = firstState;
    const settings: VillageSettings = { place: placeOf(condition), people, weeks, seed: SEED, luck: 0 };
    const villagers = await lab.open(settings);
    return { villagers, shown: await lab.tell(settings, { kind: 'design', design }) };
  };
  const { value, fault, again } = useAnswer(id, async () => {
    const holds = drawnBoth(await told(lesson.holds));
    const fails = drawnBoth(await told(lesson.fails));
    return { holds, fails, frames: [...holds.shown.frames, ...fails.shown.frames] };
  });
  if (fault !== null) return <Stopped reason={fault} again={again} />;
  if (value === null) return <p className="told">{t('waiting')}</p>;
  const frames = {
    holds: value.holds.shown.frames[player.week],
    fails: value.fails.shown.frames[player.week],
  };
  if (frames.holds === undefined || frames.fails === undefined) return null;
  const shownNow = { holds: frames.holds, fails: frames.fails };
  const gap = ({ with: here, without: there }: NonNullable<typeof frames.holds>): string =>
    signed((here.intention - there.intention) * 100, 1);
  return (
    <>
      <Campaign lesson={lesson} />
      <div className="scene">
        <div className="villages">
          {(['holds', 'fails'] as const).map((side) => (
            <VillagePicture
              key={side}
              title={t(`lessons.predict.${side}`)}
              label={t('village.label', {
                ...{ title: t(`lessons.predict.${side}`), week: player.week, weeks: value[side].shown.weeks },
                ...{
                  people: value[side].shown.people,
                  counts: countsInWords(t, shownNow[side].with),
                },
              })}
              drawn={value[side].drawn}
              household={value[side].villagers.household}
              player={player}
            />
          ))}
        </div>
        <Legend frames={value.frames} />
      </div>
      <div className="now">
        <PlayerBar player={player} />
        <div className="said" aria-live={player.isPlaying ? 'off' : 'polite'}>
          <p className="told">
            {t('lessons.run.rings', {
              ...{ holds: frames.holds.elsewhere, fails: frames.fails.elsewhere, people: value.holds.shown.people },
            })}{' '}
            {t('lessons.run.either')}
          </p>
          <p className="told">{t('lessons.run.gap', { holds: gap(frames.holds), fails: gap(frames.fails) })}</p>
        </div>
      </div>
      <p className="small">
        {t('lessons.run.text')} {t('lessons.run.luck', { count: LUCKS })}
      </p>
      <FourWorlds holds={frames.holds} fails={frames.fails} week={player.week} />
    </>
  );
}

/** Where people stand in both villages, each without and with the campaign. */
function FourWorlds({ holds, fails, week }: { readonly holds: Frame; readonly fails: Frame; readonly week: number }) {
  const t = useTexts('lab');
  const worlds = [
    ['holds without', holds.without],
    ['holds with', holds.with],
    ['fails without', fails.without],
    ['fails with', fails.with],
  ] as const;
  const shown = stages.filter((_, s) => s < 4 || worlds.some(([, world]) => (world.stages[s] ?? 0) > 0));
  return (
    <table className="tight">
      <caption className="hidden">{t('counts.title', { week })}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t('counts.stage')}
          </th>
          {(['holds', 'fails'] as const).map((side) => (
            <th key={side} scope="colgroup" colSpan={2}>
              {t(`lessons.predict.${side}`)}
            </th>
          ))}
        </tr>
        <tr>
          {worlds.map(([name]) => (
            <th key={name} scope="col">
              {name.endsWith('without') ? t('lessons.run.without') : t('lessons.run.with')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((stage) => (
          <tr key={stage}>
            <th scope="row">
              <StageGlyph stage={stage} />
              {t(`stages.${stage}`)}
            </th>
            {worlds.map(([name, world]) => (
              <td key={name}>{number(world.stages[stages.indexOf(stage)] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function drawnBoth(told: Told) {
  const { people, weeks, differs, heard, with: world } = told.shown;
  return { ...told, drawn: { people, weeks, ...world, differs, heard } };
}

function Stopped({ reason, again }: { readonly reason: string; readonly again: () => void }) {
  const t = useTexts('lab');
  return (
    <div className="problem" role="alert">
      <p>{t('lessons.reveal.stopped', { reason })}</p>
      <button type="button" className="act" onClick={again}>
        {t('lessons.reveal.again')}
      </button>
    </div>
  );
}

/** The comparison behind a lesson, computed while the room talks. */
function useComparison(lesson: Lesson) {
  const [session] = useState(() => new Session());
  const view = useSyncExternalStore(session.subscribe, session.snapshot);
  useEffect(() => {
    void session.start(comparisonOf(lesson, SEED));
    return () => session.cancel();
  }, [session, lesson]);
  return { view, again: () => void session.start(comparisonOf(lesson, SEED)) };
}

const besides: readonly OutcomeName[] = [
  ...(['decision_quality', 'helped', 'harmed', 'unmet_protection_need'] as const),
  ...(['irregular_departures', 'harmed_on_journey', 'considering', 'trust_in_sender'] as const),
];

function Reveal({
  lesson,
  votes,
  session: { view, again },
}: {
  readonly lesson: Lesson;
  readonly votes: Votes;
  readonly session: ReturnType<typeof useComparison>;
}) {
  const t = useTexts('lab');
  const { comparison, status, progress, fault } = view;
  if (status === 'broken')
    return <Stopped reason={fault ?? view.problems.map(({ found }) => found).join('; ')} again={again} />;
  const main = comparison?.contrasts.find(({ id }) => id === lesson.id);
  const intention = main?.outcomes.intention;
  if (status !== 'done' || comparison === null || main === undefined || intention === undefined) {
    const all = progress?.total ?? 1;
    return (
      <>
        <p className="told" role="status">
          {t('lessons.reveal.computing', { done: progress?.done ?? 0, all: progress?.total ?? LUCKS * 4 })}
        </p>
        <progress value={progress?.done ?? 0} max={all} aria-label={t('lessons.reveal.title')} />
      </>
    );
  }
  const { said } = verdictOf(intention);
  const isSmall = [intention.holds, intention.fails, intention.worth].every(({ mean }) => Math.abs(mean) < 0.01);
  const raises = [intention.holds, intention.fails].some((one) => one.mean > 0 && toldApart(one));
  const voted = votes.holds + votes.same + votes.fails > 0;
  const also = comparison.contrasts.find(({ id }) => id === ALSO);
  const { size } = comparisonOf(lesson, SEED);
  return (
    <>
      <h3>{t('lessons.reveal.title')}</h3>
      <Campaign lesson={lesson} />
      <p className="claim">{t(`lessons.reveal.verdict.${said}`)}</p>
      <p className="told">
        {t('lessons.reveal.size', {
          holds: changeInWords('intention', intention.holds),
          fails: changeInWords('intention', intention.fails),
        })}
      </p>
      {isSmall && <p>{t('lessons.reveal.small')}</p>}
      {raises && <p>{t('lessons.reveal.raises')}</p>}
      <p>{voted ? t('lessons.reveal.room', votes) : t('lessons.reveal.roomNone')}</p>
      <h3>{t('lessons.reveal.chart')}</h3>
      <Dots spreads={intention} />
      <p className="small">{t('lessons.reveal.chartText', { count: LUCKS })}</p>
      <BesideTable contrast={main} />
      {also !== undefined && lesson.also !== undefined && (
        <>
          <h3>{t('lessons.reveal.other', { design: t(`lessons.designs.${lesson.also}`) })}</h3>
          {also.outcomes.intention !== undefined && <Dots spreads={also.outcomes.intention} />}
          <BesideTable contrast={also} />
        </>
      )}
      <Words of={['quality', 'seed', 'fingerprint']} />
      <p className="small">
        {t('lessons.reveal.caption', {
          ...{ people: size.people, weeks: size.weeks, count: LUCKS, seed: size.seed },
          fingerprint: fingerprintOf(comparison),
        })}{' '}
        <a href={addressOf('compare', { s: stateLink(comparisonOf(lesson, SEED)) })}>{t('lessons.reveal.compare')}</a>
      </p>
    </>
  );
}

const fingerprintOf = ({ fingerprint }: Comparison): string => fingerprint.slice(0, 12);

const colours = { holds: 'var(--design-1)', fails: 'var(--design-2)', worth: 'var(--ink)' } as const;

/** Three means with their intervals on one scale, zero marked. */
function Dots({ spreads }: { readonly spreads: Three }) {
  const t = useTexts('lab');
  const rows = (['holds', 'fails', 'worth'] as const).map((name) => ({ name, ...spreads[name] }));
  const reach = 100 * Math.max(...rows.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]), 0.001) * 1.15;
  const tick = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].find((one) => reach / one <= 3) ?? 50;
  const x = (value: number): string => `${50 + (50 * value) / reach}%`;
  const ticks = [-2, -1, 0, 1, 2].map((k) => k * tick).filter((value) => Math.abs(value) <= reach);
  return (
    <div className="dots">
      {rows.map(({ name, mean, low, high }) => (
        <DotRow key={name} name={t(`lessons.reveal.${name}`)} figure={changeFigure('intention', spreads[name])}>
          <span className="zero" style={{ left: '50%' }} />
          <span
            className="range"
            style={{ left: x(100 * low), width: `${(50 * 100 * (high - low)) / reach}%`, background: colours[name] }}
          />
          <span className="mean" style={{ left: x(100 * mean), background: colours[name] }} />
        </DotRow>
      ))}
      <div className="dotrow" aria-hidden="true">
        <span />
        <span className="scale" dir="ltr">
          {ticks.map((value) => (
            <span key={value} style={{ left: x(value) }}>
              {signed(value, tick < 1 ? 1 : 0)}
            </span>
          ))}
        </span>
        <span />
      </div>
    </div>
  );
}

function DotRow({
  name,
  figure,
  children,
}: {
  readonly name: string;
  readonly figure: { readonly size: string; readonly interval: string };
  readonly children: React.ReactNode;
}) {
  return (
    <div className="dotrow">
      <span className="name">{name}</span>
      <span className="rail" dir="ltr" aria-hidden="true">
        {children}
      </span>
      <span className="amount">
        {figure.size} <small>{figure.interval}</small>
      </span>
    </div>
  );
}

/** Harm, protection, choice and trust beside the intention, with intervals. */
function BesideTable({ contrast }: { readonly contrast: Contrast }) {
  const t = useTexts('lab');
  return (
    <section className="harm">
      <h3>{t('lessons.reveal.beside')}</h3>
      <p>{t('lessons.reveal.besideText')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('lessons.reveal.beside')}>
        <table className="tight">
          <thead>
            <tr>
              <th scope="col">{t('lessons.reveal.outcome')}</th>
              {(['holds', 'fails', 'worth'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`lessons.reveal.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {besides.flatMap((name) => {
              const found = contrast.outcomes[name];
              if (found === undefined) return [];
              return [
                <tr key={name}>
                  <th scope="row">
                    {outcomes[name].label} <span className="interval">{scaleOf(name).unit}</span>
                  </th>
                  {(['holds', 'fails', 'worth'] as const).map((side) => {
                    const { size, interval } = changeFigure(name, found[side]);
                    return (
                      <td key={side}>
                        {size} <span className="interval">{interval}</span>
                      </td>
                    );
                  })}
                </tr>,
              ];
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Explain({ id }: { readonly id: LessonId }) {
  const t = useTexts('lab');
  return (
    <>
      <h3>{t('lessons.explain.source')}</h3>
      <blockquote className="sent">
        <p>{t(`lessons.${id}.study`)}</p>
        <p className="small">{t('lessons.explain.place', { where: t(`lessons.${id}.where`) })}</p>
      </blockquote>
      <h3>{t('lessons.explain.model')}</h3>
      <p>{t(`lessons.${id}.model`)}</p>
      <h3>{t('lessons.explain.caution')}</h3>
      <p>{t(`lessons.${id}.caution`)}</p>
      <p className="small">{t('lessons.documentB')}</p>
    </>
  );
}

function Discuss({ id }: { readonly id: LessonId }) {
  const t = useTexts('lab');
  return (
    <>
      <h3>{t('lessons.discuss.title')}</h3>
      <ol>
        {(['a', 'b', 'c'] as const).map((one) => (
          <li key={one} className="told">
            {t(`lessons.${id}.ask.${one}`)}
          </li>
        ))}
      </ol>
      <h3>{t('lessons.discuss.try')}</h3>
      <p>
        <a href={labAddress({ ...firstState, view: 'message', message: examples[goOnWith[id]] })}>
          {t(`message.example.${goOnWith[id]}`)}
        </a>
      </p>
      <p>
        <a href={labAddress({ ...firstState, view: 'person', message: examples[goOnWith[id]] })}>
          {t('lessons.discuss.follow')}
        </a>
      </p>
      <h3>{t('lessons.discuss.debrief')}</h3>
      <ul>
        {(['a', 'b', 'c'] as const).map((one) => (
          <li key={one}>{t(`lessons.debrief.${one}`)}</li>
        ))}
      </ul>
    </>
  );
}
