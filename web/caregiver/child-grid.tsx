import type { Room, RoomChild } from '#contract/attendance.ts';
import type { Attendance } from '../features/attendance/use-attendance.ts';
import { useSteadyOrder } from '../features/attendance/use-steady-order.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { ChildTile } from './child-tile.tsx';
import { caregiverWords } from './words.ts';

/** Twenty fit without scrolling; a fuller room gets a sixth column. */
const FIVE_COLUMNS_HOLD = 20;

type ChildGridProps = { room: Room; attendance: Attendance; onTap: (child: RoomChild) => void };

export function ChildGrid({ room, attendance, onTap }: ChildGridProps) {
  const say = useWords(caregiverWords);
  const now = useNow(20_000);
  const { inOrder, onTouch } = useSteadyOrder(room.children);
  if (room.children.length === 0) return <Empty icon="people">{say('emptyRoom')}</Empty>;
  const columns = room.children.length > FIVE_COLUMNS_HOLD ? 'tb-grid tb-grid-six' : 'tb-grid';
  return (
    <div className={columns} onPointerDown={onTouch}>
      {inOrder.map((child) => (
        <ChildTile
          key={child.childId}
          child={child}
          room={room}
          now={now}
          unsent={attendance.unsentOf.has(child.childId)}
          refusal={attendance.refusals.get(child.childId)}
          onTap={() => onTap(child)}
        />
      ))}
    </div>
  );
}
