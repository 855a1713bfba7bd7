import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openDatabase } from '../../server/platform/database.ts';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { type ServerProcess, startServerProcess } from '../support/e2e-server.ts';
import { makeNursery, type Nursery, usernameOf } from '../support/nursery.ts';
import { register } from '../support/registered.ts';
import { openTestDatabase } from '../support/test-database.ts';

const closers: (() => Promise<void>)[] = [];
let server: ServerProcess;
let browser: E2eBrowser;
let nursery: Nursery;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

beforeAll(async () => {
  const testDatabase = await openTestDatabase();
  closers.push(testDatabase.close);
  const { db, close } = openDatabase(testDatabase.url);
  closers.push(close);
  nursery = await makeNursery(db);
  const { siteId, toddlerRoomId, duoduo, shitou, caregiverId, siteAdminId } = nursery;
  const of = { siteId, classroomId: toddlerRoomId };
  for (const days of [3, 9, 10, 17, 24]) await register(db, { ...of, kind: 'fall', happenedAt: daysAgo(days) });
  await register(db, {
    ...{ ...of, kind: 'bite', happenedAt: daysAgo(1), childIds: [duoduo.childId, shitou.childId] },
    details: {
      ...{ place: 'activity-room', cause: '石磊抢积木，咬了李朵朵', supervisors: [caregiverId] },
      children: [
        { childId: duoduo.childId, injury: 'assault', marks: ['front-left-forearm'], told: '手臂有牙印。' },
        { childId: shitou.childId, told: '咬了人，已经谈过。' },
      ],
    },
    steps: [
      { kind: 'submitted', by: caregiverId },
      { kind: 'published', by: siteAdminId },
      {
        ...{ kind: 'acknowledged', childId: duoduo.childId, by: duoduo.guardianId },
        data: { signature: { kind: 'drawn', strokes: [[20, 60, 90, 30, 160, 70]] } },
      },
    ],
  });
  server = await startServerProcess(testDatabase.url);
  closers.push(server.stop);
  browser = await launchBrowser();
  closers.push(browser.close);
}, 120_000);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
}, 60_000);

async function expectNoFaults(page: Page, where: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.ant-spin-spinning, .loading').waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`)).toEqual([]);
}

const WORDS = {
  zh: {
    ...{ search: '孩子、编号、原因、急救里的字', trends: '趋势', figures: '看数据', export: '导出' },
    ...{
      file: '儿童伤害登记表（CSV）',
      hours: '什么时候，在哪个班',
      family: '给李朵朵的监护人',
      hand: '王芳的手写签名',
    },
    ...{ print: '打印', title: '事件记录' },
  },
  en: {
    ...{ search: 'Child, number, cause or first aid', trends: 'Trends', figures: 'Show the figures', export: 'Export' },
    ...{ file: 'Chinese injury register (CSV)', hours: 'When, and in which room', print: 'Print' },
    ...{ family: 'For the guardians of 李朵朵', hand: 'Signature drawn by 王芳', title: 'Incident report' },
  },
} as const;

test.each(['zh', 'en'] as const)(
  'a director finds an incident again, sees where and when they happen, takes the register out and prints one (%s)',
  async (language) => {
    const words = WORDS[language];
    const { page, context } = await browser.open({ language, width: 1440, height: 900 });
    await signInByPage(page, server.url, usernameOf(nursery.siteAdminId), { to: '/a/incidents/register', language });
    await page.locator('tbody tr.ant-table-row').nth(5).waitFor();
    await expectNoFaults(page, 'list');
    await page.getByRole('searchbox', { name: words.search }).fill('抢积木');
    await page.keyboard.press('Enter');
    await page.locator('tbody tr.ant-table-row').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr.ant-table-row').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('q')).toBe('抢积木');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words.export }).click();
    await page.getByRole('menuitem', { name: words.file }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect(file.startsWith('\uFEFF填表日期,姓名')).toBe(true);
    expect(file).toContain('12=他伤或攻击伤');

    await page.getByRole('link', { name: new RegExp(`^${words.print} `) }).click();
    await page.getByRole('article').getByRole('heading', { name: words.title }).waitFor();
    await page.getByRole('img', { name: words.hand }).waitFor();
    await expectNoFaults(page, 'paper');
    await page.getByText(words.family).click();
    const own = page.getByRole('article');
    await own.getByText('手臂有牙印。').waitFor();
    await own.getByText('咬了人').waitFor({ state: 'detached' });
    expect(await own.innerText()).not.toContain('石磊');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);

    await page.goto(`${server.url}/a/incidents/register?view=trends`);
    const part = page.getByRole('region', { name: words.hours });
    await part.getByRole('img').waitFor();
    await expectNoFaults(page, 'trends');
    await part.getByRole('button', { name: words.figures }).click();
    await part.getByRole('table').waitFor();
    await page.mouse.move(0, 0);
    await expectNoFaults(page, 'figures');
    await context.close();
    expect(browser.errors).toEqual([]);
  },
  240_000,
);
