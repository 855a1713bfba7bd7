import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Dashboard, Exception, Finding } from '../../server/contract/dashboard.ts';
import type { ClassroomId, SiteId, UserId } from '../../server/contract/ids.ts';
import { arriveStaff, checkInChild } from '../support/nursery.ts';
import { type Office, openOffice, outcome } from '../support/office.ts';
import { makeReasonedLook } from '../support/reasoned-look.ts';

/** A Wednesday, noon in Shanghai. */
const NOON = new Date('2026-06-03T04:00:00Z');
const DAY = '2026-06-03';
const minutesAgo = (n: number) => new Date(NOON.getTime() - n * 60_000);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  office.clock.now = NOON;
  const { db, nursery } = office;
  await db.camera.updateMany({ data: { signage: '门边' } });
  await work(nursery.caregiverId, nursery.toddlerRoomId, minutesAgo(120));
  await work(nursery.seniorCaregiverId, nursery.seniorRoomId, minutesAgo(120));
  await arrive(nursery.duoduo.childId, nursery.toddlerRoomId, minutesAgo(90));
  await arrive(nursery.shitou.childId, nursery.toddlerRoomId, minutesAgo(60));
});
afterAll(() => office.close());

const arrive = (childId: typeof office.nursery.duoduo.childId, classroomId: ClassroomId, at: Date) =>
  checkInChild(office.db, { childId, classroomId, actorId: office.nursery.caregiverId, at, day: DAY });

const work = (userId: UserId, classroomId: ClassroomId, at: Date, kind?: 'break_began') =>
  arriveStaff(office.db, { userId, classroomId, at, day: DAY, ...(kind && { kind }) });

async function read(userId: UserId, siteId?: SiteId): Promise<Dashboard> {
  const person = await office.as(userId);
  const answer = await person.get(`/api/admin/dashboard${siteId ? `?siteId=${siteId}` : ''}`).expect(200);
  return answer.body as Dashboard;
}
async function one<K extends Exception['kind']>(kind: K, userId = office.nursery.siteAdminId) {
  const found = (await read(userId)).exceptions.filter((each) => each.kind === kind);
  return found as Extract<Exception, { kind: K }>[];
}

test('a look with a reason is shown to others until one of them says that they know, and no longer than a day', async () => {
  const { db, nursery } = office;
  const { operatorAdminId, siteAdminId, toddlerCameraId: cameraId } = nursery;
  const look = { userId: operatorAdminId, cameraId, reason: '家长来电询问午睡' };
  await makeReasonedLook(db, { ...look, now: minutesAgo(25 * 60) });
  await makeReasonedLook(db, { ...look, now: minutesAgo(20) });
  const viewId = await makeReasonedLook(db, { ...look, now: minutesAgo(19) }); // opened anew after a break
  expect(await one('look')).toMatchObject([{ viewId, by: '周运营', reason: '家长来电询问午睡', n: 2 }]);
  for (const other of [operatorAdminId, nursery.otherSiteAdminId, nursery.inspectorId, nursery.orgAdminId])
    expect(await one('look', other)).toEqual([]);

  const say = async (userId: UserId) =>
    outcome(await (await office.as(userId)).post(`/api/admin/looks/${viewId}/acknowledge`));
  expect(await say(operatorAdminId)).toBe('forbidden');
  expect(await say(nursery.otherSiteAdminId)).toBe('not-found');
  expect(await say(nursery.inspectorId)).toBe('forbidden');
  const second = await office.as(siteAdminId);
  const atOnce = [1, 2, 3, 4].map(() => second.post(`/api/admin/looks/${viewId}/acknowledge`));
  expect((await Promise.all(atOnce)).map(outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await one('look')).toEqual([]);
  expect(await db.auditEntry.findMany({ where: { action: 'look-acknowledged' } })).toMatchObject([
    { actorId: siteAdminId, subjectId: operatorAdminId, cameraId, details: { viewId } },
  ]);
  expect(await db.event.count({ where: { type: 'look:known' } })).toBe(1);
  await makeReasonedLook(db, { ...look, now: minutesAgo(2) }); // after that was said
  expect(await one('look')).toMatchObject([{ n: 1 }]);
});

test('what is typed finds guardians with a camera to ask about, children, staff, cameras and rooms within reach', async () => {
  const { nursery } = office;
  const find = async (userId: UserId, search: string) => {
    const person = await office.as(userId);
    const answer = await person.get(`/api/admin/find?${new URLSearchParams({ search })}`).expect(200);
    return (answer.body as Finding[]).map(({ kind, name, of }) => [kind, name, of].join(' '));
  };
  expect(await find(nursery.operatorAdminId, '王芳')).toEqual(['guardian 王芳 李朵朵']);
  expect(await find(nursery.siteAdminId, '小雨')).toEqual(['camera 小雨滴班 全景 小雨滴班', 'room 小雨滴班 ']);
  expect(await find(nursery.siteAdminId, '朵朵')).toEqual(['child 李朵朵 小雨滴班']); // by what it is called, too
  expect(await find(nursery.siteAdminId, '林')).toEqual(['staff 林老师 小雨滴班']);
  expect(await find(nursery.siteAdminId, '%')).toEqual([]);
  expect(await find(nursery.otherSiteAdminId, '王芳')).toEqual([]);
  // An inspector reads families and cameras; who may watch, and who works where, is not theirs.
  expect(await find(nursery.inspectorId, '林')).toEqual([]);
  expect(await find(nursery.inspectorId, '王芳')).toEqual([]);
  expect(await find(nursery.orgAdminId, '王芳')).toEqual(['guardian 王芳 李朵朵']);
  for (const foreign of ['刘梅', '石磊', '林', '小雨']) expect(await find(nursery.orgAdminId, foreign)).toEqual([]);
});
