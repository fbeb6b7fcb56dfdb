import { useRef, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { useKept } from '../kept.ts';
import { useRoute } from '../state/route.ts';
import { Compose } from './compose.tsx';
import { type LabClient, useAnswer, useLab } from './lab-client.ts';
import { type LabState, labAddress, labStateOf, settingsOf, views } from './lab-state.ts';
import { LessonList, LessonView, noVotes, type Votes } from './lesson.tsx';
import type { LessonId } from './lessons.ts';
import { look } from './look.ts';
import { Person } from './person.tsx';
import { type Player, usePlayer } from './player.ts';
import { Watch } from './watch.tsx';

/** For trainers: a village in two worlds, a message of one's own, one mind, five lessons. */
export function Lab() {
  const t = useTexts('lab');
  const { query } = useRoute();
  const { state, problem } = labStateOf(query);
  const lab = useLab();
  const player = usePlayer(state.weeks);
  const [hasBegun, setBegun] = useKept('begun');
  const stage = useRef<HTMLDivElement>(null);
  // Here, for they outlast a look at a person or at another lesson.
  const [votes, setVotes] = useState<{ readonly [L in LessonId]?: Votes }>({});
  const { lesson } = state;
  const isWatching = lesson === null && state.view === 'watch';
  return (
    <div className="paper lab">
      <style>{look}</style>
      <div className="top">
        <p className="notice">{t('notice')}</p>
        <h1>{t('title')}</h1>
        <p className="opening">{t('lead')}</p>
        <nav aria-label={t('viewsLabel')}>
          <ul className="parts">
            {views.map((view) => (
              <li key={view}>
                <a
                  href={labAddress({ ...state, lesson: null, view })}
                  aria-current={(lesson === null ? state.view : 'lessons') === view ? 'page' : undefined}
                >
                  {t(`views.${view}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {hasBegun && <CareAgain />}
      </div>
      {problem !== null && (
        <section className="problem" role="alert">
          <h2>{t('unreadable.title')}</h2>
          <p>{t('unreadable.text', { reason: problem })}</p>
        </section>
      )}
      {!hasBegun && (
        <Care
          begin={() => {
            setBegun(true);
            if (isWatching) player.play();
            // The button is gone: the keyboard goes on with what begins.
            stage.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <div ref={stage} className="stage" tabIndex={-1}>
        {lesson !== null ? (
          <LessonView
            key={lesson}
            {...{ lab, state, id: lesson }}
            votes={votes[lesson] ?? noVotes}
            setVotes={(counted) => setVotes({ ...votes, [lesson]: counted })}
          />
        ) : state.view === 'lessons' ? (
          <LessonList />
        ) : (
          <VillageViews lab={lab} state={state} player={player} />
        )}
      </div>
    </div>
  );
}

/** What a trainer must know before a room sees this. */
function Care({ begin }: { readonly begin: () => void }) {
  const t = useTexts('lab');
  return (
    <section className="care" aria-labelledby="lab-care">
      <h2 id="lab-care">{t('care.title')}</h2>
      <CareText />
      <button type="button" className="act main" onClick={begin}>
        {t('care.begin')}
      </button>
    </section>
  );
}

/** The same, at hand all the time. */
function CareAgain() {
  const t = useTexts('lab');
  return (
    <details className="notes">
      <summary>{t('care.again')}</summary>
      <CareText />
    </details>
  );
}

function CareText() {
  const t = useTexts('lab');
  return (
    <>
      <p>{t('care.text')}</p>
      <ul>
        {(['choice', 'nobody', 'success', 'after'] as const).map((point) => (
          <li key={point}>{t(`care.points.${point}`)}</li>
        ))}
      </ul>
    </>
  );
}

function VillageViews({
  lab,
  state,
  player,
}: {
  readonly lab: LabClient;
  readonly state: LabState;
  readonly player: Player;
}) {
  const t = useTexts('lab');
  const settings = settingsOf(state);
  const key = JSON.stringify([settings, state.message]);
  const { value, isCurrent, fault, again } = useAnswer(key, async () => {
    const villagers = await lab.open(settings);
    const began = performance.now();
    const shown = await lab.tell(settings, { kind: 'message', message: state.message });
    return { villagers, shown, ms: performance.now() - began };
  });
  if (fault !== null)
    return (
      <section className="problem" role="alert">
        <h2>{t('fault.title')}</h2>
        <p>{t('fault.text', { reason: fault })}</p>
        <button type="button" className="act" onClick={again}>
          {t('fault.again')}
        </button>
      </section>
    );
  // Another length has another number of weeks: wait for it rather than show weeks that are not there.
  if (value === null || value.shown.weeks !== state.weeks)
    return (
      <p className="told" role="status">
        {t('waiting')}
      </p>
    );
  const { ms, villagers, shown } = value;
  const common = { state, villagers, shown, player };
  if (state.view === 'message') return <Compose {...common} isCurrent={isCurrent} ms={ms} />;
  if (state.view === 'person') return <Person {...common} lab={lab} />;
  return <Watch {...common} />;
}
