import type { MouseEvent } from 'react';
import { Link } from 'react-router';
import type { CameraTile as Tile } from '#contract/live.ts';
import type { Refusal } from '#contract/refusal.ts';
import { clockOfEnd, clockWithSeconds, minutesBetween } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Pattern } from '../../shared/ui/patterns.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { commonWords } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { refusalLook, refusalSentence, refusalTitle } from '../../shared/words/refusals.ts';
import { tileState } from './tile-state.ts';
import { tileWords } from './tile-words.ts';
import { usePoster } from './use-poster.ts';
import './camera-tile.css';

export type CameraTileProps = {
  tile: Tile;
  to: string;
  timeZone: string;
  now: Date;
  large: boolean;
  note?: string;
  /** This page is left for the picture. */
  onOpen: () => void;
};

/** One camera on the home page: a picture and 看一眼 where it may be watched, a drawn pattern with its sentence where not. */
export function CameraTile({ tile, to, timeZone, now, large, note, onOpen }: CameraTileProps) {
  const state = tileState(tile);
  const say = useWords(tileWords);
  const language = useLanguage();
  const label =
    state.kind === 'open'
      ? say('spokenOpen', { name: tile.name, time: clockOfEnd(state.until, timeZone) })
      : say('spokenShut', { name: tile.name, sentence: refusalSentence(state.refusal, language, now) });
  return (
    <Link
      className={large ? 'tile tile-large card' : 'tile card'}
      to={to}
      aria-label={label}
      onClick={(event) => {
        if (!staysInThisTab(event)) return;
        if (event.detail > 1)
          event.preventDefault(); // of a double click: the first has led there already
        else if (state.kind === 'open') onOpen();
      }}
    >
      {state.kind === 'open' ? (
        <Open tile={tile} until={state.until} timeZone={timeZone} note={note} />
      ) : (
        <Shut tile={tile} refusal={state.refusal} offlineSince={state.offlineSince} now={now} />
      )}
    </Link>
  );
}

const staysInThisTab = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

type OpenProps = { tile: Tile; until: string; timeZone: string; note: string | undefined };

function Open({ tile, until, timeZone, note }: OpenProps) {
  const say = useWords(tileWords);
  const poster = usePoster(tile.cameraId, true);
  return (
    <>
      <div className="tile-picture">
        {poster ? <img src={poster.url} alt="" /> : <p className="tile-waiting dim">{say('noPoster')}</p>}
        <span className="tile-state">
          <Pill tone="over" icon="dot">
            {say('canWatch', { time: clockOfEnd(until, timeZone) })}
          </Pill>
        </span>
        <span className="tile-look">
          <Icon name="play" size={20} weight={1.5} />
          {say('look')}
        </span>
      </div>
      <div className="tile-caption">
        <b>{tile.name}</b>
        {note !== undefined && <span className="dim small">{note}</span>}
        <span className="row-space" />
        {poster?.takenAt && (
          <span className="dim small tile-taken">
            {say('asOf', { time: clockWithSeconds(poster.takenAt, timeZone) })}
          </span>
        )}
      </div>
    </>
  );
}

type ShutProps = { tile: Tile; refusal: Refusal; offlineSince: string | null; now: Date };

function Shut({ tile, refusal, offlineSince, now }: ShutProps) {
  const language = useLanguage();
  const look = refusalLook(refusal.code);
  return (
    <>
      <div className={look.pattern === 'bars' ? 'tile-picture tile-dark' : 'tile-picture'}>
        <Pattern name={look.pattern} />
        <div className="tile-message">
          <span className={`tile-mark pill-${look.tone}`}>
            <Icon name={look.icon} size={18} />
          </span>
          <strong>{refusalTitle(refusal, language)}</strong>
          <span>{refusalSentence(refusal, language, now)}</span>
        </div>
      </div>
      <div className="tile-caption">
        <b>{tile.name}</b>
        <span className="row-space" />
        <ShutPill refusal={refusal} offlineSince={offlineSince} now={now} />
      </div>
    </>
  );
}

function ShutPill({ refusal, offlineSince, now }: Omit<ShutProps, 'tile'>) {
  const common = useWords(commonWords);
  const look = refusalLook(refusal.code);
  const words = () => {
    if (look.tone === 'paused') return common('paused');
    if (look.tone === 'refused') return common('refused');
    return offlineSince === null ? common('offlineNow') : common('offline', { n: minutesBetween(offlineSince, now) });
  };
  return (
    <Pill tone={look.tone} icon={look.tone === 'paused' ? 'pause' : look.icon}>
      {words()}
    </Pill>
  );
}
