import { Prisma } from '../../prisma/generated/client.ts';
import type { ListScopes } from '../access/roles.ts';
import type { Db } from '../platform/database.ts';
import { isChildSeen, isOfEmployer, isWholeSite } from './scope-sql-store.ts';

const FOUND_OF_A_KIND = 6;

/** `of`: the room, or whose guardian. `cameraId` of guardians alone. */
type Row = {
  id: string;
  name: string;
  of: string | null;
  siteId: string;
  siteName: string;
  cameraId: string | null;
};

const holds = (column: Prisma.Sql, typed: string) => Prisma.sql`strpos(lower(${column}), ${typed}) > 0`;
const PLACE = Prisma.sql`site.id AS "siteId", site.name AS "siteName"`;
/** Names that begin with it come first. */
const first = (typed: string) =>
  Prisma.sql`ORDER BY strpos(lower(name), ${typed}) <> 1, name, id LIMIT ${FOUND_OF_A_KIND}`;

/** Where a child is enrolled today, in the site's own calendar. */
const ROOM_OF_CHILD = Prisma.sql`LEFT JOIN LATERAL (
    SELECT classroom.id, classroom.name FROM enrolment JOIN classroom ON classroom.id = enrolment.classroom_id
    WHERE enrolment.child_id = child.id AND enrolment.starts_on <= today.day
      AND (enrolment.ends_on IS NULL OR enrolment.ends_on >= today.day)
    ORDER BY enrolment.starts_on DESC LIMIT 1) room ON true`;
const today = (at: Date) =>
  Prisma.sql`CROSS JOIN LATERAL (SELECT (${at}::timestamptz AT TIME ZONE site.time_zone)::date AS day) today`;

export const findChildren = (db: Db, scopes: ListScopes, typed: string, at: Date) => db.$queryRaw<Row[]>`
  SELECT id, name, of, "siteId", "siteName", NULL AS "cameraId" FROM (
    SELECT child.id, child.name, room.name AS of, ${PLACE}
    FROM child JOIN site ON site.id = child.site_id ${today(at)} ${ROOM_OF_CHILD}
    WHERE child.left_at IS NULL AND ${isChildSeen(scopes)}
      AND (${holds(Prisma.sql`child.name`, typed)} OR ${holds(Prisma.sql`child.nickname`, typed)})) AS found
  ${first(typed)}`;

/** Once at each site, with all their children there and a camera of the first one's room. */
export const findGuardians = (db: Db, scopes: ListScopes, typed: string, at: Date) => db.$queryRaw<Row[]>`
  SELECT id, name, of, "siteId", "siteName", "cameraId" FROM (
    SELECT person.id, person.name, string_agg(child.name, '、' ORDER BY child.id) AS of, ${PLACE},
      (array_agg(camera.id ORDER BY child.id) FILTER (WHERE camera.id IS NOT NULL))[1] AS "cameraId"
    FROM "user" person JOIN guardianship ON guardianship.user_id = person.id
    JOIN child ON child.id = guardianship.child_id AND child.left_at IS NULL
    JOIN site ON site.id = child.site_id ${today(at)} ${ROOM_OF_CHILD}
    LEFT JOIN LATERAL (SELECT id FROM camera WHERE camera.classroom_id = room.id AND camera.removed_at IS NULL
      ORDER BY camera.id LIMIT 1) camera ON true
    WHERE ${holds(Prisma.sql`person.name`, typed)} AND (${isWholeSite(scopes)} OR ${isOfEmployer(scopes)})
    GROUP BY person.id, person.name, site.id, site.name) AS found ${first(typed)}`;

export const findStaff = (db: Db, scopes: ListScopes, typed: string, at: Date) => db.$queryRaw<Row[]>`
  SELECT id, name, of, "siteId", "siteName", NULL AS "cameraId" FROM (
    SELECT person.id, person.name, string_agg(DISTINCT room.name, '、') AS of, ${PLACE}
    FROM "user" person JOIN role_assignment role ON role.user_id = person.id
      AND (role.ends_at IS NULL OR role.ends_at > ${at}::timestamptz)
    LEFT JOIN classroom room ON room.id = role.classroom_id
    JOIN site ON site.id = coalesce(role.site_id, room.site_id)
    WHERE ${holds(Prisma.sql`person.name`, typed)} AND ${isWholeSite(scopes)}
    GROUP BY person.id, person.name, site.id, site.name) AS found ${first(typed)}`;

export const findCameras = (db: Db, scopes: ListScopes, typed: string) => db.$queryRaw<Row[]>`
  SELECT camera.id, camera.name, room.name AS of, ${PLACE}, NULL AS "cameraId"
  FROM camera JOIN site ON site.id = camera.site_id JOIN classroom room ON room.id = camera.classroom_id
  WHERE camera.removed_at IS NULL AND ${isWholeSite(scopes)}
    AND ${holds(Prisma.sql`concat(room.name, ' ', camera.name)`, typed)}
  ORDER BY room.name, camera.name, camera.id LIMIT ${FOUND_OF_A_KIND}`;

export const findRooms = (db: Db, scopes: ListScopes, typed: string) => db.$queryRaw<Row[]>`
  SELECT room.id, room.name, NULL AS of, ${PLACE}, NULL AS "cameraId"
  FROM classroom room JOIN site ON site.id = room.site_id
  WHERE ${isWholeSite(scopes)} AND ${holds(Prisma.sql`room.name`, typed)}
  ORDER BY room.name, room.id LIMIT ${FOUND_OF_A_KIND}`;
