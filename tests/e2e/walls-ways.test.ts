import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRoom, seePicture, signInByPage } from '../support/e2e-browser.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { CAMERA_NAME } from '../support/e2e-nursery.ts';
import { mayMakeNetworks } from '../../scripts/network/internet.ts';
import { type Company, openService, type Service } from '../support/network/open-company.ts';
import { type Wall, WALLS, type WallName } from '../../scripts/network/walls.ts';

if (!mayMakeNetworks) process.stderr.write('Company walls are not tested: only root may make networks.\n');

/** No goal (the figures are printed): by then the page would have said that the network is slow. */
const FIRST_PICTURE_WITHIN_MS = 3_000;
const FAR_AWAY = { oneWayMs: 50, lossShare: 0 };

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

  /** A mother at her company opens the room, and sees it move. @returns by which way, as the corner of her page says */
  async function watch({ browser }: Company, name: string): Promise<{ way: string; firstMs: number }> {
    const { page, context } = await browser.open({ width: 1440, height: 900 });
    await signInByPage(page, service!.url, service!.nursery.mother);
    await openRoom(page, CAMERA_NAME);
    await seePicture(page);
    const corner = page.locator('.connection-corner');
    const said = (await corner.textContent()) ?? '';
    const frames = await page.evaluate(() => window.probe.frames(2_000));
    const firstMs = (await page.evaluate(() => window.probe.clickToPictureMs())) ?? Infinity;
    lines.push(`${name}: ${ms(firstMs)}, ${said}`);
    expect(new Set(frames.map(({ number }) => number)).size).toBeGreaterThan(20);
    expect(browser.errors).toEqual([]);
    await context.close();
    return { way: said.split(' · ')[1] ?? '', firstMs };
  }

  async function watchBehind(wall: Wall, name: string) {
    const company = await service!.openCompany(wall);
    try {
      return { ...(await watch(company, name)), proxySaid: company.network.proxySaid() };
    } finally {
      await company.close();
    }
  }

  test('where nothing stands in the way the picture comes by UDP', async () => {
    const { way, firstMs } = await watchBehind(WALLS.none, 'none');
    expect(way).toBe('UDP');
    expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
  }, 60_000);

  test('where UDP is dropped and no relay is in reach it comes by TCP', async () => {
    const { relayAddress } = service!.internet;
    const passes = [...WALLS['udp-dropped'].passes, `ip daddr ${relayAddress} drop`];
    const { way, firstMs } = await watchBehind({ passes }, 'udp-dropped, without a relay');
    expect(way).toBe('TCP');
    expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
  }, 60_000);

  test('where UDP is dropped and both are in reach it comes by one of them', async () => {
    const { way, firstMs } = await watchBehind(WALLS['udp-dropped'], 'udp-dropped');
    expect(['TCP', '中继']).toContain(way);
    expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
  }, 60_000);

  test('where all but 443 is dropped it comes through the relay', async () => {
    const { way, firstMs } = await watchBehind(WALLS['only-443'], 'only-443');
    expect(way).toBe('中继');
    expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
  }, 60_000);

  test('where only a web proxy leads out it comes through the proxy and the relay', async () => {
    const { way, firstMs, proxySaid } = await watchBehind(WALLS['https-proxy-only'], 'https-proxy-only');
    expect(way).toBe('中继');
    expect(proxySaid).toContain(`passed ${service!.internet.relayAddress}:443`);
    expect(firstMs).toBeLessThan(FIRST_PICTURE_WITHIN_MS);
  }, 60_000);

  test.each<WallName>(['none', 'udp-dropped', 'only-443', 'https-proxy-only'])(
    'far away, with a round trip of 100 ms: %s',
    async (name) => {
      const wall: Wall = WALLS[name];
      await watchBehind({ ...wall, wire: FAR_AWAY }, `${name}, 100 ms away`);
    },
    60_000,
  );
});
