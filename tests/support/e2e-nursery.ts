import { randomUUID } from 'node:crypto';
import type { CameraId, ChildId, ClassroomId } from '../../server/contract/ids.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { type E2eBrowser, launchBrowser } from './e2e-browser.ts';
import { type ServerProcess, startServerProcess } from './e2e-server.ts';
import { makeNursery, usernameOf } from './nursery.ts';
import { type GstCamera, startGstCamera } from '../../scripts/gst-camera/gst-camera.ts';
import { openTestDatabase } from './test-database.ts';
import { type Person, signInAt } from './test-server.ts';
import { until } from './until.ts';

export const CAMERA_NAME = '小雨滴班 全景';
const CAMERA_LIVES_S = 600;

export type E2eNursery = Awaited<ReturnType<typeof openNursery>>;
export type Scene = { nursery: E2eNursery; browser: E2eBrowser; close: () => Promise<void> };

/** The nursery and a browser to look at it; whatever opened is closed again when the other did not. */
export async function openScene(): Promise<Scene> {
  const nursery = await openNursery();
  try {
    const browser = await launchBrowser();
    const close = async () => {
      await browser.close();
      await nursery.close();
    };
    return { nursery, browser, close };
  } catch (error) {
    await nursery.close();
    throw error;
  }
}

/**
 * The tests' nursery behind a real server process, its rooms seen by GStreamer's camera: added by the administrator through
 * the API, with digest login. Everybody in the toddler room is checked in, and both cameras are live.
 */
export async function openNursery(settings: Record<string, string> = {}) {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closeIt of closers.splice(0).reverse()) await closeIt();
  };
  try {
    return { ...(await open(closers, settings)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(closers: (() => Promise<void>)[], settings: Record<string, string>) {
  const testDatabase = await openTestDatabase();
  closers.push(testDatabase.close);
  const { db, pool, close: closeDatabase } = openDatabase(testDatabase.url);
  closers.push(closeDatabase);
  const nursery = await makeNursery(db);
  await db.camera.deleteMany(); // the builder's have no address
  await db.site.updateMany({ data: { cameraNetworks: ['127.0.0.0/8'], phone: '0471-555 0100', streamsAtOnce: 16 } });
  const camera = await startGstCamera({ seconds: CAMERA_LIVES_S });
  closers.push(() => camera.kill()); // a test may have put another one in its place
  const server = await startServerProcess(testDatabase.url, settings);
  closers.push(server.stop);
  const admin = await signInAt(server, usernameOf(nursery.operatorAdminId));
  const caregiver = await signInAt(server, usernameOf(nursery.caregiverId));
  const otherCaregiver = await signInAt(server, usernameOf(nursery.otherCaregiverId));
  const place = { classroomId: nursery.toddlerRoomId, name: CAMERA_NAME };
  const cameraId = await addCamera(admin, { ...place, camera });
  const otherPlace = { classroomId: nursery.otherRoomId, name: '星星班 全景' };
  const otherCameraId = await addCamera(admin, { ...otherPlace, camera, mainOnly: 'sub' });
  await checkIn(caregiver, nursery.duoduo.childId);
  await checkIn(caregiver, nursery.shitou.childId);
  await checkIn(otherCaregiver, nursery.xingxing.childId);
  await camerasLive(server, [cameraId, otherCameraId]);
  return {
    ...nursery,
    db,
    pool,
    server,
    camera,
    admin,
    caregiver,
    cameraId,
    otherCameraId,
    mother: usernameOf(nursery.duoduo.guardianId),
    otherMother: usernameOf(nursery.xingxing.guardianId),
    siteAdmin: usernameOf(nursery.siteAdminId),
  };
}

type NewCamera = { classroomId: ClassroomId; name: string; camera: GstCamera; mainOnly?: 'sub' };

async function addCamera(admin: Person, { classroomId, name, camera, mainOnly }: NewCamera): Promise<CameraId> {
  const { username, password } = camera;
  const streams = mainOnly
    ? { main: camera.urlOf(mainOnly) }
    : { main: camera.urlOf('main'), sub: camera.urlOf('sub') };
  const input = { classroomId, name, areaKind: 'classroom', address: { ...streams, username, password } };
  return (await ask<{ cameraId: CameraId }>(admin, 'POST', '/api/admin/cameras', input)).cameraId;
}

/** Asks over REST. @throws with the whole answer when it is not a success */
export async function ask<T>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await person.call(method, path, body);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** One tap on the tablet. @returns the id by which it can be undone */
export async function checkIn(caregiver: Person, childId: ChildId): Promise<string> {
  const eventId = randomUUID();
  const tap = { eventId, childId, happenedAt: new Date().toISOString() };
  await ask(caregiver, 'POST', '/api/attendance/check-ins', tap);
  return eventId;
}

/** Waits until the server says of these cameras that they are live. */
export async function camerasLive(server: Pick<ServerProcess, 'url'>, cameraIds: readonly string[]): Promise<void> {
  await until(
    'the cameras are live',
    async () => {
      const answer = await fetch(`${server.url}/readyz`).catch(() => null);
      const { cameras = [] } = (await answer?.json()) as { cameras?: { cameraId: string; state: string }[] };
      const live = cameras.filter(({ state }) => state === 'live').map(({ cameraId }) => cameraId);
      return cameraIds.every((cameraId) => live.includes(cameraId));
    },
    30_000,
  );
}
