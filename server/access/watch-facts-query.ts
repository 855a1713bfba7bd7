import { z } from 'zod';
import { ChildId, ClassroomId, OrganizationId, SiteId } from '../contract/ids.ts';
import { CONSENT_KINDS } from '../contract/people.ts';
import { ACTING_LASTS_HOURS } from '../contract/sign-in.ts';

const Instant = z.string().transform((text) => new Date(text));
const Weekly = z.array(z.object({ weekday: z.number(), fromMinute: z.number(), toMinute: z.number() }));
const Consents = z.array(
  z.object({
    kind: z.enum(CONSENT_KINDS),
    given: z.boolean(),
    validFrom: Instant,
    validUntil: Instant.nullable(),
    recordedAt: Instant,
  }),
);
const AttendanceRow = z.object({
  id: z.string(),
  classroomId: ClassroomId,
  kind: z.enum(['checked_in', 'checked_out', 'undone']),
  undoesId: z.string().nullable(),
  happenedAt: Instant,
  recordedAt: Instant,
});

/** What the one query answers, parsed; nothing is judged here. */
export const FactsRow = z.object({
  today: z.string(),
  siteId: SiteId,
  sitePhone: z.string(),
  timeZone: z.string(),
  operatorId: OrganizationId,
  isLiveOn: z.boolean(),
  isConsentStrict: z.boolean(),
  secondFactorNeeded: z.boolean(),
  minutesPerDay: z.number().nullable(),
  streamsAtOnce: z.number(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  /** Names of the site's rooms, by id. */
  roomNames: z.record(z.string(), z.string()),
  isEnabled: z.boolean(),
  areaKind: z.string(),
  pausedUntil: Instant.nullable(),
  hours: Weekly,
  closedDays: z.array(z.string()),
  windows: Weekly,
  /** The room of the tablet that asks; null when it is no tablet. */
  tabletRoomId: z.string().nullable(),
  isSignedIn: z.boolean(),
  isSecondFactorMet: z.boolean(),
  user: z.object({ isActive: z.boolean(), networks: z.array(z.string()), employer: z.string().nullable() }).nullable(),
  staffRoles: z.array(z.object({ role: z.string(), endsAt: Instant.nullable() })),
  isDenied: z.boolean(),
  grant: z.object({ startsAt: Instant, endsAt: Instant, isWithdrawn: z.boolean() }).nullable(),
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      isCustodyBlocked: z.boolean(),
      isRightWithdrawn: z.boolean(),
      attendance: z.array(AttendanceRow),
      consents: Consents,
      enrolments: z.array(z.object({ weekdays: z.array(z.number()), fromMinute: z.number(), toMinute: z.number() })),
    }),
  ),
  roomChildren: z.array(z.object({ attendance: z.array(AttendanceRow), consents: Consents })),
  roomStaff: z.array(Consents),
  finishedMs: z.number(),
  running: z.array(z.object({ viewId: z.string(), openedAt: Instant })),
});
export type FactsRow = z.infer<typeof FactsRow>;
export type AttendanceFactsRow = z.infer<typeof AttendanceRow>;

const consentsOf = (where: string) => `(
  SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'given', k.given, 'validFrom', k.valid_from,
    'validUntil', k.valid_until, 'recordedAt', k.recorded_at)), '[]') FROM consent_entry k WHERE ${where})`;
const attendanceOf = (child: string) => `(
  SELECT coalesce(json_agg(json_build_object('id', a.id, 'classroomId', a.classroom_id, 'kind', a.kind, 'undoesId', a.undoes_id,
    'happenedAt', a.happened_at, 'recordedAt', a.recorded_at)), '[]')
  FROM attendance_event a WHERE a.child_id = ${child} AND a.day = cam.today)`;
const weeklyOf = (table: string, from: string, to: string, where: string) => `(
  SELECT coalesce(json_agg(json_build_object('weekday', w.weekday, 'fromMinute', w.${from}, 'toMinute', w.${to})), '[]')
  FROM ${table} w WHERE ${where})`;

/**
 * All facts about one person and one camera in one round trip and one snapshot: two queries could see two truths.
 * $1 camera, $2 person, $3 instant, $4 the sign-in or tablet that asks (null: nobody asks, an administrator wonders). No row: there is no such camera. Enrolments and attendance are those of the site's local day.
 */
export const FACTS_SQL = `
WITH cam AS (
  SELECT c.*, s.time_zone, s.operator_id, s.phone, s.live_view_on_since, s.live_view_basis, s.room_consent_mode, s.second_factor_needed,
    s.view_minutes_per_day, s.streams_at_once, r.name AS classroom_name, ($3::timestamptz AT TIME ZONE s.time_zone)::date AS today
  FROM camera c JOIN site s ON s.id = c.site_id JOIN classroom r ON r.id = c.classroom_id
  WHERE c.id = $1::uuid AND c.removed_at IS NULL
), here AS (
  SELECT e.child_id FROM enrolment e, cam
  WHERE e.classroom_id = cam.classroom_id AND e.starts_on <= cam.today AND (e.ends_on IS NULL OR e.ends_on >= cam.today)
), seen AS (
  SELECT DISTINCT a.child_id FROM attendance_event a, cam WHERE a.classroom_id = cam.classroom_id AND a.day = cam.today
)
SELECT json_build_object(
  'today', cam.today::text, 'siteId', cam.site_id, 'sitePhone', cam.phone, 'timeZone', cam.time_zone, 'operatorId', cam.operator_id,
  'isLiveOn', cam.live_view_on_since IS NOT NULL AND cam.live_view_on_since <= $3 AND cam.live_view_basis IS NOT NULL,
  'isConsentStrict', cam.room_consent_mode <> 'enrolment', 'secondFactorNeeded', cam.second_factor_needed,
  'minutesPerDay', cam.view_minutes_per_day, 'streamsAtOnce', cam.streams_at_once,
  'classroomId', cam.classroom_id, 'classroomName', cam.classroom_name,
  'roomNames', (SELECT json_object_agg(r.id, r.name) FROM classroom r WHERE r.site_id = cam.site_id),
  'isEnabled', cam.is_enabled, 'areaKind', cam.area_kind,
  'pausedUntil', (SELECT p.ends_at FROM camera_pause p WHERE p.camera_id = cam.id AND p.ended_at IS NULL AND p.started_at <= $3
    AND p.ends_at > $3 ORDER BY p.ends_at DESC LIMIT 1),
  'hours', ${weeklyOf('site_hours', 'opens_minute', 'closes_minute', 'w.site_id = cam.site_id')},
  'closedDays', (SELECT coalesce(json_agg(d.day::text), '[]') FROM closed_day d
    WHERE d.site_id = cam.site_id AND d.day BETWEEN cam.today AND cam.today + 14),
  'windows', ${weeklyOf('viewing_window', 'from_minute', 'to_minute', 'w.classroom_id = cam.classroom_id')},
  'tabletRoomId', (SELECT x.classroom_id FROM device x WHERE x.id = $4::uuid),
  'isSignedIn', $4::uuid IS NULL
    OR EXISTS (SELECT 1 FROM session x WHERE x.id = $4::uuid AND x.user_id = $2::uuid AND x.ended_at IS NULL AND x.expires_at > $3)
    OR EXISTS (SELECT 1 FROM device x WHERE x.id = $4::uuid AND x.paired_at IS NOT NULL AND x.revoked_at IS NULL
      AND x.acting_user_id = $2::uuid AND x.acting_since > $3::timestamptz - interval '${ACTING_LASTS_HOURS} hours'),
  'isSecondFactorMet', $4::uuid IS NULL
    OR EXISTS (SELECT 1 FROM session x WHERE x.id = $4::uuid AND x.second_factor_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM device x WHERE x.id = $4::uuid),
  'user', (SELECT json_build_object('isActive', u.suspended_at IS NULL, 'networks', coalesce(o.office_networks, '{}'), 'employer', o.name)
    FROM "user" u LEFT JOIN organization o ON o.id = u.employer_id WHERE u.id = $2::uuid),
  'staffRoles', (SELECT coalesce(json_agg(json_build_object('role', ra.role, 'endsAt', ra.ends_at)), '[]') FROM role_assignment ra
    WHERE ra.user_id = $2::uuid AND (ra.ends_at IS NULL OR ra.ends_at > $3)
      AND (ra.classroom_id = cam.classroom_id OR ra.site_id = cam.site_id OR ra.organization_id = cam.operator_id)),
  'isDenied', EXISTS (SELECT 1 FROM viewing_deny d WHERE d.user_id = $2::uuid AND d.lifted_at IS NULL
    AND (d.camera_id = cam.id OR d.camera_id IS NULL)),
  'grant', (SELECT json_build_object('startsAt', g.starts_at, 'endsAt', g.ends_at, 'isWithdrawn', g.withdrawn_at IS NOT NULL)
    FROM viewing_grant g WHERE g.user_id = $2::uuid AND g.camera_id = cam.id ORDER BY (g.withdrawn_at IS NULL) DESC, g.ends_at DESC LIMIT 1),
  'children', (SELECT coalesce(json_agg(json_build_object('childId', ch.id,
      'name', CASE WHEN ch.nickname = '' THEN ch.name ELSE ch.nickname END,
      'isCustodyBlocked', gs.custody_blocked_at IS NOT NULL,
      'isRightWithdrawn', gs.withdrawn_at IS NOT NULL OR NOT gs.may_watch OR ch.left_at IS NOT NULL,
          'attendance', ${attendanceOf('ch.id')},
      'consents', ${consentsOf('k.child_id = ch.id')},
      'enrolments', (SELECT coalesce(json_agg(json_build_object('weekdays', e.weekdays, 'fromMinute', e.from_minute, 'toMinute', e.to_minute)), '[]')
        FROM enrolment e WHERE e.child_id = ch.id AND e.starts_on <= cam.today AND (e.ends_on IS NULL OR e.ends_on >= cam.today)))
      ORDER BY ch.id), '[]')
    FROM guardianship gs JOIN child ch ON ch.id = gs.child_id
    WHERE gs.user_id = $2::uuid AND (ch.id IN (SELECT child_id FROM here) OR ch.id IN (SELECT child_id FROM seen))),
  'roomChildren', CASE WHEN cam.room_consent_mode = 'enrolment' THEN '[]'::json ELSE (
    SELECT coalesce(json_agg(json_build_object('attendance', ${attendanceOf('s.child_id')}, 'consents', ${consentsOf('k.child_id = s.child_id')})), '[]')
    FROM seen s) END,
  'roomStaff', CASE WHEN cam.room_consent_mode = 'enrolment' THEN '[]'::json ELSE (
    SELECT coalesce(json_agg(${consentsOf('k.child_id IS NULL AND k.user_id = ra.user_id')}), '[]') FROM role_assignment ra
    WHERE ra.classroom_id = cam.classroom_id AND (ra.ends_at IS NULL OR ra.ends_at > $3)) END,
  'finishedMs', (SELECT coalesce(sum(extract(epoch FROM v.ended_at - v.opened_at) * 1000), 0)::float8 FROM viewing_session v
    WHERE v.user_id = $2::uuid AND v.day = cam.today AND v.child_id IS NOT NULL AND v.ended_at IS NOT NULL),
  'running', (SELECT coalesce(json_agg(json_build_object('viewId', v.id, 'openedAt', v.opened_at)), '[]') FROM viewing_session v
    WHERE v.user_id = $2::uuid AND v.ended_at IS NULL AND v.lease_until > $3)
) AS facts FROM cam`;
