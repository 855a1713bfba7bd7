import type { Room } from '#contract/attendance.ts';
import { useTablet } from '../features/devices/tablet-session.ts';
import type { Tap } from '../features/attendance/tap.ts';
import type { Attendance } from '../features/attendance/use-attendance.ts';
import { clock } from '../shared/time.ts';
import { type Say, useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

type HeldTapsProps = { room: Room; attendance: Pick<Attendance, 'held' | 'takeOver' | 'discard'> };

/** Taps that somebody else made and that have not been sent: whoever acts now says what becomes of them, one person's at a time. */
export function HeldTaps({ room, attendance }: HeldTapsProps) {
  const say = useWords(caregiverWords);
  const tablet = useTablet();
  const [first] = attendance.held;
  if (!first) return null;
  const taps = attendance.held.filter(({ actorId }) => actorId === first.actorId);
  const staff = tablet.phase === 'paired' ? tablet.device.staff : [];
  const name = staff.find(({ userId }) => userId === first.actorId)?.name;
  const what = taps.map((tap) => tapWords(tap, room, say)).join(say('separator'));
  return (
    <section className="tb-held" role="alert">
      <p>{name === undefined ? say('heldOther', { what }) : say('heldBy', { name, what })}</p>
      <button type="button" className="tb-button" onClick={() => attendance.discard(taps)}>
        {say('heldDiscard')}
      </button>
      <button type="button" className="tb-button tb-go" onClick={() => attendance.takeOver(taps)}>
        {say('heldTakeOver')}
      </button>
    </section>
  );
}

function tapWords(tap: Tap, room: Room, say: Say<(typeof caregiverWords)['keys'][number]>): string {
  const name = room.children.find(({ childId }) => childId === tap.childId)?.name ?? '';
  const kind = tap.kind === 'undo' ? tap.undoes : tap.kind;
  const deed = say(kind === 'check-in' ? 'undoCheckIn' : 'undoCheckOut', { name });
  return `${clock(tap.happenedAt, room.timeZone)} ${tap.kind === 'undo' ? `${say('undo')} ` : ''}${deed}`;
}
