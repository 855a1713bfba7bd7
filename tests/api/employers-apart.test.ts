import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventPage } from '../../server/contract/events.ts';
import { localDay } from '../../server/platform/calendar.ts';
import { appendEvent } from '../../server/events/append-event.ts';
import {
  checkInChild,
  makeFamily,
  makeOrganization,
  makePerson,
  makeRunningView,
  makeStaff,
} from '../support/nursery.ts';
import type { Family } from '../support/nursery.ts';
import { LiveRoom } from '../support/live-room.ts';
import type { Objects } from '../support/security-objects.ts';
import { requestOf, TABLE } from '../support/security-table.ts';
import { connectSocket, type Person, type TestSocket } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Stands still, so that two answers differ only by what they tell. */
const NOW = new Date(Date.now() + 60_000);
const A_MOMENT_AGO = new Date(NOW.getTime() - 20_000).toISOString();
const TODAY = localDay(NOW, 'Asia/Shanghai');
const WORDS = ['铁路', '石磊', '刘梅', '丁星', '丁香', '别家', '另一位'];

let room: LiveRoom;
let orgAdmin: Person;
let socket: TestSocket;
/** A child of both employers: its mother is the own one's, its father the other's. */
let shared: Family & { fatherId: string; fatherLinkId: string };

beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  const { duoduo, shitou, anan } = room.nursery;
  shared = await makeShared();
  for (const { childId } of [duoduo, shitou, shared]) await room.checkIn(childId);
  await watches(duoduo);
  await db().site.updateMany({ data: { secondFactorNeeded: false } });
  await db().viewingDeny.create({
    data: { userId: anan.guardianId, createdBy: room.nursery.siteAdminId, reason: '约定' },
  });
  orgAdmin = await room.signIn(room.nursery.orgAdminId);
  socket = await connectSocket(room.server, orgAdmin.token);
});
afterAll(async () => {
  socket.close();
  await room.server.stop();
});

const db = () => room.server.database.db;
const watches = ({ guardianId, childId }: Family) =>
  makeRunningView(db(), { userId: guardianId, childId, cameraId: room.camera, now: NOW });

/** A paper that nobody has looked at. */
const sends = (childId: string, uploadedBy: string) =>
  db().consentScan.create({
    data: {
      ...{ childId, uploadedBy, uploadedAt: NOW, kind: 'agreement' },
      ...{ mediaType: 'image/jpeg', sealed: new Uint8Array([1]) },
    },
  });

async function makeShared() {
  const { siteId, toddlerRoomId: classroomId, unicomId, railwayId } = room.nursery;
  const family = await makeFamily(db(), { siteId, classroomId, child: '双双', guardian: '赵云', employerId: unicomId });
  const fatherId = await makePerson(db(), '另一位', { employerId: railwayId });
  const link = await db().guardianship.create({
    data: { userId: fatherId, childId: family.childId, relation: '爸爸' },
  });
  return { ...family, fatherId, fatherLinkId: link.id };
}

/** Whatever a row of the table may name, of one family; what it knows no name for is nothing. */
const NOTHING = randomUUID();
function objectsOf(family: Family): Objects {
  const { operatorId, unicomId, siteId, toddlerRoomId, caregiverId } = room.nursery;
  const ids: Record<string, string> = {
    ...{ operator: operatorId, employer: unicomId, site: siteId, classroom: toddlerRoomId, camera: room.camera },
    ...{ staff: caregiverId, actor: caregiverId, child: family.childId, presentChild: family.childId },
    ...{ guardian: family.guardianId, guardianship: family.guardianshipId },
  };
  const both = {
    userId: family.guardianId,
    roleId: NOTHING,
    childId: family.childId,
    guardianshipId: family.guardianshipId,
  };
  const give = (name: string | symbol) => (name === 'role' || name === 'link' ? both : (ids[String(name)] ?? NOTHING));
  return new Proxy({} as Objects, { get: (_none, name) => () => Promise.resolve(give(name)) });
}

/** A row for every route there is: tests/api/security/rest-roles.test.ts sees to it. */
const READS = TABLE.filter(({ route }) => route.startsWith('GET '));

/** Every reading route of the server, asked for an own family, for the other's, for nothing in particular, and with a search. */
async function readings(): Promise<string[]> {
  const { duoduo, shitou, xingxing, siteId, otherSiteId } = room.nursery;
  const paths: string[] = [];
  for (const row of READS) {
    for (const family of [shared, shitou, xingxing]) paths.push(requestOf(row, await row.ask(objectsOf(family))).path);
    const { path } = requestOf(row, await row.ask(objectsOf(duoduo)));
    const [plain = '', asked] = path.split('?');
    const more = (name: string, value: string) =>
      `${plain}?${new URLSearchParams([...new URLSearchParams(asked), [name, value]])}`;
    paths.push(path, plain, `${plain}?siteId=${otherSiteId}`, more('search', '刘'), more('at', A_MOMENT_AGO));
  }
  for (const word of [...WORDS, '138']) {
    for (const list of ['people', 'children'])
      paths.push(`/api/admin/${list}?siteId=${siteId}&search=${encodeURIComponent(word)}`);
  }
  return [...new Set(paths)];
}

/**
 * What one may compare: the id of a log line is new each time, and the position is that of the whole service's log, which
 * counts what everybody did everywhere and tells nothing of whom or what. Left out as well is our own sign.
 */
const comparable = (text: string): string =>
  text
    .replaceAll(/"id":"[0-9a-f-]{36}"/g, '"id":"…"')
    .replaceAll(/"position":\d+/g, '"position":0')
    .replaceAll(/\{"position":0,"at":"[^"]*","siteId":null,"type":"access:changed"[^}]*\},?/g, ''); // the sign of heardBySocket

async function heardByRest(): Promise<Map<string, string>> {
  const heard = new Map<string, string>();
  for (const path of await readings()) {
    const answer = await fetch(`${room.server.url}${path}`, { headers: { authorization: `Bearer ${orgAdmin.token}` } });
    heard.set(path, `${String(answer.status)} ${comparable(await answer.text())}`);
  }
  return heard;
}

async function heardBySocket(): Promise<string[]> {
  const { orgAdminId: userId } = room.nursery;
  const sentinels = socket.events.length;
  await appendEvent(db(), { type: 'access:changed', at: NOW, userId });
  await until('everything before it has been told', () => socket.events.length > sentinels);
  const live = socket.events.splice(0).filter(({ type, siteId }) => type !== 'access:changed' || siteId !== null);
  const page = await socket.ask<EventPage>('events:since', { after: 0 });
  const replayed = page.events.filter(({ type, siteId }) => type !== 'access:changed' || siteId !== null);
  return [...live, ...replayed].map((event) => comparable(JSON.stringify(event)));
}

/** All that can happen to families that are not the employer's: more of them, here, watching, in trouble, leaving. */
async function muchHappensToOthers(): Promise<string[]> {
  const { siteId, otherSiteId, toddlerRoomId, otherRoomId, railwayId, siteAdminId, shitou, xingxing } = room.nursery;
  const places = [
    { siteId, classroomId: toddlerRoomId },
    { siteId: otherSiteId, classroomId: otherRoomId },
  ];
  const families: Family[] = [];
  for (const place of [...places, ...places])
    families.push(await makeFamily(db(), { ...place, child: '别家娃', guardian: '别家妈', employerId: railwayId }));
  families.push(await makeFamily(db(), { ...places[0]!, child: '别家无单位', guardian: '别家无单位妈' }));
  for (const [index, { childId }] of families.entries()) {
    const at = { at: NOW, day: TODAY, actorId: room.nursery.caregiverId };
    const { classroomId } = places[index % 2]!;
    await checkInChild(db(), { childId, classroomId, ...at });
    await appendEvent(db(), { type: 'attendance:checked-in', siteId, classroomId, childId, at: NOW, payload: {} });
  }
  await Promise.all([shitou, ...families].map(watches));
  await watches({ ...shared, guardianId: shared.fatherId as never });
  await Promise.all([sends(shared.childId, shared.fatherId), sends(shared.childId, siteAdminId)]);
  await sends(shitou.childId, shitou.guardianId);
  const [first, second, third] = families as [Family, Family, Family, ...Family[]];
  const lost = { kind: 'insurance', given: false, recordedAt: NOW, validFrom: NOW };
  await db().consentEntry.create({ data: { childId: first.childId, ...lost } });
  await db().consentEntry.create({ data: { childId: xingxing.childId, ...lost, kind: 'video' } });
  await db().guardianship.update({ where: { id: second.guardianshipId }, data: { custodyBlockedAt: NOW } });
  await db().guardianship.update({
    where: { id: shared.fatherLinkId },
    data: { custodyBlockedAt: NOW, relation: '继父' },
  });
  await db().viewingDeny.create({ data: { userId: third.guardianId, createdBy: siteAdminId, reason: '约定' } });
  await db().user.update({ where: { id: shitou.guardianId }, data: { suspendedAt: NOW, name: '别家改名' } });
  await db().child.update({ where: { id: third.childId }, data: { leftAt: NOW } });
  const newEmployer = await makeOrganization(db(), '别家铁路', { isEmployer: true });
  await db().siteEmployer.create({ data: { siteId, organizationId: newEmployer } });
  await db().organization.update({
    where: { id: railwayId },
    data: { officeNetworks: ['10.44.0.0/16'], name: '别家改名' },
  });
  const adminId = await makeStaff(db(), '别家工会', 'org_admin', { organizationId: newEmployer });
  await makeStaff(db(), '别家运营', 'operator_admin', { organizationId: room.nursery.operatorId });
  for (const type of ['register:changed', 'access:changed'] as const)
    await appendEvent(db(), { type, siteId, at: NOW, payload: { what: 'people' } });
  return [adminId, newEmployer, railwayId, ...families.flatMap(idsOf), ...idsOf(shitou), ...idsOf(xingxing)];
}
const idsOf = ({ childId, guardianId, guardianshipId }: Family): string[] => [childId, guardianId, guardianshipId];

test('attack: an employer’s administrator counts what they may not see. Whatever becomes of other employers’ families, every answer and event stays as it was, to the byte', async () => {
  const before = await heardByRest();
  expect(await heardBySocket()).toEqual([]);
  const answered = [...before.values()].filter((text) => text.startsWith('200'));
  expect(answered.length).toBeGreaterThan(20);

  const othersIds = await muchHappensToOthers();

  const after = await heardByRest();
  for (const [path, text] of before) expect([path, after.get(path)]).toEqual([path, text]);
  expect(await heardBySocket()).toEqual([]);
  for (const [path, text] of after) {
    for (const hidden of [...WORDS, ...othersIds, shared.fatherId, shared.fatherLinkId])
      expect([path, text.includes(hidden)]).toEqual([path, false]);
  }
});

test('a child of two employers is there for both; of the other guardian each reads that there is one, and no more', async () => {
  const { body } = (await orgAdmin.call('GET', '/api/admin/children')) as unknown as {
    body: { childId: string; hasOtherGuardians: boolean; guardians: { userId: string }[] }[];
  };
  const child = body.find(({ childId }) => childId === shared.childId);
  expect(child).toMatchObject({ hasOtherGuardians: true, guardians: [{ userId: shared.guardianId }] });
  expect(child?.guardians).toHaveLength(1);
  expect(body.find(({ childId }) => childId === room.nursery.duoduo.childId)?.hasOtherGuardians).toBe(false);
});

test('attack: another employer’s guardian is asked for by id: the answer is that of nobody', async () => {
  const why = async (userId: string) => {
    const query = new URLSearchParams({ userId, cameraId: room.camera });
    const { status, body } = await orgAdmin.call('GET', `/api/admin/access/why?${query.toString()}`);
    return [status, comparable(JSON.stringify(body))];
  };
  const nobody = await why(randomUUID());
  expect(nobody[0]).toBe(404);
  expect(await why(room.nursery.shitou.guardianId)).toEqual(nobody);
  expect(await why(shared.fatherId)).toEqual(nobody);
  expect((await why(shared.guardianId))[0]).toBe(200);
});

test('attack: the paper of a child’s other parent, and of the office, is no paper to an employer; the own one’s is', async () => {
  const statusOf = async (uploadedBy: string) => {
    const { id } = await sends(shared.childId, uploadedBy);
    const { body } = await orgAdmin.call('GET', '/api/admin/consents/scans');
    const isListed = (body as unknown as { scanId: string }[]).some(({ scanId }) => scanId === id);
    return [isListed, (await orgAdmin.call('GET', `/api/admin/consents/scans/${id}`)).status];
  };
  expect(await statusOf(shared.fatherId)).toEqual([false, 404]);
  expect(await statusOf(room.nursery.siteAdminId)).toEqual([false, 404]);
  expect(await statusOf(shared.guardianId)).toEqual([true, 500]); // it is found: our made-up bytes do not open
});

test('what happens to the own families is counted and shown', async () => {
  const before = await heardByRest();
  await room.checkIn(room.nursery.anan.childId);
  await watches(shared);
  const after = await heardByRest();
  const changed = [...before].filter(([path, text]) => after.get(path) !== text).map(([path]) => path.split('?')[0]);
  expect([...new Set(changed)].sort()).toEqual(
    expect.arrayContaining(['/api/admin/access', '/api/admin/children', '/api/admin/classrooms', '/api/admin/sites']),
  );
});
