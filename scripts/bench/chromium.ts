import { type Browser, chromium } from 'playwright-core';
import { atEnd } from './started.ts';

export const CHROMIUM = '/usr/bin/chromium';

/**
 * As Debian has it, quiet, on no screen; pictures may start without a press, as they may on a page that was pressed before.
 * @param program one that runs Chromium with what it is given, elsewhere
 * @param more arguments beside those of every bench
 */
export async function launchChromium(program = CHROMIUM, more: readonly string[] = []): Promise<Browser> {
  const starting = chromium.launch({
    // Its own answer to them ends this process before all else is closed.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    executablePath: program,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
      ...more,
    ],
  });
  const close = atEnd(() =>
    starting.then(
      (browser) => browser.close(),
      () => undefined,
    ),
  );
  const browser = await starting;
  browser.once('disconnected', () => void close());
  return browser;
}
