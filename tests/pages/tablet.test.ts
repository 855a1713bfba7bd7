import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type E2eBrowser, messageOf, openRoom, pixelsLeft, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { CAMERA_NAME, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { handOver, makeTabletCode, pairTablet, sayWho } from '../support/e2e-tablet.ts';
import { makeFamily, PIN, usernameOf } from '../support/nursery.ts';

const CAREGIVER = '林老师';
const CHILD = '陈米米';
/** As the room calls the child; its records say the full name. */
const CALLED = '米米';

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let admin: Page;
let tablet: Page;
let mother: Page;

// One day of one child, in order: each test goes on where the one before ended.
beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
  const { siteId, toddlerRoomId: classroomId, server } = nursery;
  const family = await makeFamily(nursery.db, { siteId, classroomId, child: CHILD, guardian: '陈雪' });
  [admin, tablet, mother] = [(await browser.open()).page, (await browser.open()).page, (await browser.open()).page];
  await signInByPage(admin, server.url, nursery.siteAdmin, { to: '/a/staff?tab=tablets' });
  await signInByPage(mother, server.url, usernameOf(family.guardianId));
}, 150_000);

afterAll(async () => {
  await scene?.close();
}, 60_000);

test('a code from the console makes a bare browser the tablet of the room', async () => {
  const code = await makeTabletCode(admin, '小雨滴班', '小雨滴班门口');
  expect(code).toMatch(/^[A-Z2-9]{4}-?[A-Z2-9]{4}$/);
  await pairTablet(tablet, nursery.server.url, code);
  await tablet.getByRole('heading', { name: '小雨滴班' }).waitFor();
  await admin
    .getByRole('row', { name: /小雨滴班门口/ })
    .getByText('已连接')
    .waitFor();
}, 60_000);

test('one tap checks a child in: after the PIN, and at once on the page of the mother', async () => {
  await mother.getByRole('link', { name: new RegExp(`^${CAMERA_NAME}，\\S+入园后即可观看。$`) }).waitFor();
  await tablet.getByRole('button', { name: new RegExp(`^${CALLED}，`) }).click();
  await sayWho(tablet, CAREGIVER, PIN);
  await tablet.getByRole('button', { name: new RegExp(`^${CALLED}，\\d{2}:\\d{2} 到`) }).waitFor();

  await mother.getByRole('link', { name: new RegExp(`^${CAMERA_NAME}，可观看`) }).waitFor();
  await mother
    .getByText(/米米入园/)
    .first()
    .waitFor();
}, 60_000);

test('the tablet names who is watching, and its own picture runs', async () => {
  await openRoom(mother, CAMERA_NAME);
  await seePicture(mother);
  await tablet.locator('.tb-watching').getByText('陈雪').waitFor();
  await seePicture(tablet);
}, 60_000);

test("a check-out by face ends the mother's picture; undone within its seconds, the picture is back", async () => {
  await handOver(tablet, CALLED, /妈妈 陈雪/);
  await messageOf(mother)
    .getByText(/^画面已结束：\S+已于 \d{2}:\d{2} 离园，今天的观看结束了。$/)
    .waitFor();
  expect(await pixelsLeft(mother)).toBe(0);

  await tablet.getByRole('button', { name: `撤销 ${CALLED}离园` }).click();
  await seePicture(mother);
  await tablet.getByRole('button', { name: new RegExp(`^${CALLED}，\\d{2}:\\d{2} 到`) }).waitFor();
}, 60_000);

test("a pause asks for the PIN again, ends the mother's picture and says until when", async () => {
  await tablet.getByRole('button', { name: '暂停家长观看', exact: true }).click();
  await sayWho(tablet, null, PIN);
  await tablet.getByRole('button', { name: '5 分钟', exact: true }).click();
  await tablet.getByRole('button', { name: '暂停家长观看 · 5 分钟' }).click();
  await tablet.getByText(/^已暂停，结束了 [1-9]\d* 路家长画面$/).waitFor();
  await messageOf(mother)
    .getByText(/^画面已结束：老师正在照护孩子，约 \d{2}:\d{2} 恢复。$/)
    .waitFor();
  expect(await pixelsLeft(mother)).toBe(0);

  await tablet.getByRole('button', { name: '恢复观看' }).click();
  await seePicture(mother);
}, 60_000);

test('a tablet that is switched off is dark at once and shows nothing of the room', async () => {
  await admin
    .getByRole('row', { name: /小雨滴班门口/ })
    .getByRole('button', { name: /停用/ })
    .click();
  await tablet.getByRole('heading', { name: '此平板已停用' }).waitFor();
  expect((await tablet.locator('body').innerText()).trim()).toBe('此平板已停用');
  expect(await tablet.locator('video').count()).toBe(0);
  await tablet.reload();
  expect((await tablet.locator('body').innerText()).includes(CALLED)).toBe(false);
  expect(browser.errors).toEqual([]);
}, 60_000);
