import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openDatabase } from '../../server/platform/database.ts';
import { faultsOf } from '../support/e2e-axe.ts';
import { type E2eBrowser, launchBrowser, type PageOptions, signInByPage } from '../support/e2e-browser.ts';
import { type ServerProcess, startServerProcess } from '../support/e2e-server.ts';
import { makeNursery, usernameOf } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';

/** On loopback, where nothing listens. */
const NOBODY_THERE = '127.0.0.2';
const STEPS_ZH = ['网页', '实时连接', '视频 UDP', '视频 TCP', '中转 TURN 443', '解码 H.264', '网速'];

const closers: (() => Promise<void>)[] = [];
let open: ServerProcess;
let walled: ServerProcess;
let browser: E2eBrowser;
let mother: string;
let db: ReturnType<typeof openDatabase>['db'];

beforeAll(async () => {
  const testDatabase = await openTestDatabase();
  closers.push(testDatabase.close);
  const database = openDatabase(testDatabase.url);
  closers.push(database.close);
  ({ db } = database);
  mother = usernameOf((await makeNursery(db)).duoduo.guardianId);
  open = await startServerProcess(testDatabase.url);
  closers.push(open.stop);
  walled = await startServerProcess(testDatabase.url, { MEDIA_ANNOUNCE: NOBODY_THERE });
  closers.push(walled.stop);
  browser = await launchBrowser();
  closers.push(browser.close);
}, 120_000);
afterAll(async () => {
  for (const close of closers.reverse()) await close();
}, 60_000);

/** The mother, on the page of the test. */
async function come(server: ServerProcess, options: PageOptions = {}) {
  await db.rateLimit.deleteMany();
  const opened = await browser.open(options);
  await signInByPage(opened.page, server.url, mother, { to: '/network-test', ...options });
  return opened;
}
/** Presses the button with the keyboard, and waits for the verdict. @returns what each step says, with its mark */
async function runTest(page: Page): Promise<{ verdict: string; marks: string[]; tookMs: number }> {
  const button = page.getByRole('button', { name: /^(开始自检|再测一次|Start the test|Test again)$/ });
  await button.focus();
  const startedAt = Date.now();
  await page.keyboard.press('Enter');
  await page.locator('.nt-verdict').waitFor({ state: 'visible', timeout: 30_000 });
  const tookMs = Date.now() - startedAt;
  const marks = await page
    .locator('.nt-step')
    .evaluateAll((steps) =>
      steps.map((step) => `${step.querySelector('h3')?.textContent} ${step.querySelector('.unseen')?.textContent}`),
    );
  return { verdict: (await page.locator('.nt-verdict h2').textContent()) ?? '', marks, tookMs };
}

test('where nothing is blocked every way is open: real packets over UDP, then over TCP, and the figures stand beside', async () => {
  const { page, context } = await come(open);
  const { verdict, marks, tookMs } = await runTest(page);
  expect(verdict).toBe('画面可以走 UDP，一切正常');
  expect(marks).toEqual(STEPS_ZH.map((step) => `${step} ${step.startsWith('中转') ? '没有测' : '通过'}`));
  expect(tookMs).toBeLessThan(25_000);
  const figures = await page.locator('.nt-figure').allTextContents();
  expect(figures).toEqual([
    expect.stringMatching(/^\d+ ms$/),
    '',
    expect.stringMatching(/^\d+ ms$/),
    expect.stringMatching(/^\d+ ms$/),
    '',
    'H.264 720p',
    expect.stringMatching(/^[\d.]+ Mbit\/s$/),
  ]);
  await context.close();
}, 60_000);

test.each(['zh', 'en'] as const)(
  'where the video cannot be reached the verdict says so, within 25 s, and the IT desk is told what to open (%s)',
  async (language) => {
    const { page, context } = await come(walled, { language });
    const { verdict, marks, tookMs } = await runTest(page);
    expect(verdict).toMatch(language === 'zh' ? /^只剩 HTTPS 画面/ : /^Only the HTTPS picture is left/);
    expect(marks.slice(2, 4)).toEqual(
      language === 'zh' ? ['视频 UDP 不通', '视频 TCP 不通'] : ['Video over UDP Blocked', 'Video over TCP Blocked'],
    );
    expect(tookMs).toBeLessThan(25_000);
    expect(await faultsOf(page, `verdict (${language})`)).toEqual([]);
    const text = (await page.locator('.nt-desk-text').textContent()) ?? '';
    expect(text).toContain(`UDP 出站：${NOBODY_THERE}，端口 `);
    expect(text).toMatch(new RegExp(`TCP outbound: ${NOBODY_THERE.replaceAll('.', '\\.')}, port \\d+`));
    expect(text).toContain(new URL(walled.url).host);
    expect(text).not.toMatch(/朵朵|其其格|credential|Bearer/);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^(存为文本|Save as text)$/ }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(text);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: /^(复制给 IT|Copy for IT)$/ }).click();
    await page.getByText(/^(已复制。|Copied\.)$/).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await context.close();
  },
  60_000,
);

test.each(['zh', 'en'] as const)(
  'axe finds nothing before, during and after a test, also on a phone (%s)',
  async (language) => {
    const { page, context } = await come(open, { language, width: 390, height: 844 });
    await page.getByRole('button', { name: /^(开始自检|Start the test)$/ }).waitFor();
    const faults = await faultsOf(page, 'before');
    const running = runTest(page);
    await page.locator('.nt-ring').waitFor();
    expect(await page.getByRole('status').first().textContent()).toMatch(/^(正在测：|Testing: )/);
    await running;
    faults.push(...(await faultsOf(page, 'after')));
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  },
  60_000,
);

test('a page that asks for a sign-in comes back to the test, and leads home from there', async () => {
  const { page, context } = await browser.open();
  await page.goto(`${open.url}/network-test`);
  await page.waitForURL(/sign-in\?to=%2Fnetwork-test/);
  await context.close();
  const signedIn = await come(open);
  await signedIn.page.getByRole('link', { name: '返回' }).click();
  await signedIn.page.waitForURL(`${open.url}/p`);
  await signedIn.context.close();
});

test('no page complained', () => {
  expect(browser.errors).toEqual([]);
});
