import type { RoomChild } from '#contract/attendance.ts';
import type { IncidentKind } from '#contract/incidents.ts';
import { flagRecord, flagUndoing, flagWords } from '../features/incidents/flag-records.ts';
import { callName } from '../shared/call-name.ts';
import { useLanguage } from '../shared/words/language.ts';
import { actsOnTablet } from './acts-now.ts';
import type { RoomSheetProps } from './sheet-props.ts';

/** Records at the tap, whoever acts, and shows what came of it. */
export function useFlag({ room, actor, outbox, offerUndo, open }: RoomSheetProps) {
  const language = useLanguage();
  return (kind: IncidentKind, children: readonly RoomChild[]): void => {
    const authorId = actsOnTablet() ?? actor?.userId ?? null;
    const record = flagRecord({ classroomId: room.classroomId, kind, children, authorId });
    outbox.add(record);
    const called = children.map((child) => ({ childId: child.childId, name: callName(child) }));
    offerUndo(flagWords({ kind, children: called }, language), flagUndoing(record));
    const childIds = children.map(({ childId }) => childId);
    open({ sheet: 'flagged', recordId: record.id, kind, childIds, at: record.happenedAt });
  };
}
