import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { OpenIncidents } from '../../server/contract/incidents.ts';
import type { OwnIncidents } from '../../server/contract/own-incidents.ts';
import { faultsOf } from '../support/e2e-axe.ts';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { ask } from '../support/e2e-nursery.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom, tile } from '../support/e2e-tablet-room.ts';
import { usernameOf } from '../support/nursery.ts';
import { signInAt } from '../support/test-server.ts';

const WIDTH = { zh: 1_440, en: 1_280 };
const WORDS = {
  zh: {
    ...{ kind: '噎住、误食', notice: /^大树班：噎住、误食。严重/, open: '打开', badge: '未结束的事件 1 件' },
    ...{ edit: '修改', told: '家人将看到的话', save: '保存', submit: '直接复核', inReview: '已进入复核。' },
    ...{
      why: '接通电话后可发布',
      reached: '接通了，记录',
      yes: '是，记录',
      without: /仍然发布/,
      publish: '发布给监护人',
      go: '发布',
      done: '已发布。',
    },
    ...{ waits: (child: string) => `等${child}的家人签字` },
  },
  en: {
    ...{ kind: 'Choked or swallowed', notice: /^大树班: Choked or swallowed. Serious/, open: 'Open' },
    ...{ badge: 'Open incidents: 2', edit: 'Edit', told: 'What the family will read', save: 'Save' },
    ...{ submit: 'Review now', inReview: 'In review now.', why: 'Once the call is made it can be published' },
    ...{
      reached: 'Reached, log it',
      yes: 'Yes, log it',
      without: /^Publish without/,
      publish: 'Publish to guardians',
      go: 'Publish',
      done: 'Published.',
    },
    ...{ waits: (child: string) => `Waiting for the family of ${child} to sign` },
  },
};
type Words = (typeof WORDS)['zh'];

let room: TabletRoom | undefined;
let tablet: TabletBrowser | undefined;
let browser: E2eBrowser | undefined;
let onTablet: Page;

beforeAll(async () => {
  room = await openTabletRoom(2);
  tablet = new TabletBrowser();
  browser = await launchBrowser();
  onTablet = await tablet.open();
  await beginTablet(onTablet, room);
  for (const { child } of room.families) await tile(onTablet, child).click(); // arrived
}, 180_000);

afterAll(async () => {
  await tablet?.end();
  await browser?.close();
  await room?.close();
}, 60_000);

/** The room's two taps; what the director is told of them leads there. @returns how long it took from the record to the page */
async function followNotice(page: Page, child: string, { notice, open, kind }: Words): Promise<number> {
  if (!room) throw new Error('no room');
  await tile(onTablet, child).click();
  const kinds = onTablet.getByRole('group', { name: '事件种类' });
  await kinds.getByRole('button', { name: WORDS.zh.kind }).click();
  const told = page.locator('.ant-notification-notice', { hasText: notice });
  await told.waitFor();
  const toldAt = Date.now();
  const { incidents } = await ask<OpenIncidents>(room.admin, 'GET', '/api/incidents/open');
  const tookMs = toldAt - Date.parse(incidents.at(-1)?.recordedAt ?? '');
  await onTablet.keyboard.press('Escape'); // back to the room
  await told.getByRole('button', { name: open }).click();
  await page.getByRole('heading', { name: `${kind} · ${child}` }).waitFor();
  return tookMs;
}

/** Writes what the family will read, and takes the incident from the room. */
async function writeAndSubmit(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words.edit, exact: true }).click();
  await page.getByLabel(words.told).fill('吃苹果块时噎了一下，已经没事。');
  await page.getByRole('button', { name: words.save }).click();
  await page.locator('.ant-drawer').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.submit }).click();
  await page.getByText(words.inReview).waitFor();
}

test.each(['zh', 'en'] as const)(
  'two taps reach the director at once, who calls, publishes, and not before (%s)',
  async (language) => {
    if (!room || !browser) throw new Error('no room');
    const nth = language === 'zh' ? 0 : 1;
    const { child, childId, guardianId } = room.families[nth] as TabletRoom['families'][number];
    const words = WORDS[language];
    const { page, context } = await browser.open({ language, width: WIDTH[language], height: 900 });
    const director = usernameOf(room.siteAdminId);
    await signInByPage(page, room.server.url, director, { to: '/a/attendance', language });
    await page.getByRole('heading', { level: 1 }).waitFor();

    const tookMs = await followNotice(page, child, words);
    printFigures('A flag on the tablet', [`reaches another page of the console in ${ms(tookMs)}`]);
    await page.getByText(words.badge).waitFor({ state: 'attached' });
    const faults = await faultsOf(page, 'draft');
    await writeAndSubmit(page, words);

    const publish = page.getByRole('button', { name: words.publish });
    await page.getByText(words.why).waitFor();
    expect(await publish.isDisabled()).toBe(true);
    faults.push(...(await faultsOf(page, 'call first')));
    const mother = await signInAt(room.server, usernameOf(guardianId));
    const own = async () => (await ask<OwnIncidents>(mother, 'GET', '/api/own-incidents')).incidents;
    expect(await own()).toEqual([]);

    await page.getByRole('button', { name: words.reached }).click();
    await page.locator('.ant-modal-confirm').getByRole('button', { name: words.yes }).click();
    await page.getByText(words.why).waitFor({ state: 'detached' });
    await publish.click();
    await page.getByRole('checkbox', { name: words.without }).check();
    await page.getByRole('dialog').getByRole('button', { name: words.go, exact: true }).click();
    await page.getByText(words.done).waitFor();
    await page.getByText(words.waits(child)).waitFor();
    expect(await own()).toMatchObject([{ childId, told: '吃苹果块时噎了一下，已经没事。', isGrave: true }]);
    faults.push(...(await faultsOf(page, 'published')));
    expect(faults).toEqual([]);
    expect(browser.errors).toEqual([]);
    await context.close();
  },
  120_000,
);
