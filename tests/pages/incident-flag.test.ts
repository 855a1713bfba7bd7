import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom, tile } from '../support/e2e-tablet-room.ts';
import { until } from '../support/until.ts';

let room: TabletRoom;
let tablet: TabletBrowser;
let page: Page;

beforeAll(async () => {
  room = await openTabletRoom(3);
  tablet = new TabletBrowser();
  page = await tablet.open();
  await beginTablet(page, room);
  for (const { child } of room.families) await tile(page, child).click();
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
}, 120_000);

afterAll(async () => {
  await tablet.end();
  await room.close();
}, 60_000);

const button = (name: string | RegExp) => page.getByRole('button', { name });
const kind = (name: RegExp) => page.locator('.tb-kinds').getByRole('button', { name });
const incidents = () =>
  room.db.incident.findMany({
    include: { children: true, steps: { orderBy: { seq: 'asc' } } },
    orderBy: { number: 'asc' },
  });
/** Faults as a person can act on, and buttons that a thumb would miss. */
async function faults(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const small = await page.evaluate(() => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    return [...top.querySelectorAll('button, a[href]')]
      .filter((each) => each.getBoundingClientRect().height < 56)
      .map((each) => each.textContent);
  });
  return [...violations.map(({ id, help }) => `${id}: ${help}`), ...small.map((words) => `too small: ${words}`)];
}

test('nobody acts on the tablet: child, kind, and it stands; a slip is taken back', async () => {
  await page.locator('.tb-who').click();
  await button('交班，退出操作').click();
  await tile(page, '孩子01').click();
  expect(await faults()).toEqual([]);
  await kind(/咬伤/).click();
  await page.getByText('已送出，园长页面会立即显示').waitFor();
  expect(await faults()).toEqual([]);
  // Whoever acted has gone: it is of nobody until somebody writes the details.
  expect(await incidents()).toMatchObject([
    {
      ...{ kind: 'bite', isConfirmed: false, authorId: null },
      children: [{ childId: room.families[0]?.childId }],
      steps: [{ kind: 'flagged' }],
    },
  ]);
  await page.locator('dialog[open]').getByRole('button', { name: '撤销' }).click();
  await until('the flag is withdrawn', async () => (await incidents())[0]?.steps.at(-1)?.kind === 'withdrawn');
}, 60_000);

test('with the network gone two taps are kept over a closed browser, and go out once with their own time', async () => {
  await tablet.setOffline(true);
  await page.getByText(/^离线，记录会存在平板上/).waitFor();
  const before = new Date();
  await tile(page, '孩子02').click();
  await kind(/噎住/).click();
  await page.getByText(/还没发出，联网后自动发出/).waitFor();
  expect(await page.getByRole('link', { name: /家长2/ }).getAttribute('href')).toMatch(/^tel:/);
  const after = new Date();
  await tablet.close();
  page = await tablet.open({ offline: true });
  await page.goto(`${room.server.url}/t`);
  await page
    .getByText(/待发送 1$/)
    .first()
    .waitFor();
  await tablet.setOffline(false);
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  const [, flagged, ...more] = await incidents();
  expect(more).toEqual([]);
  expect(flagged).toMatchObject({ kind: 'choking', children: [{ childId: room.families[1]?.childId }] });
  expect(flagged!.happenedAt.getTime()).toBeGreaterThanOrEqual(before.getTime() - 2_000);
  expect(flagged!.happenedAt.getTime()).toBeLessThanOrEqual(after.getTime() + 2_000);
  expect(tablet.errors).toEqual([]);
}, 90_000);

test('the whole room is three taps, in English', async () => {
  await page.evaluate(() => localStorage.setItem('kanwa-language', 'en'));
  await page.reload();
  await button('Flag incident').click();
  await button(/^The whole room/).click();
  expect(await faults()).toEqual([]);
  await kind(/stranger/).click();
  await page.getByText('Sent; it shows on the director').waitFor();
  await button('Done').click();
  // What can be taken back stands between the others and pushes none of them out.
  await button(/^Undo The whole room/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
  expect((await incidents()).at(-1)).toMatchObject({ kind: 'missing', children: [] });
}, 60_000);
