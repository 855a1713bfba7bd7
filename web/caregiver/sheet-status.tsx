import { createContext, useContext } from 'react';
import { Icon } from '../shared/ui/icon.tsx';
import { clock } from '../shared/time.ts';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** What the room's own line says and a sheet covers. */
export const RoomStatus = createContext<{ timeZone: string; unsentCount: number } | null>(null);

/** At the end of a sheet's head: what is still to be sent, when there is something, and the time. */
export function SheetStatus() {
  const status = useContext(RoomStatus);
  const say = useWords(caregiverWords);
  const now = useNow(5_000);
  if (status === null) return null;
  return (
    <>
      <span className="row-space" />
      {status.unsentCount > 0 && (
        <span className="tb-sync tb-waiting">
          <Icon name="hourglass" size={20} />
          {say('unsent', { n: status.unsentCount })}
        </span>
      )}
      <b className="tb-clock">{clock(now, status.timeZone)}</b>
    </>
  );
}
