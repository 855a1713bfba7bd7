import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { believedCertificate } from '../network/believed-certificate.ts';
import { openCompanyNetwork } from '../network/company-network.ts';
import { openInternet, removeAtOnce } from '../network/internet.ts';
import { programInside } from '../network/program-inside.ts';
import { Closers } from '../network/run.ts';
import type { Wall } from '../network/walls.ts';
import { CHROMIUM, launchChromium } from './chromium.ts';
import { atEnd } from './started.ts';

/** An office behind a line. `settings`: with these a service on this machine is reached from there. */
export type FarOffice = {
  /** Chromium in the office: all that it sends and receives goes over the line. */
  browser: Browser;
  settings: Record<string, string>;
  close: () => Promise<void>;
};

/** Whoever opens it is root. */
export async function openFarOffice(line: Wall): Promise<FarOffice> {
  const closers = new Closers();
  const opening = open(line, closers);
  const close = atEnd(() => opening.then(closers.closeAll, closers.closeAll));
  try {
    return { ...(await opening), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(line: Wall, closers: Closers): Promise<Omit<FarOffice, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-bench-office-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  closers.push(removeFolder);
  // Who breaks the bench off waits for nothing that takes a turn.
  const abandon = () => {
    removeAtOnce();
    removeFolder();
  };
  process.once('exit', abandon);
  closers.push(() => process.off('exit', abandon));
  const internet = await openInternet();
  closers.push(internet.close);
  const address = internet.serviceAddress;
  const { settings } = await believedCertificate(folder, [address]);
  const network = await openCompanyNetwork(internet, 'office', line);
  closers.push(network.close);
  const program = programInside(network.namespace, CHROMIUM, folder);
  // The certificate is of our own making: whether it is believed is not what is measured.
  const browser = await launchChromium(program, ['--ignore-certificate-errors']);
  closers.push(() => browser.close());
  return { browser, settings: { ...settings, HOST: address, MEDIA_ANNOUNCE: address } };
}
