import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { followCameraHealth } from '../../server/cameras/camera-health.ts';
import type { CameraId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';
import { openCare, type Care } from '../support/care.ts';
import { FakeMediaNode } from '../support/fake-media-node.ts';
import { makeCamera } from '../support/nursery.ts';
import { until } from '../support/until.ts';

let care: Care;
let media: FakeMediaNode;
let health: ReturnType<typeof followCameraHealth>;
let cameraId: CameraId;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId } = care.nursery;
  cameraId = await makeCamera(care.db, { siteId, classroomId: toddlerRoomId, name: '全景' });
  await care.db.camera.update({ where: { id: cameraId }, data: { phase: 'connecting', firstLiveAt: care.clock.now } });
  media = new FakeMediaNode();
  health = followCameraHealth({ db: care.db, media, log: care.log });
});
afterAll(() => care.close());

const row = () => care.db.camera.findUniqueOrThrow({ where: { id: cameraId }, select: { phase: true, fault: true } });
const told = async () =>
  (await care.db.event.findMany({ where: { cameraId, type: 'camera:state' }, orderBy: { id: 'asc' } })).map(
    ({ payload }) => payload,
  );
const say = async (
  ...[phase, fault]: [Parameters<FakeMediaNode['setPhase']>[1], Parameters<FakeMediaNode['setPhase']>[2]?]
) => {
  media.setPhase(cameraId, phase, fault ?? null);
  await health.settled();
};

test('each state that people should know of is written and told once', async () => {
  await say('live');
  await say('live');
  await say('stalled', 'went-silent');
  await say('offline', 'unreachable');
  await say('live');
  expect(await told()).toEqual([
    { phase: 'live', fault: null },
    { phase: 'stalled', fault: 'went-silent' },
    { phase: 'offline', fault: 'unreachable' },
    { phase: 'live', fault: null },
  ]);
  expect(await row()).toEqual({ phase: 'live', fault: null });
});

test('a new fault of a camera that is offline is told; attempts to connect are not', async () => {
  await say('offline', 'unreachable');
  await say('connecting');
  await say('connecting', 'unreachable');
  await say('offline', 'unreachable');
  await say('offline', 'wrong-password');
  expect(await told()).toEqual([
    { phase: 'offline', fault: 'unreachable' },
    { phase: 'offline', fault: 'wrong-password' },
  ]);
});

test('two server processes that hear the same tell it once', async () => {
  const second = followCameraHealth({ db: care.db, media, log: care.log });
  await say('live');
  await second.settled();
  expect(await told()).toHaveLength(1);
});

test('of a removed or switched-off camera nothing is told, and its row stays as it is', async () => {
  await care.db.camera.update({ where: { id: cameraId }, data: { isEnabled: false, phase: 'offline' } });
  await say('live');
  expect([await told(), await row()]).toEqual([[], { phase: 'offline', fault: null }]);
});

test('when media is away no camera goes on saying live; when it is back, it does again', async () => {
  await say('live');
  media.goDown();
  await health.settled();
  expect(await row()).toEqual({ phase: 'connecting', fault: null });
  media.comeUp();
  await health.settled();
  expect(await row()).toEqual({ phase: 'live', fault: null });
});

test('a state that could not be written is written later, the newest of several', async () => {
  let isAway = true;
  const real = care.db.$transaction.bind(care.db) as (run: never) => Promise<unknown>;
  const away = () => Promise.reject(new Error('the database is away'));
  const db = { $transaction: (run: never) => (isAway ? away() : real(run)) } as unknown as Db; // breaks on demand
  const flaky = new FakeMediaNode();
  const following = followCameraHealth({ db, media: flaky, log: care.log });
  flaky.setPhase(cameraId, 'live');
  flaky.setPhase(cameraId, 'offline', 'no-answer');
  await following.settled();
  expect(await told()).toEqual([]);
  isAway = false;
  await until('the state is written', async () => (await told()).length > 0);
  expect(await told()).toEqual([{ phase: 'offline', fault: 'no-answer' }]);
  await following.stop();
});

test('after stop nothing is written any more', async () => {
  await health.stop();
  media.setPhase(cameraId, 'live');
  await health.settled();
  expect(await told()).toEqual([]);
});

test('a camera without any picture yet is news for administrators only; its first picture is for everyone and is kept', async () => {
  await care.db.camera.update({ where: { id: cameraId }, data: { firstLiveAt: null } });
  const registered = () =>
    care.db.event.count({ where: { type: 'register:changed', payload: { path: ['what'], equals: 'cameras' } } });
  const before = await registered();
  await say('offline', 'wrong-password');
  expect([await told(), (await registered()) - before, await row()]).toEqual([
    [],
    1,
    { phase: 'offline', fault: 'wrong-password' },
  ]);
  await say('live');
  await say('offline', 'unreachable');
  expect(await told()).toEqual([
    { phase: 'live', fault: null },
    { phase: 'offline', fault: 'unreachable' },
  ]);
  const { firstLiveAt } = await care.db.camera.findUniqueOrThrow({ where: { id: cameraId } });
  expect(firstLiveAt).not.toBeNull();
});
