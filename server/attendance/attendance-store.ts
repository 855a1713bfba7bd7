import { z } from 'zod';
import { RECORDED_KINDS } from '../contract/attendance.ts';
import type { AttendanceEventId, ChildId, ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { DayEvent } from './derive-day.ts';

/** A recorded event with all that another one of the same id is compared with. */
export type RecordedEvent = DayEvent & {
  childId: ChildId;
  day: LocalDay;
  recordedAt: Date;
  withUserId: string | null;
  withPickupId: string | null;
  reason: string | null;
};

/** What a correction says the record was before. */
export type Before = {
  kind: string;
  happenedAt: string;
  classroomId: string;
  withUserId: string | null;
  withPickupId: string | null;
};

export type NewAttendance = Omit<RecordedEvent, 'day' | 'classroomId' | 'id' | 'undoesId'> & {
  id: AttendanceEventId;
  classroomId: ClassroomId;
  undoesId: AttendanceEventId | null;
  day: LocalDay;
  actorId: string;
  deviceId: string | null;
  before: Before | null;
};

/** Of whom and when a record is; the child's site says which local day that is, where the asking does not. */
export type Asked = { eventId: AttendanceEventId; childId: ChildId; happenedAt: Date; day: LocalDay | null };

const instant = z.coerce.date();
const EventRow = z.object({
  id: z.string(),
  childId: z.string().transform((id) => id as ChildId),
  classroomId: z.string(),
  kind: z.enum(RECORDED_KINDS),
  undoesId: z.string().nullable(),
  happenedAt: instant,
  recordedAt: instant,
  day: z.string(),
  withUserId: z.string().nullable(),
  withPickupId: z.string().nullable(),
  reason: z.string().nullable(),
});

const FactsRow = z.object({
  childId: z.string().transform((id) => id as ChildId),
  siteId: z.string().transform((id) => id as SiteId),
  operatorId: z.string().transform((id) => id as OrganizationId),
  timeZone: z.string(),
  day: z.string(),
  today: z.string(),
  siteRoomIds: z.array(z.string().transform((id) => id as ClassroomId)),
  enrolments: z.array(
    z.object({
      classroomId: z.string().transform((id) => id as ClassroomId),
      weekdays: z.array(z.number()),
    }),
  ),
  events: z.array(EventRow),
  /** The child has left the nursery. */
  hasLeft: z.boolean(),
  /** The record that has this id already. */
  known: EventRow.nullable(),
});
/** What is known of one child and the day that a record is about. */
export type DayFacts = z.infer<typeof FactsRow>;

const eventJson = (
  a: string,
) => `json_build_object('id', ${a}.id, 'childId', ${a}.child_id, 'classroomId', ${a}.classroom_id,
  'kind', ${a}.kind, 'undoesId', ${a}.undoes_id, 'happenedAt', ${a}.happened_at, 'recordedAt', ${a}.recorded_at, 'day', ${a}.day::text,
  'withUserId', ${a}.with_user_id, 'withPickupId', ${a}.with_pickup_id, 'reason', ${a}.reason)`;

const FACTS_SQL = `
SELECT asked.i, json_build_object(
  'childId', c.id, 'hasLeft', c.left_at IS NOT NULL, 'siteId', s.id, 'operatorId', s.operator_id, 'timeZone', s.time_zone, 'day', d.day::text,
  'today', ($2::timestamptz AT TIME ZONE s.time_zone)::date::text,
  'siteRoomIds', (SELECT coalesce(json_agg(r.id), '[]') FROM classroom r WHERE r.site_id = s.id),
  'enrolments', (SELECT coalesce(json_agg(json_build_object('classroomId', e.classroom_id, 'weekdays', e.weekdays) ORDER BY e.from_minute), '[]')
    FROM enrolment e WHERE e.child_id = c.id AND e.starts_on <= d.day AND (e.ends_on IS NULL OR e.ends_on >= d.day)),
  'events', (SELECT coalesce(json_agg(${eventJson('a')}), '[]') FROM attendance_event a WHERE a.child_id = c.id AND a.day = d.day),
  'known', (SELECT ${eventJson('k')} FROM attendance_event k WHERE k.id = asked.event_id)) AS facts
FROM json_to_recordset($1::json) AS asked(i int, child_id uuid, event_id uuid, happened_at timestamptz, day date)
JOIN child c ON c.id = asked.child_id
JOIN site s ON s.id = c.site_id
CROSS JOIN LATERAL (SELECT coalesce(asked.day, (asked.happened_at AT TIME ZONE s.time_zone)::date) AS day) d`;

/**
 * Holds the children's rows until the transaction ends, so that two tablets with the same child come one after the other,
 * and reads what is known of each. Always in the order of ids: two transactions never wait for one another.
 * @returns in the order asked; null for a child that is unknown
 */
export async function lockAndRead(tx: Tx, asked: readonly Asked[], now: Date): Promise<(DayFacts | null)[]> {
  const ids = [...new Set(asked.map(({ childId }) => childId))];
  await tx.$queryRawUnsafe('SELECT id FROM child WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', ids);
  const questions = asked.map(({ childId, eventId, happenedAt, day }, i) => ({
    i,
    child_id: childId,
    event_id: eventId,
    happened_at: happenedAt.toISOString(),
    day,
  }));
  const rows = await tx.$queryRawUnsafe<{ i: number; facts: unknown }[]>(FACTS_SQL, JSON.stringify(questions), now);
  const found = new Map(rows.map(({ i, facts }) => [i, FactsRow.parse(facts)]));
  return asked.map((_, i) => found.get(i) ?? null);
}

/** With who recorded it, and on which tablet. */
export type AuthoredEvent = RecordedEvent & { actorId: string; deviceId: string | null };

export async function findAttendance(db: Db | Tx, id: AttendanceEventId): Promise<AuthoredEvent | null> {
  const row = await db.attendanceEvent.findUnique({ where: { id } });
  if (row === null) return null;
  const { kind, childId, day } = row;
  return {
    ...row,
    kind: kind as DayEvent['kind'],
    childId: childId as ChildId,
    day: day.toISOString().slice(0, 10),
  };
}

const COLUMNS = [
  'id',
  'childId',
  'classroomId',
  'kind',
  'undoesId',
  'happenedAt',
  'recordedAt',
  'day',
  'actorId',
  'deviceId',
  'withUserId',
  'withPickupId',
  'reason',
  'before',
] as const;

/** @returns false when another request has just used one of these ids; then none should stand. */
export async function insertAttendance(tx: Tx, events: readonly NewAttendance[]): Promise<boolean> {
  const rows = { table: 'attendance_event', columns: COLUMNS, rows: events, rule: 'ON CONFLICT DO NOTHING' };
  const count = await insertRows(tx, rows);
  return count === events.length;
}

/** May this person fetch this child? Someone who is no guardian, was withdrawn or is blocked may not. */
export async function mayPickUp(tx: Tx, userId: string, childId: ChildId): Promise<boolean> {
  const found = await tx.guardianship.findUnique({ where: { userId_childId: { userId, childId } } });
  return found !== null && found.mayPickUp && found.custodyBlockedAt === null && found.withdrawnAt === null;
}

/** Whether a correction may name this person at all: someone of the child's family, whatever they may do. */
export async function isOfFamily(
  tx: Tx,
  childId: ChildId,
  { withUserId, withPickupId }: { withUserId: string | null; withPickupId: string | null },
): Promise<boolean> {
  if (withUserId !== null) return (await tx.guardianship.count({ where: { userId: withUserId, childId } })) === 1;
  return withPickupId === null || (await tx.pickupPerson.count({ where: { id: withPickupId, childId } })) === 1;
}
