import { elsewhere } from '../features/attendance/tap.ts';
import { callName } from '../shared/call-name.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { Bringers } from './bringers.tsx';
import { ChildCard } from './child-card.tsx';
import { ChildConflicts, ChildLines } from './child-lines.tsx';
import { childWords } from './child-words.ts';
import { Sheet } from './sheet.tsx';
import type { ChildSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './child-sheet.css';

/** Everything about one child today: what was recorded, and at the lower edge what can be done. */
export function ChildSheet(props: ChildSheetProps) {
  const { room, child, onClose } = props;
  const say = useWords(caregiverWords);
  const isToCome = child.state !== 'present' && elsewhere(child, room) === null;
  return (
    <Sheet
      title={callName(child)}
      back={say('back', { room: room.name })}
      onClose={onClose}
      footer={<Deeds {...props} />}
      whole
    >
      <div className="tb-hand">
        <ChildCard room={room} child={child} />
        <section className="tb-child-day">
          <ChildConflicts {...props} />
          {isToCome && <Bringers {...props} />}
          <ChildLines {...props} />
        </section>
      </div>
    </Sheet>
  );
}

function Deeds({ room, child, attendance, asActor, open, onClose, offerUndo }: ChildSheetProps) {
  const say = useWords(caregiverWords);
  const sayChild = useWords(childWords);
  const { childId, state } = child;
  const name = callName(child);
  const away = elsewhere(child, room);
  const checkIn = () => {
    onClose();
    asActor(() => offerUndo(say('undoCheckIn', { name }), attendance.checkIn([child])));
  };
  const comeBack = () => {
    onClose();
    asActor(() => offerUndo(say('undoTransfer', { name }), attendance.transfer([child], room.classroomId)));
  };
  return (
    <>
      <Deed icon="phone" words={sayChild('familyCalled')} onClick={() => open({ sheet: 'notice', childId })} />
      <Deed icon="pencil" words={sayChild('correct')} onClick={() => open({ sheet: 'correct', childId })} />
      {state === 'present' && room.otherRooms.length > 0 && (
        <Deed
          icon="swap"
          words={say('barTransfer')}
          onClick={() => asActor(() => open({ sheet: 'transfer', childId }))}
        />
      )}
      {state === 'present' && (
        <Deed icon="leave" words={say('handOver')} onClick={() => open({ sheet: 'handover', childId })} isMain />
      )}
      {away && <Deed icon="swap" words={sayChild('comeBack', { room: room.name })} onClick={comeBack} isMain />}
      {state !== 'present' && !away && (
        <Deed icon="check" words={say(state === 'left' ? 'checkInAgain' : 'checkIn')} onClick={checkIn} isMain />
      )}
    </>
  );
}

type DeedProps = { icon: IconName; words: string; onClick: () => void; isMain?: boolean };

function Deed({ icon, words, onClick, isMain = false }: DeedProps) {
  return (
    <button type="button" className={isMain ? 'tb-button tb-go' : 'tb-button'} onClick={onClick}>
      <Icon name={icon} size={26} />
      {words}
    </button>
  );
}
