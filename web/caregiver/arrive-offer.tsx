import { sendStaffRecord, staffRecord } from '../features/staffing/staff-record.ts';
import { useStaffRoom } from '../features/staffing/use-staff-room.ts';
import { serverNow } from '../shared/server-clock.ts';
import { useWords } from '../shared/words/book.ts';
import { KIND_WORD } from '../features/staffing/words.ts';
import { useLanguage } from '../shared/words/language.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { staffWords } from './staff-words.ts';

/** Whoever has just said their PIN and has not come yet by the records comes with one tap more. */
export function ArriveOffer(props: Pick<RoomSheetProps, 'actor' | 'classroomId' | 'outbox' | 'offerUndo'>) {
  const { actor, classroomId, outbox, offerUndo } = props;
  const say = useWords(staffWords);
  const language = useLanguage();
  const staffRoom = useStaffRoom(classroomId, outbox);
  const person = staffRoom?.people.find(({ userId }) => userId === actor?.userId);
  if (!staffRoom || person?.state !== 'away' || !person.counts) return null;
  const arrive = () => {
    const record = staffRecord(person, { kind: 'arrived', classroomId: staffRoom.classroomId }, serverNow());
    const words = say('undo', { name: person.name, act: KIND_WORD.arrived[language] });
    offerUndo(words, sendStaffRecord(outbox, record));
  };
  return (
    <div className="tb-held tb-arrive">
      <p>{say('offer', { name: person.name })}</p>
      <button type="button" className="tb-button" onClick={arrive}>
        {say('offerGo')}
      </button>
    </div>
  );
}
