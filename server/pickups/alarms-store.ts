import type { Db, Tx } from '../platform/database.ts';

export type StoredAlarm = {
  alarmId: string;
  at: Date;
  siteId: string;
  operatorId: string;
  what: 'here' | 'named' | 'kiosk' | 'handed';
  childId: string;
  childName: string;
  classroomName: string;
  personId: string;
  personName: string;
  by: string;
  isKnown: boolean;
};

type Which = { siteIds: readonly string[]; since: Date } | { alarmId: string };

/** Newest first; `isKnown` once somebody who answers for the site said so. */
export async function alarmsIn(db: Db | Tx, which: Which): Promise<StoredAlarm[]> {
  const alarmId = 'alarmId' in which ? which.alarmId : null;
  const { siteIds, since } = 'alarmId' in which ? { siteIds: null, since: null } : which;
  return db.$queryRaw<StoredAlarm[]>`
    SELECT entry.details->>'alarmId' AS "alarmId", entry.at, site.id AS "siteId", site.operator_id AS "operatorId",
      entry.details->>'what' AS what, child.id AS "childId", child.name AS "childName",
      coalesce(room.name, '') AS "classroomName", person.id AS "personId", person.name AS "personName",
      coalesce(actor.name, '') AS by,
      EXISTS (SELECT 1 FROM audit_entry known WHERE known.action = 'pickup-alarm-known' AND known.at >= entry.at
        AND known.details->>'alarmId' = entry.details->>'alarmId') AS "isKnown"
    FROM audit_entry entry
    JOIN site ON site.id = entry.site_id
    JOIN child ON child.id = entry.child_id
    JOIN "user" person ON person.id = entry.subject_id
    LEFT JOIN "user" actor ON actor.id = entry.actor_id
    LEFT JOIN classroom room ON room.id = (entry.details->>'classroomId')::uuid
    WHERE entry.action = 'pickup-alarm' AND (entry.details->>'alarmId' = ${alarmId}::text
      OR (entry.site_id = ANY(${siteIds}::uuid[]) AND entry.at >= ${since}::timestamptz))
    ORDER BY entry.at DESC, entry.id DESC`;
}

export const findAlarm = async (db: Db, alarmId: string): Promise<StoredAlarm | null> =>
  (await alarmsIn(db, { alarmId }))[0] ?? null;

/** Of two who say at once that they know, the second waits here, and finds it said. */
export async function holdAlarm(tx: Tx, alarmId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${alarmId}, 0))`;
}
