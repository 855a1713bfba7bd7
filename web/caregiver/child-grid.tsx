import type { RoomChild } from '#contract/attendance.ts';
import { isTappedIn } from '../features/attendance/tap.ts';
import { useSteadyOrder } from '../features/attendance/use-steady-order.ts';
import { useShownHealth } from '../features/health/use-room-health.ts';
import { callName } from '../shared/call-name.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { foundWords } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { ChildTile } from './child-tile.tsx';
import { findingsOf } from './child-findings.tsx';
import { familyAnswer } from './family-answer.ts';
import { sheetHealthWords } from './health-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

/** Twenty fit without scrolling; a fuller room gets a sixth column. */
const FIVE_COLUMNS_HOLD = 20;

type ChildGridProps = Pick<RoomSheetProps, 'room' | 'attendance' | 'classroomId' | 'outbox' | 'open'> & {
  onTap: (child: RoomChild) => void;
};

export function ChildGrid({ room, attendance, classroomId, outbox, open, onTap }: ChildGridProps) {
  const say = useWords(caregiverWords);
  const now = useNow(20_000);
  const { inOrder, onTouch } = useSteadyOrder(room.children);
  const foundAt = useFindings(classroomId, outbox);
  if (room.children.length === 0) return <Empty icon="people">{say('emptyRoom')}</Empty>;
  const columns = room.children.length > FIVE_COLUMNS_HOLD ? 'tb-grid tb-grid-six' : 'tb-grid';
  return (
    <div className={columns} onPointerDown={onTouch}>
      {inOrder.map((child) => (
        <div key={child.childId} className="tb-cell">
          <ChildTile
            child={child}
            room={room}
            now={now}
            sending={attendance.sendingOf(child.childId)}
            found={foundAt(child)}
            refusal={attendance.refusals.get(child.childId)}
            onTap={() => onTap(child)}
          />
          {isTappedIn(child, room) && (
            <More name={callName(child)} onOpen={() => open({ sheet: 'child', childId: child.childId })} />
          )}
        </div>
      ))}
    </div>
  );
}

/** Leads to the sheet of a child whom a tap on its tile checks in: who brings it, and what its family says. */
function More({ name, onOpen }: { name: string; onOpen: () => void }) {
  const say = useWords(caregiverWords);
  return (
    <button type="button" className="tb-more" aria-label={say('more', { name })} onClick={onOpen}>
      <Icon name="more" size={24} weight={3} />
    </button>
  );
}

/**
 * What was found at a child and is not closed, and what its family answered: whoever comes to fetch it is expected. 37.8 ℃ ·
 * 妈妈来接
 */
function useFindings(classroomId: RoomSheetProps['classroomId'], outbox: RoomSheetProps['outbox']) {
  const say = useWords(sheetHealthWords);
  const language = useLanguage();
  const { health } = useShownHealth(classroomId, outbox);
  return (child: RoomChild): string[] =>
    findingsOf(health, child)
      .filter(({ known }) => known?.state !== 'closed')
      .flatMap((found) => {
        const answer = found.known && familyAnswer(found.known, child.guardians, { say, note: false });
        return [foundWords(found, language), ...(answer ? [answer] : [])];
      });
}
