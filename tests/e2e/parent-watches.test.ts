import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type E2eBrowser, launchBrowser, messageOf, openRoom, pixelsLeft, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ask, CAMERA_NAME, type E2eNursery, openNursery } from '../support/e2e-nursery.ts';
import { connectSocket, Refused, signInAt } from '../support/test-server.ts';

const FPS = 25;
const FRAMES = 500;
const BROWSER_CAPABILITIES = { codecs: [], headerExtensions: [] };

let nursery: E2eNursery;
let browser: E2eBrowser;

beforeAll(async () => {
  [nursery, browser] = await Promise.all([openNursery(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await nursery?.close();
}, 60_000);

test('a parent signs in by the page, opens the room by one click and sees what the camera shows now', async () => {
  const { page } = await browser.open();
  await signInByPage(page, nursery.server.url, nursery.mother);
  await openRoom(page, CAMERA_NAME);

  const picture = await seePicture(page);
  expect(picture).toMatchObject({ widthPx: 1280, heightPx: 720 });
  const frames = await page.evaluate(() => window.probe.frames(2_000));
  expect(frames.length).toBeGreaterThan(20);
  const lateMs = frames.map(({ atMs, number }) => {
    const expected = ((atMs - nursery.camera.startedAtMs) * FPS) / 1_000;
    return ((((expected - number) % FRAMES) + FRAMES) % FRAMES) * (1_000 / FPS);
  });
  console.info(`camera to screen, frame by frame: p50 ${median(lateMs).toFixed(0)} ms of ${lateMs.length}`);
  expect(median(lateMs)).toBeLessThan(200);
  await page.context().close();
}, 60_000);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
