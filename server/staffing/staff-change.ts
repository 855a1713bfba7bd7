import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ClassroomId, StaffEventId, UserId } from '../contract/ids.ts';
import type { StaffEventKind, StaffRecorded } from '../contract/staffing.ts';
import { appendEvents } from '../events/append-event.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { deriveStaffDay, openSpan, type StaffDay } from './derive-staff-day.ts';
import {
  eventsOfPerson,
  insertStaffEvent,
  lockPerson,
  type NewStaffEvent,
  type StaffBefore,
  type StaffEventRow,
} from './staff-event-store.ts';
import type { StaffingDeps } from './staffing-deps.ts';

/** Who records, for whom and where. */
export type Recorder = {
  userId: UserId;
  actorId: UserId;
  deviceId: string | null;
  siteId: string;
  timeZone: string;
};

/** One person's day while nobody else can change it. */
export type HeldDay = { tx: Tx; events: StaffEventRow[]; before: StaffDay<StaffEventRow>; at: Date };

export type StaffChange = {
  id: StaffEventId;
  kind: StaffEventKind | 'undone';
  classroomId: string;
  undoesId: string | null;
  happenedAt: Date;
  reason?: string;
  before?: StaffBefore;
};

/**
 * Changes one person's day in one transaction, then has the rooms they were in or are in counted anew. `change` says what
 * to write, or null when there is nothing to do: the same record sent twice.
 */
export async function changeStaffDay(
  deps: StaffingDeps,
  who: Recorder,
  of: { eventId: StaffEventId; day: LocalDay; action: AuditAction },
  change: (day: HeldDay) => Promise<StaffChange | null>,
): Promise<StaffRecorded> {
  const rooms = new Set<string>();
  const after = await deps.db.$transaction(async (tx) => {
    await lockPerson(tx, who.userId);
    const events = await eventsOfPerson(tx, who.userId, of.day);
    const held = { tx, events, before: deriveStaffDay(events), at: deps.now() };
    const made = await change(held);
    if (made !== null) await write(held, who, of, made);
    const changed = made === null ? held.before : deriveStaffDay(await eventsOfPerson(tx, who.userId, of.day));
    if (made !== null) await tell(held, who, made, changed);
    for (const { classroomId } of [...held.before.standing, ...changed.standing]) rooms.add(classroomId);
    return changed;
  });
  void deps.onRoomChanged([...rooms]); // the answer waits for no count
  return { eventId: of.eventId, userId: who.userId, ...standNow(after) };
}

async function write(
  { tx, at }: HeldDay,
  { siteId, timeZone: _zone, ...who }: Recorder,
  { day, action }: { day: LocalDay; action: AuditAction },
  made: StaffChange,
): Promise<void> {
  const { reason = null, before: was = null, ...row } = made;
  const event: NewStaffEvent = { ...row, ...who, day, recordedAt: at, reason, before: was };
  if (!(await insertStaffEvent(tx, event))) throw new AppError('conflict');
  const { kind, classroomId, happenedAt } = made;
  const details = {
    eventId: made.id,
    kind,
    classroomId,
    happenedAt: happenedAt.toISOString(),
    ...(reason && { reason }),
  };
  await recordAudit(tx, {
    action,
    at,
    actorId: who.actorId,
    deviceId: who.deviceId,
    siteId,
    subjectId: who.userId,
    details,
  });
}

/** The room of the record, the one they were in, and the one they are in by it: a move taken back is of two others. */
async function tell(
  { tx, before }: HeldDay,
  { siteId, userId }: Recorder,
  { classroomId, happenedAt: at }: StaffChange,
  after: StaffDay,
): Promise<void> {
  const spans = [openSpan(before.spans), openSpan(after.spans)];
  const rooms = new Set([classroomId, ...spans.flatMap((span) => (span ? [span.classroomId] : []))]);
  const events = [...rooms].map((room) => ({ siteId, classroomId: room, payload: { by: userId } }));
  await appendEvents(
    tx,
    events.map((event) => ({ type: 'staffing:changed', at, ...event })),
  );
}

/** Where a person is after these records, as it is told. */
export function standNow({ spans }: StaffDay): Pick<StaffRecorded, 'state' | 'classroomId' | 'since'> {
  const last = spans.at(-1);
  if (!last) return { state: 'away', classroomId: null, since: null };
  const [state, since] = last.to === null ? [last.state, last.from] : (['left', last.to] as const);
  return { state, classroomId: last.classroomId as ClassroomId, since: since.toISOString() };
}

/** What a record that changes nothing is refused with: they are away, or it is so already. */
export const refusalOf = ({ spans }: StaffDay, at: Date): AppError =>
  new AppError(spans.some(({ from, to }) => from <= at && (to === null || to > at)) ? 'already-so' : 'not-on-duty');
