import type { CameraTile } from '#contract/live.ts';
import { usePoster } from '../features/cameras/use-poster.ts';
import { LiveView } from '../features/live/live-view.tsx';
import type { LiveControl } from '../features/live/use-live-view.ts';
import { Watermark } from '../features/live/watermark.tsx';
import { useMe } from '../shared/session.ts';
import { clockOfEnd, clockWithSeconds, duration, minutesBetween } from '../shared/time.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { consentOf } from './consent-address.ts';
import { roomAddress } from './room-address.ts';
import { parentWords } from './words.ts';

export type RoomPictureProps = {
  /** As its running view has it. */
  tile: CameraTile;
  live: LiveControl;
  watermark: string;
  timeZone: string;
  now: Date;
  childId: string;
  onDigit: (digit: number) => void;
};

/** The live picture of a room, with the poster before it and the watermark on it. */
export function RoomPicture({ tile, live, watermark, timeZone, now, childId, onDigit }: RoomPictureProps) {
  const me = useMe();
  const { phase } = live.state;
  const poster = usePoster(tile.cameraId, tile.view.allowed && (phase === 'opening' || phase === 'connecting'));
  const until = 'until' in live.state && tile.view.allowed ? tile.view.until : null;
  return (
    <LiveView
      name={tile.name}
      live={live}
      poster={poster?.takenAt ? { url: poster.url, time: clockWithSeconds(poster.takenAt, timeZone) } : null}
      over={<Watermark name={me.name} tail={watermark} timeZone={timeZone} />}
      until={until && <Until until={until} timeZone={timeZone} now={now} />}
      onDigit={onDigit}
      roomAddress={roomAddress}
      consentAddress={(code) => consentOf(childId, code)}
      networkTestAddress="/network-test"
    />
  );
}

function Until({ until, timeZone, now }: { until: string; timeZone: string; now: Date }) {
  const say = useWords(parentWords);
  const language = useLanguage();
  return (
    <>
      {say('until', { time: clockOfEnd(until, timeZone) })}
      <span className="room-remaining">
        {' '}
        · {say('remaining', { duration: duration(minutesBetween(now, until), language) })}
      </span>
    </>
  );
}
