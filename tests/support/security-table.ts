import { randomUUID } from 'node:crypto';
import { PASSWORD, PIN, usernameOf } from './nursery.ts';
import { WHO } from './security-cast.ts';
import { DAY_BOARD } from './security-day-board.ts';
import { DASHBOARD } from './security-dashboard.ts';
import { LEAVERS } from './security-leaver.ts';
import { EMPLOYERS } from './security-employers.ts';
import { LOOKS } from './security-cameras.ts';
import { NETWORK_TEST } from './security-network-test.ts';
import { PICTURES } from './security-live.ts';
import { CONSENTS } from './security-consents.ts';
import { CONCERNS } from './security-concerns.ts';
import { CHECKS } from './security-checks.ts';
import { INCIDENT_REGISTER } from './security-incident-register.ts';
import { INCIDENTS } from './security-incidents.ts';
import { HEALTH } from './security-health.ts';
import { IMPORTS } from './security-imports.ts';
import { INVITATIONS } from './security-invitations.ts';
import { SECOND_FACTOR } from './security-second-factor.ts';
import { MONTH_SHEETS } from './security-month-sheets.ts';
import { NOTIFICATIONS } from './security-notifications.ts';
import { NOTICES } from './security-notices.ts';
import { KIOSKS } from './security-kiosk.ts';
import { PEOPLE } from './security-people.ts';
import { TABLETS } from './security-tablets.ts';
import { STAFFING } from './security-staffing.ts';
import { PICKUPS } from './security-pickups.ts';
import {
  ANYONE,
  but,
  inAnHour,
  list,
  NOBODY,
  office,
  ofSite,
  PERSONS,
  plain,
  READERS,
  reason,
  ROOM_WORK,
  row,
  SITE_WRITE,
  type Named,
  type Row,
} from './security-row.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 }));
const SITE = {
  name: '海棠园',
  address: '',
  phone: '',
  timeZone: 'Asia/Shanghai',
  roomConsentMode: 'strict',
  cameraNetworks: ['10.9.0.0/16'],
  viewMinutesPerDay: null,
  streamsAtOnce: 2,
  secondFactorNeeded: false,
  hours: EVERY_DAY,
};
const ROOM = { name: '小雨滴班', kind: 'toddler', capacity: 15, ratio: 5, windows: [] };
/** The address that cameras of the tests are said to have; no answer and no log line may hold any part of it. */
export const CAMERA_ADDRESS = {
  sub: null,
  username: '',
  password: '',
  main: 'rtsp://admin:Geheim-7714@10.9.8.77:8554/Streaming/Channels/101',
};
const tap = async (childId: Promise<string>) => ({
  eventId: randomUUID(),
  childId: await childId,
  happenedAt: new Date().toISOString(),
});

const OPEN: Row[] = [
  ...['GET /healthz', 'GET /readyz'].map((route) => plain(route, ANYONE)),
  plain('GET /metrics', NOBODY), // its token is no person's
  row(
    'POST /api/session',
    ANYONE,
    async (o) => ({ body: { username: usernameOf(await o.actor()), password: PASSWORD } }),
    null,
  ),
  plain('POST /api/session/refresh', NOBODY),
  plain('DELETE /api/session', PERSONS),
  plain('GET /api/sessions', PERSONS),
  plain('DELETE /api/sessions', PERSONS),
  row(
    'DELETE /api/sessions/:sessionId',
    but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok')),
    async (o) => ({ params: { sessionId: await o.session() } }),
  ),
  plain('GET /api/me', PERSONS),
  plain('PATCH /api/me', PERSONS, { language: 'zh' }),
  plain('POST /api/me/password', PERSONS, { current: PASSWORD, next: PASSWORD }),
  row('POST /api/device/pair', ANYONE, async (o) => ({ body: { code: await o.pairingCode() } }), null),
  plain('POST /api/device/refresh', NOBODY),
  row(
    'POST /api/device/act',
    office('tablet', 'actingTablet'),
    async (o) => ({ body: { userId: await o.actor(), pin: PIN } }),
    'wrong-pin',
  ),
  plain('DELETE /api/device/act', office('tablet', 'actingTablet')),
];

const FAMILY: Row[] = [
  plain('GET /api/home', PERSONS),
  plain('GET /api/feed', PERSONS),
  plain('GET /api/viewing-log', PERSONS),
];

const ROOMS: Row[] = [
  row(
    'GET /api/room',
    but(ofSite('caregiver', 'volunteer', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ query: { classroomId: await o.classroom() } }),
  ),
  row('POST /api/attendance/check-ins', ROOM_WORK, async (o) => ({ body: await tap(o.child()) })),
  row('POST /api/attendance/check-outs', ROOM_WORK, async (o) => ({
    body: { ...(await tap(o.presentChild())), withUserId: null },
  })),
  row('POST /api/attendance/undos', ROOM_WORK, async (o) => ({
    body: { eventId: randomUUID(), undoesId: await o.arrival() },
  })),
  row('POST /api/attendance/arrivals', ROOM_WORK, async (o) => ({ body: { arrivals: [await tap(o.child())] } })),
  // The child is in that room already: nothing to write, for whoever may.
  row('POST /api/attendance/transfers', ROOM_WORK, async (o) => ({
    body: { ...(await tap(o.presentChild())), toClassroomId: await o.classroom() },
  })),
  row('POST /api/attendance/corrections', ROOM_WORK, async (o) => ({
    body: {
      ...(await tap(o.presentChild())),
      correctsId: null,
      reason: '补记离园',
      to: { kind: 'checked_out', happenedAt: new Date().toISOString(), classroomId: await o.classroom() },
    },
  })),
  row('POST /api/cameras/:cameraId/pause', ROOM_WORK, async (o) => ({
    params: { cameraId: await o.camera() },
    body: { minutes: 30 },
  })),
  row('DELETE /api/cameras/:cameraId/pause', ROOM_WORK, async (o) => ({ params: { cameraId: await o.camera() } })),
];

const AUDIT_READERS = office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin', 'inspector');

const SITES: Row[] = [
  plain('GET /api/admin/sites', READERS),
  plain('GET /api/admin/organizations', READERS),
  row('POST /api/admin/sites', office('operatorAdmin'), async (o) => ({
    body: { ...SITE, operatorId: await o.operator() },
  })),
  row('PUT /api/admin/sites/:siteId', SITE_WRITE, async (o) => ({ params: { siteId: await o.site() }, body: SITE })),
  row('GET /api/admin/sites/:siteId/strict-trial', SITE_WRITE, async (o) => ({ params: { siteId: await o.site() } })),
  row('POST /api/admin/sites/:siteId/live-view', SITE_WRITE, async (o) => ({
    params: { siteId: await o.site() },
    body: { on: true, basis: '家长委员会决议' },
  })),
  list('GET /api/admin/classrooms', READERS),
  row('POST /api/admin/classrooms', SITE_WRITE, async (o) => ({ body: { ...ROOM, siteId: await o.site() } })),
  row('PUT /api/admin/classrooms/:classroomId', SITE_WRITE, async (o) => ({
    params: { classroomId: await o.classroom() },
    body: ROOM,
  })),
  list('GET /api/admin/audit', AUDIT_READERS),
  row(
    'GET /api/admin/audit/names',
    AUDIT_READERS,
    async (o) => ({ query: { siteId: await o.site(), sort: 'person' } }),
    'ok',
  ),
  plain('GET /api/admin/audit/chain', AUDIT_READERS),
  plain('POST /api/admin/audit/chain/check', AUDIT_READERS),
  row(
    'POST /api/admin/audit/export',
    AUDIT_READERS,
    async (o) => ({ body: { siteId: await o.site(), language: 'zh' } }),
    'ok',
  ),
];

const CAMERAS: Row[] = [
  row('GET /api/admin/cameras', ofSite('siteAdmin', 'operatorAdmin', 'inspector'), async (o) => ({
    query: { siteId: await o.site() },
  })),
  row('POST /api/admin/cameras', SITE_WRITE, async (o) => ({
    body: { classroomId: await o.classroom(), name: '门口', areaKind: 'classroom', address: CAMERA_ADDRESS },
  })),
  row('POST /api/admin/cameras/probe', SITE_WRITE, async (o) => ({
    body: { siteId: await o.site(), address: CAMERA_ADDRESS },
  })),
  row('PATCH /api/admin/cameras/:cameraId', SITE_WRITE, async (o) => ({
    params: { cameraId: await o.camera() },
    body: { name: '窗边', isEnabled: true, address: CAMERA_ADDRESS },
  })),
  row('DELETE /api/admin/cameras/:cameraId', SITE_WRITE, async (o) => ({ params: { cameraId: await o.camera() } })),
];

/** First of all: it decides for every guardian and camera there is, and the other rows make many. */
const ACCESS: Row = row('GET /api/admin/access', ofSite('siteAdmin', 'operatorAdmin', 'orgAdmin'), async (o) => ({
  query: { siteId: await o.site() },
}));

const RIGHTS: Row[] = [
  row('POST /api/admin/access/export', ofSite('siteAdmin', 'operatorAdmin', 'orgAdmin'), async (o) => ({
    body: { siteId: await o.site(), userIds: [], cameraIds: null, language: 'zh' },
  })),
  // The guardian is of no employer: an employer's administrator is not told that they exist.
  row('GET /api/admin/access/why', but(SITE_WRITE, 'not-found', 'orgAdmin'), async (o) => ({
    query: { userId: await o.guardian(), cameraId: await o.camera() },
  })),
  row('POST /api/admin/access/changes', SITE_WRITE, async (o) => ({
    body: {
      kind: 'deny',
      siteId: await o.site(),
      userIds: [await o.guardian()],
      cameraIds: [await o.camera()],
      reason,
      trial: false,
    },
  })),
  row('POST /api/admin/access/changes/:id/undo', SITE_WRITE, async (o) => ({
    params: { id: await o.accessChange() },
  })),
  row('POST /api/admin/guardianships/:id/withdraw', SITE_WRITE, async (o) => ({
    params: { id: await o.guardianship() },
    body: { kind: 'right', reason },
  })),
  row('POST /api/admin/guardianships/:id/restore', SITE_WRITE, async (o) => ({
    params: { id: await o.guardianship() },
    body: { reason },
  })),
  row('POST /api/admin/grants', SITE_WRITE, async (o) => ({
    body: { userId: await o.guardian(), cameraId: await o.camera(), endsAt: inAnHour(), reason },
  })),
  row('DELETE /api/admin/grants/:id', SITE_WRITE, async (o) => ({ params: { id: await o.grant() } })),
  // An employer's administrator reaches the employer's own people only; to them this guardian does not exist.
  row('POST /api/admin/denies', but(SITE_WRITE, 'not-found', 'orgAdmin'), async (o) => ({
    body: { userId: await o.guardian(), cameraId: await o.camera(), reason },
  })),
  row('DELETE /api/admin/denies/:id', but(SITE_WRITE, 'not-found', 'orgAdmin'), async (o) => ({
    params: { id: await o.deny() },
  })),
];

/** Every route with a good request for it and who hears what; a test holds it against the routes that there are. */
export const TABLE: readonly Row[] = [
  ACCESS,
  ...OPEN,
  ...FAMILY,
  ...ROOMS,
  ...CHECKS,
  ...HEALTH,
  ...INCIDENTS,
  ...CONCERNS,
  ...INCIDENT_REGISTER,
  ...NOTICES,
  ...NOTIFICATIONS,
  ...SITES,
  ...CAMERAS,
  ...LOOKS,
  ...NETWORK_TEST,
  ...PICTURES,
  ...SECOND_FACTOR,
  ...PEOPLE,
  ...LEAVERS,
  ...IMPORTS,
  ...STAFFING,
  ...CONSENTS,
  ...EMPLOYERS,
  ...DASHBOARD,
  ...DAY_BOARD,
  ...MONTH_SHEETS,
  ...INVITATIONS,
  ...PICKUPS,
  ...KIOSKS,
  ...RIGHTS,
  ...TABLETS,
];

/** The request line of a row: method and path with its parameters and query filled in. */
export function requestOf({ route }: Row, { params = {}, query, body, ...file }: Named) {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return { method, path: `${path}${asked}`, ...(body !== undefined && { body }), ...file };
}
