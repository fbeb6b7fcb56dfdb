import { sources, topics } from '../../model/vocabulary.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { Beside, Counts, Legend } from './frame-parts.tsx';
import { goTo, type LabState, labAddress } from './lab-state.ts';
import {
  carriers,
  examples,
  LAST,
  type LabMessage,
  offers,
  PLACES,
  plainMessage,
  type Said,
  tones,
} from './message.ts';
import { type Player, useKeys, weekKeys } from './player.ts';
import { KeyLine, PlayerBar } from './player-bar.tsx';
import { capital, frameInWords, hundred } from './telling.ts';
import type { Shown, Villagers } from './village.ts';
import { Sent, sameMessage, Worlds } from './watch.tsx';

/** Where a chance of one's own begins, before it is moved. */
const MIDDLE = 0.5;

/** A message made by the reader, and both worlds right beside it. */
export function Compose({
  state,
  villagers,
  shown,
  isCurrent,
  ms,
  player,
}: {
  readonly state: LabState;
  readonly villagers: Villagers;
  readonly shown: Shown;
  readonly isCurrent: boolean;
  /** Milliseconds that the last message took. */
  readonly ms: number;
  readonly player: Player;
}) {
  const t = useTexts('lab');
  const { message } = state;
  const set = (change: Partial<LabMessage>) => goTo({ ...state, message: { ...message, ...change } }, true);
  useKeys(weekKeys(player));
  const frame = shown.frames[player.week];
  const end = shown.frames[shown.weeks];
  if (frame === undefined || end === undefined) return null;
  return (
    <>
      <h2>{t('message.title')}</h2>
      <p>{t('message.lead')}</p>
      <h3>{t('message.examples')}</h3>
      <ul className="examples">
        {(Object.keys(examples) as (keyof typeof examples)[]).map((name) => (
          <li key={name}>
            <a
              href={labAddress({ ...state, message: examples[name] })}
              aria-current={sameMessage(examples[name], message) ? 'true' : undefined}
            >
              {t(`message.example.${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <div className="form">
        <form onSubmit={(event) => event.preventDefault()}>
          <fieldset>
            <legend>{t('message.sender')}</legend>
            <div className="field">
              <label className="hidden" htmlFor="lab-sender">
                {t('message.sender')}
              </label>
              <select
                id="lab-sender"
                value={message.sender}
                onChange={(event) => {
                  const sender = sources.find((one) => one === event.currentTarget.value);
                  if (sender === undefined) return;
                  // A sender brings their usual way and tone; what is said stays.
                  const { channel, tone } = plainMessage(sender);
                  set({ sender, channel, tone });
                }}
              >
                {sources.map((source) => (
                  <option key={source} value={source}>
                    {capital(t(`senders.${source}`))}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor="lab-channel">{t('message.channel')}</label>
              <select
                id="lab-channel"
                aria-describedby="lab-channel-help"
                value={message.channel}
                onChange={(event) => {
                  const channel = event.currentTarget.value;
                  set({ channel, tone: plainMessage(message.sender, channel).tone });
                }}
              >
                {carriers.map((name) => (
                  <option key={name} value={name}>
                    {capital(t(`channels.${name as 'radio'}`))}
                  </option>
                ))}
              </select>
              <p className="help" id="lab-channel-help">
                {t('message.channelHelp')}
              </p>
            </div>
          </fieldset>
          <fieldset>
            <legend>{t('message.says')}</legend>
            <p className="help">{t('message.saysHelp')}</p>
            {topics.map((topic) => {
              const said = message.says[topic];
              const say = (value: Said) => set({ says: { ...message.says, [topic]: value } });
              const truth = villagers.truths[topic].value;
              return (
                <div key={topic} className="topic">
                  <label htmlFor={`lab-says-${topic}`}>{capital(t(`topics.${topic}`))}</label>
                  <select
                    id={`lab-says-${topic}`}
                    value={typeof said === 'number' ? 'own' : said}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      say(value === 'own' ? MIDDLE : value === 'truth' ? 'truth' : 'silent');
                    }}
                  >
                    <option value="silent">{t('message.silent')}</option>
                    <option value="truth">{t('message.truth')}</option>
                    <option value="own">{t('message.own')}</option>
                  </select>
                  {typeof said === 'number' && (
                    <div className="own">
                      <input
                        type="range"
                        aria-label={t('message.ownValue', { topic: capital(t(`topics.${topic}`)) })}
                        min={1}
                        max={99}
                        value={Math.round(said * 100)}
                        onChange={(event) => say(Number(event.currentTarget.value) / 100)}
                      />
                      <output>{hundred(said)}</output>
                    </div>
                  )}
                  <p className="help">
                    {capital(t('message.truthIs', { value: hundred(truth) }))};{' '}
                    {t('message.believed', { value: hundred(villagers.believed[topic] ?? 0) })}
                  </p>
                </div>
              );
            })}
          </fieldset>
          <fieldset>
            <legend>{t('message.tone')}</legend>
            <p className="help">{t('message.toneHelp')}</p>
            {tones.map((one) => (
              <div key={one} className="slide">
                <label htmlFor={`lab-tone-${one}`}>{capital(t(`tones.${one}`))}</label>
                <input
                  id={`lab-tone-${one}`}
                  type="range"
                  min={0}
                  max={100}
                  step={5}
                  value={Math.round(message.tone[one] * 100)}
                  onChange={(event) =>
                    set({ tone: { ...message.tone, [one]: Number(event.currentTarget.value) / 100 } })
                  }
                />
                <output>{hundred(message.tone[one])}</output>
              </div>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t('message.offer')}</legend>
            {offers.map((offer) => (
              <label key={offer} className="check">
                <input
                  type="radio"
                  name="lab-offer"
                  checked={message.offer === offer}
                  onChange={() => set({ offer })}
                />
                {t(`message.offers.${offer}`, { places: PLACES })}
              </label>
            ))}
            <label className="check">
              <input
                type="checkbox"
                checked={message.family}
                onChange={(event) => set({ family: event.currentTarget.checked })}
              />
              {t('message.family')}
            </label>
          </fieldset>
          <fieldset>
            <div className="row">
              <label htmlFor="lab-week">{t('message.when')}</label>
              <select
                id="lab-week"
                value={message.week}
                onChange={(event) => set({ week: Number(event.currentTarget.value) })}
              >
                {Array.from({ length: Math.min(LAST, state.weeks - 1) + 1 }, (_, week) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
                  <option key={week} value={week}>
                    {week + 1}
                  </option>
                ))}
              </select>
              <label htmlFor="lab-times">{t('message.times')}</label>
              <select
                id="lab-times"
                value={message.times}
                onChange={(event) => set({ times: Number(event.currentTarget.value) })}
              >
                {[1, 2, 3, 4, 6, 8, 12, 26].map((times) => (
                  <option key={times}>{times}</option>
                ))}
              </select>
            </div>
          </fieldset>
        </form>
        <div className="result">
          <div aria-busy={!isCurrent}>
            <Sent state={state} shown={shown} />
            <Worlds villagers={villagers} shown={shown} player={player} />
            <Legend frames={shown.frames} />
            <PlayerBar player={player} />
            <div aria-live={player.isPlaying ? 'off' : 'polite'}>
              {frameInWords(t, frame, player.week, shown.people).map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          </div>
          <p className="small">
            {t('message.link')} {t('message.took', { ms: number(ms) })}{' '}
            <a href={labAddress({ ...state, view: 'watch' })}>{t('message.watch')}</a>
          </p>
          <KeyLine />
          <Counts frame={frame} week={player.week} without={t('table.without')} with={t('table.with')} />
          <Beside frame={frame} without={t('table.without')} with={t('table.with')} />
        </div>
      </div>
    </>
  );
}
