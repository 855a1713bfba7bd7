import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type E2eBrowser, launchBrowser, messageOf, openRoom, pixelsLeft, seePicture } from '../support/e2e-browser.ts';
import { type ServerProcess, startDemoProcess } from '../support/e2e-server.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

/** The last two figures of the clock in the band at the top of the drawn picture, in shares of it. */
const SECONDS = { left: 304 / 1280, top: 16 / 720, width: 32 / 1280, height: 32 / 720 };
const WHOLE = { left: 0, top: 0.15, width: 1, height: 0.85 };
const LOOKS = 24;
const LOOK_EVERY_MS = 250;
const CHANGED = 6;

let server: ServerProcess;
let browser: E2eBrowser;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const database = await openTestDatabase();
  closers.push(database.close);
  browser = await launchBrowser();
  closers.push(browser.close);
  server = await startDemoProcess(database.url);
  closers.push(server.stop);
}, 180_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
}, 60_000);

async function enterAs(username: string) {
  const { page, context } = await browser.open();
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole('button', { name: username }).click();
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(`${server.url}/p`);
  return { page, context };
}

test("a demo account is filled in by one click, and the drawn room's clock runs in the browser", async () => {
  const { page, context } = await enterAs('surina');
  await openRoom(page, '海棠班教室');
  await seePicture(page);
  await page.waitForFunction(() => [...document.querySelectorAll('video')].at(-1)?.videoWidth === 1280);

  const room = await page.evaluate((whole) => window.probe.look(whole, 64), WHOLE);
  expect(Math.max(...room)).toBeGreaterThan(60); // not black
  expect(Math.max(...room) - Math.min(...room)).toBeGreaterThan(20); // not one colour

  const looks: number[][] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    looks.push(await page.evaluate((seconds) => window.probe.look(seconds, 16), SECONDS));
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
  const changes = looks.filter((look, i) => i > 0 && difference(look, looks[i - 1] ?? look) > CHANGED);
  expect(changes.length).toBeGreaterThanOrEqual(4); // in six seconds and more; looks take their time as well
  expect(changes.length).toBeLessThan(LOOKS / 2); // and between two seconds it stands
  await context.close();
}, 90_000);

test('the demo guardian under a custody block reads that it is not available', async () => {
  const { page, context } = await enterAs('hasi');
  await page
    .getByRole('link', { name: /，暂不可观看，请联系园所。$/ })
    .first()
    .click();
  await messageOf(page).getByText('暂不可观看，请联系园所。').waitFor();
  expect(await pixelsLeft(page)).toBe(0);
  await context.close();
}, 60_000);

test('the demo says which cameras are live', async () => {
  await until('both demo cameras are live', async () => {
    const { cameras } = (await (await fetch(`${server.url}/readyz`)).json()) as { cameras: { state: string }[] };
    return cameras.length === 3 && cameras.every(({ state }) => state === 'live');
  });
});

const difference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
