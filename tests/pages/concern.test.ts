import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf, settle } from '../support/e2e-axe.ts';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { beginTablet, openTabletRoom, ROOM, TabletBrowser, type TabletRoom } from '../support/e2e-tablet-room.ts';
import { sayWho } from '../support/e2e-tablet.ts';
import { makeStaff, PIN, usernameOf } from '../support/nursery.ts';

const TEXT = '午睡时听见打手的声音，孩子手背上有红印';
const REPORTER = '何老师';
let room: TabletRoom;
let tablet: TabletBrowser;
let browser: E2eBrowser;
let page: Page;
let director: Page;
let named: Page;

beforeAll(async () => {
  room = await openTabletRoom(2);
  const namedId = await makeStaff(room.db, '副园长', 'operator_admin', { organizationId: room.operatorId });
  tablet = new TabletBrowser();
  browser = await launchBrowser();
  page = await tablet.open();
  await beginTablet(page, room);
  [{ page: director }, { page: named }] = [await browser.open({ width: 1440, height: 900 }), await browser.open()];
  await signInByPage(director, room.server.url, usernameOf(room.siteAdminId), { to: '/a' });
  await signInByPage(named, room.server.url, usernameOf(namedId), { to: '/a' });
  for (const each of [director, named]) await each.getByRole('link', { name: '儿童保护' }).waitFor();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await tablet.end();
  await room.close();
}, 60_000);

const button = (name: string | RegExp) => page.getByRole('button', { name });

async function beginReport(): Promise<void> {
  await page.locator('.tb-who').click();
  await button(/^(儿童保护|Child protection)$/).click();
  await page.locator('.co-form').waitFor();
}

/** Faults as a person can act on, and what a thumb would miss. */
async function faults(where: string): Promise<string[]> {
  const small = await page.evaluate(() => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    return [...top.querySelectorAll('button, a[href], .co-choices label, select, textarea, .co-told')]
      .filter((each) => each.getBoundingClientRect().height < 48)
      .map((each) => `${where}, too small: ${each.textContent}`);
  });
  return [...(await faultsOf(page, where)), ...small];
}

/** Everything that this browser keeps of the page's origin, as text. */
const keptOnTablet = (): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      history.state,
      location.href,
      document.title,
    ];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('no database'));
      });
      for (const store of db.objectStoreNames) {
        const all = db.transaction(store).objectStore(store).getAll();
        kept.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
      db.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
    return JSON.stringify(kept) + document.body.innerText;
  });

test('a caregiver reports on the tablet by her own PIN; the director reads it live, whom it is about nothing', async () => {
  await beginReport();
  expect(await faults('form')).toEqual([]);
  await page.getByRole('radio', { name: '园里的工作人员' }).check();
  await page.getByLabel(/^是哪一位/).selectOption({ label: '副园长' });
  await page.getByLabel(/^哪个孩子/).selectOption({ label: '孩子01' });
  await page.getByRole('radio', { name: '刚才' }).check();
  await page.getByLabel('看到、听到了什么').fill(TEXT);
  await button('下一步：由本人输 PIN').click();
  await sayWho(page, REPORTER, PIN);
  await page.locator('.co-receipt').waitFor();
  expect(await faults('receipt')).toEqual([]);
  const said = (await page.locator('.co-receipt-number').textContent()) ?? '';
  const receipt = said.split(' ').at(-1) ?? '';
  await director.getByRole('alert').getByText('有一份新的儿童保护报告').waitFor();
  await director.getByRole('button', { name: '打开' }).first().click();
  await director.getByText(TEXT).waitFor();
  await settle(director);
  expect(await faultsOf(director, 'report')).toEqual([]);
  await director.getByText(/副园长/).waitFor();
  await named.goto(`${room.server.url}/a/concerns`);
  await named.getByText('没有未办结的报告。').waitFor();
  await named.goto(director.url());
  await named.getByText('没有这份报告。').waitFor();
  expect(await named.locator('body').innerText()).not.toContain(receipt);
}, 90_000);

test('nothing of it stays on the tablet: not in its stores, its history, on the screen, or behind “back”', async () => {
  await button('完成').click();
  await page.getByRole('heading', { name: ROOM }).waitFor();
  const { receipt } = await room.db.concern.findFirstOrThrow();
  const words = [TEXT, receipt, '回执', '/api/concern', 'concern-choices', '儿童保护'];
  const found = async () => {
    const kept = await keptOnTablet();
    return words.filter((word) => kept.includes(word));
  };
  expect(await found()).toEqual([]);
  await page.goBack();
  expect(await found()).toEqual([]);
  await page.goForward();
  expect(await found()).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: ROOM }).waitFor();
  expect(await found()).toEqual([]);
}, 60_000);

test('what was begun is gone with the sheet; without a network it is said whom to call, and nothing is kept', async () => {
  await beginReport();
  await page.getByLabel('看到、听到了什么').fill(TEXT);
  await button(/^回到/).click();
  await beginReport();
  expect(await page.getByLabel('看到、听到了什么').inputValue()).toBe('');
  await page.getByLabel('看到、听到了什么').fill(TEXT);
  await tablet.setOffline(true);
  await page.getByText(/没有网络，不能提交，也没有保存任何内容。.*110/).waitFor();
  expect(await faults('offline')).toEqual([]);
  await button(/^回到/).click();
  expect(await keptOnTablet()).not.toContain(TEXT);
  await tablet.setOffline(false);
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  expect(await room.db.concern.count()).toBe(1);
  expect(tablet.errors).toEqual([]);
}, 60_000);

test('the reporter reads on her own account that it is looked into, and nothing of what it says', async () => {
  const { page: own, context } = await browser.open({ width: 390, height: 844 });
  await signInByPage(own, room.server.url, usernameOf(room.seniorCaregiverId), { to: '/concern' });
  await own.getByText('正在处理').waitFor();
  await settle(own);
  expect(await faultsOf(own, 'own')).toEqual([]);
  expect(await own.locator('body').innerText()).not.toContain(TEXT);
  await own.getByRole('button', { name: 'English' }).click();
  await own.getByRole('heading', { name: 'Report suspected abuse' }).waitFor();
  expect(await faultsOf(own, 'own, in English')).toEqual([]);
  await context.close();
}, 60_000);

test('the director closes it in English by keyboard and page; axe finds nothing', async () => {
  await director.getByRole('button', { name: 'English' }).click();
  await director.getByRole('button', { name: 'Close', exact: true }).press('Enter');
  const dialog = director.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'handed over to an authority' }).press('Space');
  await dialog.getByLabel('Explanation').fill('移交公安');
  await dialog.getByLabel('Why was no authority told?').fill('民警在园里当面接走，没有另外打电话');
  expect(await faultsOf(director, 'close')).toEqual([]);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await director.getByText(/closed it: handed over/).waitFor();
  await settle(director);
  expect(await faultsOf(director, 'closed')).toEqual([]);
  expect(browser.errors).toEqual([]);
}, 60_000);
