import type { RoomChild } from '#contract/attendance.ts';
import { useSteadyOrder } from '../features/attendance/use-steady-order.ts';
import { useShownHealth } from '../features/health/use-room-health.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { ChildTile } from './child-tile.tsx';
import { familyAnswer } from './family-answer.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

/** Twenty fit without scrolling; a fuller room gets a sixth column. */
const FIVE_COLUMNS_HOLD = 20;

type ChildGridProps = Pick<RoomSheetProps, 'room' | 'attendance' | 'classroomId' | 'outbox'> & {
  onTap: (child: RoomChild) => void;
};

export function ChildGrid({ room, attendance, classroomId, outbox, onTap }: ChildGridProps) {
  const say = useWords(caregiverWords);
  const now = useNow(20_000);
  const { inOrder, onTouch } = useSteadyOrder(room.children);
  const answerFor = useAnswers(classroomId, outbox);
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
          answer={answerFor(child)}
          refusal={attendance.refusals.get(child.childId)}
          onTap={() => onTap(child)}
        />
      ))}
    </div>
  );
}

/** What a family answered about what was found at their child and is not closed: whoever comes to fetch it is expected. */
function useAnswers(classroomId: RoomSheetProps['classroomId'], outbox: RoomSheetProps['outbox']) {
  const say = useWords(sheetHealthWords);
  const { health } = useShownHealth(classroomId, outbox);
  const open = health?.cases.filter(({ state }) => state === 'answered') ?? [];
  return ({ childId, guardians }: RoomChild): string | null => {
    const found = open.find((each) => each.childId === childId);
    return found ? familyAnswer(found, guardians, { say, note: false }) : null;
  };
}
