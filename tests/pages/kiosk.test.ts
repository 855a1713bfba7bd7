import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { makeTabletCode, pairTablet } from '../support/e2e-tablet.ts';
import { makeFamily, makeNursery, PASSWORD, usernameOf, type Family, type Nursery } from '../support/nursery.ts';
import { startServerWithFakeMedia } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const CHILD = '陈米米';
/** As the room calls the child; its records say the full name. */
const CALLED = '米米';
const PIN = '482916';
const PHONE = '13912345678';

let server: Awaited<ReturnType<typeof startServerWithFakeMedia>>;
let browser: E2eBrowser;
let nursery: Nursery;
let family: Family;
let admin: Page;
let screen: Page;
let tablet: Page;
let phone: Page;
/** Good once for each person. */
let scanned = '';

// One morning and evening at one entrance, in order: each test goes on where the one before ended.
beforeAll(async () => {
  server = await startServerWithFakeMedia();
  browser = await launchBrowser();
  nursery = await makeNursery(server.database.db);
  const { siteId, toddlerRoomId: classroomId } = nursery;
  family = await makeFamily(server.database.db, { siteId, classroomId, child: CHILD, guardian: '陈雪' });
  await server.database.db.user.update({ where: { id: family.guardianId }, data: { phone: PHONE } });
  [admin, screen, tablet] = [(await browser.open()).page, (await browser.open()).page, (await browser.open()).page];
  phone = (await browser.open({ width: 390, height: 844 })).page;
  await signInByPage(admin, server.url, usernameOf(nursery.siteAdminId), { to: '/a/staff?tab=tablets' });
  await pairTablet(tablet, server.url, await makeTabletCode(admin, '小雨滴班', '小雨滴班门口'));
  await tablet.getByRole('button', { name: new RegExp(`^${CALLED}，`) }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
}, 30_000);

const shownCode = async (): Promise<string> => (await screen.locator('.ks-qr').getAttribute('data-text')) ?? '';

test('a code from the console makes a bare browser the screen at the entrance, which shows a code to scan', async () => {
  await admin.getByRole('button', { name: '添加门口屏' }).click();
  await admin.getByLabel('名字', { exact: true }).fill('大门');
  await admin.getByRole('button', { name: '生成连接码' }).click();
  const code = (await admin.locator('.ad-code').textContent()) ?? '';
  await admin.getByRole('button', { name: '关闭', exact: true }).last().click();
  await screen.goto(`${server.url}/kiosk`);
  await screen.getByLabel('连接码').fill(code);
  await screen.getByRole('button', { name: '连接', exact: true }).click();
  await screen.getByRole('heading', { name: '海棠园' }).waitFor();
  expect(await shownCode()).toMatch(new RegExp(`^${server.url}/p/arrive#[\\w-]{52}$`));
  expect(await screen.locator('body').innerText()).not.toMatch(/陈|米米|朵朵/);
}, 60_000);

test('a mother scans, signs in, comes back to where she was, and one tap is the arrival: the room shows the child', async () => {
  scanned = await shownCode();
  await phone.goto(scanned);
  await phone.getByLabel('账号').fill(usernameOf(family.guardianId));
  await phone.getByLabel('密码').fill(PASSWORD);
  await phone.getByRole('button', { name: '登录' }).click();
  await phone.getByRole('button', { name: '米米到了' }).click();
  await phone.getByText(/^米米已入园，\d{2}:\d{2}，小雨滴班。$/).waitFor();
  expect(new URL(phone.url()).hash).toBe('');
  await tablet.getByRole('button', { name: new RegExp(`^${CALLED}，\\d{2}:\\d{2} 到`) }).waitFor();
}, 60_000);

test('she has come to fetch: the room reads who waits and opens the hand-over with one tap', async () => {
  const used = scanned;
  scanned = await until('the next code', async () => (await shownCode()) !== used && shownCode(), 30_000);
  await phone.goto(scanned); // only what stands behind the # is another: the open page takes it
  await phone.getByRole('button', { name: '来接米米' }).click();
  await phone.getByText('已告诉小雨滴班：您在门口等米米。请等老师交接。').waitFor();
  await tablet.getByText(/^妈妈 陈雪 在门口接米米 · \d{2}:\d{2}$/).waitFor();
  await tablet.getByRole('button', { name: '交接米米' }).click();
  await tablet.getByRole('dialog').waitFor();
}, 60_000);

test('a PIN chosen on her own page opens the screen for her child alone, and the screen forgets', async () => {
  await phone.goto(`${server.url}/p/me`);
  await phone.getByLabel('六位数字').fill('123456');
  await phone.getByLabel('登录密码').fill(PASSWORD);
  await phone.getByRole('button', { name: '保存门口密码' }).click();
  await phone.getByText(/太好猜了/).waitFor();
  await phone.getByLabel('六位数字').fill(PIN);
  await phone.getByRole('button', { name: '保存门口密码' }).click();
  await phone.getByText('门口密码设好了。').waitFor();

  for (const digit of `${PHONE}${PIN}`) await screen.getByRole('button', { name: digit, exact: true }).click();
  await screen.getByText(/^在园 \d{2}:\d{2}$/).waitFor();
  expect(await screen.getByRole('button', { name: '米米到了' }).count()).toBe(0);
  await screen.getByRole('button', { name: '来接米米' }).click();
  await screen.getByText(/^已告诉小雨滴班/).waitFor();
  await screen.getByText('米米', { exact: true }).waitFor({ state: 'detached', timeout: 30_000 });
  expect(await screen.locator('body').innerText()).not.toMatch(/139|米米/);
}, 90_000);

test('a screen that is switched off is dark within seconds', async () => {
  await admin.getByRole('row', { name: /大门/ }).getByRole('button', { name: /停用/ }).click();
  await screen.getByRole('heading', { name: '此门口屏已停用' }).waitFor();
  expect((await screen.locator('body').innerText()).trim()).toBe('此门口屏已停用');
  expect(browser.errors).toEqual([]);
}, 60_000);
