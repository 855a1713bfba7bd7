import { useState } from 'react';
import type { ClassroomId } from '#contract/ids.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { ChildChoice, toggled } from './child-choice.tsx';
import { roomName } from './child-lines.tsx';
import { childWords } from './child-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

/** Children who are here, into another room of the site: the ratio and who may watch follow at once. */
export function TransferSheet({ room, attendance, childId, asActor, offerUndo, onClose }: RoomSheetProps) {
  const say = useWords(caregiverWords);
  const sayChild = useWords(childWords);
  const present = room.children.filter(({ state }) => state === 'present');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(childId ? [childId] : []));
  const [only] = room.otherRooms.length === 1 ? room.otherRooms : [];
  const [to, setTo] = useState<ClassroomId | null>(only?.classroomId ?? null);
  const moving = present.filter((child) => chosen.has(child.childId));
  const [first] = moving;
  const confirm = () => {
    if (to === null || !first) return;
    onClose();
    const words =
      moving.length === 1 ? say('undoTransfer', { name: callName(first) }) : say('undoManyMoved', { n: moving.length });
    asActor(() => offerUndo(words, attendance.transfer(moving, to)));
  };
  const isReady = to !== null && first !== undefined;
  const footer = (
    <button type="button" className="tb-button tb-go" disabled={!isReady} onClick={confirm}>
      <Icon name="swap" size={26} />
      {isReady
        ? sayChild('confirmTransfer', { n: moving.length, room: roomName(room, to) })
        : sayChild('chooseChildFirst')}
    </button>
  );
  return (
    <Sheet
      title={sayChild('transferTitle')}
      back={say('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
    >
      <h2 className="tb-step">{sayChild(room.otherRooms.length === 0 ? 'noOtherRooms' : 'whichRoom')}</h2>
      <div className="tb-choices" role="group" aria-label={sayChild('whichRoom')}>
        {room.otherRooms.map(({ classroomId, name }) => (
          <button key={classroomId} type="button" aria-pressed={classroomId === to} onClick={() => setTo(classroomId)}>
            {name}
          </button>
        ))}
      </div>
      <h2 className="tb-step">{sayChild(present.length === 0 ? 'noOneHere' : 'whoMoves')}</h2>
      <ChildChoice
        label={sayChild('whoMoves')}
        children={present}
        chosen={chosen}
        onToggle={(each) => setChosen(toggled(chosen, each))}
      />
    </Sheet>
  );
}
