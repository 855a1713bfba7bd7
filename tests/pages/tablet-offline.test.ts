import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom, tile } from '../support/e2e-tablet-room.ts';
import { usernameOf } from '../support/nursery.ts';
import { until } from '../support/until.ts';

const CHILDREN = 16;
const RECORDS = 40;

let room: TabletRoom;
let tablet: TabletBrowser;
let office: E2eBrowser;
let page: Page;
let deviceId: string;
const names = Array.from({ length: CHILDREN }, (_, n) => `孩子${String(n + 1).padStart(2, '0')}`);

// One day of one tablet, in order: each test goes on where the one before ended.
beforeAll(async () => {
  room = await openTabletRoom(CHILDREN);
  office = await launchBrowser();
  tablet = new TabletBrowser();
  page = await tablet.open();
  deviceId = await beginTablet(page, room);
}, 120_000);

afterAll(async () => {
  await tablet.end();
  await office.close();
  await room.close();
}, 60_000);

const unsent = (n: number) => page.locator('.tb-sync', { hasText: n === 0 ? '已全部送达' : `待发送 ${n}` }).waitFor();
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Hands a child over; without a network there is no PIN to check. */
async function handOver(child: string): Promise<void> {
  await tile(page, child).click();
  await button('交接离园').click();
  await page.locator('.tb-guardian').first().click();
  await button(/，交给/).click();
  const goOn = button('离线继续');
  if (await goOn.isVisible()) await goOn.click();
  await page.getByRole('button', { name: new RegExp(`^${child}，\\d\\d:\\d\\d 离园`) }).waitFor();
}

async function moveAway(child: string): Promise<void> {
  await tile(page, child).click();
  await button('转班').last().click();
  await button(/^1 人转到小雨滴班$/).click();
  await page.getByRole('button', { name: new RegExp(`^${child}，在小雨滴班`) }).waitFor();
}

test('with the network gone everything taps, and what is unsent is counted', async () => {
  await tablet.setOffline(true);
  await page.getByText(/^离线，记录会存在平板上/).waitFor();
  for (const child of names) {
    await tile(page, child).click();
    await page.getByRole('button', { name: new RegExp(`^${child}，\\d\\d:\\d\\d 到`) }).waitFor();
  }
  for (const child of names.slice(0, 6)) await handOver(child);
  await unsent(22);
}, 120_000);

test('closed and opened again without a network, the room is there as it was left, and everything goes on', async () => {
  await tablet.close();
  page = await tablet.open({ offline: true });
  await page.goto(`${room.server.url}/t`);
  await page.getByRole('heading', { name: '大树班' }).waitFor();
  await unsent(22);
  await page.getByRole('button', { name: /^孩子01，\d\d:\d\d 离园/ }).waitFor();
  await page.getByRole('button', { name: /^孩子16，\d\d:\d\d 到/ }).waitFor();

  for (const child of names.slice(0, 6)) {
    await tile(page, child).click();
    await button('又回来了').click();
    await button('确定，重新入园').click();
    await page.getByRole('button', { name: new RegExp(`^${child}，\\d\\d:\\d\\d 到`) }).waitFor();
  }
  for (const child of names.slice(6, 10)) await moveAway(child);
  for (const child of names.slice(10, CHILDREN)) await handOver(child);
  for (const child of names.slice(4, 6)) await handOver(child);
  await unsent(RECORDS);
  // The browser drops its pretended absence as it closes: the record that is next may go out then, and is sent again.
  expect(await room.db.attendanceEvent.count()).toBeLessThanOrEqual(1);
}, 180_000);

test('without a network heads are counted, too', async () => {
  await button('应急点名').click();
  await page.getByText('看到 0 / 4').waitFor();
  for (const child of ['孩子01', '孩子02', '孩子03']) await button(new RegExp(`^${child} 还没看到$`)).click();
  await page.getByText('还差 1 人：孩子04').waitFor();
  await page.locator('dialog .tb-back').click();
}, 60_000);

test('with the network back all of it is recorded once and in its order, and the family is told', async () => {
  const family = room.families[0]!;
  const { page: mother } = await office.open();
  await signInByPage(mother, room.server.url, usernameOf(family.guardianId));
  await tablet.setOffline(false);
  await unsent(0);
  await page.getByRole('button', { name: /^孩子07，在小雨滴班$/ }).waitFor(); // by the server's word
  await until('all is recorded', async () => (await room.db.attendanceEvent.count()) === RECORDS);

  const events = await room.db.attendanceEvent.findMany({ orderBy: [{ recordedAt: 'asc' }, { happenedAt: 'asc' }] });
  const happened = events.map(({ happenedAt }) => happenedAt.getTime());
  expect(happened).toEqual([...happened].sort((a, b) => a - b));
  expect(new Set(events.map(({ deviceId: by }) => by))).toEqual(new Set([deviceId]));
  const kinds = (kind: string) => events.filter((event) => event.kind === kind).length;
  expect([kinds('checked_in'), kinds('checked_out'), kinds('transferred')]).toEqual([22, 14, 4]);
  const own = events.filter(({ childId }) => childId === family.childId).map(({ kind }) => kind);
  expect(own).toEqual(['checked_in', 'checked_out', 'checked_in']);

  // Newest first, each once; the family's page shortens 孩子01 to 11.
  const lines = mother.locator('.feed li b');
  await lines.nth(2).waitFor();
  const titles = await lines.allInnerTexts();
  expect(titles.map((title) => title.replace(/\s*新$/, ''))).toEqual(['孩子01入园', '孩子01离园', '孩子01入园']);
  expect(tablet.errors).toEqual([]);
}, 90_000);

test('a tablet revoked while it was away is dark as soon as it hears, and nothing of the room stays in its browser', async () => {
  await tablet.setOffline(true);
  await page.getByText(/^离线，记录会存在平板上/).waitFor();
  await tile(page, '孩子07').waitFor();
  await room.admin.call('DELETE', `/api/admin/devices/${deviceId}`);
  await tablet.setOffline(false);
  await page.getByRole('heading', { name: '此平板已停用' }).waitFor({ timeout: 60_000 });
  expect((await page.locator('body').innerText()).trim()).toBe('此平板已停用');
  const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(kept).not.toContain('孩子');
  await tablet.close();
  page = await tablet.open({ offline: true });
  await page.goto(`${room.server.url}/t`).catch(() => undefined);
  await page.waitForTimeout(1_000);
  expect(await page.locator('body').innerText()).not.toContain('孩子');
}, 120_000);
