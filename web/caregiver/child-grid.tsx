import type { Room, RoomChild } from '#contract/attendance.ts';
import { inTabletOrder } from '../features/attendance/tap.ts';
import type { Attendance } from '../features/attendance/use-attendance.ts';
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
  if (room.children.length === 0) return <Empty icon="people">{say('emptyRoom')}</Empty>;
  const columns = room.children.length > FIVE_COLUMNS_HOLD ? 'tb-grid tb-grid-six' : 'tb-grid';
  return (
    <div className={columns}>
      {inTabletOrder(room.children).map((child) => (
        <ChildTile
          key={child.childId}
          child={child}
          timeZone={room.timeZone}
          now={now}
          unsent={attendance.unsent.some((tap) => tap.childId === child.childId)}
          refusal={attendance.refusals.get(child.childId)}
          onTap={() => onTap(child)}
        />
      ))}
    </div>
  );
}
