import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ClassroomView, SiteView } from '../../server/contract/people.ts';
import { StrictTrial } from '../../server/contract/strict-trial.ts';
import { localDay } from '../../server/platform/calendar.ts';
import { checkInChild, makeRunningView } from '../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
  const { nursery, db, clock } = office;
  const day = localDay(clock.now, 'Asia/Shanghai');
  for (const { childId } of [nursery.duoduo, nursery.shitou]) {
    await checkInChild(db, {
      childId,
      classroomId: nursery.toddlerRoomId,
      actorId: nursery.caregiverId,
      at: clock.now,
      day,
    });
  }
  for (const family of [nursery.duoduo, nursery.shitou]) {
    await makeRunningView(db, {
      userId: family.guardianId,
      cameraId: nursery.toddlerCameraId,
      childId: family.childId,
      now: clock.now,
    });
  }
});
beforeEach(async () => {
  office.wait(1); // of many sign-ins the oldest end: each has its own moment
  admin = await office.as(office.nursery.siteAdminId);
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const sitesOf = async (userId: string) =>
  (await (await office.as(userId)).get('/api/admin/sites').expect(200)).body as SiteView[];
const HOURS = [{ weekday: 1, fromMinute: 450, toMinute: 1080 }];
const overlapping = [
  { weekday: 1, fromMinute: 600, toMinute: 660 },
  { weekday: 1, fromMinute: 659, toMinute: 700 },
];
const fields = {
  name: '海棠园',
  address: '新城区',
  phone: '0471-000',
  timeZone: 'Asia/Shanghai',
  roomConsentMode: 'enrolment',
  cameraNetworks: ['192.168.10.0/24'],
  viewMinutesPerDay: 60,
  streamsAtOnce: 2,
  secondFactorNeeded: false,
  hours: HOURS,
};

test('before it is saved the strict rule says which rooms it closes and how many views it ends', async () => {
  const { siteId, toddlerRoomId, duoduo } = office.nursery;
  const none = { children: 0, staff: 0 };
  const trial = async () =>
    StrictTrial.parse((await admin.get(`/api/admin/sites/${siteId}/strict-trial`).expect(200)).body);
  const consent = { kind: 'video', validFrom: new Date(0), childId: duoduo.childId };
  await office.db.consentEntry.create({ data: { ...consent, given: false } });
  const { rooms, endedViews } = await trial();
  expect(rooms.find(({ classroomId }) => classroomId === toddlerRoomId)).toMatchObject({
    ...none,
    isNow: true,
    children: 1,
  });
  expect(endedViews).toBe(2);
  await office.db.consentEntry.create({ data: { ...consent, given: true } });
  expect((await trial()).endedViews).toBe(0);
});

test('a site’s own administrator sees its whole numbers', async () => {
  expect(await sitesOf(office.nursery.siteAdminId)).toMatchObject([
    {
      name: '海棠园',
      childrenEnrolled: 3,
      childrenPresent: 2,
      viewsNow: 2,
      cameras: 2,
      camerasLive: 2,
      childrenWithoutConsents: 0,
    },
  ]);
});

test('an employer’s administrator sees that employer’s families alone, in every number, and no networks or other employers', async () => {
  const { orgAdminId, unicomId, siteId } = office.nursery;
  await office.db.site.update({ where: { id: siteId }, data: { cameraNetworks: ['10.0.0.0/8'] } });
  const [here, other] = await sitesOf(orgAdminId);
  expect(here).toMatchObject({
    name: '海棠园',
    childrenEnrolled: 2,
    childrenPresent: 1,
    viewsNow: 1,
    cameraNetworks: [],
  });
  expect(other).toMatchObject({ name: '银杏园', childrenEnrolled: 0, childrenPresent: 0, viewsNow: 0 });
  expect(here?.employers.map(({ organizationId }) => organizationId)).toEqual([unicomId]);
  const rooms = (await (await office.as(orgAdminId)).get('/api/admin/classrooms')).body as ClassroomView[];
  expect(rooms.map(({ name, childrenEnrolled, staff }) => [name, childrenEnrolled, staff])).toEqual([
    ['大树班', 1, []],
    ['小雨滴班', 1, []],
    ['星星班', 0, []],
  ]);
});

test('saving a site replaces its hours and limits, and asks of running views anew', async () => {
  const { siteId } = office.nursery;
  const saved = await admin.put(`/api/admin/sites/${siteId}`, fields).expect(200);
  expect(saved.body).toMatchObject({
    hours: HOURS,
    viewMinutesPerDay: 60,
    roomConsentMode: 'enrolment',
    childrenEnrolled: 3,
  });
  expect(office.rechecked).toEqual([{ siteId }]);
  const [event] = await office.db.event.findMany({ where: { siteId, type: 'register:changed' } });
  expect(event?.payload).toEqual({ what: 'sites' });
});

test.each<[string, object]>([
  ['an unknown time zone', { timeZone: 'Mars/Olympus' }],
  ['hours that end before they begin', { hours: [{ weekday: 1, fromMinute: 600, toMinute: 500 }] }],
  ['hours that overlap', { hours: overlapping }],
  ['an eighth weekday', { hours: [{ weekday: 8, fromMinute: 0, toMinute: 60 }] }],
  ['a network that is none', { cameraNetworks: ['192.168.10.0/33'] }],
  ['a host name as network', { cameraNetworks: ['camera.local'] }],
  ['no name', { name: '   ' }],
])('bad input: %s leaves the site as it was', async (_, change) => {
  const { siteId } = office.nursery;
  const before = await sitesOf(office.nursery.siteAdminId);
  expect(outcome(await admin.put(`/api/admin/sites/${siteId}`, { ...fields, ...change }))).toBe('bad-request');
  expect(await sitesOf(office.nursery.siteAdminId)).toEqual(before);
});

test('live view is switched on with its legal basis and off with a reason; both stand in the audit with who did it', async () => {
  const { siteId, siteAdminId } = office.nursery;
  const path = `/api/admin/sites/${siteId}/live-view`;
  expect(outcome(await admin.post(path, { on: true }))).toBe('bad-request');

  const off = await admin.post(path, { on: false, reason: '家长会要求' }).expect(200);
  expect(off.body).toMatchObject({ liveViewOnSince: null, endedViews: 1 });
  const on = await admin.post(path, { on: true, basis: '2026-03 家长委员会决议' }).expect(200);
  expect(on.body).toMatchObject({
    liveViewBasis: '2026-03 家长委员会决议',
    liveViewOnSince: office.clock.now.toISOString(),
  });

  const entries = await office.db.auditEntry.findMany({
    where: { siteId, action: { startsWith: 'live-view' } },
    orderBy: { id: 'asc' },
  });
  expect(entries.map(({ action, actorId, details }) => [action, actorId, details])).toEqual([
    ['live-view-off', siteAdminId, { reason: '家长会要求' }],
    ['live-view-on', siteAdminId, { basis: '2026-03 家长委员会决议' }],
  ]);
});

test('an operator’s administrator opens a site of that operator, with live view off; nobody else does', async () => {
  const { operatorId, operatorAdminId } = office.nursery;
  const operator = await office.as(operatorAdminId);
  const made = await operator.post('/api/admin/sites', { ...fields, name: '新园', operatorId }).expect(200);
  expect(made.body).toMatchObject({ name: '新园', liveViewOnSince: null, liveViewBasis: null, childrenEnrolled: 0 });
  const other = await office.db.organization.create({ data: { name: '别家', isOperator: true } });
  expect(outcome(await operator.post('/api/admin/sites', { ...fields, operatorId: other.id }))).toBe('not-found');
  expect(outcome(await admin.post('/api/admin/sites', { ...fields, operatorId }))).toBe('forbidden');
});

test('a room is added and its viewing windows saved; views of the room are asked anew', async () => {
  const { siteId } = office.nursery;
  const room = { name: '小芽班', kind: 'infant', capacity: 10, ratio: 3, windows: [] };
  const made = (await admin.post('/api/admin/classrooms', { ...room, siteId }).expect(200)).body as ClassroomView;
  const windows = [
    { weekday: 2, fromMinute: 600, toMinute: 660, sessionKind: null },
    { weekday: 2, fromMinute: 600, toMinute: 720, sessionKind: 'evening' },
  ];

  const saved = await admin.put(`/api/admin/classrooms/${made.classroomId}`, { ...room, windows }).expect(200);

  expect(saved.body).toMatchObject({ name: '小芽班', windows, staff: [], childrenEnrolled: 0 });
  expect(office.rechecked).toEqual([{ classroomId: made.classroomId }]);
  const rooms = (await admin.get(`/api/admin/classrooms?siteId=${siteId}`)).body as ClassroomView[];
  expect(rooms.find(({ name }) => name === '小雨滴班')?.staff).toMatchObject([{ name: '林老师', role: 'caregiver' }]);
});

test.each<[string, object[], Record<string, string>]>([
  ['overlap', overlapping, { 'windows.1.fromMinute': 'overlap' }],
  ['are the same twice', [overlapping[0] ?? {}, overlapping[0] ?? {}], { 'windows.1.fromMinute': 'overlap' }],
  [
    'end before they begin',
    [{ weekday: 1, fromMinute: 660, toMinute: 600 }],
    { 'windows.0.toMinute': 'end-before-start' },
  ],
  [
    'are of no kind of care',
    [{ ...overlapping[0], sessionKind: 'nightly' }],
    { 'windows.0.sessionKind': 'invalid_value' },
  ],
])('viewing windows that %s are named, and the room stays as it was', async (_what, windows, fields) => {
  const { seniorRoomId, siteId } = office.nursery;
  const room = { name: '大树班', kind: 'senior', capacity: 20, ratio: 7, windows };
  const answer = await admin.put(`/api/admin/classrooms/${seniorRoomId}`, room).expect(400);
  expect((answer.body as { problem: { fields: object } }).problem.fields).toEqual(fields);
  const rooms = (await admin.get(`/api/admin/classrooms?siteId=${siteId}`)).body as ClassroomView[];
  expect(rooms.find(({ classroomId }) => classroomId === seniorRoomId)).toMatchObject({ capacity: 15, windows: [] });
});

test('one window may begin where another of its kind ends, and another kind’s may lie over it', async () => {
  const { seniorRoomId } = office.nursery;
  const windows = [
    { weekday: 1, fromMinute: 600, toMinute: 660, sessionKind: null },
    { weekday: 1, fromMinute: 630, toMinute: 690, sessionKind: 'half_day' },
    { weekday: 1, fromMinute: 660, toMinute: 700, sessionKind: null },
  ];
  const room = { name: '大树班', kind: 'senior', capacity: 15, ratio: 5, windows };
  await admin.put(`/api/admin/classrooms/${seniorRoomId}`, room).expect(200);
  await admin.put(`/api/admin/classrooms/${seniorRoomId}`, { ...room, windows: [] }).expect(200);
});

test('organizations are those of one’s own scope', async () => {
  const list = async (userId: string) =>
    ((await (await office.as(userId)).get('/api/admin/organizations')).body as { name: string }[])
      .map(({ name }) => name)
      .sort();
  expect(await list(office.nursery.orgAdminId)).toEqual(['北方联通']);
  expect(await list(office.nursery.siteAdminId)).toEqual(['北方联通', '北方铁路', '海棠托育'].sort());
});

test('a strict room names whose consent is missing: who is there now, and who is to come', async () => {
  const { nursery, db, clock } = office;
  const { siteId, duoduo, anan, caregiverId, orgAdminId, toddlerRoomId, seniorRoomId } = nursery;
  const withdraw = (who: { childId: string } | { userId: string }) =>
    db.consentEntry.create({ data: { ...who, kind: 'video', given: false, validFrom: clock.now } });
  const gaps = async (userId: string, room: string = toddlerRoomId) => {
    const answer = await (await office.as(userId)).get(`/api/admin/classrooms?siteId=${siteId}`).expect(200);
    return (answer.body as ClassroomView[]).find(({ classroomId }) => classroomId === room)?.consentGaps;
  };
  const setMode = (roomConsentMode: string) => db.site.update({ where: { id: siteId }, data: { roomConsentMode } });
  await setMode('strict');
  expect(await gaps(nursery.siteAdminId)).toEqual([]);
  for (const who of [{ childId: duoduo.childId }, { childId: anan.childId }, { userId: caregiverId }])
    await withdraw(who);
  const there = { state: 'withdrawn', blocksNow: true };

  const named = await gaps(nursery.siteAdminId);

  expect(named).toHaveLength(2);
  expect(named).toContainEqual({ who: 'child', id: duoduo.childId, name: '李朵朵', ...there });
  expect(named).toContainEqual({ who: 'staff', id: caregiverId, name: '林老师', ...there });
  expect(await gaps(nursery.siteAdminId, seniorRoomId)).toEqual([
    { ...there, who: 'child', id: anan.childId, name: '安安', blocksNow: false },
  ]);
  expect(await gaps(orgAdminId)).toEqual([]);
  await setMode('enrolment');
  expect(await gaps(nursery.siteAdminId)).toEqual([]);
});
