import type { Refusal } from '#contract/refusal.ts';
import { type ReactNode, useRef } from 'react';
import { Icon } from '../../shared/ui/icon.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { endSentence } from '../../shared/words/refusals.ts';
import { CameraVideo, type CameraVideoProps } from './camera-video.tsx';
import { LiveMessage } from './live-message.tsx';
import type { LiveState } from './live-state.ts';
import type { LiveControl } from './use-live-view.ts';
import { useFullScreen, usePlayerKeys, useSmallWindow } from './player-abilities.ts';
import { StillThere } from './still-there.tsx';
import { ChooseStream } from './choose-stream.tsx';
import { StreamNote } from './stream-note.tsx';
import type { StreamsShown } from './stream-keeper.ts';
import { choiceAfter, chooseStream, streamChoice } from './stream-choice.ts';
import { useDrawnWidth } from './use-drawn-width.ts';
import { liveWords } from './words.ts';
import './live.css';

export type LiveViewProps = {
  /** The camera's name, as people call it. */
  name: string;
  live: LiveControl;
  /** A still picture to look at until the first frame. */
  poster: { url: string; time: string } | null;
  /** Over the picture while there is one: the watermark. */
  over?: ReactNode;
  /** Beside the pause button: until when. */
  until?: ReactNode;
  onDigit?: (digit: number) => void;
  /** The picture is a part of a screen that is worked on: any tap there says that somebody is there. */
  besideWork?: boolean;
  roomAddress?: (classroomId: string) => string;
  consentAddress?: (code: Refusal['code']) => string | null;
  networkTestAddress?: string;
};

const nextChoice = () => chooseStream(choiceAfter(streamChoice.get()));

/** One live picture with its state, its controls and its keys. */
export function LiveView({ name, live, poster, over, until, ...more }: LiveViewProps) {
  const { onDigit, besideWork, roomAddress, consentAddress, networkTestAddress } = more;
  const say = useWords(liveWords);
  const { state, resume, giveReason } = live;
  const pause = () => live.pause('viewer');
  const player = useRef<HTMLDivElement>(null);
  const fullScreen = useFullScreen(player);
  const smallWindow = useSmallWindow(player);
  const running = state.phase !== 'paused' && state.phase !== 'ended';
  const togglePause = running ? pause : resume;
  usePlayerKeys(player, { togglePause, fullScreen, smallWindow, onDigit, nextChoice: live.streams && nextChoice });
  useDrawnWidth(player, live.drawn);
  const stream = 'stream' in state ? state.stream : null;
  return (
    <div
      ref={player}
      className="live"
      role="group"
      aria-label={say('player', { name })}
      // The keys act only while the player has the focus (WCAG 2.1.4), so it must be able to have it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <Pictures live={live} poster={poster} />
      {isShown(state) && over}
      <LiveMessage
        state={state}
        posterTime={poster?.time ?? null}
        onResume={resume}
        onReason={giveReason}
        onStopOther={live.stopOther}
        {...(roomAddress && { roomAddress })}
        {...(consentAddress && { consentAddress })}
        {...(networkTestAddress && { networkTestAddress })}
      />
      <StatePills state={state} />
      {running && (
        <Controls
          pause={pause}
          until={until}
          streams={live.streams}
          smallWindow={stream && smallWindow}
          fullScreen={fullScreen}
        />
      )}
      {live.streams && <StreamNote streams={live.streams} />}
      <StillThere live={live} besideWork={besideWork === true} />
      <SpokenState state={state} />
    </div>
  );
}

/** The moving picture, the one that comes before it, and until there is one to look at, what hides both. */
function Pictures({ live: { state, streams, seen }, poster }: Pick<LiveViewProps, 'live' | 'poster'>) {
  const dimmed = state.phase === 'stalled';
  return (
    <>
      {stacked(state, streams).map((stream) => (
        <CameraVideo
          key={stream.id}
          stream={stream}
          dimmed={dimmed}
          onFrame={seen}
          isBeside={!('stream' in state) || stream !== state.stream}
        />
      ))}
      {isWaiting(state) && (poster ? <img className="live-poster" src={poster.url} alt="" /> : <Cover />)}
    </>
  );
}

/** From below: what is coming, what is shown, and over each the one that is sooner. A video that is moved begins anew, so none is. */
function stacked(state: LiveState, streams: StreamsShown): CameraVideoProps['stream'][] {
  if (!('stream' in state)) return [];
  const { coming } = streams ?? {};
  const all = [coming?.stream, coming?.catchUp, state.stream, state.catchUp];
  return [...new Set(all.filter((stream) => stream !== undefined && stream !== null))];
}

/** Nothing of the picture is seen before its watermark. */
const Cover = () => <div className="live-poster live-cover" />;

const isWaiting = ({ phase }: LiveState): boolean => phase === 'opening' || phase === 'connecting';
const isShown = ({ phase }: LiveState): boolean => phase === 'playing' || phase === 'stalled';

type ControlsProps = {
  pause: () => void;
  until: ReactNode;
  streams: StreamsShown;
  smallWindow: (() => void) | null;
  fullScreen: (() => void) | null;
};

function Controls({ pause, until, streams, smallWindow, fullScreen }: ControlsProps) {
  const say = useWords(liveWords);
  return (
    <div className="live-controls">
      <Control label={say('pause')} icon="pause" onClick={pause} shut />
      <span className="live-until">{until}</span>
      <span className="row-space" />
      {streams && <ChooseStream streams={streams} />}
      {smallWindow && <Control label={say('smallWindow')} icon="window" onClick={smallWindow} />}
      {fullScreen && <Control label={say('fullScreen')} icon="fullscreen" onClick={fullScreen} />}
    </div>
  );
}

type ControlProps = { label: string; icon: 'pause' | 'window' | 'fullscreen'; onClick: () => void; shut?: boolean };

function Control({ label, icon, onClick, shut = false }: ControlProps) {
  return (
    <button
      type="button"
      className={shut ? 'live-control live-control-shut' : 'live-control'}
      aria-label={label}
      onClick={onClick}
    >
      <Icon name={icon} size={20} />
      {!shut && <span className="live-control-word">{label}</span>}
    </button>
  );
}

function StatePills({ state }: { state: LiveState }) {
  const say = useWords(liveWords);
  if (!isShown(state)) return null;
  return (
    <div className="live-pills">
      {state.phase !== 'stalled' ? (
        <Pill tone="over" icon="dot">
          {say('live')}
        </Pill>
      ) : (
        <Pill tone="stalled" icon="hourglass">
          {say('stalledPill', { n: state.seconds })}
        </Pill>
      )}
      <Pill tone="over" icon="mute">
        {say('silent')}
      </Pill>
      {'overHttps' in state && (
        <Pill tone="over" icon="clock">
          {say('overHttps')}
        </Pill>
      )}
    </div>
  );
}

/** Each change is spoken once; the seconds of a stall are not. */
function SpokenState({ state }: { state: LiveState }) {
  const say = useWords(liveWords);
  const language = useLanguage();
  return (
    <p className="unseen" role="status">
      {spoken(state, say, language)}
    </p>
  );
}

type Words = Say<(typeof liveWords)['keys'][number]>;

function spoken(state: LiveState, say: Words, language: Language): string {
  switch (state.phase) {
    case 'opening':
    case 'connecting':
      return say(state.slow ? 'slow' : 'opening');
    case 'playing':
      return say(state.overHttps ? 'overHttpsSpoken' : 'playingSpoken');
    case 'stalled':
      return say('stalledSpoken');
    case 'paused':
      return say(state.by === 'idle' ? 'idleTitle' : 'pausedTitle');
    case 'ended': {
      const { end } = state;
      const sentence =
        'error' in end ? errorSentence(end.error, language) : endSentence(end.reason, end.refusal, language);
      return state.wasWatching ? say('ended', { sentence }) : sentence;
    }
  }
}
