import { useState } from 'react';
import { isAwaited } from '../features/attendance/tap.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { ChildChoice, toggled } from './child-choice.tsx';
import { childWords } from './child-words.ts';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

/** Everybody who is awaited in at once: whoever is not here is unticked. One record, whole or not at all. */
export function ArrivalsSheet({ room, attendance, asActor, offerUndo, onClose }: RoomSheetProps) {
  const say = useWords(caregiverWords);
  const sayChild = useWords(childWords);
  const awaited = room.children.filter((child) => isAwaited(child, room));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(awaited.map(({ childId }) => childId)));
  const arriving = awaited.filter(({ childId }) => chosen.has(childId));
  const confirm = () => {
    onClose();
    asActor(() => offerUndo(say('undoMany', { n: arriving.length }), attendance.checkIn(arriving)));
  };
  const footer = (
    <button type="button" className="tb-button tb-go" disabled={arriving.length === 0} onClick={confirm}>
      <Icon name="check" size={26} />
      {sayChild('arrivalsConfirm', { n: arriving.length })}
    </button>
  );
  return (
    <Sheet
      title={sayChild('arrivalsTitle')}
      back={say('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
    >
      <p className="tb-lead">{sayChild(awaited.length === 0 ? 'arrivalsNone' : 'arrivalsLead')}</p>
      <ChildChoice
        label={sayChild('arrivalsTitle')}
        children={awaited}
        chosen={chosen}
        onToggle={(childId) => setChosen(toggled(chosen, childId))}
      />
    </Sheet>
  );
}
