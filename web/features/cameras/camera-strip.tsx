import type { CameraTile as Tile } from '#contract/live.ts';
import { Pattern } from '../../shared/ui/patterns.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { refusalLook, refusalSentence } from '../../shared/words/refusals.ts';
import { clockOfEnd } from '../../shared/time.ts';
import { tileState } from './tile-state.ts';
import { tileWords } from './tile-words.ts';
import { usePoster } from './use-poster.ts';

export type CameraStripProps = {
  tiles: readonly Tile[];
  chosen: Tile;
  /** Its picture is running now. */
  isWatching: boolean;
  timeZone: string;
  now: Date;
  onChoose: (tile: Tile) => void;
};

/** The cameras of a room beside one another; the chosen one is being watched. */
export function CameraStrip({ tiles, chosen, isWatching, timeZone, now, onChoose }: CameraStripProps) {
  return (
    <ul className="strip">
      {tiles.map((tile) => (
        <li key={tile.cameraId}>
          <button
            type="button"
            className="strip-camera card"
            aria-pressed={tile === chosen}
            onClick={() => onChoose(tile)}
          >
            <span className="strip-picture">
              <Thumbnail tile={tile} />
            </span>
            <span className="strip-words">
              <b>{tile.name}</b>
              <StripState
                tile={tile}
                isWatched={tile === chosen && isWatching}
                isOther={tile !== chosen}
                timeZone={timeZone}
                now={now}
              />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Thumbnail({ tile }: { tile: Tile }) {
  const state = tileState(tile);
  const poster = usePoster(tile.cameraId, state.kind === 'open');
  if (state.kind === 'shut') return <Pattern name={refusalLook(state.refusal.code).pattern} />;
  return poster && <img src={poster.url} alt="" />;
}

type StripStateProps = { tile: Tile; isWatched: boolean; isOther: boolean; timeZone: string; now: Date };

function StripState({ tile, isWatched, isOther, timeZone, now }: StripStateProps) {
  const say = useWords(tileWords);
  const language = useLanguage();
  const state = tileState(tile);
  // Choosing another camera stops the one before: what runs here is no picture too many.
  if (isOther && state.kind === 'shut' && state.refusal.code === 'too-many-streams')
    return <span className="tiny pill-text-live">{say('switchTo')}</span>;
  if (state.kind === 'shut')
    return (
      <span className={`tiny pill-text-${refusalLook(state.refusal.code).tone}`}>
        {refusalSentence(state.refusal, language, now)}
      </span>
    );
  if (isWatched) {
    return (
      <span className="tiny strip-watching">
        <span className="dot" />
        {say('watching')}
      </span>
    );
  }
  return <span className="tiny pill-text-live">{say('canWatch', { time: clockOfEnd(state.until, timeZone) })}</span>;
}
