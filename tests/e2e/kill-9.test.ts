import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type E2eBrowser, type OpenPage, openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { CAMERA_NAME, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { startGstCamera } from '../../scripts/gst-camera/gst-camera.ts';
import { until } from '../support/until.ts';

/** The lease, and a second for whoever looks. */
const DARK_WITHIN_MS = 11_000;
const QUIET_MS = 1_500;
const BACK_WITHIN_MS = 40_000;
/** What was on its way when something died has come by then. */
const SETTLED_MS = 300;

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let watching: OpenPage;
const figures: string[] = [];

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
  watching = await browser.open();
  await signInByPage(watching.page, nursery.server.url, nursery.mother);
  await openRoom(watching.page, CAMERA_NAME);
}, 120_000);

beforeEach(() => seePicture(watching.page, BACK_WITHIN_MS), BACK_WITHIN_MS + 5_000);

afterAll(async () => {
  printFigures('What dies while someone watches', figures);
  await scene?.close();
}, 60_000);

const lastPacketAtMs = async (): Promise<number> =>
  (await watching.page.evaluate(() => window.probe.picture()))?.lastPacketAtMs ?? 0;

/** Waits until packets have stopped for a while. @returns when the last one came */
async function seeDark(): Promise<number> {
  return until(
    'no packet comes any more',
    async () => {
      const last = await lastPacketAtMs();
      return last > 0 && Date.now() - last > QUIET_MS && last;
    },
    DARK_WITHIN_MS + QUIET_MS,
  );
}

/** The picture moves again, by packets that came since, though nobody has touched anything. */
async function seeBack(sinceMs: number): Promise<number> {
  await until('packets come again', async () => (await lastPacketAtMs()) > sinceMs + SETTLED_MS, BACK_WITHIN_MS);
  await seePicture(watching.page, BACK_WITHIN_MS);
  return Date.now() - sinceMs;
}

const runningViews = () =>
  nursery.db.viewingSession.findMany({ where: { endedAt: null }, select: { id: true, leaseUntil: true } });

test('kill -9 of the server: dark at once, the row closed after the restart, the picture back by itself', async () => {
  const { server, db } = nursery;
  const [view] = await runningViews();
  expect(view).toBeDefined();
  const killedAtMs = Date.now();
  await server.signal('SIGKILL');

  const darkMs = (await seeDark()) - killedAtMs;
  expect(darkMs).toBeLessThan(DARK_WITHIN_MS);

  const restartedAtMs = Date.now();
  await server.restart();
  const ended = await until('the row is closed', async () => {
    const row = await db.viewingSession.findUnique({ where: { id: view?.id ?? '' } });
    return row?.endedAt && row;
  });
  expect(ended.endReason).toBe('lease-expired');
  const backMs = await seeBack(restartedAtMs);
  figures.push(`server, kill -9: dark after ${ms(darkMs)}, back ${ms(backMs)} after the restart began`);
}, 120_000);

test('a server that hangs: only the lease ends the picture, and it does; when the server goes on, so does the picture', async () => {
  const { server } = nursery;
  const stoppedAtMs = Date.now();
  await server.signal('SIGSTOP');

  const darkMs = (await seeDark()) - stoppedAtMs;
  expect(darkMs).toBeLessThan(DARK_WITHIN_MS);
  expect(darkMs).toBeGreaterThan(2_000); // so it was the lease, not something else

  await server.signal('SIGCONT');
  const backMs = await seeBack(Date.now());
  figures.push(`server, hanging: dark after ${ms(darkMs)}, back ${ms(backMs)} after it went on`);
}, 120_000);

test.each([
  ['the mediasoup worker', async () => (await nursery.server.workerPids())[0]],
  ['the media process', () => nursery.server.mediaPid()],
])(
  'kill -9 of %s: the picture comes back by itself',
  async (what, find) => {
    const pid = await find();
    if (pid === undefined) throw new Error(`There is no ${what}.`);
    const killedAtMs = Date.now();
    process.kill(pid, 'SIGKILL');

    figures.push(`${what}, kill -9: back after ${ms(await seeBack(killedAtMs))}`);
  },
  90_000,
);

test('a camera unplugged and plugged in again: said at once, and the picture comes back by itself', async () => {
  const { camera } = nursery;
  await camera.kill();
  await seeDark();
  await watching.page.getByText(/画面停住了 \d+ 秒|摄像头离线/).waitFor();

  const again = await startGstCamera({ port: camera.port, seconds: 120 });
  nursery.camera.kill = again.kill;
  const backMs = await seeBack(Date.now());
  figures.push(`camera, unplugged: back ${ms(backMs)} after it answered again`);
  expect(browser.errors).toEqual([]);
}, 120_000);
