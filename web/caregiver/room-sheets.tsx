import type { ComponentType } from 'react';
import { ArrivalsSheet } from './arrivals-sheet.tsx';
import { ChildSheet } from './child-sheet.tsx';
import { ConcernSheet } from './concern-sheet.tsx';
import { CorrectSheet } from './correct-sheet.tsx';
import { FlagSheet } from './flag-sheet.tsx';
import { FlaggedSheet } from './flagged-sheet.tsx';
import { HandoverSheet } from './handover-sheet.tsx';
import { HeadcountSheet } from './headcount-sheet.tsx';
import { HealthSheet } from './health-sheet.tsx';
import { IncidentSheet } from './incident-sheet.tsx';
import { NoticeSheet } from './notice-sheet.tsx';
import { PauseAwaySheet, PauseSheet } from './pause-sheet.tsx';
import { SelfSheet } from './self-sheet.tsx';
import type { ChildSheetName, ChildSheetProps, OpenSheet, RoomSheetProps, SheetName } from './sheet-props.ts';
import { SleepSheet } from './sleep-sheet.tsx';
import { StaffSheet } from './staff-sheet.tsx';
import { StaffUndoSheet } from './staff-undo.tsx';
import { TasksSheet } from './tasks-sheet.tsx';
import { TransferSheet } from './transfer-sheet.tsx';
import { WhoActsSheet } from './who-acts-sheet.tsx';

/** Every sheet of the room by its name. A name without its sheet has no button in the lower bar. */
export const SHEETS: Partial<Record<SheetName, ComponentType<RoomSheetProps>>> = {
  arrivals: ArrivalsSheet,
  transfer: TransferSheet,
  headcount: HeadcountSheet,
  health: HealthSheet,
  staff: StaffSheet,
  tasks: TasksSheet,
  sleep: SleepSheet,
  self: SelfSheet,
};

const CHILD_SHEETS: Record<ChildSheetName, ComponentType<ChildSheetProps>> = {
  child: ChildSheet,
  handover: HandoverSheet,
  correct: CorrectSheet,
  notice: NoticeSheet,
};

type OfChild = Extract<OpenSheet, { sheet: ChildSheetName }>;
const isOfChild = (opened: OpenSheet): opened is OfChild => opened.sheet in CHILD_SHEETS;

type RoomSheetsProps = RoomSheetProps & { opened: OpenSheet; onPaused: (endedViews: number) => void };

/** The sheet that is open above the room. */
export function RoomSheets({ opened, onPaused, ...props }: RoomSheetsProps) {
  const { room, onClose } = props;
  if (opened.sheet === 'who') {
    // A key, since a second question is another sheet: nothing of the first person's entry stays.
    return <WhoActs key={opened.ask?.userId} {...props} {...opened} />;
  }
  if (opened.sheet === 'flag') return <FlagSheet {...props} childIds={opened.childIds} />;
  if (opened.sheet === 'flagged') return <FlaggedSheet {...props} flagged={opened} />;
  if (opened.sheet === 'concern') return <ConcernSheet roomName={room.name} onClose={onClose} />;
  if (opened.sheet === 'pause') return <PauseSheet room={room} onPaused={onPaused} onClose={onClose} />;
  if (opened.sheet === 'pause-away') return <PauseAwaySheet room={room} onClose={onClose} />;
  if (opened.sheet === 'staff-undo') return <StaffUndoSheet {...props} undo={opened.undo} />;
  if (opened.sheet === 'incident')
    return <IncidentSheet key={opened.incidentId} {...props} incidentId={opened.incidentId} />;
  if (isOfChild(opened)) {
    const child = room.children.find(({ childId }) => childId === opened.childId);
    const OfChild = CHILD_SHEETS[opened.sheet];
    return child ? <OfChild key={opened.sheet} {...props} child={child} /> : null;
  }
  const Named = SHEETS[opened.sheet];
  return Named ? <Named {...props} childId={opened.childId ?? null} /> : null;
}

function WhoActs({
  room,
  outbox,
  open,
  ask,
  why,
  then,
  onClose,
}: RoomSheetProps & Extract<OpenSheet, { sheet: 'who' }>) {
  const onKnown = () => {
    onClose();
    outbox.resume();
    then();
  };
  const onConcern = () => open({ sheet: 'concern' });
  return <WhoActsSheet roomName={room.name} {...{ ask, why, onKnown, onConcern, onClose }} />;
}
