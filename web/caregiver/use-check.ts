import { type CheckAct, checkRecord, checkUndoing } from '../features/checks/check-records.ts';
import { useLanguage } from '../shared/words/language.ts';
import { actsOnTablet } from './acts-now.ts';
import type { RoomSheetProps } from './sheet-props.ts';

type Given = Pick<RoomSheetProps, 'room' | 'outbox' | 'actor' | 'asActor' | 'offerUndo'>;

/** Records a check under the name of whoever acts, after their PIN if need be, and offers to take it back. */
export function useCheck({ room, outbox, actor, asActor, offerUndo }: Given): (act: CheckAct) => void {
  const language = useLanguage();
  return (act) =>
    asActor(() => {
      const actorId = actsOnTablet() ?? actor?.userId ?? null;
      if (actorId === null) return;
      const record = checkRecord(act, room.classroomId, actorId);
      outbox.add(record);
      offerUndo(record.words[language], checkUndoing(record));
    });
}
