import type { Browser, CDPSession, Page } from 'playwright-core';
import type { BenchRow, Measured } from '../bench-row.ts';
import { launchChromium } from '../chromium.ts';
import { openHome, startDemoService } from '../demo-service.ts';
import { extent, median, shown, written } from '../figures.ts';

/** PERFORMANCE.md, P11. */
const LIMIT_KB = 220;
const ROUNDS = 3;
/** As Lighthouse does it for a telephone; an old office PC is about as slow. */
const SLOWED = 4;
const PICTURE_WITHIN_MS = 60_000;

export const firstLoad: BenchRow = {
  id: 'P11',
  name: 'first-load',
  about: 'JavaScript of a parent’s first load, and the picture of a cold page on a slow processor',
  measureAlone: async () => {
    const service = await startDemoService();
    const browser = await launchChromium();
    try {
      const { kilobytes, room } = await load(browser, service.url);
      const [whole, slowed] = [await coldPictures(browser, room, 1), await coldPictures(browser, room, SLOWED)];
      return [scriptLine(kilobytes), pictureLine(whole, slowed)];
    } finally {
      await browser.close();
      await service.stop();
    }
  },
};

function scriptLine(kilobytes: number): Measured {
  return {
    what: 'JavaScript until a parent’s home stands, sign-in included, as sent',
    ours: `${written(kilobytes)} kB`,
    against: `${String(LIMIT_KB)} kB`,
    ratio: kilobytes / LIMIT_KB,
    goal: 1,
    ...extent([kilobytes]),
    figures: { kilobytes },
  };
}

function pictureLine(whole: readonly number[], slowed: readonly number[]): Measured {
  return {
    what: `cold room page until the first picture, a processor ${String(SLOWED)} × as slow`,
    ours: shown(slowed),
    against: `on the whole one ${shown(whole)}`,
    ratio: median(slowed) / median(whole),
    goal: SLOWED,
    ...extent(slowed),
    figures: { whole, slowed },
  };
}

/** Of a browser that was never here. */
async function load(browser: Browser, url: string): Promise<{ kilobytes: number; room: string }> {
  let bytes = 0;
  const page = await openHome(browser, url, async (fresh) => {
    const session = await fresh.context().newCDPSession(fresh);
    await countScripts(session, (length) => (bytes += length));
  });
  const tile = page.locator('a[href^="/p/rooms/"]').first();
  await tile.waitFor();
  const room = new URL((await tile.getAttribute('href')) ?? '', url).href;
  await page.context().close();
  return { kilobytes: bytes / 1_000, room };
}

/** Bodies as they came over the wire: compressed, without their headers. */
async function countScripts(session: CDPSession, add: (bytes: number) => void): Promise<void> {
  const scripts = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) add(encodedDataLength);
  });
  await session.send('Network.enable');
}

async function coldPictures(browser: Browser, room: string, slowed: number): Promise<number[]> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await coldPicture(browser, room, slowed));
  return rounds;
}

/** From the address to the first picture, by a browser that has nothing of the page but who is signed in. */
async function coldPicture(browser: Browser, room: string, slowed: number): Promise<number> {
  const signedIn = await openHome(browser, new URL(room).origin);
  const page = await signedIn.context().newPage();
  await signedIn.close();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  const startedAt = Date.now();
  await page.goto(room, { waitUntil: 'commit' });
  const shownAt = await pictureAt(page);
  await page.context().close();
  return shownAt - startedAt;
}

async function pictureAt(page: Page): Promise<number> {
  const picture = () => (document.querySelector('video')?.videoWidth ?? 0) > 0;
  await page.waitForFunction(picture, null, { timeout: PICTURE_WITHIN_MS, polling: 20 });
  return Date.now();
}
