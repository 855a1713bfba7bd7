import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { endOverPauses, startPauseEnds } from '../../server/cameras/pause-ends.ts';
import type { CameraView } from '../../server/contract/cameras.ts';
import type { CameraId } from '../../server/contract/ids.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeCamera } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';
import { until } from '../support/until.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const MINUTE = 60_000;

let care: Care;
let tablet: Awaited<ReturnType<Care['tablet']>>;
let cameraId: CameraId;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, caregiverId } = care.nursery;
  care.wait(60 * MINUTE); // whatever the test before paused is over
  await endOverPauses(care);
  tablet = await care.tablet(toddlerRoomId, caregiverId);
  cameraId = await makeCamera(care.db, { siteId, classroomId: toddlerRoomId, name: '全景' });
  care.rechecked.length = 0;
});
afterAll(() => care.close());

const pause = (by: Asker, minutes: unknown, id: string = cameraId) => by.post(`/api/cameras/${id}/pause`, { minutes });
const resume = (by: Asker, id: string = cameraId) => by.delete(`/api/cameras/${id}/pause`);
const after = (ms: number) => new Date(care.clock.now.getTime() + ms).toISOString();
const events = async () =>
  (await care.db.event.findMany({ where: { cameraId }, orderBy: { id: 'asc' } })).map(({ type, at, payload }) => ({
    type,
    at: at.toISOString(),
    payload,
  }));
const pausedUntil = async () => {
  const admin = await care.as(care.nursery.siteAdminId);
  const answer = await admin.get(`/api/admin/cameras?siteId=${care.nursery.siteId}`).expect(200);
  const views = answer.body as CameraView[];
  return views.find((row) => row.cameraId === cameraId)?.pausedUntil;
};

test('a pause from the tablet is told with its end, counts the views it ended, and is in the audit', async () => {
  const at = after(0);
  expect((await pause(tablet, 10).expect(200)).body).toEqual({ pausedUntil: after(10 * MINUTE), endedViews: 1 });
  expect(await events()).toEqual([{ type: 'camera:paused', at, payload: { until: after(10 * MINUTE) } }]);
  expect(care.rechecked).toEqual([{ cameraId }]);
  expect(await pausedUntil()).toBe(after(10 * MINUTE));
  const [entry] = await care.db.auditEntry.findMany({ where: { cameraId } });
  expect(entry).toMatchObject({
    action: 'camera-paused',
    actorId: care.nursery.caregiverId,
    deviceId: tablet.deviceId,
  });
});

test('of two pauses the newer one counts, also when it is the shorter one', async () => {
  await pause(tablet, 30).expect(200);
  care.wait(MINUTE);
  await pause(tablet, 5).expect(200);
  expect(await pausedUntil()).toBe(after(5 * MINUTE));
  care.wait(5 * MINUTE);
  expect(await pausedUntil()).toBeNull();
});

test('two pauses at once leave one', async () => {
  await Promise.all([pause(tablet, 5), pause(tablet, 30), pause(tablet, 10)]);
  expect(await care.db.cameraPause.count({ where: { cameraId, endedAt: null } })).toBe(1);
});

test('a pause ended by hand is told once; ending what does not run says nothing', async () => {
  await pause(tablet, 30).expect(200);
  care.wait(MINUTE);
  const at = after(0);
  expect((await resume(tablet).expect(200)).body).toMatchObject({ pausedUntil: null });
  await resume(tablet).expect(200);
  expect((await events()).slice(1)).toEqual([{ type: 'camera:resumed', at, payload: {} }]);
  expect(await endOverPauses(care)).toBe(0);
});

test('a pause that ends by itself is told once at its end, of however many servers, and not before', async () => {
  await pause(tablet, 5).expect(200);
  const endsAt = after(5 * MINUTE);
  care.wait(5 * MINUTE - 1);
  expect(await endOverPauses(care)).toBe(0);
  care.wait(1);
  const ended = await Promise.all([1, 2, 3, 4].map(() => endOverPauses(care)));
  expect(ended.sort()).toEqual([0, 0, 0, 1]);
  expect((await events()).slice(1)).toEqual([{ type: 'camera:resumed', at: endsAt, payload: {} }]);
});

test('a pause that was over unnoticed does not end the next one', async () => {
  await pause(tablet, 5).expect(200);
  care.wait(6 * MINUTE);
  await pause(tablet, 5).expect(200);
  expect(await endOverPauses(care)).toBe(0);
  expect((await events()).map(({ type }) => type)).toEqual(['camera:paused', 'camera:paused']);
  expect(await pausedUntil()).toBe(after(5 * MINUTE));
});

test('ends missed while no server ran are told at the start, and a running pause at its end', async () => {
  const now = () => new Date();
  const other = await makeCamera(care.db, {
    siteId: care.nursery.siteId,
    classroomId: care.nursery.toddlerRoomId,
    name: '角落',
  });
  const startedBy = care.nursery.caregiverId;
  await care.db.cameraPause.create({
    data: { cameraId, startedBy, startedAt: new Date(Date.now() - 9_000), endsAt: new Date(Date.now() - 5_000) },
  });
  await care.db.cameraPause.create({ data: { cameraId: other, startedBy, endsAt: new Date(Date.now() + 700) } });
  const ends = startPauseEnds({ db: care.db, now, log: care.log });
  const told = async () =>
    (await care.db.event.findMany({ where: { type: 'camera:resumed', cameraId: { in: [cameraId, other] } } })).map(
      (row) => row.cameraId,
    );
  await until('the missed end', async () => (await told()).includes(cameraId));
  expect(await told()).toEqual([cameraId]);
  await until('the coming end', async () => (await told()).length === 2);
  await ends.stop();
  await ends.stop();
});

test('a database that is away for a moment costs no end: it is tried again', async () => {
  const closed = openDatabase('postgresql://127.0.0.1:1/nobody');
  const ends = startPauseEnds({ db: closed.db, now: care.now, log: care.log });
  await until('the failure is noted', () =>
    care.said.some((line) => line.includes('ends of pauses could not be told')),
  );
  await ends.stop();
  await closed.close();
});

test('foreign, unknown and removed cameras answer alike; a tablet pauses its own room only', async () => {
  const { seniorCameraId, otherCameraId, otherSiteAdminId, duoduo, toddlerRoomId } = care.nursery;
  const removed = await makeCamera(care.db, { siteId: care.nursery.siteId, classroomId: toddlerRoomId, name: '旧' });
  await care.db.camera.update({ where: { id: removed }, data: { removedAt: care.clock.now } });
  for (const id of [seniorCameraId, otherCameraId, removed, randomUUID()]) {
    expect(outcome(await pause(tablet, 5, id))).toBe('not-found');
    expect(outcome(await resume(tablet, id))).toBe('not-found');
  }
  expect(outcome(await pause(await care.as(otherSiteAdminId), 5))).toBe('not-found');
  expect(outcome(await pause(await care.as(duoduo.guardianId), 5))).toBe('forbidden');
  expect(outcome(await pause(await care.tablet(toddlerRoomId, null), 5))).toBe('who-is-acting');
  expect(outcome(await pause(await care.as(care.nursery.siteAdminId), 5))).toBe('ok');
});

test.each([7, '5', null, -5, 1e9, {}, [5]])('a pause of %p minutes is malformed', async (minutes) => {
  expect((await pause(tablet, minutes)).status).toBe(400);
});
