import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom, tile } from '../support/e2e-tablet-room.ts';

/** Enough that all tiles of a full room stand on the page. */
const CHILDREN = 19;
const TEN_WITHIN_MS = 30_000;
/** What a thumb needs; the floor is for small keys beside one another. */
const TARGET_PX = 56;
const FLOOR_PX = 48;

let room: TabletRoom;
let tablet: TabletBrowser;
let page: Page;

beforeAll(async () => {
  room = await openTabletRoom(CHILDREN);
  tablet = new TabletBrowser();
  page = await tablet.open();
  await beginTablet(page, room);
}, 120_000);

afterAll(async () => {
  await tablet.end();
  await room.close();
}, 60_000);

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('ten children are in by ten taps on their faces within half a minute, and no tile moves under the thumb', async () => {
  const names = room.families.slice(0, 10).map(({ child }) => child);
  const before = await tile(page, names[5]!).boundingBox();
  const begun = Date.now();
  for (const name of names) await tile(page, name).click();
  const after = await tile(page, names[5]!).boundingBox();
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  expect(Date.now() - begun).toBeLessThan(TEN_WITHIN_MS);
  expect(after).toEqual(before);
  expect(await room.db.attendanceEvent.count({ where: { kind: 'checked_in' } })).toBe(10);
}, 60_000);

test('everybody who is still awaited is in by three taps, and one undo takes all of it back', async () => {
  await button('批量入园').click();
  await button(/^确认 · 10 人$/).click();
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  expect(await room.db.attendanceEvent.count({ where: { kind: 'checked_in' } })).toBe(20);
  await button(/^撤销 10 人入园$/).click();
  await page.locator('.tb-tile.tb-expected').nth(9).waitFor();
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  expect(await room.db.attendanceEvent.count({ where: { kind: 'undone' } })).toBe(10);
}, 60_000);

/** Buttons that a thumb would miss, by their words and size. */
const tooSmall = (where: string, withinPx: number): Promise<string[]> =>
  page.evaluate(
    ([place, least]) => {
      const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
      return [...top.querySelectorAll('button, a[href], input')].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const isShown = width > 0 && height > 0;
        const words = element.getAttribute('aria-label') ?? element.textContent;
        return isShown && Math.min(width, height) < least ? [`${place}: ${words} ${width}×${height}`] : [];
      });
    },
    [where, withinPx] as const,
  );

const wide = (where: string): Promise<string[]> =>
  page.evaluate((place) => {
    const roots = [document.documentElement, ...document.querySelectorAll('.tb-head, .tb-foot, .tb-sheet-body')];
    return roots.flatMap((each) =>
      each.scrollWidth > each.clientWidth + 1 ? [`${place}: ${each.className} is ${each.scrollWidth} wide`] : [],
    );
  }, where);

async function look(where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const axe = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html.slice(0, 160)}`));
  return [...axe, ...(await tooSmall(where, where === 'who' ? FLOOR_PX : TARGET_PX)), ...(await wide(where))];
}

const SHEETS = [
  'arrivals',
  'transfer',
  'headcount',
  'health',
  'staff',
  'child',
  'awaited',
  'notice',
  'handover',
  'code',
  'correct',
  'who',
] as const;
const BAR = ['arrivals', 'transfer', 'headcount', 'health', 'staff'] as const;
const WORDS = {
  zh: {
    arrivals: '批量入园',
    transfer: '转班',
    headcount: '应急点名',
    health: '晨检',
    staff: '员工打卡',
    out: '交接离园',
    code: /6 位码$/,
    fix: '更正记录',
    called: '家长来话',
  },
  en: {
    arrivals: 'Check in all',
    transfer: 'Move',
    headcount: 'Headcount',
    health: 'Health',
    staff: 'Staff',
    out: 'Hand over',
    code: /family's code$/,
    fix: 'Correct a record',
    called: 'Family called',
  },
};

async function openSheet(sheet: (typeof SHEETS)[number], words: (typeof WORDS)['zh' | 'en']): Promise<void> {
  const ofChild = async (): Promise<void> => page.locator('.tb-tile.tb-present').first().click();
  const press = (name: string | RegExp) => button(name).last().click();
  const ofBar = BAR.find((each) => each === sheet);
  if (ofBar) await press(words[ofBar]);
  if (sheet === 'who') await page.locator('.tb-who').click();
  if (sheet === 'awaited') await page.locator('.tb-more').first().click();
  if (['child', 'notice', 'handover', 'code', 'correct'].includes(sheet)) await ofChild();
  if (sheet === 'notice') await press(words.called);
  if (sheet === 'handover' || sheet === 'code') await press(words.out);
  if (sheet === 'code') await press(words.code);
  if (sheet === 'correct') {
    await press(words.fix);
    await page.locator('.tb-choices button').first().click();
  }
}

test.each(['zh', 'en'] as const)(
  'in the room and on its sheets every target fits a thumb, nothing is wider than the tablet, and axe finds nothing (%s)',
  async (language) => {
    await page.evaluate((chosen) => localStorage.setItem('kanwa-language', chosen), language);
    await page.reload();
    await page.locator('.tb-tile').first().waitFor();
    const faults = await look('room');
    for (const sheet of SHEETS) {
      await openSheet(sheet, WORDS[language]);
      await page.locator('dialog[open]').waitFor();
      faults.push(...(await look(sheet)));
      await page.locator('dialog[open] .tb-back').click();
    }
    expect(faults).toEqual([]);
  },
  120_000,
);
