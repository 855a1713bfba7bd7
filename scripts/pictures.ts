// npm run pictures: takes the README's pictures anew, from a running demo nursery, at the sizes in which the faces are used.
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const HELP = `npm run pictures [-- ADDRESS]  takes web/pictures/*.png from the demo nursery at ADDRESS (http://localhost:3000)
`;
const PASSWORD = 'kanwa-demo';
const FOLDER = 'web/pictures';
const OFFICE = { width: 1440, height: 900 };
const TABLET = { width: 1280, height: 800 };
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await takeAll(process.argv[2] ?? 'http://localhost:3000');

async function takeAll(address: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGS });
  try {
    const parent = await signIn(browser, address, 'surina', OFFICE);
    await take(parent, 'parent-home');
    await parent.locator('a[href^="/p/rooms/"]').first().click();
    await parent.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await take(parent, 'parent-room');
    await take(await signIn(browser, address, 'wangli', TABLET), 'tablet-room');
    const admin = await signIn(browser, address, 'aodeng', OFFICE);
    await admin.goto(`${address}/a/access`);
    await take(admin, 'admin-access');
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, address: string, username: string, viewport: typeof OFFICE): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${address}/sign-in`);
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return page;
}

/** Pictures are taken once things have come to rest. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined); // a live page is never idle for long
  await page.waitForTimeout(2_500);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
