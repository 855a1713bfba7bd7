import { z } from 'zod';
import type { DayLine, Room, RoomChild } from '#contract/attendance.ts';
import { AbsenceReason } from '#contract/day-notices.ts';
import { AttendanceEventId, ChildId, ClassroomId, DayNoticeId, PickupPersonId, UserId } from '#contract/ids.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';

const state = { state: z.enum(['expected', 'present', 'left', 'not-today']), at: z.iso.datetime().nullable() };
const lineKind = z.enum(['checked_in', 'checked_out', 'transferred']);
const line = { eventId: AttendanceEventId, childId: ChildId };
const companion = {
  withUserId: UserId.nullable().default(null),
  withPickupId: PickupPersonId.nullable().default(null),
};
const said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absence'), reason: AbsenceReason }),
  z.object({ kind: z.literal('late_pickup'), untilAt: z.iso.datetime() }),
  z.object({ ...companion, kind: z.literal('pick_up'), who: z.string() }),
]);

/** What an unsent attendance record does to the room: enough to show it at once. */
export const Tap = z.discriminatedUnion('kind', [
  z.object({ ...companion, kind: z.literal('check-in'), arrivals: z.array(z.object(line)) }),
  z.object({ ...line, ...companion, kind: z.literal('check-out') }),
  z.object({ ...line, kind: z.literal('transfer'), toClassroomId: ClassroomId }),
  z.object({ ...line, kind: z.literal('undo'), undoesId: AttendanceEventId, before: z.object(state) }),
  z.object({
    ...line,
    kind: z.literal('correction'),
    correctsId: AttendanceEventId.nullable(),
    lineKind: lineKind.nullable(),
  }),
  z.object({ kind: z.literal('notice'), childId: ChildId, noticeId: DayNoticeId, said }),
  z.object({
    kind: z.literal('notice-withdrawn'),
    childId: ChildId,
    withdrawsId: DayNoticeId,
    of: z.enum(['absence', 'late_pickup', 'pick_up']),
  }),
]);
export type Tap = z.infer<typeof Tap>;

/** The tap that an unsent record carries; null for a record of another feature. */
export function tapOf({ memo }: OutboxRecord): Tap | null {
  const parsed = Tap.safeParse(memo);
  return parsed.success ? parsed.data : null;
}

export const childrenOf = (tap: Tap): ChildId[] =>
  tap.kind === 'check-in' ? tap.arrivals.map(({ childId }) => childId) : [tap.childId];

/** The room as it will be once the server has every record: what a caregiver sees the instant they tap. */
export function withUnsent(room: Room, records: readonly OutboxRecord[]): Room {
  return {
    ...room,
    children: room.children.map((child) => records.reduce((shown, record) => tapped(shown, record, room), child)),
  };
}

function tapped(child: RoomChild, record: OutboxRecord, room: Room): RoomChild {
  const tap = tapOf(record);
  if (!tap || !childrenOf(tap).includes(child.childId)) return child;
  const at = record.happenedAt;
  switch (tap.kind) {
    case 'check-in': {
      const own = tap.arrivals.find(({ childId }) => childId === child.childId);
      if (!own) return child;
      const { withUserId, withPickupId } = tap;
      const came = { ...lineOf(own.eventId, 'checked_in', at, room.classroomId), withUserId, withPickupId };
      const lines = [...child.lines, came];
      return { ...child, state: 'present', at, arrivedAt: child.arrivedAt ?? at, lines };
    }
    case 'check-out':
      return left(child, tap, { at, room });
    case 'transfer': {
      const state = tap.toClassroomId === room.classroomId ? 'present' : 'expected';
      const moved = lineOf(tap.eventId, 'transferred', at, tap.toClassroomId);
      return { ...child, state, at: state === 'present' ? at : null, lines: [...child.lines, moved] };
    }
    case 'undo':
      return undone(child, tap);
    case 'correction':
      return child;
    case 'notice':
      return { ...child, ...wordOf(tap, at) };
    case 'notice-withdrawn':
      return { ...child, ...UNSAID[tap.of] };
  }
}

function left(
  child: RoomChild,
  { eventId, withUserId, withPickupId }: Extract<Tap, { kind: 'check-out' }>,
  { at, room }: { at: string; room: Room },
): RoomChild {
  const line = { ...lineOf(eventId, 'checked_out', at, room.classroomId), withUserId, withPickupId };
  const over = child.state === 'present' && child.at !== null ? [{ from: child.at, to: at }] : [];
  return { ...child, state: 'left', at, earlierStays: [...child.earlierStays, ...over], lines: [...child.lines, line] };
}

function undone(child: RoomChild, { undoesId, before }: Extract<Tap, { kind: 'undo' }>): RoomChild {
  const lines = child.lines.filter(({ eventId }) => eventId !== undoesId);
  // The stay that is gone on with is over no longer.
  const earlierStays = child.earlierStays.filter(({ from }) => from !== before.at);
  return { ...child, ...before, earlierStays, lines };
}

type Word = Partial<Pick<RoomChild, 'absence' | 'latePickUpUntil' | 'fetchedBy'>>;

/** As the room is told of it: nobody of the family wrote it. */
function wordOf({ noticeId, said }: Extract<Tap, { kind: 'notice' }>, at: string): Word {
  switch (said.kind) {
    case 'absence':
      return { absence: { noticeId, reason: said.reason, by: '' } };
    case 'late_pickup':
      return { latePickUpUntil: said.untilAt };
    case 'pick_up':
      return { fetchedBy: { withUserId: said.withUserId, withPickupId: said.withPickupId, by: '', at } };
  }
}

const UNSAID = {
  absence: { absence: null },
  late_pickup: { latePickUpUntil: null },
  pick_up: { fetchedBy: null },
} satisfies Record<string, Word>;

const lineOf = (eventId: AttendanceEventId, kind: DayLine['kind'], at: string, classroomId: ClassroomId): DayLine => ({
  eventId,
  kind,
  at,
  classroomId,
  recordedAt: at,
  withUserId: null,
  withPickupId: null,
  withPickup: null,
  reason: null,
});

/** The other room that a child of this one is in now; null when it is here, at home or not known to be elsewhere. */
export function elsewhere(child: RoomChild, { classroomId }: Pick<Room, 'classroomId'>): ClassroomId | null {
  const last = child.lines.at(-1);
  if (child.state === 'present' || !last || last.kind === 'checked_out') return null;
  return last.classroomId === classroomId ? null : last.classroomId;
}

/** Whom a tap on the tile checks in; of all others it opens the sheet. */
export const isTappedIn = (child: RoomChild, room: Pick<Room, 'classroomId'>): boolean =>
  isAwaited(child, room) || (child.state === 'not-today' && elsewhere(child, room) === null);

/** Who may be checked in with one tap: awaited, not reported absent, not in another room. */
export const isAwaited = (child: RoomChild, room: Pick<Room, 'classroomId'>): boolean =>
  child.state === 'expected' && child.absence === null && elsewhere(child, room) === null;
