import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WhyAnswer } from '../../server/contract/access.ts';
import { openCare, type Care } from '../support/care.ts';
import { checkInChild } from '../support/nursery.ts';
import { problemOf } from '../support/problem-of.ts';

type Asker = Awaited<ReturnType<Care['as']>>;

let care: Care;
let admin: Asker;
beforeAll(async () => {
  care = await openCare();
  care.clock.now = new Date(); // the history is kept by the database's clock
  admin = await care.as(care.nursery.siteAdminId);
});
afterAll(() => care.close());

const path = (more: Record<string, string> = {}) =>
  `/api/admin/access/why?${new URLSearchParams({ userId: care.nursery.duoduo.guardianId, cameraId: care.nursery.toddlerCameraId, ...more }).toString()}`;
const why = async (by: Asker = admin, more: Record<string, string> = {}) =>
  (await by.get(path(more)).expect(200)).body as WhyAnswer;
const failing = ({ terms }: WhyAnswer) => terms.filter(({ holds }) => !holds).map(({ reason }) => reason);
const withdrawInsurance = () =>
  care.db.consentEntry.create({
    data: { childId: care.nursery.duoduo.childId, kind: 'insurance', given: false, validFrom: new Date(0) },
  });

test('every reason that applies is told, and the words that the parent reads', async () => {
  await withdrawInsurance();
  await care.db.cameraPause.create({
    data: {
      cameraId: care.nursery.toddlerCameraId,
      startedAt: care.now(),
      endsAt: new Date(care.now().getTime() + 600_000),
      startedBy: care.nursery.caregiverId,
    },
  });
  const answer = await why();
  expect(failing(answer)).toEqual(['child-not-arrived', 'insurance-invalid', 'camera-paused']);
  expect(answer).toMatchObject({
    name: '王芳',
    allowed: false,
    reason: 'child-not-arrived',
    refusal: { code: 'child-not-arrived', child: '朵朵' },
    facts: { isStaff: false, child: { name: '朵朵', state: 'expected' }, minutes: { used: 0 } },
    lastWatched: null,
  });
});

test('a past instant is answered from the history: what has changed since does not shine through', async () => {
  const before = new Date();
  await sleep(10);
  await checkInChild(care.db, {
    childId: care.nursery.duoduo.childId,
    classroomId: care.nursery.toddlerRoomId,
    actorId: care.nursery.caregiverId,
    at: new Date(),
    day: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()),
  });
  care.clock.now = new Date(Date.now() + 1_000);
  expect(failing(await why())).toEqual(['insurance-invalid', 'camera-paused']);
  const then = await why(admin, { at: before.toISOString() });
  expect(failing(then)).toEqual(['child-not-arrived', 'insurance-invalid', 'camera-paused']);
  expect(then).toMatchObject({ isPast: true, at: before.toISOString() });
});

test('what is to come, and what was before anything was kept, is refused at its field', async () => {
  const at = (instant: string) => admin.get(path({ at: instant })).expect(400);
  expect(problemOf(await at(new Date(Date.now() + 3_600_000).toISOString()))).toMatchObject({
    fields: { at: 'in-the-future' },
  });
  expect(problemOf(await at('2020-01-01T00:00:00.000Z'))).toMatchObject({ fields: { at: 'before-the-history' } });
});

test('a denial says whose it is, who made it, when and why; of the nursery’s own an employer hears no reason', async () => {
  const { duoduo, toddlerCameraId: cameraId, siteAdminId, orgAdminId } = care.nursery;
  const union = await care.as(orgAdminId);
  const denied = { userId: duoduo.guardianId, cameraId };
  await admin.post('/api/admin/denies', { ...denied, reason: '园所待查' }).expect(200);
  const nameOf = async (id: string) => (await care.db.user.findUniqueOrThrow({ where: { id } })).name;
  const { denies, knownSince } = await why();
  expect(denies).toMatchObject([
    { employer: null, isEverywhere: false, by: await nameOf(siteAdminId), reason: '园所待查', isOwn: true },
  ]);
  expect((await why(union)).denies).toMatchObject([{ employer: null, by: null, reason: null, isOwn: false }]);
  expect(Number(new Date(knownSince ?? ''))).toBeLessThan(Date.now());
  const before = new Date(Date.parse(denies[0]?.at ?? '') - 1).toISOString();
  expect((await why(admin, { at: before })).denies).toEqual([]);
});

test('an employer’s administrator is told of the employer’s own people only', async () => {
  const union = await care.as(care.nursery.orgAdminId);
  expect((await why(union)).name).toBe('王芳');
  await union.get(path({ userId: care.nursery.shitou.guardianId })).expect(404);
});

test('nobody is told of another site’s camera or people', async () => {
  await admin.get(path({ cameraId: care.nursery.otherCameraId })).expect(404);
  const stranger = await care.db.user.create({ data: { username: 'stranger-1', name: '生人', passwordHash: '-' } });
  await admin.get(path({ userId: stranger.id })).expect(404);
  // Of an employer that the site serves, but with no child, duty or grant here.
  const colleague = await care.db.user.create({
    data: { username: 'colleague-1', name: '同事', passwordHash: '-', employerId: care.nursery.unicomId },
  });
  await admin.get(path({ userId: colleague.id })).expect(404);
});
