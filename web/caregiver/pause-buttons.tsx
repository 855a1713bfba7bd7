import type { Room } from '#contract/attendance.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';

type PauseButtonsProps = {
  room: Room;
  onPause: () => void;
  /** A pause needs the network: without it the first tap says so, before a PIN that nobody can check. */
  onPauseAway: () => void;
  onResume: () => void;
};

/** The privacy pause: begins it, or ends it and says until when it lasts. */
export function PauseButtons({ room, onPause, onPauseAway, onResume }: PauseButtonsProps) {
  const say = useWords(caregiverWords);
  const away = useAway();
  const pausedUntil = room.cameras.map((camera) => camera.pausedUntil).find((until) => until !== null);
  return (
    <>
      {pausedUntil && (
        <button type="button" className="tb-button tb-paused" aria-label={say('resume')} onClick={onResume}>
          <Icon name="eye" size={26} weight={1.8} />
          <span>
            {say('resume')}
            <small>{say('pausedUntil', { time: clock(pausedUntil, room.timeZone) })}</small>
          </span>
        </button>
      )}
      {room.cameras.some((camera) => camera.pausedUntil === null) && (
        <button type="button" className="tb-button" onClick={away ? onPauseAway : onPause}>
          <Icon name="curtain" size={26} weight={1.8} />
          {say('pause')}
        </button>
      )}
    </>
  );
}
