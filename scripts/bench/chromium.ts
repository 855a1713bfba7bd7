import { type Browser, chromium } from 'playwright-core';

export const CHROMIUM = '/usr/bin/chromium';

/**
 * As Debian has it, quiet, on no screen; pictures may start without a press, as they may on a page that was pressed before.
 * @param program one that runs Chromium with what it is given, elsewhere
 * @param more arguments beside those of every bench
 */
export const launchChromium = (program = CHROMIUM, more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: program,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
      ...more,
    ],
  });
