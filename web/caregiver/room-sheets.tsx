import type { Room } from '#contract/attendance.ts';
import type { ChildId } from '#contract/ids.ts';
import type { Actor } from '#contract/sign-in.ts';
import type { Attendance } from '../features/attendance/use-attendance.ts';
import { ChildSheet } from './child-sheet.tsx';
import { PauseSheet } from './pause-sheet.tsx';
import { WhoActsSheet } from './who-acts-sheet.tsx';

/** What lies above the room; `then` is what the PIN was asked for. */
export type OpenSheet =
  { sheet: 'child'; childId: ChildId } | { sheet: 'pause' } | { sheet: 'who'; ask: Actor | null; then: () => void };

type RoomSheetsProps = {
  open: OpenSheet;
  room: Room;
  attendance: Attendance;
  /** Does it at once when it is known who acts, after the PIN otherwise. */
  asActor: (act: () => void) => void;
  onPaused: (endedViews: number) => void;
  onClose: () => void;
};

export function RoomSheets({ open, room, attendance, asActor, onPaused, onClose }: RoomSheetsProps) {
  switch (open.sheet) {
    case 'who': {
      const onKnown = () => {
        onClose();
        attendance.resume();
        open.then();
      };
      // A key, since a second question is another sheet: nothing of the first person's entry stays.
      return (
        <WhoActsSheet key={open.ask?.userId} roomName={room.name} ask={open.ask} onKnown={onKnown} onClose={onClose} />
      );
    }
    case 'pause':
      return <PauseSheet room={room} onPaused={onPaused} onClose={onClose} />;
    case 'child': {
      const child = room.children.find(({ childId }) => childId === open.childId);
      if (!child) return null;
      const closing = (act: () => void) => () => {
        onClose();
        asActor(act);
      };
      return (
        <ChildSheet
          room={room}
          child={child}
          onCheckOut={(withUserId) => closing(() => attendance.checkOut(child, withUserId))()}
          onCheckIn={closing(() => attendance.checkIn(child))}
          onClose={onClose}
        />
      );
    }
  }
}
