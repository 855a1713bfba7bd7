import { useState } from 'react';
import { newStaffEventId } from '../features/staffing/staff-record.ts';
import { undoStaffEvent } from '../features/staffing/staffing-api.ts';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { PinPad } from './pin-pad.tsx';
import type { RoomSheetProps, StaffUndo } from './sheet-props.ts';
import { Sheet } from './sheet.tsx';
import { staffWords } from './staff-words.ts';
import './staff-sheet.css';

/** Takes it back by the same person's PIN: nobody takes back a colleague's record. */
export function StaffUndoSheet({ room, undo, onClose, onNote }: RoomSheetProps & { undo: StaffUndo }) {
  const { person, recordId, words } = undo;
  const say = useWords(staffWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const takeBack = async (pin: string) => {
    setBusy(true);
    setError(null);
    try {
      await undoStaffEvent({ eventId: newStaffEventId(), undoesId: recordId, pin });
    } catch (failure) {
      setError(failure);
      return;
    } finally {
      setBusy(false);
    }
    onNote(say('undone', { what: words }));
    onClose();
  };
  return (
    <Sheet title={say('title')} back={say('back', { room: room.name })} onClose={onClose}>
      <div className="tb-enter">
        <div className="tb-enter-who">
          <Portrait recipe={person.portrait} name={person.name} size={104} adult />
          <p>{person.name}</p>
        </div>
        <div className="tb-staff-acts">
          <h2>{say('pinToUndo', { what: words })}</h2>
          <PinPad busy={busy} onPin={(pin) => void takeBack(pin)} />
          <p className="tb-wrong" role="alert">
            {error !== null && errorSentence(error, language)}
          </p>
        </div>
      </div>
    </Sheet>
  );
}
