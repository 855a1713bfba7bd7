import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { GstCamera } from '../gst-camera/gst-camera.ts';
import { type Opening, readOpening } from '../gst-camera/opening.ts';
import { installPageProbe } from '../gst-camera/page-probe.ts';
import { startCamera } from './camera.ts';
import { launchChromium } from './chromium.ts';
import { openHome, showCamera, startDemoService } from './demo-service.ts';
import { janusPage } from './janus/janus-page.ts';
import { startJanus } from './janus/start-janus.ts';

const CAMERA_SECONDS = 600;
/** The first ones load what later ones have. */
const WARM_UP = 2;
const PICTURE_WITHIN_MS = 20_000;
/** What is steady is read from the last frames. */
const REST_MS = 1_000;

/** Openings of one camera in Chromium, ours by the product's own page and Janus's by a bare one. */
export type Openings = { ours: Opening[]; janus: Opening[] };

/** `roundTripMs`: there and back between the browser and the media node, as the browser measured it; null: it did not. */
export type SeenOpening = Opening & { roundTripMs: number | null };

type Opener = {
  page: Page;
  open: () => Promise<void>;
  leave: () => Promise<void>;
  /** Until the picture is sure to be steady. */
  restMs: number;
};

export async function measureOpenings(joins: number, keyFrameSeconds: number): Promise<Openings> {
  const browser = await launchChromium();
  try {
    const ours = await measureOurs(browser, joins, keyFrameSeconds);
    const janus = await withCamera(keyFrameSeconds, (camera) => openJanus(browser, camera, joins, keyFrameSeconds));
    return { ours, janus };
  } finally {
    await browser.close();
  }
}

/**
 * By a browser that may be anywhere.
 * @param settings what the service needs to be reached from there
 */
export const measureOurs = (
  browser: Browser,
  joins: number,
  keyFrameSeconds: number,
  settings: Record<string, string> = {},
): Promise<SeenOpening[]> => withCamera(keyFrameSeconds, (camera) => openOurs(browser, camera, joins, settings));

async function withCamera<T>(keyFrameSeconds: number, run: (camera: GstCamera) => Promise<T>): Promise<T> {
  const camera = await startCamera({ keyFrameSeconds, seconds: CAMERA_SECONDS });
  try {
    return await run(camera);
  } finally {
    await camera.kill();
  }
}

async function openOurs(
  browser: Browser,
  camera: GstCamera,
  joins: number,
  settings: Record<string, string>,
): Promise<SeenOpening[]> {
  const service = await startDemoService(settings);
  try {
    await showCamera(service.url, camera);
    const page = await openHome(browser, service.url);
    const tile = page.locator('a[href^="/p/rooms/"]').first();
    await tile.waitFor();
    await sleep(REST_MS); // what a page loads in advance
    const leave = async () => {
      await page.getByRole('link', { name: '首页' }).first().click();
      await tile.waitFor();
    };
    const opener = { page, open: () => tile.click(), leave, restMs: REST_MS };
    // A page that stayed open would look for its service over the line of the next.
    return await openOften(opener, camera, joins).finally(() => page.context().close());
  } finally {
    await service.stop();
  }
}

async function openJanus(
  browser: Browser,
  camera: GstCamera,
  joins: number,
  keyFrameSeconds: number,
): Promise<Opening[]> {
  const { urlOf, username, password } = camera;
  const janus = await startJanus({ url: urlOf('main'), username, password }, false);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const bare = createServer((_, response) => response.end('<!doctype html><button>open</button>'));
  bare.listen(0, '127.0.0.1');
  try {
    await once(bare, 'listening');
    await context.addInitScript(installPageProbe);
    const page = await context.newPage();
    await page.goto(`http://localhost:${String((bare.address() as AddressInfo).port)}`);
    await page.evaluate(janusPage, janus.url);
    const open = () => page.locator('button').click();
    const leave = () => page.evaluate(() => window.leaveJanus());
    // It stands until the next key frame.
    const restMs = keyFrameSeconds * 1_000 + REST_MS;
    return await openOften({ page, open, leave, restMs }, camera, joins);
  } finally {
    await context.close();
    bare.closeAllConnections();
    bare.close();
    await janus.stop();
  }
}

async function openOften(
  { page, open, leave, restMs }: Opener,
  camera: GstCamera,
  joins: number,
): Promise<SeenOpening[]> {
  const openings: SeenOpening[] = [];
  for (let join = 0; join < WARM_UP + joins; join += 1) {
    await open();
    await page.waitForFunction(() => window.probe.clickToPictureMs() !== null, null, { timeout: PICTURE_WITHIN_MS });
    await page.waitForFunction(() => document.querySelectorAll('video').length === 1);
    await sleep(restMs);
    const { clickedAtMs, frames } = await page.evaluate(() => window.probe.sinceClick());
    const opening = { ...readOpening(clickedAtMs, frames, camera.startedAtMs), roundTripMs: await roundTripMs(page) };
    if (join >= WARM_UP) openings.push(opening);
    await leave();
    await sleep(300 + 170 * join); // so that the joins fall anywhere between two key frames
  }
  return openings;
}

async function roundTripMs(page: Page): Promise<number | null> {
  const entries = await page.evaluate(() => window.probe.connection());
  const pair = entries.find(({ type, nominated }) => type === 'candidate-pair' && nominated === true);
  const seconds = pair?.['currentRoundTripTime'];
  return typeof seconds === 'number' ? seconds * 1_000 : null;
}
