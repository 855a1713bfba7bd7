import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ChildView } from '../../server/contract/people.ts';
import { addDays, dayOfColumn, localDay } from '../../server/platform/calendar.ts';
import { checkInChild, LEASE_MS, makePerson, makeRunningView } from '../support/nursery.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  office.wait(1); // of many sign-ins the oldest end: each has its own moment
  admin = await office.as(office.nursery.siteAdminId);
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const list = async (userId: string, query = '') =>
  (await (await office.as(userId)).get(`/api/admin/children${query}`).expect(200)).body as ChildView[];
const names = (children: ChildView[]) => children.map(({ name }) => name).sort();
const consentOf = (child: ChildView, kind: string) => child.consents.find((consent) => consent.kind === kind)?.state;
const newChild = () => ({
  siteId: office.nursery.siteId,
  classroomId: office.nursery.toddlerRoomId,
  name: '何苗',
  nickname: '苗苗',
  bornOn: '2024-05-06',
  sessionKind: 'full_day',
  weekdays: [5, 1, 1],
  fromMinute: 480,
  toMinute: 1080,
  startsOn: '2026-01-10',
});

test('a child is registered and enrolled, and every consent is missing until it is given', async () => {
  const made = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  expect(made).toMatchObject({
    name: '何苗',
    sessionKind: 'full_day',
    present: false,
    guardians: [],
    classroom: { name: '小雨滴班' },
  });
  expect(made.consents.map(({ state }) => state)).toEqual(['missing', 'missing', 'missing', 'missing']);
  const [enrolment] = await office.db.enrolment.findMany({ where: { childId: made.childId } });
  expect(enrolment?.weekdays).toEqual([1, 5]);
});

test.each<[string, object, string]>([
  ['a session that ends before it begins', { toMinute: 480 }, 'bad-request'],
  ['no weekday', { weekdays: [] }, 'bad-request'],
  ['a day that is none', { startsOn: '2026-02-30' }, 'bad-request'],
  ['an unknown kind of session', { sessionKind: 'forever' }, 'bad-request'],
  ['an unknown room', { classroomId: crypto.randomUUID() }, 'not-found'],
])('bad input: %s registers nobody', async (_, change, code) => {
  const before = await office.db.child.count();
  expect(outcome(await admin.post('/api/admin/children', { ...newChild(), ...change }))).toBe(code);
  expect(await office.db.child.count()).toBe(before);
});

test('a room of another site answers as an unknown one does, also with one’s own site beside it', async () => {
  const classroomId = office.nursery.otherRoomId;
  expect(outcome(await admin.post('/api/admin/children', { ...newChild(), classroomId }))).toBe('not-found');
  const operator = await office.as(office.nursery.operatorAdminId);
  expect(outcome(await operator.post('/api/admin/children', { ...newChild(), classroomId }))).toBe('not-found');
});

test('a guardian is linked once, never by themselves, and only one whom the administrator reaches', async () => {
  const { duoduo, siteAdminId, xingxing, operatorId } = office.nursery;
  const father = await makePerson(office.db, '李强', { operatorId });
  const stranger = await makePerson(office.db, '路人');
  const link = (userId: string) =>
    admin.post(`/api/admin/children/${duoduo.childId}/guardians`, { userId, relation: '爸爸' });

  const linked = (await link(father).expect(200)).body as ChildView;

  expect(linked.guardians).toContainEqual(
    expect.objectContaining({ userId: father, relation: '爸爸', mayWatch: true, runningViews: 0 }),
  );
  expect(outcome(await link(father))).toBe('already-there');
  expect(outcome(await link(siteAdminId))).toBe('forbidden');
  for (const unreached of [stranger, xingxing.guardianId, crypto.randomUUID()])
    expect(outcome(await link(unreached))).toBe('not-found');
});

test('the ledger only grows: withdrawn, given again with an end, expired', async () => {
  const { childId } = office.nursery.anan;
  const record = async (body: object) =>
    (await admin.post(`/api/admin/children/${childId}/consents`, { kind: 'video', ...body }).expect(200))
      .body as ChildView;
  const rows = () => office.db.consentEntry.count({ where: { childId, kind: 'video' } });
  const before = await rows();

  expect(consentOf(await record({ given: false, note: '家长来电' }), 'video')).toBe('withdrawn');
  office.wait(1_000);
  const validUntil = new Date(office.clock.now.getTime() + 60_000).toISOString();
  const again = await record({ given: true, version: 2, validUntil });
  expect(again.consents.find(({ kind }) => kind === 'video')).toEqual({ kind: 'video', state: 'valid', validUntil });
  office.wait(60_000);
  const [child] = await list(office.nursery.siteAdminId, '?search=安');

  expect(consentOf(child!, 'video')).toBe('expired');
  expect(await rows()).toBe(before + 2);
  const past = { kind: 'video', given: true, validUntil: '2020-01-01T00:00:00Z' };
  expect(outcome(await admin.post(`/api/admin/children/${childId}/consents`, past))).toBe('bad-request');
});

test('a withdrawn consent asks anew of every view of the rooms the child is enrolled in and present in, and answers how many ended', async () => {
  const { shitou, toddlerRoomId, seniorRoomId, seniorCaregiverId } = office.nursery;
  const day = localDay(office.clock.now, 'Asia/Shanghai');
  await checkInChild(office.db, {
    childId: shitou.childId,
    classroomId: seniorRoomId,
    actorId: seniorCaregiverId,
    at: office.clock.now,
    day,
  });

  const answer = await admin
    .post(`/api/admin/children/${shitou.childId}/consents`, { kind: 'video', given: false })
    .expect(200);

  expect(answer.body).toMatchObject({ endedViews: 2, present: true });
  expect(office.rechecked).toEqual([{ classroomId: toddlerRoomId }, { classroomId: seniorRoomId }]);
  expect(await office.db.event.count({ where: { childId: shitou.childId, type: 'access:changed' } })).toBe(1);
});

test('staff who withdraw their consent change every view of their rooms', async () => {
  const { caregiverId, toddlerRoomId, otherCaregiverId } = office.nursery;
  const withdraw = (userId: string) =>
    admin.post(`/api/admin/staff/${userId}/consents`, { kind: 'video', given: false });
  expect((await withdraw(caregiverId).expect(200)).body).toEqual({ endedViews: 1 });
  expect(office.rechecked).toEqual([{ classroomId: toddlerRoomId }]);
  expect(outcome(await withdraw(otherCaregiverId))).toBe('not-found');
  expect(outcome(await withdraw(crypto.randomUUID()))).toBe('not-found');
});

test('running views are counted beside the guardianship that makes them lawful', async () => {
  const { duoduo, toddlerCameraId } = office.nursery;
  await makeRunningView(office.db, {
    userId: duoduo.guardianId,
    cameraId: toddlerCameraId,
    childId: duoduo.childId,
    now: office.clock.now,
  });
  const counted = async () => {
    const [child] = await list(office.nursery.siteAdminId, '?search=朵');
    return child?.guardians.find(({ userId }) => userId === duoduo.guardianId)?.runningViews;
  };
  expect(await counted()).toBe(1);
  office.wait(LEASE_MS); // its lease runs out
  expect(await counted()).toBe(0);
});

test('who sees which children follows role, scope and employer, in lists and in searches', async () => {
  const { siteAdminId, otherSiteAdminId, operatorAdminId, orgAdminId, inspectorId } = office.nursery;
  expect(names(await list(siteAdminId))).toEqual(expect.arrayContaining(['安安', '李朵朵', '石磊']));
  expect(names(await list(siteAdminId))).not.toContain('丁星');
  expect(names(await list(otherSiteAdminId))).toEqual(['丁星']);
  expect(names(await list(operatorAdminId))).toContain('丁星');
  expect(names(await list(orgAdminId))).toEqual(['安安', '李朵朵'].sort());
  expect(names(await list(orgAdminId, '?search=石'))).toEqual([]);
  expect(names(await list(inspectorId, '?search=石'))).toEqual(['石磊']);
  expect(names(await list(siteAdminId, `?siteId=${office.nursery.otherSiteId}`))).toEqual([]);
});

test('a child that leaves is on no list any more, and its family’s views are decided again; what was recorded stays', async () => {
  const { siteId, siteAdminId, toddlerRoomId } = office.nursery;
  const { childId } = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  const guardian = await makePerson(office.db, '何妈妈', { operatorId: office.nursery.operatorId });
  await admin.post(`/api/admin/children/${childId}/guardians`, { userId: guardian, relation: '妈妈' }).expect(200);
  office.rechecked.length = 0;
  const leave = (body: object) => admin.post(`/api/admin/children/${childId}/leave`, body);

  expect(outcome(await leave({ lastDay: '2199-12-31', reason: '搬家' }))).toBe('bad-request');
  expect(outcome(await leave({ lastDay: null }))).toBe('bad-request');
  expect(await office.db.child.findUnique({ where: { id: childId } })).toMatchObject({ leftAt: null });
  const left = (await leave({ lastDay: '2026-02-27', reason: '搬家' }).expect(200)).body as ChildView;

  expect(left).toMatchObject({ childId, classroom: null, present: false, endedViews: 1 });
  expect(office.rechecked).toEqual([{ siteId }]);
  expect((await list(siteAdminId)).map((child) => child.childId)).not.toContain(childId);
  expect(await office.db.child.findUnique({ where: { id: childId } })).toMatchObject({ leftAt: office.clock.now });
  const enrolments = await office.db.enrolment.findMany({ where: { childId } });
  expect(enrolments.map(({ endsOn }) => endsOn?.toISOString().slice(0, 10))).toEqual(['2026-02-27']);
  const audit = await office.db.auditEntry.findMany({ where: { childId, action: 'child-left' } });
  expect(audit.map(({ details }) => details)).toEqual([{ reason: '搬家', lastDay: '2026-02-27' }]);
  const told = await office.db.event.findMany({ where: { siteId, at: office.clock.now, type: 'access:changed' } });
  expect(told).toContainEqual(expect.objectContaining({ userId: guardian }));
  expect(told).toContainEqual(expect.objectContaining({ classroomId: toddlerRoomId, userId: null }));
  expect(outcome(await leave({ reason: '再一次' }))).toBe('not-found');
});

const saved = (classroomId: string) => ({
  classroomId,
  name: '何苗苗',
  nickname: '小苗',
  bornOn: '2024-05-07',
  allergies: ['牛奶', '牛奶'],
  sessionKind: 'half_day',
  weekdays: [3, 1],
  fromMinute: 540,
  toMinute: 720,
});

test('another room is a new enrolment from today on: the old one ends yesterday, and views are decided again', async () => {
  const { siteId, seniorRoomId, toddlerRoomId } = office.nursery;
  const { childId } = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  office.rechecked.length = 0;
  const today = localDay(office.clock.now, 'Asia/Shanghai');

  const answer = await admin.put(`/api/admin/children/${childId}`, saved(seniorRoomId)).expect(200);

  expect(answer.body).toMatchObject({
    ...{ name: '何苗苗', nickname: '小苗', bornOn: '2024-05-07', allergies: ['牛奶'], endedViews: 1 },
    ...{ classroom: { classroomId: seniorRoomId }, sessionKind: 'half_day' },
    session: { weekdays: [1, 3], fromMinute: 540, toMinute: 720 },
  });
  expect(office.rechecked).toEqual([{ siteId }]);
  const enrolments = await office.db.enrolment.findMany({ where: { childId }, orderBy: { startsOn: 'asc' } });
  expect(enrolments.map((row) => [row.classroomId, row.endsOn && dayOfColumn(row.endsOn)])).toEqual([
    [toddlerRoomId, addDays(today, -1)],
    [seniorRoomId, null],
  ]);
  const audit = await office.db.auditEntry.findMany({ where: { childId, action: 'child-enrolled-anew' } });
  expect(audit.map(({ details }) => details)).toEqual([
    { from: toddlerRoomId, to: seniorRoomId, sessionKind: 'half_day' },
  ]);
  const told = await office.db.event.findMany({ where: { siteId, at: office.clock.now, type: 'access:changed' } });
  for (const room of [toddlerRoomId, seniorRoomId])
    expect(told).toContainEqual(expect.objectContaining({ classroomId: room }));
  expect(told).toContainEqual(expect.objectContaining({ childId }));
});

test('moved back on the same day the new enrolment itself is changed; another name alone decides nothing again', async () => {
  const { seniorRoomId, toddlerRoomId } = office.nursery;
  const { childId } = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  const save = (body: object) => admin.put(`/api/admin/children/${childId}`, body);
  await save(saved(seniorRoomId)).expect(200);
  await save(saved(toddlerRoomId)).expect(200);
  office.rechecked.length = 0;

  const answer = await save({ ...saved(toddlerRoomId), name: '何小苗', bornOn: null }).expect(200);

  expect(answer.body).toMatchObject({ name: '何小苗', bornOn: null, endedViews: 0 });
  expect(office.rechecked).toEqual([]);
  expect(await office.db.enrolment.count({ where: { childId } })).toBe(2);
});

test('a child is moved neither into a room of another site nor into hours that end before they begin', async () => {
  const { otherRoomId, toddlerRoomId } = office.nursery;
  const { childId } = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  const save = async (body: object) => outcome(await admin.put(`/api/admin/children/${childId}`, body));
  expect(await save(saved(otherRoomId))).toBe('not-found');
  expect(await save(saved(crypto.randomUUID()))).toBe('not-found');
  expect(await save({ ...saved(toddlerRoomId), toMinute: 540 })).toBe('bad-request');
  expect(await office.db.child.findUnique({ where: { id: childId } })).toMatchObject({ name: '何苗' });
});

test('a guardian who is unlinked sees nothing of the child any more; one who is blocked by order stays linked', async () => {
  const { operatorId } = office.nursery;
  const { childId } = (await admin.post('/api/admin/children', newChild()).expect(200)).body as ChildView;
  const guardian = await makePerson(office.db, '何爸爸', { operatorId });
  const path = `/api/admin/children/${childId}/guardians`;
  const linked = (await admin.post(path, { userId: guardian, relation: '爸爸' }).expect(200)).body as ChildView;
  const id = linked.guardians[0]!.guardianshipId;
  const unlink = (link: string, body: object = { reason: '登记错了' }) => admin.post(`${path}/${link}/unlink`, body);
  const block = (custodyBlockedAt: Date | null) =>
    office.db.guardianship.update({ where: { id }, data: { custodyBlockedAt } });
  office.rechecked.length = 0;

  expect(outcome(await unlink(id, {}))).toBe('bad-request');
  await block(office.clock.now);
  expect(outcome(await unlink(id))).toBe('bad-request');
  await block(null);
  expect(outcome(await unlink(office.nursery.duoduo.guardianshipId))).toBe('not-found');
  const answer = await unlink(id).expect(200);

  expect(answer.body).toMatchObject({ guardians: [], endedViews: 1 });
  expect(office.rechecked).toEqual([{ userId: guardian }]);
  const audit = await office.db.auditEntry.findMany({ where: { childId, action: 'guardian-unlinked' } });
  expect(audit).toMatchObject([{ subjectId: guardian, details: { reason: '登记错了' } }]);
  expect(await office.db.event.count({ where: { userId: guardian, at: office.clock.now } })).toBeGreaterThan(0);
  expect(outcome(await unlink(id))).toBe('not-found');
});
