import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ask } from '../support/e2e-nursery.ts';
import { beginTablet, openTabletRoom, TabletBrowser, type TabletRoom } from '../support/e2e-tablet-room.ts';
import { usernameOf } from '../support/nursery.ts';
import { signInAt } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: TabletRoom;
let tablet: TabletBrowser;
let page: Page;

// What is written of one incident by one caregiver, in order: each test goes on where the one before ended.
beforeAll(async () => {
  room = await openTabletRoom(3);
  tablet = new TabletBrowser();
  page = await tablet.open();
  await beginTablet(page, room);
}, 120_000);

afterAll(async () => {
  await tablet.end();
  await room.close();
}, 60_000);

/** Flagged by somebody else of the room, so that the tablet hears of it. */
async function flag(kind: string, childIds: string[]): Promise<string> {
  const incidentId = randomUUID();
  const what = { classroomId: room.classroomId, kind, childIds, happenedAt: new Date().toISOString() };
  await ask(room.admin, 'POST', '/api/incidents', { incidentId, ...what });
  return incidentId;
}

const sheet = () => page.locator('dialog[open]');
const button = (name: string | RegExp) => sheet().getByRole('button', { name });
const go = (name: string) =>
  page
    .locator('.tb-inc-strip')
    .getByRole('button', { name: new RegExp(`^${name}(，|$)`) })
    .click();
const asked = (question: string) => sheet().getByRole('heading', { level: 2, name: question }).waitFor();
const steps = (incidentId: string) => room.db.incidentStep.findMany({ where: { incidentId }, orderBy: { seq: 'asc' } });
const lastDetails = async (incidentId: string) =>
  (await steps(incidentId)).findLast(({ kind }) => kind === 'detailed')?.data;

/** Faults as a person can act on, buttons that a thumb would miss, and what is wider than the tablet. */
async function faults(where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const measured = await page.evaluate(() => {
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const small = [...top.querySelectorAll('button, a[href], textarea')]
      .filter((each) => each.getBoundingClientRect().height < 56)
      .map((each) => `too small: ${each.textContent}`);
    const wide = [document.documentElement, ...top.querySelectorAll('.tb-sheet-body, .tb-foot, .tb-inc-strip')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => `too wide: ${each.className}`);
    return [...small, ...wide];
  });
  const axe = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html.slice(0, 160)}`));
  return [...axe, ...measured].map((fault) => `${where}: ${fault}`);
}

let bite: string;

test('the room’s panel shows it at once; a tap a question, saved without being asked', async () => {
  bite = await flag('bite', [room.families[0]!.childId, room.families[1]!.childId]);
  await page.getByRole('button', { name: /咬伤 · 孩子01、孩子02 草稿/ }).click();
  await asked('在哪里发生的？');
  await button('活动室').click();
  await asked('当时在做什么？');
  await button('玩耍娱乐').click();
  await asked('当时和谁在一起？');
  await sheet().getByText('已保存').waitFor();
  await until('it is saved', async () => (await lastDetails(bite)) !== undefined);
  expect(await lastDetails(bite)).toMatchObject({ place: 'activity-room', activity: 'play', company: null });
}, 60_000);

test('with the network gone everything goes on, over a closed browser, up to sending it for review', async () => {
  await tablet.setOffline(true);
  await button('小伙伴').click();
  await button('12 他伤或攻击伤').click(); // leads to the other child
  await button('没有受伤').click();
  await sheet().getByRole('checkbox', { name: '左前臂（正面）' }).click();
  await sheet().getByText('等待发送').waitFor();
  await tablet.close();
  page = await tablet.open({ offline: true });
  await page.goto(`${room.server.url}/t`);
  await page.getByRole('button', { name: /咬伤 · 孩子01、孩子02/ }).click();
  await sheet()
    .getByText(/^离线：/)
    .waitFor();
  await go('同伴');
  await sheet().locator('[aria-pressed=true]', { hasText: '小伙伴' }).waitFor();

  await go('处理');
  await button('冷敷 15 分钟').click();
  await button(/何老师/).click();
  await go('就医');
  await button('园内处理').click();
  await go('告知');
  await button('用这段话').click();
  await sheet().locator('.tb-inc-tabs').getByRole('button', { name: '孩子02' }).click();
  await sheet().getByRole('textbox').fill('孩子02和孩子01抢玩具');
  await sheet().getByText('出现了别的孩子的名字').waitFor();

  expect(await faults('another child')).toEqual([]);
  await sheet().getByRole('textbox').fill('孩子02和同伴抢玩具，老师和他谈过了。');
  await go('电话');
  await sheet()
    .getByRole('button', { name: /家长1 没接通/ })
    .click();
  await sheet()
    .getByRole('button', { name: /家长1 接通了/ })
    .click();
  await sheet()
    .getByText(/家长1 · 已接通/)
    .waitFor();

  await go('总览');
  await button('提交复核').click();
  await asked('还有没填的，就这样交上去吗？');
  expect(await faults('hand-in')).toEqual([]);
  await button('就这样交上去').click();
  await sheet()
    .getByText(/^园长复核中/)
    .waitFor();

  await sheet().locator('.tb-back').click();
}, 90_000);

test('with the network back all of it arrives in its order, and what somebody else wrote meanwhile is kept', async () => {
  const standing = (await lastDetails(bite)) as object;
  const what = { stepId: randomUUID(), kind: 'detailed', details: { ...standing, prevention: '分组活动' } };
  const other = await signInAt(room.server, usernameOf(room.seniorCaregiverId));
  await ask(other, 'POST', `/api/incidents/${bite}/steps`, what);
  await tablet.setOffline(false);
  await page.locator('.tb-sync', { hasText: '已全部送达' }).waitFor();
  const kinds = (await steps(bite)).map(({ kind }) => kind).filter((kind) => kind !== 'detailed');
  expect(kinds).toEqual(['flagged', 'called', 'called', 'submitted']);
  const [first, second] = room.families;
  expect(await lastDetails(bite)).toMatchObject({
    ...{ place: 'activity-room', activity: 'play', company: 'peers', treated: 'on-site', prevention: '分组活动' },
    ...{ firstAid: '冷敷 15 分钟', firstAidBy: [room.seniorCaregiverId] },
    children: expect.arrayContaining([
      expect.objectContaining({
        ...{ childId: first!.childId, injury: 'assault', marks: ['front-left-forearm'] },
        told: expect.stringMatching(/孩子01在活动室玩耍娱乐时：咬伤。.*左前臂（正面）.*冷敷 15 分钟/),
      }),
      expect.objectContaining({ childId: second!.childId, told: '孩子02和同伴抢玩具，老师和他谈过了。' }),
    ]),
  });
  await page.getByRole('button', { name: '还有 1 件等园长或家人' }).click();
  await page.getByRole('button', { name: /咬伤 · 孩子01、孩子02 复核中/ }).waitFor();
  expect(tablet.errors).toEqual([]);
}, 60_000);

const PAGES = {
  zh: [
    '电话',
    '地点',
    '活动',
    '同伴',
    '伤害',
    '部位',
    '处理',
    '就医',
    '目击',
    '当班',
    '经过',
    '预防',
    '告知',
    '照片',
    '总览',
  ],
  en: 'Call,Where,Doing,With,Injury,Body,First aid,Treated,Seen by,On duty,How,Prevent,Family,Photos,All'.split(','),
};

test.each(['zh', 'en'] as const)(
  'on every page every target fits a thumb, nothing is wider than the tablet, and axe finds nothing (%s)',
  async (language) => {
    await flag('burn', [room.families[2]!.childId]);
    await page.evaluate((chosen) => localStorage.setItem('kanwa-language', chosen), language);
    await page.reload();
    const line = page.getByRole('button', { name: language === 'zh' ? /^烫伤 · 孩子03/ : /^Burn or scald · 孩子03/ });
    await line.last().click();
    await sheet().getByRole('link', { name: /家长3/ }).waitFor(); // a grave one begins with the call
    const found: string[] = [];
    for (const name of PAGES[language]) {
      await page
        .locator('.tb-inc-strip')
        .getByRole('button', { name: new RegExp(`^${name}(，|,|$)`) })
        .click();
      if (/^(就医|Treated)$/.test(name)) await button(/^(去医院|In hospital)$/).click();
      found.push(...(await faults(name)));
    }
    expect(found).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.tb-sync', { hasText: /已全部送达|All sent/ }).waitFor();
    expect(tablet.errors).toEqual([]);
  },
  120_000,
);

test('by keyboard alone a question is answered, and the next one has the focus', async () => {
  await page
    .getByRole('button', { name: /^Burn or scald · 孩子03/ })
    .last()
    .click();
  await page
    .locator('.tb-inc-strip')
    .getByRole('button', { name: /^Doing/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.locator('.tb-inc-ask:focus', { hasText: 'What was going on?' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('.tb-inc-ask:focus', { hasText: 'In whose company?' }).waitFor();
  await sheet().getByText('Saved').waitFor();
}, 60_000);
