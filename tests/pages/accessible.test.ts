import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { faultsOf, settle } from '../support/e2e-axe.ts';
import { type E2eBrowser, LANGUAGE_NAME, openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ask, CAMERA_NAME, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { pairTablet, sayWho } from '../support/e2e-tablet.ts';
import { PIN } from '../support/nursery.ts';

const LANGUAGES = ['zh', 'en'] as const;
const NARROWEST_PX = 320;
const ADMIN_SCREENS = [
  ['overview', '/a'],
  ['access', '/a/access'],
  ['cameras', '/a/cameras'],
  ['families', '/a/families'],
  ['imports', '/a/imports'],
  ['attendance', '/a/attendance'],
  ['health', '/a/health'],
  ['staffing', '/a/staffing'],
  ['staff', '/a/staff'],
  ['tablets', '/a/staff?tab=tablets'],
  ['sites', '/a/sites'],
  ['incident register', '/a/incidents/register'],
  ['audit', '/a/audit'],
] as const;

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
}, 120_000);

afterAll(async () => {
  await scene?.close();
}, 60_000);

test.each(LANGUAGES)(
  'axe finds nothing on the sign-in card, the home, the room and the account (%s)',
  async (language) => {
    const { page, context } = await browser.open({ language });
    await page.goto(`${nursery.server.url}/sign-in`);
    await settle(page);
    const faults = await faultsOf(page, 'sign-in');
    await signInByPage(page, nursery.server.url, nursery.mother, { language });
    await page.getByRole('link', { name: new RegExp(`^${CAMERA_NAME}`) }).waitFor();
    await settle(page);
    faults.push(...(await faultsOf(page, 'home')));
    await openRoom(page, CAMERA_NAME);
    await seePicture(page);
    faults.push(...(await faultsOf(page, 'room')));
    await ask(nursery.caregiver, 'POST', `/api/cameras/${nursery.cameraId}/pause`, { minutes: 5 });
    await page.locator('.live-message').waitFor();
    faults.push(...(await faultsOf(page, 'room, paused')));
    await ask(nursery.caregiver, 'DELETE', `/api/cameras/${nursery.cameraId}/pause`);
    for (const path of ['/p/feed', '/p/incidents', '/p/attendance', '/p/pickup', '/p/arrive', '/p/log', '/p/me']) {
      await page.goto(`${nursery.server.url}${path}`);
      await settle(page);
      faults.push(...(await faultsOf(page, path)));
    }
    expect(faults).toEqual([]);
    await context.close();
  },
  120_000,
);

test.each(LANGUAGES)(
  'axe finds nothing on the tablet and its sheets (%s)',
  async (language) => {
    const { page, context } = await browser.open({ language });
    const device = { classroomId: nursery.toddlerRoomId, name: `平板 ${language}` };
    const { code } = await ask<{ code: string }>(nursery.admin, 'POST', '/api/admin/devices', device);
    await page.goto(`${nursery.server.url}/tablet/pair`);
    const faults = await faultsOf(page, 'pairing');
    await pairTablet(page, nursery.server.url, code);
    await page.getByRole('heading', { name: '小雨滴班' }).waitFor();
    faults.push(...(await faultsOf(page, 'tablet')));
    await page.locator('button.tb-who').click();
    faults.push(...(await faultsOf(page, 'who acts')));
    await page.locator('.tb-faces').getByRole('button', { name: '林老师' }).click();
    faults.push(...(await faultsOf(page, 'PIN')));
    await sayWho(page, null, PIN);
    await seePicture(page);
    faults.push(...(await faultsOf(page, 'tablet with its picture')));
    await page.getByRole('button', { name: /^朵朵/ }).click();
    await settle(page);
    faults.push(...(await faultsOf(page, 'hand-over')));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^(暂停家长观看|Pause)/ }).click();
    await sayWho(page, null, PIN);
    await page.locator('.tb-read').waitFor();
    faults.push(...(await faultsOf(page, 'pause')));
    expect(faults).toEqual([]);
    await context.close();
  },
  120_000,
);

test.each(LANGUAGES)(
  'axe finds nothing on the screen at the entrance (%s)',
  async (language) => {
    const { page, context } = await browser.open({ language });
    const siteId = nursery.siteId;
    const { code } = await ask<{ code: string }>(nursery.admin, 'POST', '/api/admin/kiosks', { siteId, name: '大门' });
    await page.goto(`${nursery.server.url}/kiosk/pair`);
    await settle(page);
    const faults = await faultsOf(page, 'pairing the entrance');
    await page.locator('input').fill(code);
    await page.locator('button[type=submit]').click();
    await page.locator('.ks-qr').waitFor();
    faults.push(...(await faultsOf(page, 'entrance')));
    expect(faults).toEqual([]);
    await context.close();
  },
  120_000,
);

test('axe finds nothing on any screen of the console, in either language', async () => {
  const { page, context } = await browser.open();
  await signInByPage(page, nursery.server.url, nursery.siteAdmin, { to: '/a' });
  const faults: string[] = [];
  for (const [name, path] of ADMIN_SCREENS) {
    if (path.includes('?')) await page.goto(`${nursery.server.url}${path}`);
    else await page.locator(`nav a[href="${path}"], nav a[href^="${path}?"]`).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settle(page);
    for (const language of LANGUAGES) {
      await page.getByRole('button', { name: LANGUAGE_NAME[language] }).click();
      faults.push(...(await faultsOf(page, `${name} (${language})`)));
    }
  }
  expect(faults).toEqual([]);
  await context.close();
}, 120_000);

test('on a screen 320 px wide the parent never scrolls sideways', async () => {
  const { page, context } = await browser.open({ width: NARROWEST_PX, height: 640 });
  await signInByPage(page, nursery.server.url, nursery.mother);
  const widths: Record<string, number> = {};
  for (const path of [
    '/p',
    '/p/feed',
    '/p/incidents',
    '/p/attendance',
    '/p/log',
    '/p/me',
    `/p/rooms/${nursery.toddlerRoomId}`,
  ]) {
    await page.goto(`${nursery.server.url}${path}`);
    await settle(page);
    widths[path] = await page.evaluate(() => document.documentElement.scrollWidth);
  }
  expect(Object.entries(widths).filter(([, width]) => width > NARROWEST_PX)).toEqual([]);
  await context.close();
}, 60_000);
