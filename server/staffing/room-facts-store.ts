import { z } from 'zod';
import { RECORDED_KINDS } from '../contract/attendance.ts';
import { ClassroomKind } from '../contract/people.ts';
import { STAFF_EVENT_KINDS } from '../contract/staffing.ts';
import type { Db, Tx } from '../platform/database.ts';

const instant = z.coerce.date();
const event = {
  id: z.string(),
  classroomId: z.string(),
  undoesId: z.string().nullable(),
  happenedAt: instant,
};
const RoomFactsRow = z.object({
  siteId: z.string(),
  kind: ClassroomKind,
  ratio: z.number(),
  capacity: z.number(),
  isRecorded: z.boolean(),
  children: z.array(
    z.object({
      ...event,
      childId: z.string(),
      kind: z.enum(RECORDED_KINDS),
    }),
  ),
  staff: z.array(
    z.object({
      ...event,
      userId: z.string(),
      kind: z.enum([...STAFF_EVENT_KINDS, 'undone']),
      counts: z.boolean(),
    }),
  ),
  open: z.array(z.object({ id: z.string(), kind: z.enum(['ratio', 'capacity']), openedAt: instant })),
});
/** What a room's count of a day is made of: the whole day of every child and everybody of the staff that were in it. */
export type RoomFacts = z.infer<typeof RoomFactsRow>;

const eventJson = (more: string) => `json_build_object('id', e.id, 'classroomId', e.classroom_id, 'kind', e.kind,
  'undoesId', e.undoes_id, 'happenedAt', e.happened_at, ${more})`;

/** Of an event `e` at a site `s`: a caregiver of one of the site's rooms at that time; volunteers and directors never count. */
export const COUNTS_SQL = `EXISTS (SELECT 1 FROM role_assignment held JOIN classroom place ON place.id = held.classroom_id
  WHERE held.user_id = e.user_id AND held.role = 'caregiver' AND place.site_id = s.id
    AND (held.ends_at IS NULL OR held.ends_at > e.happened_at))`;

const FACTS_SQL = `
SELECT json_build_object('siteId', s.id, 'kind', c.kind, 'ratio', c.ratio, 'capacity', c.capacity,
  'isRecorded', EXISTS (SELECT 1 FROM staff_event ever JOIN classroom place ON place.id = ever.classroom_id
    WHERE place.site_id = s.id AND ever.day <= d.day),
  'children', (SELECT coalesce(json_agg(${eventJson(`'childId', e.child_id`)}), '[]') FROM attendance_event e
    WHERE e.day = d.day AND e.child_id IN (SELECT child_id FROM attendance_event WHERE classroom_id = c.id AND day = d.day)),
  'staff', (SELECT coalesce(json_agg(${eventJson(`'userId', e.user_id, 'counts', ${COUNTS_SQL}`)}), '[]') FROM staff_event e
    WHERE e.day = d.day AND e.user_id IN (SELECT user_id FROM staff_event WHERE classroom_id = c.id AND day = d.day)),
  'open', (SELECT coalesce(json_agg(json_build_object('id', b.id, 'kind', b.kind, 'openedAt', b.opened_at)), '[]')
    FROM room_breach b WHERE b.classroom_id = c.id AND b.closed_at IS NULL)) AS facts
FROM classroom c JOIN site s ON s.id = c.site_id
  CROSS JOIN LATERAL (SELECT coalesce($3::date, ($2::timestamptz AT TIME ZONE s.time_zone)::date) AS day) d
WHERE c.id = $1::uuid`;

/** In one statement. `day`: another than the site's own of `at`. null: no such room. */
export async function roomFacts(
  db: Db | Tx,
  classroomId: string,
  at: Date,
  day: string | null = null,
): Promise<RoomFacts | null> {
  const [row] = await db.$queryRawUnsafe<{ facts: unknown }[]>(FACTS_SQL, classroomId, at, day);
  return row ? RoomFactsRow.parse(row.facts) : null;
}
