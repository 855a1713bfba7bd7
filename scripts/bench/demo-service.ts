import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { GstCamera } from '../gst-camera/gst-camera.ts';
import { installPageProbe } from '../gst-camera/page-probe.ts';
import { commandOf, descendantsOf, isThere } from './cpu-of.ts';
import { freePort } from '../free-port.ts';
import { atEnd } from './started.ts';

const PROJECT = path.join(import.meta.dirname, '../..');
const PASSWORD = 'kanwa-demo';
const MOTHER = 'surina';
const OPERATOR = 'aodeng';
const LIVE_WITHIN_MS = 90_000;

/** The demo nursery in a process of its own. */
export type DemoService = {
  url: string;
  /** From the start of the process to the first camera whose picture can be watched, in ms. */
  playableAfterMs: number;
  /** Of what runs now: the server first, then all that it started. */
  pids: () => number[];
  stop: () => Promise<void>;
};

/** As a person starts it; its data are those of this checkout's demo. @throws when that one runs already */
export const npmStart = (): Promise<DemoService> =>
  start('http://localhost', (port) =>
    spawn('npm', ['start'], { cwd: PROJECT, env: { ...process.env, PORT: port }, stdio: 'ignore' }),
  );

/**
 * Over data of its own, that go when it stops; also when it has been killed.
 * @param settings beside those of a demo; HOST and HTTPS say how it is reached, by this process too
 */
export async function startDemoService(settings: Record<string, string> = {}): Promise<DemoService> {
  const { HOST = 'localhost', HTTPS = 'off' } = settings;
  const folder = mkdtempSync(path.join(tmpdir(), 'kanwa-bench-demo-'));
  chmodSync(folder, 0o711); // PostgreSQL's account has to pass through it
  const script = path.join(import.meta.dirname, 'demo-main.ts');
  const node = ['--disable-warning=ExperimentalWarning', script];
  const remove = atEnd(() => endDatabase(folder).then(() => rm(folder, { recursive: true, force: true })));
  try {
    const service = await start(`${HTTPS === 'off' ? 'http' : 'https'}://${HOST}`, (port) =>
      spawn(process.execPath, [...node, port, folder, JSON.stringify(settings)], { stdio: 'ignore' }),
    );
    return { ...service, stop: () => service.stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function start(host: string, run: (port: string) => ChildProcess): Promise<DemoService> {
  const port = String(await freePort());
  const url = `${host}:${port}`;
  const startedAt = performance.now();
  const child = run(port);
  const stop = atEnd(() => stopService(child));
  try {
    await untilLive(url, (live) => live.length > 0);
    const pids = () => [child.pid ?? 0, ...descendantsOf(child.pid ?? 0)];
    return { url, playableAfterMs: performance.now() - startedAt, pids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type CameraSeen = { cameraId: string; state: string; since: string };

/** As the service tells them to anyone; none while it does not answer. */
async function camerasOf(url: string): Promise<CameraSeen[]> {
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  const { cameras = [] } = ((await answer?.json().catch(() => null)) ?? {}) as { cameras?: CameraSeen[] };
  return cameras;
}

async function untilLive(url: string, isEnough: (live: readonly CameraSeen[]) => boolean): Promise<void> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < LIVE_WITHIN_MS) {
    if (isEnough((await camerasOf(url)).filter(({ state }) => state === 'live'))) return;
    await sleep(50);
  }
  throw new Error('The demo nursery has no live camera.');
}

/** npm passes the signal on; what was started stops in order, and all of it is waited for. */
async function stopService(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const pids = [child.pid, ...descendantsOf(child.pid)];
  child.kill('SIGTERM');
  while (pids.some(isThere)) await sleep(50);
}

/** PostgreSQL goes on when its server was killed: it is no child of anybody. */
async function endDatabase(folder: string): Promise<void> {
  const file = path.join(folder, 'postgres/data/postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!commandOf(pid).includes(folder)) return;
  process.kill(pid, 'SIGINT'); // its own word for: at once, and in order
  while (isThere(pid)) await sleep(50);
}

/**
 * Puts a camera with a barcode in the place of the drawn one in a room of the mother's child, as the operator would.
 * @returns whose picture it is now, and the mother's access token
 */
export async function showCamera(url: string, camera: GstCamera): Promise<{ cameraId: string; token: string }> {
  const headers = { 'content-type': 'application/json' };
  const ask = async (method: string, asked: string, token: string, body?: object) => {
    const authorization = token === '' ? {} : { authorization: `Bearer ${token}` };
    const given = body ? { body: JSON.stringify(body) } : {};
    const answer = await fetch(url + asked, { method, headers: { ...headers, ...authorization }, ...given });
    if (!answer.ok) throw new Error(`${asked}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as unknown;
  };
  const signIn = async (username: string) => {
    const session = await ask('POST', '/api/session', '', { username, password: PASSWORD });
    return (session as { accessToken: string }).accessToken;
  };
  const token = await signIn(MOTHER);
  const home = (await ask('GET', '/api/home', token)) as {
    children: { tiles: { cameraId: string }[] }[];
  };
  const cameraId = home.children[0]?.tiles[0]?.cameraId ?? '';
  const address = { main: camera.urlOf('main'), sub: camera.urlOf('sub') };
  const { username, password } = camera;
  const change = { address: { ...address, username, password } };
  const before = (await camerasOf(url)).find((seen) => seen.cameraId === cameraId);
  await ask('PATCH', `/api/admin/cameras/${cameraId}`, await signIn(OPERATOR), change);
  // The one before may be live for a while yet.
  await untilLive(url, (live) => live.some((seen) => seen.cameraId === cameraId && seen.since !== before?.since));
  await sleep(2_000); // until it has a group of pictures
  return { cameraId, token };
}

/**
 * The mother's home, with what her page shows written down.
 * @param prepare what to do with the page before it goes anywhere
 */
export async function openHome(
  browser: Browser,
  url: string,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  await context.addInitScript(installPageProbe);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${url}/sign-in`);
  await page.locator('#username').fill(MOTHER);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
  return page;
}
