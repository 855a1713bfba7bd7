import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mayMakeNetworks } from '../../scripts/network/internet.ts';
import { WALLS } from '../../scripts/network/walls.ts';
import { openRoom, signInByPage } from '../support/e2e-browser.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { CAMERA_NAME } from '../support/e2e-nursery.ts';
import { openService, type Service } from '../support/network/open-company.ts';
import { until } from '../support/until.ts';

if (!mayMakeNetworks) process.stderr.write('Company walls are not tested: only root may make networks.\n');

/** WebRTC is given up first, and after that the picture is some seconds behind. */
const MOVES_WITHIN_MS = 30_000;

(mayMakeNetworks ? describe : describe.skip)('through a company wall, to an installation without a relay', () => {
  let service: Service | undefined;
  const lines: string[] = [];
  beforeAll(async () => {
    service = await openService({ hasRelay: false });
  }, 120_000);
  afterAll(async () => {
    printFigures('Click to a moving picture over HTTPS, without a relay', lines);
    await service?.close();
  }, 60_000);

  test.each(['only-443', 'https-proxy-only'] as const)(
    '%s: the picture comes over the pages’ own HTTPS, and the page says so',
    async (name) => {
      const { browser, network, close } = await service!.openCompany(WALLS[name]);
      try {
        const { page } = await browser.open({ width: 1440, height: 900 });
        await signInByPage(page, service!.url, service!.nursery.mother);
        const clickedAtMs = Date.now();
        await openRoom(page, CAMERA_NAME);
        await page.locator('.live-pills').getByText('走 HTTPS，约慢 3 秒').waitFor({ timeout: MOVES_WITHIN_MS });
        const frames = () => page.evaluate(() => window.probe.frames(1_000));
        const hasMoved = async () => new Set((await frames()).map(({ number }) => number)).size > 10;
        await until('the picture moves', hasMoved, MOVES_WITHIN_MS);
        lines.push(`${name}: ${ms(Date.now() - clickedAtMs)}`);
        if (network.proxy !== null) expect(network.proxySaid()).toContain('passed');
        expect(browser.errors).toEqual([]);
      } finally {
        await close();
      }
    },
    90_000,
  );
});
