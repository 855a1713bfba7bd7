import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { cellOf, findGuardian, openAccess } from '../support/e2e-access.ts';
import { type E2eBrowser, messageOf, pixelsLeft, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ask, type E2eNursery, openScene, type Scene } from '../support/e2e-nursery.ts';
import { type Screen, SCREENS } from '../../web/admin/may-open.ts';
import { usernameOf } from '../support/nursery.ts';
import { signInAt } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let scene: Scene | undefined;
let nursery: E2eNursery;
let browser: E2eBrowser;
let opened: BrowserContext[] = [];

beforeAll(async () => {
  scene = await openScene();
  ({ nursery, browser } = scene);
}, 120_000);

afterEach(async () => {
  for (const context of opened) await context.close();
  opened = [];
  expect(browser.errors).toEqual([]);
});

afterAll(async () => {
  await scene?.close();
}, 60_000);

async function newPage(options: Parameters<E2eBrowser['open']>[0] = {}): Promise<Page> {
  const { page, context } = await browser.open(options);
  opened.push(context);
  return page;
}

/** A guardian's page in the room, and how often its document was loaded from here on. */
async function inTheRoom(username: string) {
  const page = await newPage();
  await signInByPage(page, nursery.server.url, username);
  await page.goto(`${nursery.server.url}/p/rooms/${nursery.toddlerRoomId}`);
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  return { page, loads: () => loads };
}

const REFUSED = '暂不可观看，请联系园所。';

test.each([
  ['zh', { term: '已停止这个人观看。', theyRead: REFUSED, lift: /^取消.+的停止观看$/ }],
  ['en', { term: 'Viewing was denied', theyRead: 'Not available right now', lift: /^Lift the denial of / }],
] as const)(
  'an employer’s administrator finds a parent, sees why they are refused, and the parent’s page opens by itself (%s)',
  async (language, words) => {
    const { orgAdminId, duoduo, cameraId } = nursery;
    const employer = await signInAt(nursery.server, usernameOf(orgAdminId));
    await ask(employer, 'POST', '/api/admin/denies', { userId: duoduo.guardianId, cameraId, reason: '待查清' });
    const parent = await inTheRoom(nursery.mother);
    await messageOf(parent.page).getByText(REFUSED).waitFor();
    expect(await pixelsLeft(parent.page)).toBe(0);

    const page = await newPage({ language, width: 1440, height: 900 });
    await openAccess(page, nursery, orgAdminId, language);
    expect(await page.getByText('刘梅').count()).toBe(0); // of another employer
    await findGuardian(page, '王芳');
    await cellOf(page, '王芳', '小雨滴班').click();
    await page.locator('.ax-fails').getByText(words.term).waitFor();
    await page.getByRole('dialog').getByText(words.theyRead).waitFor();
    expect(
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /收回|放行|Withdraw|Grant/ })
        .count(),
    ).toBe(0);
    await page.getByRole('button', { name: words.lift }).click();

    await seePicture(parent.page);
    expect(parent.loads()).toBe(0);
  },
  90_000,
);

test('a withdrawal from the table ends as many views as it said before and says after; undone, the pages open again', async () => {
  const watching = [];
  for (const username of [nursery.mother, nursery.mother, usernameOf(nursery.shitou.guardianId)]) {
    const parent = await inTheRoom(username);
    await seePicture(parent.page);
    watching.push(parent);
  }
  const page = await newPage({ width: 1440, height: 900 });
  await openAccess(page, nursery, nursery.siteAdminId);
  await page.getByRole('checkbox', { name: '选中王芳' }).check();
  await page.getByRole('checkbox', { name: '选中刘梅' }).check();
  await page.getByRole('button', { name: '收回权利 · 将结束 3 路观看' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '违反观看约定' }).click();
  await dialog.getByRole('button', { name: '收回权利 · 将结束 3 路' }).click();
  await page.getByText('改变了 2 处，结束了 3 路观看').waitFor();
  for (const parent of watching) {
    await messageOf(parent.page).getByText('画面已结束：暂不可观看，请联系园所。').waitFor();
    expect(await pixelsLeft(parent.page)).toBe(0);
  }
  const ended = { endReason: 'right-withdrawn' };
  await until(
    'three views were ended by it',
    async () => (await nursery.db.viewingSession.count({ where: ended })) === 3,
  );
  expect(await nursery.db.viewingSession.count({ where: { endedAt: null } })).toBe(0);

  await page.keyboard.press('u');
  await page.getByText('已撤销').waitFor();
  for (const parent of watching) {
    await seePicture(parent.page);
    expect(parent.loads()).toBe(0);
  }
}, 240_000);

/** The overview is where the console begins; one screen's name may begin another's. */
function linkTo(screen: Screen): string {
  const path = screen === 'overview' ? '/a' : `/a/${screen}`;
  return `a[href="${path}"], a[href^="${path}?"]`;
}

const ROLES: [string, () => string, readonly Screen[]][] = [
  ['an operator’s administrator', () => nursery.operatorAdminId, SCREENS],
  ['a site’s administrator', () => nursery.siteAdminId, SCREENS.filter((screen) => screen !== 'employers')],
  [
    'an employer’s administrator',
    () => nursery.orgAdminId,
    ['overview', 'access', 'attendance', 'families', 'consents', 'sites', 'employers'],
  ],
  [
    'an inspector',
    () => nursery.inspectorId,
    ['overview', 'cameras', 'attendance', 'families', 'consents', 'staffing', 'sites', 'audit'],
  ],
];

test.each(ROLES)(
  'the console of %s has its own screens and no others',
  async (_role, userId, expected) => {
    const page = await newPage();
    await signInByPage(page, nursery.server.url, usernameOf(userId()), { to: '/a' });
    const nav = page.getByRole('navigation', { name: '页面' });
    await nav.getByRole('link', { name: '总览' }).waitFor();
    const shown: Screen[] = [];
    for (const screen of SCREENS) if ((await nav.locator(linkTo(screen)).count()) > 0) shown.push(screen);
    expect(shown).toEqual(expected);
    for (const screen of SCREENS.filter((each) => !expected.includes(each))) {
      await page.goto(`${nursery.server.url}/a/${screen}`);
      await page.getByText('您的角色看不到这里。').waitFor();
    }
  },
  60_000,
);

test.each<[string, () => string, string]>([
  ['caregiver', () => usernameOf(nursery.caregiverId), '/a'],
  ['guardian', () => nursery.mother, '/a'],
])(
  'a %s has no console',
  async (_role, username, asked) => {
    const page = await newPage();
    await signInByPage(page, nursery.server.url, username(), { to: asked });
    await page.waitForLoadState('networkidle');
    expect(await page.locator('.ad-side').count()).toBe(0);
  },
  60_000,
);
