import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

type Ids = {
  siteId: string;
  classroomId: string;
  childId: string;
  personId: string;
  caregiverId: string;
  deviceId: string;
  organizationId: string;
};
type Method = 'get' | 'post' | 'put' | 'delete';

const ROOM = { name: '班', kind: 'mixed', capacity: 10, ratio: 5, windows: [] };
const SITE = {
  name: '园',
  address: '',
  phone: '',
  timeZone: 'Asia/Shanghai',
  roomConsentMode: 'strict',
  cameraNetworks: [],
  viewMinutesPerDay: null,
  streamsAtOnce: 2,
  secondFactorNeeded: false,
  hours: [],
};
const CHILD = {
  name: '孩子',
  sessionKind: 'full_day',
  weekdays: [1],
  fromMinute: 0,
  toMinute: 60,
  startsOn: '2026-01-01',
};
const CONSENT = { kind: 'risk_notice', given: true };

/** Every changing route of the console that names something by its id. */
const CHANGES: [string, Method, (ids: Ids) => string, (ids: Ids) => object][] = [
  ['site', 'put', (ids) => `/api/admin/sites/${ids.siteId}`, () => SITE],
  ['live view', 'post', (ids) => `/api/admin/sites/${ids.siteId}/live-view`, () => ({ on: true, basis: '依据依据' })],
  ['new room', 'post', () => '/api/admin/classrooms', (ids) => ({ ...ROOM, siteId: ids.siteId })],
  ['room', 'put', (ids) => `/api/admin/classrooms/${ids.classroomId}`, () => ROOM],
  [
    'new child',
    'post',
    () => '/api/admin/children',
    (ids) => ({ ...CHILD, siteId: ids.siteId, classroomId: ids.classroomId }),
  ],
  [
    'guardian',
    'post',
    (ids) => `/api/admin/children/${ids.childId}/guardians`,
    (ids) => ({ userId: ids.caregiverId, relation: '妈妈' }),
  ],
  ['consent', 'post', (ids) => `/api/admin/children/${ids.childId}/consents`, () => CONSENT],
  ['staff consent', 'post', (ids) => `/api/admin/staff/${ids.caregiverId}/consents`, () => CONSENT],
  [
    'role',
    'post',
    (ids) => `/api/admin/people/${ids.personId}/roles`,
    (ids) => ({
      role: 'volunteer',
      classroomId: ids.classroomId,
      endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    }),
  ],
  ['pin', 'put', (ids) => `/api/admin/people/${ids.personId}/pin`, () => ({ pin: '1234' })],
  ['password', 'put', (ids) => `/api/admin/people/${ids.personId}/password`, () => ({ password: 'another-password' })],
  [
    'suspension',
    'put',
    (ids) => `/api/admin/people/${ids.personId}/suspension`,
    () => ({ suspended: false, reason: '试试' }),
  ],
  ['new tablet', 'post', () => '/api/admin/devices', (ids) => ({ classroomId: ids.classroomId, name: '平板' })],
  ['tablet', 'delete', (ids) => `/api/admin/devices/${ids.deviceId}`, () => ({})],
];
const LISTS = ['sites', 'classrooms', 'organizations', 'people', 'children', 'devices', 'audit'];

let office: Office;
let here: Ids;
let there: Ids;
const unknown = Object.fromEntries(
  ['siteId', 'classroomId', 'childId', 'personId', 'caregiverId', 'deviceId', 'organizationId'].map((key) => [
    key,
    crypto.randomUUID(),
  ]),
) as Ids;

beforeAll(async () => {
  office = await openOffice();
  const { nursery: n, db } = office;
  const device = async (siteId: string, classroomId: string) =>
    (await db.device.create({ data: { siteId, classroomId, name: '平板', createdBy: n.siteAdminId } })).id;
  const organizationId = n.unicomId;
  here = {
    siteId: n.siteId,
    classroomId: n.toddlerRoomId,
    childId: n.shitou.childId,
    personId: n.shitou.guardianId,
    caregiverId: n.caregiverId,
    deviceId: await device(n.siteId, n.toddlerRoomId),
    organizationId,
  };
  there = {
    siteId: n.otherSiteId,
    classroomId: n.otherRoomId,
    childId: n.xingxing.childId,
    personId: n.xingxing.guardianId,
    caregiverId: n.otherCaregiverId,
    deviceId: await device(n.otherSiteId, n.otherRoomId),
    organizationId,
  };
});
afterAll(() => office.close());

const ask = (who: SignedInAs, [, method, path, body]: (typeof CHANGES)[number], ids: Ids) =>
  who[method](path(ids), body(ids));

test('unknown and foreign answer alike, word for word, to an administrator of another site, on every changing route', async () => {
  const admin = await office.as(office.nursery.siteAdminId);
  for (const change of CHANGES) {
    const [foreign, nowhere] = [await ask(admin, change, there), await ask(admin, change, unknown)];
    const said = [foreign, nowhere].map(({ status, body }) => {
      const { id: _, ...problem } = (body as { problem: { id: string } }).problem;
      return [change[0], status, problem];
    });
    expect(said[0]).toEqual(said[1]);
    expect([change[0], outcome(foreign)]).toEqual([change[0], 'not-found']);
  }
});

test('who only reads, looks after children or is a parent changes nothing of the console', async () => {
  const { inspectorId, orgAdminId, caregiverId, duoduo } = office.nursery;
  for (const userId of [inspectorId, orgAdminId, caregiverId, duoduo.guardianId]) {
    const who = await office.as(userId);
    for (const change of CHANGES) {
      for (const ids of [here, there, unknown])
        expect([change[0], outcome(await ask(who, change, ids))]).toEqual([change[0], 'forbidden']);
    }
  }
});

test('no list of the console opens without a role in it: 401 for nobody, 403 for caregivers and parents', async () => {
  const { caregiverId, duoduo } = office.nursery;
  const [caregiver, parent] = [await office.as(caregiverId), await office.as(duoduo.guardianId)];
  for (const list of LISTS) {
    expect([list, (await request(office.app).get(`/api/admin/${list}`)).status]).toEqual([list, 401]);
    expect([list, outcome(await caregiver.get(`/api/admin/${list}`))]).toEqual([list, 'forbidden']);
    expect([list, outcome(await parent.get(`/api/admin/${list}`))]).toEqual([list, 'forbidden']);
  }
  for (const [name, method, path, body] of CHANGES) {
    expect([name, (await request(office.app)[method](path(here)).send(body(here))).status]).toEqual([name, 401]);
  }
});

test('a site named in a list’s query opens nothing that is not one’s own', async () => {
  const admin = await office.as(office.nursery.siteAdminId);
  for (const list of ['classrooms', 'people', 'children', 'devices']) {
    const answers = await Promise.all(
      [there.siteId, unknown.siteId].map((siteId) => admin.get(`/api/admin/${list}?siteId=${siteId}`)),
    );
    expect([list, ...answers.map(({ body }) => body as unknown)]).toEqual([list, [], []]);
  }
});

test('the administrator of the site itself may do all of it', async () => {
  const admin = await office.as(office.nursery.siteAdminId);
  for (const change of CHANGES) expect([change[0], outcome(await ask(admin, change, here))]).toEqual([change[0], 'ok']);
});
