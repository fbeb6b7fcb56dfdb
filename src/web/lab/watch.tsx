import { waysOut } from '../../model/vocabulary.ts';
import { useTexts } from '../i18n/index.ts';
import { Beside, Counts, Legend, Ways, WeekTable } from './frame-parts.tsx';
import { goTo, type LabState, labAddress } from './lab-state.ts';
import { messageQuery } from './message.ts';
import type { Player } from './player.ts';
import { useKeys, weekKeys } from './player.ts';
import { KeyLine, PlayerBar } from './player-bar.tsx';
import {
  capital,
  countsInWords,
  frameInWords,
  hundred,
  messageInWords,
  truthfulnessInWords,
  whoIs,
} from './telling.ts';
import type { Shown, Villagers } from './village.ts';
import { VillageSettingsForm } from './village-form.tsx';
import { VillagePicture } from './village-picture.tsx';

/** What is sent, in sentences, and whether it is true. */
export function Sent({ state, shown }: { readonly state: LabState; readonly shown: Shown }) {
  const t = useTexts('lab');
  const { truthfulness } = shown;
  return (
    <div className="sent">
      <p>{messageInWords(t, state.message, state.weeks)}</p>
      <p>
        <span className={`badge ${truthfulness}`}>{t(`message.badge.${truthfulness}`)}</span>{' '}
        {truthfulnessInWords(t, truthfulness, state.message.sender)}
      </p>
    </div>
  );
}

/** Both worlds side by side, with what is seen in sentences and numbers. */
export function Worlds({
  villagers,
  shown,
  player,
  chosen,
  onChoose,
}: {
  readonly villagers: Villagers;
  readonly shown: Shown;
  readonly player: Player;
  readonly chosen?: number;
  readonly onChoose?: (row: number) => void;
}) {
  const t = useTexts('lab');
  const frame = shown.frames[player.week];
  if (frame === undefined) return null;
  const { weeks, people, differs, heard } = shown;
  const labelOf = (title: string, world: 'with' | 'without') =>
    t('village.label', { title, week: player.week, weeks, people, counts: countsInWords(t, frame[world]) });
  const common = {
    ...{ household: villagers.household, player },
    ...(chosen !== undefined && { chosen }),
    ...(onChoose !== undefined && { onChoose }),
  };
  return (
    <div className="villages">
      <VillagePicture
        {...common}
        title={t('village.without')}
        label={labelOf(t('village.without'), 'without')}
        drawn={drawnOf(shown, 'without')}
      />
      <VillagePicture
        {...common}
        title={t('village.with')}
        label={labelOf(t('village.with'), 'with')}
        drawn={{ ...drawnOf(shown, 'with'), differs, heard }}
      />
    </div>
  );
}

const cache = new WeakMap<Shown, { with: ReturnType<typeof plain>; without: ReturnType<typeof plain> }>();
function plain(shown: Shown, world: 'with' | 'without') {
  const { people, weeks } = shown;
  return { people, weeks, ...shown[world], differs: null, heard: null };
}
/** The same object for the same world, so that a picture is not set up anew every week. */
function drawnOf(shown: Shown, world: 'with' | 'without') {
  const known = cache.get(shown) ?? { with: plain(shown, 'with'), without: plain(shown, 'without') };
  cache.set(shown, known);
  return known[world];
}

/** The demonstration: one message, two worlds. */
export function Watch({
  state,
  villagers,
  shown,
  player,
}: {
  readonly state: LabState;
  readonly villagers: Villagers;
  readonly shown: Shown;
  readonly player: Player;
}) {
  const t = useTexts('lab');
  useKeys(weekKeys(player));
  const frame = shown.frames[player.week];
  if (frame === undefined) return null;
  const follow = (id: number): LabState => ({ ...state, view: 'person', person: id, at: null });
  return (
    <>
      <Sent state={state} shown={shown} />
      <div className="scene">
        <Worlds
          villagers={villagers}
          shown={shown}
          player={player}
          onChoose={(row) => {
            const facts = villagers.facts[row];
            if (facts !== undefined) goTo(follow(facts.id));
          }}
        />
        <Legend frames={shown.frames} />
      </div>
      <div className="now">
        <PlayerBar player={player} />
        <div className="said" aria-live={player.isPlaying ? 'off' : 'polite'}>
          {frameInWords(t, frame, player.week, shown.people).map((sentence) => (
            <p key={sentence} className="told">
              {sentence}
            </p>
          ))}
        </div>
      </div>
      <p className="small">
        {t('village.dots')} {t('village.click')} {t('summary.luck')}
      </p>
      <KeyLine />
      <div className="halves">
        <section>
          <h2>{t('counts.title', { week: player.week })}</h2>
          <Counts frame={frame} week={player.week} without={t('table.without')} with={t('table.with')} />
          <Beside frame={frame} without={t('table.without')} with={t('table.with')} />
        </section>
        <Ways shown={shown} week={player.week} />
      </div>
      <WeekTable shown={shown} />
      <h2>{t('person.group')}</h2>
      <Picks state={state} villagers={villagers} shown={shown} />
      <VillageSettingsForm state={state} villagers={villagers} />
    </>
  );
}

/** A few people worth following, plainly described, with how they were chosen; ways out that nobody takes most are named, too. */
export function Picks({
  state,
  villagers,
  shown,
  onChoose,
}: {
  readonly state: LabState;
  readonly villagers: Villagers;
  readonly shown: Shown;
  /** Called with the week in which somebody is to be looked at. */
  readonly onChoose?: (week: number) => void;
}) {
  const t = useTexts('lab');
  const nobody = waysOut.filter((way) => !shown.picks.some(({ because }) => because === way));
  return (
    <>
      <p className="small">
        {t('person.chosen')}{' '}
        {nobody.length > 0 && t('person.nobody', { ways: nobody.map((way) => t(`ways.${way}`)).join(', ') })}
      </p>
      <ul className="picks">
        {shown.picks.flatMap(({ id, because, week, share }) => {
          const facts = villagers.facts.find((one) => one.id === id);
          if (facts === undefined) return [];
          const to: LabState = { ...state, view: 'person', person: id, at: week };
          return [
            <li key={id}>
              <a
                href={labAddress(to)}
                aria-current={state.view === 'person' && state.person === id ? 'true' : undefined}
                onClick={() => onChoose?.(week)}
              >
                <span className="why">{capital(t(`person.because.${because}`))}</span>
                {capital(whoIs(t, facts))}
                <span className="say">
                  {share === null
                    ? t('person.opens', { week })
                    : t('person.largest', { week, with: hundred(share.with), without: hundred(share.without) })}
                </span>
              </a>
            </li>,
          ];
        })}
      </ul>
    </>
  );
}

/** Whether two messages are the same, whatever the order of their parts. */
export const sameMessage = (a: LabState['message'], b: LabState['message']): boolean =>
  JSON.stringify([messageQuery(a), a.week]) === JSON.stringify([messageQuery(b), b.week]);
