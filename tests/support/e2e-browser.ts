import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from './browser-viewer.ts';
import { installPageProbe, type SeenPicture } from '../../scripts/gst-camera/page-probe.ts';
import { PASSWORD } from './nursery.ts';
import { until } from './until.ts';

export type OpenPage = { page: Page; context: BrowserContext };
export type PageOptions = { language?: 'zh' | 'en'; width?: number; height?: number };

/** What the pages of this browser complained about; a test asserts that it stays empty. */
export type E2eBrowser = {
  /** A page of a person of its own: nothing of another's sign-in is in it. */
  open: (options?: PageOptions) => Promise<OpenPage>;
  /** Errors that no page has caught. */
  errors: string[];
  close: () => Promise<void>;
};

/** As the switch of languages names them. */
export const LANGUAGE_NAME = { zh: '中文', en: 'English' };
const LOCALE = { zh: 'zh-CN', en: 'en-GB' };

/** @param more another program that runs Chromium with what it is given, and arguments beside those of every test */
export async function launchBrowser(more: { program?: string; args?: readonly string[] } = {}): Promise<E2eBrowser> {
  const { program = CHROMIUM, args = [] } = more;
  const browser: Browser = await chromium.launch({ executablePath: program, args: [...CHROMIUM_ARGS, ...args] });
  const errors: string[] = [];
  return {
    errors,
    open: async ({ language = 'zh', width = 1280, height = 800 } = {}) => {
      const context = await browser.newContext({ locale: LOCALE[language], viewport: { width, height } });
      context.setDefaultTimeout(20_000);
      await context.addInitScript(installPageProbe);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      return { page, context };
    },
    close: () => browser.close(),
  };
}

/** Signs in by the card, as a person does, and waits for what lies behind it. */
export async function signInByPage(
  page: Page,
  url: string,
  username: string,
  { password = PASSWORD, to = '', language = null as 'zh' | 'en' | null } = {},
): Promise<void> {
  await page.goto(`${url}/sign-in${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`);
  if (language !== null) await page.getByRole('button', { name: LANGUAGE_NAME[language] }).click();
  await page.getByLabel(/^(账号|Account)$/).fill(username);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'));
}

/** From the home to the room by one click on the camera's tile. */
export async function openRoom(page: Page, camera: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${camera}(，可观看|, open)`) }).click();
}

/** Waits until pictures are decoded and shown. */
export async function seePicture(page: Page, withinMs = 20_000): Promise<SeenPicture> {
  return until(
    'a picture moves in the page',
    async () => {
      const before = await page.evaluate(() => window.probe.picture());
      if (!before?.framesDecoded || (await page.locator('video').count()) === 0) return null;
      await page.waitForTimeout(200);
      const after = await page.evaluate(() => window.probe.picture());
      return after && after.framesDecoded > before.framesDecoded ? after : null;
    },
    withinMs,
  );
}

/** What the page says in the place of the picture. */
export const messageOf = (page: Page) => page.locator('.live-message').first();

/** Opens one of the console's lists and chooses from it. */
export async function chooseFromList(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
}

/** Nothing of the room is left in the page: no stream, and no still of it either. */
export async function pixelsLeft(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      [...document.querySelectorAll('video')].filter((video) => video.srcObject !== null).length +
      document.querySelectorAll('.live img').length,
  );
}
