import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM } from '../browser-viewer.ts';
import { type E2eBrowser, launchBrowser } from '../e2e-browser.ts';
import { type E2eNursery, openNursery } from '../e2e-nursery.ts';
import { freePort } from '../../../scripts/free-port.ts';
import { type CompanyNetwork, openCompanyNetwork } from '../../../scripts/network/company-network.ts';
import { type Internet, openInternet } from '../../../scripts/network/internet.ts';
import { relayUrlOf, startRelay } from './relay.ts';
import { believedCertificate } from '../../../scripts/network/believed-certificate.ts';
import { programInside } from '../../../scripts/network/program-inside.ts';
import { Closers } from '../../../scripts/network/run.ts';
import { type Wall, WALLS, type WallName } from '../../../scripts/network/walls.ts';

export type Company = {
  /** Chromium inside of the company's network. */
  browser: E2eBrowser;
  network: CompanyNetwork;
  close: () => Promise<void>;
};

/** An installation as companies see it: HTTPS on 443, its video ports, and a relay with an address of its own. */
export type Service = {
  url: string;
  nursery: E2eNursery;
  internet: Internet;
  relaySecret: string;
  mediaPort: number;
  /** A company with this wall, and a browser in it. Several may be open at once. */
  openCompany: (wall: WallName | Wall) => Promise<Company>;
  close: () => Promise<void>;
};

export type ServiceOptions = {
  /** Without one TURN is not set up, as in an installation that has none. */
  hasRelay?: boolean;
  settings?: Record<string, string>;
};

/** Starts the nursery, its service and the relay, at an internet of their own. Whoever opens it is root. */
export async function openService(options: ServiceOptions = {}): Promise<Service> {
  const closers = new Closers();
  try {
    return { ...(await open(options, closers)), close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function open({ hasRelay = true, settings = {} }: ServiceOptions, closers: Closers) {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-walls-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const internet = await openInternet();
  closers.push(internet.close);
  const { serviceAddress, relayAddress } = internet;
  const { certificate, settings: https } = await believedCertificate(folder, [serviceAddress, relayAddress]);
  const mediaPort = await freePort();
  const relaySecret = randomBytes(32).toString('hex');
  if (hasRelay) {
    const relay = { internet, folder, certificate, secret: relaySecret, firstMediaPort: mediaPort };
    closers.push((await startRelay(relay)).stop);
  }
  const url = `https://${serviceAddress}`;
  const nursery = await openNursery({
    ...{ HOST: serviceAddress, PORT: '443', PUBLIC_URL: url, ...https },
    ...{ MEDIA_PORT: String(mediaPort), MEDIA_ANNOUNCE: serviceAddress },
    ...(hasRelay && { TURN_URLS: relayUrlOf(internet), TURN_SECRET: relaySecret }),
    ...settings,
  });
  closers.push(nursery.close);
  let companies = 0;
  const openCompany = (wall: WallName | Wall) => enter(internet, folder, `company${companies++}`, wallOf(wall));
  return { url, nursery, internet, relaySecret, mediaPort, openCompany };
}

const wallOf = (wall: WallName | Wall): Wall => (typeof wall === 'string' ? WALLS[wall] : wall);

async function enter(internet: Internet, folder: string, name: string, wall: Wall): Promise<Company> {
  const closers = new Closers();
  try {
    const network = await openCompanyNetwork(internet, name, wall);
    closers.push(network.close);
    const program = programInside(network.namespace, CHROMIUM, folder);
    // The certificate is of our own making: whether it is believed is not what these tests are about.
    const args = [
      '--ignore-certificate-errors',
      ...(network.proxy === null ? [] : [`--proxy-server=${network.proxy}`]),
    ];
    const browser = await launchBrowser({ program, args });
    closers.push(browser.close);
    return { browser, network, close: closers.closeAll };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
