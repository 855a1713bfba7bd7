import type { Room } from '#contract/attendance.ts';
import type { UndoOffer } from '../features/attendance/use-attendance.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

type LowerBarProps = {
  room: Room;
  offer: UndoOffer | null;
  /** The offered tap has not reached the server yet. */
  offerUnsent: boolean;
  note: string | null;
  onUndo: (offer: UndoOffer) => void;
  onPause: () => void;
  onResume: () => void;
};

/** What thumbs reach: taking the last tap back, and the privacy pause. */
export function LowerBar({ room, offer, offerUnsent, note, onUndo, onPause, onResume }: LowerBarProps) {
  const say = useWords(caregiverWords);
  const pausedUntil = room.cameras.map((camera) => camera.pausedUntil).find((until) => until !== null);
  return (
    <footer className="tb-foot">
      <p className="tb-note" role="status">
        {note}
      </p>
      <span className="row-space" />
      {offer && <Undo offer={offer} unsent={offerUnsent} onUndo={() => onUndo(offer)} />}
      {pausedUntil && (
        <>
          <span className="tb-paused">
            <Icon name="curtain" size={22} />
            {say('pausedUntil', { time: clock(pausedUntil, room.timeZone) })}
          </span>
          <button type="button" className="tb-button" onClick={onResume}>
            <Icon name="eye" size={26} weight={1.8} />
            {say('resume')}
          </button>
        </>
      )}
      {room.cameras.some((camera) => camera.pausedUntil === null) && (
        <button type="button" className="tb-button" onClick={onPause}>
          <Icon name="curtain" size={26} weight={1.8} />
          {say('pause')}
        </button>
      )}
    </footer>
  );
}

function Undo({ offer, unsent, onUndo }: { offer: UndoOffer; unsent: boolean; onUndo: () => void }) {
  const say = useWords(caregiverWords);
  const left = Math.ceil((offer.until - useNow(500).getTime()) / 1_000);
  if (left <= 0) return null;
  const what = say(offer.undoes === 'check-in' ? 'undoCheckIn' : 'undoCheckOut', { name: offer.child.name });
  return (
    <button type="button" className="tb-undo" aria-label={`${say('undo')} ${what}`} onClick={onUndo}>
      <Icon name="undo" size={24} weight={2.2} />
      <span>
        <b>{say('undo')}</b> {what}
        <br />
        <small>{say(unsent ? 'undoWaiting' : 'undoReached', { n: left })}</small>
      </span>
    </button>
  );
}
