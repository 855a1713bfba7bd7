import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '../../server/contract/problem.ts';
import { PASSWORD, PIN, usernameOf } from './nursery.ts';
import { WHO, type Who } from './security-cast.ts';
import type { Objects } from './security-objects.ts';

type Code = ProblemCode | 'ok';
type Expected = Record<Who, Code>;
export type Named = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
export type Row = {
  route: string;
  expected: Expected;
  /** A good request that names these objects. */
  ask: (o: Objects) => Promise<Named>;
  /**
   * What those who may use the route hear of an object elsewhere, which reads exactly as that of none; null when the
   * route names no object. 'not-found' for most.
   */
  elsewhere: Code | null;
};

// --- who hears what -----------------------------------------------------------------------------
const every = (code: Code): Expected => Object.fromEntries(WHO.map((who) => [who, code])) as Expected;
const but = (expected: Expected, code: Code, ...whos: Who[]): Expected => ({
  ...expected,
  ...Object.fromEntries(whos.map((who) => [who, code])),
});
const ANYONE = every('ok');
const NOBODY = every('not-signed-in');
const PERSONS = but(but(ANYONE, 'forbidden', 'tablet', 'actingTablet'), 'not-signed-in', 'nobody');
const office = (...whos: Who[]): Expected => but(but(every('forbidden'), 'not-signed-in', 'nobody'), 'ok', ...whos);
/** Of one's own site only: the administrator of another reads "not found". */
const ofSite = (...whos: Who[]): Expected => but(office(...whos), 'not-found', 'otherSiteAdmin');
const ROOM_WORK = but(ofSite('caregiver', 'actingTablet', 'siteAdmin', 'operatorAdmin'), 'who-is-acting', 'tablet');
const SITE_WRITE = ofSite('siteAdmin', 'operatorAdmin');
const READERS = office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin', 'orgAdmin', 'inspector');
const LIST_WRITERS = office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin');

// --- rows ---------------------------------------------------------------------------------------
const row = (
  route: string,
  expected: Expected,
  ask: Row['ask'] = () => Promise.resolve({}),
  elsewhere: Row['elsewhere'] = 'not-found',
): Row => ({ route, expected, ask, elsewhere });
/** A route that names no object, or whose body does not. */
const plain = (route: string, expected: Expected, body?: unknown): Row =>
  row(route, expected, () => Promise.resolve({ body }), null);
/** A list: of a site elsewhere it is as empty as of none. */
const list = (route: string, expected: Expected): Row =>
  row(route, expected, async (o) => ({ query: { siteId: await o.site() } }), 'ok');

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const reason = '家长会决定';
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
  hours: EVERY_DAY,
};
const ROOM = { name: '小雨滴班', kind: 'toddler', capacity: 15, ratio: 5, windows: [] };
const CONSENT = { kind: 'video', given: true, version: 1, validUntil: null, note: '书面' };
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
  plain('GET /healthz', ANYONE),
  plain('GET /readyz', ANYONE),
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
  row(
    'GET /api/cameras/:cameraId/poster',
    but(
      but(but(every('refused'), 'not-signed-in', 'nobody'), 'who-is-acting', 'tablet'),
      'ok',
      'mother',
      'caregiver',
      'actingTablet',
    ),
    async (o) => ({ params: { cameraId: await o.camera() } }),
    'refused',
  ),
];

const ROOMS: Row[] = [
  row(
    'GET /api/room',
    but(ofSite('caregiver', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ query: { classroomId: await o.classroom() } }),
  ),
  row('POST /api/attendance/check-ins', ROOM_WORK, async (o) => ({ body: await tap(o.child()) })),
  row('POST /api/attendance/check-outs', ROOM_WORK, async (o) => ({
    body: { ...(await tap(o.presentChild())), withUserId: null },
  })),
  row('POST /api/attendance/undos', ROOM_WORK, async (o) => ({
    body: { eventId: randomUUID(), undoesId: await o.arrival() },
  })),
  row('POST /api/cameras/:cameraId/pause', ROOM_WORK, async (o) => ({
    params: { cameraId: await o.camera() },
    body: { minutes: 5 },
  })),
  row('DELETE /api/cameras/:cameraId/pause', ROOM_WORK, async (o) => ({ params: { cameraId: await o.camera() } })),
];

const SITES: Row[] = [
  plain('GET /api/admin/sites', READERS),
  plain('GET /api/admin/organizations', READERS),
  row('POST /api/admin/sites', office('operatorAdmin'), async (o) => ({
    body: { ...SITE, operatorId: await o.operator() },
  })),
  row('PUT /api/admin/sites/:siteId', SITE_WRITE, async (o) => ({ params: { siteId: await o.site() }, body: SITE })),
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
  list('GET /api/admin/audit', office('siteAdmin', 'otherSiteAdmin', 'operatorAdmin', 'inspector')),
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

const PEOPLE: Row[] = [
  list('GET /api/admin/people', READERS),
  row('POST /api/admin/people', LIST_WRITERS, async (o) => ({
    body: {
      username: `n${randomUUID().slice(0, 13)}`,
      name: '新人',
      phone: '139-0000-0000',
      password: PASSWORD,
      employerId: await o.employer(),
    },
  })),
  row('PUT /api/admin/people/:userId', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { name: '新老师', phone: '139-0000-0001' },
  })),
  row('PUT /api/admin/people/:userId/suspension', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { suspended: true, reason },
  })),
  row('PUT /api/admin/people/:userId/password', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { password: PASSWORD },
  })),
  row('PUT /api/admin/people/:userId/pin', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { pin: PIN },
  })),
  row('POST /api/admin/people/:userId/roles', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: {
      role: 'volunteer',
      organizationId: null,
      siteId: null,
      classroomId: await o.classroom(),
      endsAt: inAnHour(),
    },
  })),
  row('DELETE /api/admin/people/:userId/roles/:roleId', SITE_WRITE, async (o) => ({ params: await o.role() })),
  row('POST /api/admin/staff/:userId/consents', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: CONSENT,
  })),
  list('GET /api/admin/children', READERS),
  row('POST /api/admin/children', SITE_WRITE, async (o) => ({
    body: {
      siteId: await o.site(),
      classroomId: await o.classroom(),
      name: '苗苗',
      nickname: '苗苗',
      bornOn: '2024-02-29',
      sessionKind: 'full_day',
      weekdays: [1, 2, 3],
      fromMinute: 480,
      toMinute: 1020,
      startsOn: '2026-01-05',
    },
  })),
  row('PUT /api/admin/children/:childId', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: {
      classroomId: await o.classroom(),
      name: '苗苗',
      nickname: '苗苗',
      bornOn: '2024-02-29',
      allergies: ['牛奶'],
      sessionKind: 'half_day',
      weekdays: [1, 2],
      fromMinute: 480,
      toMinute: 720,
    },
  })),
  row('POST /api/admin/children/:childId/guardians/:guardianshipId/unlink', SITE_WRITE, async (o) => ({
    params: await o.link(),
    body: { reason },
  })),
  row('POST /api/admin/children/:childId/guardians', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: { userId: await o.guardian(), relation: '姑姑', mayWatch: true, mayPickUp: false },
  })),
  row('POST /api/admin/children/:childId/leave', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: { lastDay: null, reason },
  })),
  row('POST /api/admin/children/:childId/consents', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: CONSENT,
  })),
];

/** First of all: it decides for every guardian and camera there is, and the other rows make many. */
const ACCESS: Row = row('GET /api/admin/access', ofSite('siteAdmin', 'operatorAdmin', 'orgAdmin'), async (o) => ({
  query: { siteId: await o.site() },
}));

const RIGHTS: Row[] = [
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
  row('POST /api/admin/denies', SITE_WRITE, async (o) => ({
    body: { userId: await o.guardian(), cameraId: await o.camera(), reason },
  })),
  row('DELETE /api/admin/denies/:id', SITE_WRITE, async (o) => ({ params: { id: await o.deny() } })),
  list('GET /api/admin/devices', LIST_WRITERS),
  row('POST /api/admin/devices', SITE_WRITE, async (o) => ({
    body: { classroomId: await o.classroom(), name: '平板' },
  })),
  row('DELETE /api/admin/devices/:deviceId', SITE_WRITE, async (o) => ({ params: { deviceId: await o.device() } })),
];

/** Every route with a good request for it and who hears what; a test holds it against the routes that there are. */
export const TABLE: readonly Row[] = [ACCESS, ...OPEN, ...FAMILY, ...ROOMS, ...SITES, ...CAMERAS, ...PEOPLE, ...RIGHTS];

/** The request line of a row: method and path with its parameters and query filled in. */
export function requestOf({ route }: Row, { params = {}, query, body }: Named) {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return { method, path: `${path}${asked}`, ...(body !== undefined && { body }) };
}
