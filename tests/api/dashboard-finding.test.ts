import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Finding } from '../../server/contract/dashboard.ts';
import type { UserId } from '../../server/contract/ids.ts';
import { outcome } from '../support/office.ts';
import { minutesAgo, openOverview, type Overview } from '../support/dashboard.ts';
import { makeReasonedLook } from '../support/reasoned-look.ts';

let overview: Overview;
let office: Overview['office'];
beforeAll(async () => {
  overview = await openOverview();
  ({ office } = overview);
});
afterAll(() => office.close());

test('a look with a reason is shown to others until one of them says that they know, and no longer than a day', async () => {
  const { db, nursery } = office;
  const { operatorAdminId, siteAdminId, toddlerCameraId: cameraId } = nursery;
  const look = { userId: operatorAdminId, cameraId, reason: '家长来电询问午睡' };
  await makeReasonedLook(db, { ...look, now: minutesAgo(25 * 60) });
  await makeReasonedLook(db, { ...look, now: minutesAgo(20) });
  const viewId = await makeReasonedLook(db, { ...look, now: minutesAgo(19) }); // opened anew after a break
  expect(await overview.one('look')).toMatchObject([{ viewId, by: '周运营', reason: '家长来电询问午睡', n: 2 }]);
  for (const other of [operatorAdminId, nursery.otherSiteAdminId, nursery.inspectorId, nursery.orgAdminId])
    expect(await overview.one('look', other)).toEqual([]);

  const say = async (userId: UserId) =>
    outcome(await (await office.as(userId)).post(`/api/admin/looks/${viewId}/acknowledge`));
  expect(await say(operatorAdminId)).toBe('forbidden');
  expect(await say(nursery.otherSiteAdminId)).toBe('not-found');
  expect(await say(nursery.inspectorId)).toBe('forbidden');
  const second = await office.as(siteAdminId);
  const atOnce = [1, 2, 3, 4].map(() => second.post(`/api/admin/looks/${viewId}/acknowledge`));
  expect((await Promise.all(atOnce)).map(outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await overview.one('look')).toEqual([]);
  expect(await db.auditEntry.findMany({ where: { action: 'look-acknowledged' } })).toMatchObject([
    { actorId: siteAdminId, subjectId: operatorAdminId, cameraId, details: { viewId } },
  ]);
  expect(await db.event.count({ where: { type: 'look:known' } })).toBe(1);
  await makeReasonedLook(db, { ...look, now: minutesAgo(2) }); // after that was said
  expect(await overview.one('look')).toMatchObject([{ n: 1 }]);
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
