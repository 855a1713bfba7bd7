import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { CAMERA_NAME } from '../support/e2e-nursery.ts';
import { mayMakeNetworks } from '../support/network/internet.ts';
import { openService, type Service } from '../support/network/open-company.ts';
import type { WallName } from '../support/network/walls.ts';

if (!mayMakeNetworks) process.stderr.write('Walls are not tested: only root may make networks.\n');

/** No goal: by then a parent would have been told that the network is slow. */
const FIRST_PICTURE_WITHIN_MS = 3_000;

(mayMakeNetworks ? describe : describe.skip)('through a company wall', () => {
  let service: Service | undefined;
  const lines: string[] = [];
  beforeAll(async () => {
    service = await openService();
  }, 120_000);
  afterAll(async () => {
    printFigures('Click to first picture through company walls', lines);
    await service?.close();
  }, 60_000);

  test.each<[WallName, string]>([
    ['none', 'UDP'],
    ['udp-dropped', 'TCP'],
    ['only-443', '中继'],
    ['https-proxy-only', '中继'],
  ])(
    '%s: the picture moves, by %s',
    async (wall, way) => {
      const { url, nursery, openCompany } = service!;
      const company = await openCompany(wall);
      try {
        const { page } = await company.browser.open({ width: 1440, height: 900 });
        await signInByPage(page, url, nursery.mother);
        await openRoom(page, CAMERA_NAME);
        await seePicture(page);
        await page.getByText(`网络良好 · ${way}`).waitFor();
        const frames = await page.evaluate(() => window.probe.frames(2_000));
        const firstMs = (await page.evaluate(() => window.probe.clickToPictureMs())) ?? Infinity;
        lines.push(`${wall}: ${ms(firstMs)} by ${way}`);
        expect(new Set(frames.map(({ number }) => number)).size).toBeGreaterThan(20);
        expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
        expect(company.browser.errors).toEqual([]);
      } finally {
        await company.close();
      }
    },
    60_000,
  );
});
