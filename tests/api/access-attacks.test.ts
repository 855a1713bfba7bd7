import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { SiteId } from '../../server/contract/ids.ts';
import { askRights } from '../support/ask-rights.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeFamily, makePerson, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
let admin: Asker;
let family: Family;
let ask: ReturnType<typeof askRights>;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, siteAdminId, unicomId } = care.nursery;
  admin = await care.as(siteAdminId);
  family = await makeFamily(care.db, {
    siteId,
    classroomId: toddlerRoomId,
    child: '禾禾',
    guardian: '禾苗',
    employerId: unicomId,
  });
  ask = askRights(care, family);
  care.rechecked.length = 0;
});
afterAll(() => care.close());

test('nobody opens a door for themselves: an administrator who is a guardian cannot lift what was laid on them', async () => {
  const { siteAdminId, operatorAdminId } = care.nursery;
  const { id } = await care.db.guardianship.create({
    data: { userId: siteAdminId, childId: family.childId, relation: '爸爸' },
  });
  const operator = await care.as(operatorAdminId);
  await ask.withdraw(operator, 'custody', id).expect(200);
  const { denyId } = (await ask.deny(operator, { userId: siteAdminId }).expect(200)).body as { denyId: string };
  expect(outcome(await ask.restore(admin, id))).toBe('forbidden');
  expect(outcome(await admin.delete(`/api/admin/denies/${denyId}`))).toBe('forbidden');
  expect(outcome(await ask.grant(admin, { userId: siteAdminId }))).toBe('forbidden');
  expect(await care.db.guardianship.findUniqueOrThrow({ where: { id } })).toMatchObject({
    custodyBlockedAt: care.clock.now,
  });
  expect(outcome(await ask.restore(operator, id))).toBe('ok');
});

test('an employer’s administrator reads the employer’s own families only, withdraws nothing and grants nothing', async () => {
  const { orgAdminId, duoduo, anan, shitou, inspectorId } = care.nursery;
  const org = await care.as(orgAdminId);
  const seen = (await ask.table(org)).rows.map(({ userId }) => userId);
  expect(seen).toEqual(expect.arrayContaining([duoduo.guardianId, anan.guardianId, family.guardianId]));
  expect(seen).not.toContain(shitou.guardianId);
  expect((await ask.table(admin)).rows.map(({ userId }) => userId)).toContain(shitou.guardianId);
  expect(outcome(await ask.withdraw(org, 'right'))).toBe('forbidden');
  expect(outcome(await ask.grant(org))).toBe('forbidden');
  expect(outcome(await (await care.as(inspectorId)).get(`/api/admin/access?siteId=${care.nursery.siteId}`))).toBe(
    'forbidden',
  );
});

test('an employer’s administrator does not reach a site that the employer does not share', async () => {
  const { operatorId, orgAdminId } = care.nursery;
  const { id } = await care.db.site.create({ data: { name: '别园', operatorId } });
  const org = await care.as(orgAdminId);
  expect(outcome(await org.get(`/api/admin/access?siteId=${id as SiteId}`))).toBe('not-found');
});

test('foreign and unknown answer alike, by every verb, and a stranger is nobody’s guest', async () => {
  const { otherSiteAdminId, xingxing, otherCameraId, duoduo } = care.nursery;
  const stranger = await care.as(otherSiteAdminId);
  const { grantId } = (await ask.grant(admin).expect(200)).body as { grantId: string };
  const { denyId } = (await ask.deny(admin).expect(200)).body as { denyId: string };
  const unknown = randomUUID();
  for (const answer of [
    ...(await Promise.all(
      [family.guardianshipId as string, unknown].flatMap((id) => [
        ask.withdraw(stranger, 'right', id),
        ask.restore(stranger, id),
      ]),
    )),
    ...(await Promise.all([grantId, unknown].map((id) => stranger.delete(`/api/admin/grants/${id}`)))),
    ...(await Promise.all([denyId, unknown].map((id) => stranger.delete(`/api/admin/denies/${id}`)))),
    await ask.grant(stranger),
    await ask.grant(stranger, { cameraId: unknown }),
    await ask.grant(admin, { userId: unknown }),
    await ask.grant(admin, { cameraId: otherCameraId }),
    await ask.deny(stranger),
    await ask.deny(stranger, { cameraId: null }),
    await ask.deny(admin, { userId: unknown, cameraId: null }),
    await stranger.get(`/api/admin/access?siteId=${care.nursery.siteId}`),
    await stranger.get(`/api/admin/access?siteId=${unknown}`),
  ]) {
    expect([answer.status, outcome(answer)]).toEqual([404, 'not-found']);
  }
  await care.db.user.update({ where: { id: xingxing.guardianId }, data: { employerId: null } });
  expect(outcome(await ask.grant(admin, { userId: xingxing.guardianId }))).toBe('not-found');
  const guest = await makePerson(care.db, '来访者', { operatorId: care.nursery.operatorId });
  expect(outcome(await ask.grant(admin, { userId: guest }))).toBe('ok');
  const parent = await care.as(duoduo.guardianId);
  for (const answer of [
    await ask.withdraw(parent, 'right'),
    await ask.restore(parent),
    await ask.grant(parent),
    await ask.deny(parent),
  ]) {
    expect(outcome(answer)).toBe('forbidden');
  }
});

test('attack: ids and bodies of the wrong kind are malformed', async () => {
  for (const id of ['__proto__', 'constructor', '1']) {
    expect((await ask.withdraw(admin, 'right', id)).status).toBe(400);
    expect((await admin.delete(`/api/admin/grants/${id}`)).status).toBe(400);
    expect((await admin.delete(`/api/admin/denies/${id}`)).status).toBe(400);
  }
  for (const more of [
    { userId: ['a'] },
    { userId: { a: 1 } },
    { cameraId: 7 },
    { reason: '' },
    { reason: { toString: 'x' } },
  ]) {
    expect((await ask.grant(admin, more)).status).toBe(400);
    expect((await ask.deny(admin, more)).status).toBe(400);
  }
  expect((await ask.withdraw(admin, 'everything')).status).toBe(400);
});
