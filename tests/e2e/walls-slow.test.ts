import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ms, percentile, printFigures } from '../support/e2e-figures.ts';
import { CAMERA_NAME } from '../support/e2e-nursery.ts';
import { mayMakeNetworks } from '../../scripts/network/internet.ts';
import { openService, type Service } from '../support/network/open-company.ts';
import type { WallName } from '../../scripts/network/walls.ts';

if (!mayMakeNetworks) process.stderr.write('Slow networks are not tested: only root may make networks.\n');

const FPS = 25;
const WATCH_MS = 20_000;
/** The frames that a viewer saw while looking, and what the browser counts of the streams. */
type Watched = {
  firstMs: number;
  decodedShare: number;
  shownShare: number;
  longestStandMs: number;
  corner: string;
  counted: Counted;
};
type Counted = Record<(typeof COUNTED)[number], number>;
const COUNTED = [
  ...(['packetsReceived', 'packetsLost', 'retransmittedPacketsReceived', 'nackCount'] as const),
  ...(['framesDecoded', 'framesDropped', 'freezeCount', 'totalFreezesDuration'] as const),
];

async function count(page: Page): Promise<Counted> {
  const entries = await page.evaluate(() => window.probe.connection());
  const streams = entries.filter(({ type }) => type === 'inbound-rtp');
  const sumOf = (name: string) => streams.reduce((sum, stream) => sum + Number(stream[name] ?? 0), 0);
  return Object.fromEntries(COUNTED.map((name) => [name, sumOf(name)])) as Counted;
}

(mayMakeNetworks ? describe : describe.skip)('on a slow network', () => {
  let service: Service | undefined;
  const lines: string[] = [];
  beforeAll(async () => {
    service = await openService({ hasRelay: false });
  }, 120_000);
  afterAll(async () => {
    printFigures(`What a viewer sees of ${WATCH_MS / 1_000} s`, lines);
    await service?.close();
  }, 60_000);

  async function watchFor(wall: WallName): Promise<Watched> {
    const company = await service!.openCompany(wall);
    try {
      const { page } = await company.browser.open({ width: 1440, height: 900 });
      await signInByPage(page, service!.url, service!.nursery.mother);
      await openRoom(page, CAMERA_NAME);
      await seePicture(page);
      const firstMs = (await page.evaluate(() => window.probe.clickToPictureMs())) ?? Infinity;
      await page.waitForTimeout(3_000);
      const before = await count(page);
      const { frames } = await page.evaluate(async (forMs) => {
        await new Promise((resolve) => setTimeout(resolve, forMs));
        return window.probe.sinceClick();
      }, WATCH_MS);
      const after = await count(page);
      const endMs = frames.at(-1)?.atMs ?? 0;
      const lately = frames.filter(({ atMs }) => atMs > endMs - WATCH_MS);
      const stands = lately.slice(1).map(({ atMs }, at) => atMs - lately[at]!.atMs);
      const corner = await page
        .locator('.connection-corner')
        .textContent({ timeout: 1_000 })
        .catch(() => null);
      expect(company.browser.errors).toEqual([]);
      const counted = Object.fromEntries(COUNTED.map((name) => [name, after[name] - before[name]])) as Counted;
      const shownShare = lately.length / ((FPS * WATCH_MS) / 1_000);
      const decodedShare = counted.framesDecoded / ((FPS * WATCH_MS) / 1_000);
      const watched = {
        firstMs,
        decodedShare,
        shownShare,
        longestStandMs: Math.max(0, ...stands),
        corner: corner ?? '–',
        counted,
      };
      lines.push(`${wall}: ${described(watched)}, stand p95 ${ms(percentile(stands, 0.95))}`);
      return watched;
    } finally {
      await company.close();
    }
  }

  test('100 ms away with 2 % lost each way: what was lost is asked for again, and the picture goes on', async () => {
    const { decodedShare, counted, corner } = await watchFor('delay-100ms-loss-2');
    expect(counted.retransmittedPacketsReceived).toBeGreaterThan(0.8 * counted.packetsLost);
    expect(counted.retransmittedPacketsReceived).toBeGreaterThan(10);
    expect(decodedShare).toBeGreaterThan(0.95);
    expect(counted.totalFreezesDuration).toBeLessThan(1);
    expect(corner).toBe('网络良好 · UDP');
  }, 150_000);

  test('500 kbit/s carry the small stream', async () => {
    const { shownShare, corner } = await watchFor('500-kbit');
    expect(shownShare).toBeGreaterThan(0.3); // it has 15 frames a second, the large one 25
    expect(corner).toMatch(/^(网络不稳|网络良好) · UDP$/);
  }, 150_000);
});

const described = ({ firstMs, shownShare, longestStandMs, corner, counted }: Watched): string =>
  `first picture ${ms(firstMs)}, ${(100 * shownShare).toFixed(0)} % of the frames shown, longest stand ${ms(longestStandMs)}, ` +
  `${Object.entries(counted)
    .map(([name, value]) => `${name} ${value.toFixed(0)}`)
    .join(', ')}; ${corner}`;
