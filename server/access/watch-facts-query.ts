import { ACTING_LASTS_HOURS } from '../contract/sign-in.ts';

const consentsOf = (where: string) => `(
  SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'version', k.version, 'given', k.given, 'validFrom', k.valid_from,
    'validUntil', k.valid_until, 'recordedAt', k.recorded_at)), '[]') FROM consent_entry k WHERE ${where})`;
const attendanceOf = (child: string, day: string) => `(
  SELECT coalesce(json_agg(json_build_object('id', a.id, 'classroomId', a.classroom_id, 'kind', a.kind, 'undoesId', a.undoes_id,
    'happenedAt', a.happened_at)), '[]')
  FROM attendance_event a WHERE a.child_id = ${child} AND a.day = ${day})`;

const cameras = (which: string, at: string) => `
  SELECT c.*, s.time_zone, s.operator_id, s.phone, s.live_view_on_since, s.live_view_basis, s.room_consent_mode, s.second_factor_needed,
    s.view_minutes_per_day, s.streams_at_once, r.name AS classroom_name, (${at}::timestamptz AT TIME ZONE s.time_zone)::date AS today
  FROM camera c JOIN site s ON s.id = c.site_id JOIN classroom r ON r.id = c.classroom_id
  WHERE ${which} AND c.removed_at IS NULL`;

/** Of one row of `cameras`, named cam: a CameraRow. */
const cameraJson = (at: string) => `json_build_object(
  'cameraId', cam.id, 'today', cam.today::text, 'siteId', cam.site_id, 'sitePhone', cam.phone, 'timeZone', cam.time_zone,
  'operatorId', cam.operator_id,
  'isLiveOn', cam.live_view_on_since IS NOT NULL AND cam.live_view_on_since <= ${at} AND cam.live_view_basis IS NOT NULL,
  'isConsentStrict', cam.room_consent_mode <> 'enrolment', 'secondFactorNeeded', cam.second_factor_needed,
  'minutesPerDay', cam.view_minutes_per_day, 'streamsAtOnce', cam.streams_at_once,
  'classroomId', cam.classroom_id, 'classroomName', cam.classroom_name,
  'roomNames', (SELECT json_object_agg(r.id, r.name) FROM classroom r WHERE r.site_id = cam.site_id),
  'requiredTexts', (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'version', t.version, 'requiredFrom', t.required_from)), '[]')
    FROM consent_text t WHERE t.operator_id = cam.operator_id AND t.required_from IS NOT NULL),
  'isEnabled', cam.is_enabled, 'areaKind', cam.area_kind,
  'pausedUntil', (SELECT p.ends_at FROM camera_pause p WHERE p.camera_id = cam.id AND p.ended_at IS NULL AND p.started_at <= ${at}
    AND p.ends_at > ${at} ORDER BY p.ends_at DESC LIMIT 1),
  'hours', (SELECT coalesce(json_agg(json_build_object('weekday', w.weekday, 'fromMinute', w.opens_minute, 'toMinute', w.closes_minute)), '[]')
    FROM site_hours w WHERE w.site_id = cam.site_id),
  'closedDays', (SELECT coalesce(json_agg(d.day::text), '[]') FROM closed_day d
    WHERE d.site_id = cam.site_id AND d.day BETWEEN cam.today AND cam.today + 14),
  'windows', (SELECT coalesce(json_agg(json_build_object('weekday', w.weekday, 'fromMinute', w.from_minute, 'toMinute', w.to_minute,
    'sessionKind', w.session_kind)), '[]') FROM viewing_window w WHERE w.classroom_id = cam.classroom_id),
  'roomChildren', CASE WHEN cam.room_consent_mode = 'enrolment' THEN '[]'::json ELSE (
    SELECT coalesce(json_agg(json_build_object('childId', seen.child_id, 'attendance', ${attendanceOf('seen.child_id', 'cam.today')},
      'consents', ${consentsOf('k.child_id = seen.child_id')})), '[]')
    FROM (SELECT DISTINCT a.child_id FROM attendance_event a WHERE a.classroom_id = cam.classroom_id AND a.day = cam.today) seen) END,
  'roomStaff', CASE WHEN cam.room_consent_mode = 'enrolment' THEN '[]'::json ELSE (
    SELECT coalesce(json_agg(json_build_object('userId', ra.user_id, 'consents', ${consentsOf('k.child_id IS NULL AND k.user_id = ra.user_id')})), '[]')
    FROM role_assignment ra WHERE ra.classroom_id = cam.classroom_id AND (ra.ends_at IS NULL OR ra.ends_at > ${at})) END)`;

const people = (which: string, place: string) => `
  SELECT u.id AS user_id, u.suspended_at, u.employer_id, place.site_id, place.operator_id, place.today
  FROM "user" u, (${place}) place WHERE ${which}`;

/** Of one row of `people`, named who: a PersonRow. Enrolments and attendance are those of the site's local day. */
const personJson = (at: string) => `json_build_object(
  'userId', who.user_id, 'isActive', who.suspended_at IS NULL,
  'networks', coalesce((SELECT o.office_networks FROM organization o WHERE o.id = who.employer_id), '{}'),
  'employer', (SELECT o.name FROM organization o WHERE o.id = who.employer_id),
  'roles', (SELECT coalesce(json_agg(json_build_object('role', ra.role, 'endsAt', ra.ends_at, 'classroomId', ra.classroom_id,
      'siteId', ra.site_id, 'organizationId', ra.organization_id)), '[]')
    FROM role_assignment ra WHERE ra.user_id = who.user_id AND (ra.ends_at IS NULL OR ra.ends_at > ${at})),
  'deniedCameraIds', (SELECT coalesce(json_agg(d.camera_id), '[]') FROM viewing_deny d WHERE d.user_id = who.user_id AND d.lifted_at IS NULL),
  'grants', (SELECT coalesce(json_agg(json_build_object('cameraId', g.camera_id, 'startsAt', g.starts_at, 'endsAt', g.ends_at,
      'isWithdrawn', g.withdrawn_at IS NOT NULL) ORDER BY (g.withdrawn_at IS NULL) DESC, g.ends_at DESC), '[]')
    FROM viewing_grant g JOIN camera c ON c.id = g.camera_id WHERE g.user_id = who.user_id AND c.site_id = who.site_id),
  'heldBack', (SELECT CASE WHEN bool_or(gs.custody_blocked_at IS NOT NULL) THEN 'custody-block'
      WHEN bool_or(gs.withdrawn_at IS NOT NULL AND ch.left_at IS NULL) THEN 'right-withdrawn' END
    FROM guardianship gs JOIN child ch ON ch.id = gs.child_id WHERE gs.user_id = who.user_id AND ch.site_id = who.site_id),
  'children', (SELECT coalesce(json_agg(json_build_object('childId', ch.id,
      'name', CASE WHEN ch.nickname = '' THEN ch.name ELSE ch.nickname END,
      'isCustodyBlocked', gs.custody_blocked_at IS NOT NULL,
      'isRightWithdrawn', gs.withdrawn_at IS NOT NULL OR NOT gs.may_watch OR ch.left_at IS NOT NULL,
      'attendance', ${attendanceOf('ch.id', 'who.today')},
      'consents', ${consentsOf('k.child_id = ch.id')},
      'enrolments', (SELECT coalesce(json_agg(json_build_object('classroomId', e.classroom_id, 'sessionKind', e.session_kind, 'weekdays', e.weekdays,
          'fromMinute', e.from_minute, 'toMinute', e.to_minute)), '[]')
        FROM enrolment e WHERE e.child_id = ch.id AND e.starts_on <= who.today AND (e.ends_on IS NULL OR e.ends_on >= who.today)))
      ORDER BY ch.id), '[]')
    FROM guardianship gs JOIN child ch ON ch.id = gs.child_id WHERE gs.user_id = who.user_id AND ch.site_id = who.site_id),
  'finishedMs', (SELECT coalesce(sum(extract(epoch FROM v.ended_at - v.opened_at) * 1000), 0)::float8 FROM viewing_session v
    WHERE v.user_id = who.user_id AND v.day = who.today AND v.viewed_as <> 'staff' AND v.ended_at IS NOT NULL),
  'running', (SELECT coalesce(json_agg(json_build_object('viewId', v.id, 'cameraId', v.camera_id, 'isCounted', v.viewed_as <> 'staff',
      'openedAt', v.opened_at)), '[]') FROM viewing_session v
    WHERE v.user_id = who.user_id AND v.ended_at IS NULL AND v.lease_until > ${at}))`;

const HOLDER_JSON = `json_build_object(
  'tabletRoomId', (SELECT x.classroom_id FROM device x WHERE x.id = $4::uuid),
  'isSignedIn', $4::uuid IS NULL
    OR EXISTS (SELECT 1 FROM session x WHERE x.id = $4::uuid AND x.user_id = $2::uuid AND x.ended_at IS NULL AND x.expires_at > $3)
    OR EXISTS (SELECT 1 FROM device x WHERE x.id = $4::uuid AND x.paired_at IS NOT NULL AND x.revoked_at IS NULL
      AND x.acting_user_id = $2::uuid AND x.acting_since > $3::timestamptz - interval '${ACTING_LASTS_HOURS} hours'),
  'signInEndsAt', coalesce((SELECT x.expires_at FROM session x WHERE x.id = $4::uuid),
    (SELECT x.acting_since + interval '${ACTING_LASTS_HOURS} hours' FROM device x WHERE x.id = $4::uuid)),
  'isSecondFactorMet', $4::uuid IS NULL
    OR EXISTS (SELECT 1 FROM session x WHERE x.id = $4::uuid AND x.second_factor_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM device x WHERE x.id = $4::uuid),
  'hasSecondFactor', EXISTS (SELECT 1 FROM public."user" u WHERE u.id = $2::uuid AND u.totp_since IS NOT NULL))`;

/**
 * All facts about one person and one camera in one round trip and one snapshot: two queries could see two truths.
 * $1 camera, $2 person, $3 instant, $4 the sign-in or tablet that asks (null: nobody asks, an administrator wonders).
 * No row: there is no such camera. `person` is null when there is no such person.
 */
export const FACTS_SQL = `
WITH cam AS (${cameras('c.id = $1::uuid', '$3')}),
  who AS (${people('u.id = $2::uuid', 'SELECT site_id, operator_id, today FROM cam')})
SELECT ${cameraJson('$3')} AS camera, (SELECT ${personJson('$3')} FROM who) AS person, ${HOLDER_JSON} AS holder FROM cam`;

/** $1 site, $2 instant: every camera of the site. */
export const SITE_CAMERAS_SQL = `
WITH cam AS (${cameras('c.site_id = $1::uuid', '$2')}) SELECT ${cameraJson('$2')} AS camera FROM cam`;

/** $1 site, $2 instant, $3 people: each as they stand at the site. */
export const SITE_PEOPLE_SQL = `
WITH who AS (${people(
  'u.id = ANY($3::uuid[])',
  `SELECT s.id AS site_id, s.operator_id, ($2::timestamptz AT TIME ZONE s.time_zone)::date AS today FROM site s WHERE s.id = $1::uuid`,
)}) SELECT ${personJson('$2')} AS person FROM who`;
