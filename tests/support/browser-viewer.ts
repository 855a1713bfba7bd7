import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { MediaNode, OpenViewer } from '../../media/contract.ts';
import type { StreamOffer } from '../../media/stream-offer.ts';
import type { SeenPicture, ShownFrames } from './browser-viewer-page.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

const SLOW_MS = 1_200;

/** A view that is caught up, unless it says that it cannot be. */
export type WatchedView = Omit<OpenViewer, 'viewId' | 'canReceive' | 'canCatchUp'> & { canCatchUp?: boolean };

/** A real browser that watches views: only that way is it seen that a picture plays, and that it stops. */
export interface BrowserViewer {
  /**
   * Opens and starts a view.
   * @param network what this browser's network lets through; `slow`: it takes more than a second to connect
   * @returns the view's id, once the picture was asked for
   */
  watch(media: MediaNode, view: WatchedView, network?: 'any' | 'tcp' | 'slow'): Promise<string>;
  canReceive(media: MediaNode): Promise<OpenViewer['canReceive']>;
  seen(viewId: string): Promise<SeenPicture>;
  /** Changes the stream of a view, up to its first picture. @returns what was offered */
  switchTo(media: MediaNode, viewId: string, stream: 'main' | 'sub'): Promise<StreamOffer>;
  /** As far as the second stream being on its way beside the first. */
  addStream(media: MediaNode, viewId: string, stream: 'main' | 'sub'): Promise<StreamOffer>;
  /** Frames of both streams in the order in which they were put on the screen. */
  frames(viewId: string): Promise<ShownFrames>;
  close(): Promise<void>;
}

export async function openBrowserViewer(): Promise<BrowserViewer> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
  await page.addScriptTag({ content: await bundlePage() });
  const canReceive = async (media: MediaNode) =>
    page.evaluate((capabilities) => window.viewer.load(capabilities), await media.capabilities());
  const addStream: BrowserViewer['addStream'] = async (media, viewId, stream) => {
    const offer = await media.switchViewer(viewId, stream);
    await page.evaluate(([id, offered]) => window.viewer.add(id, offered), [viewId, offer] as const);
    await media.stepSwitch(viewId, offer.consumer.id, 'ready');
    return offer;
  };
  return {
    canReceive,
    addStream,
    switchTo: async (media, viewId, stream) => {
      const offer = await addStream(media, viewId, stream);
      await page.waitForFunction((id) => window.viewer.hasAdded(id), viewId, { polling: 20, timeout: 10_000 });
      await page.evaluate((id) => window.viewer.end(id, 'before'), viewId);
      await media.stepSwitch(viewId, offer.consumer.id, 'shown');
      return offer;
    },
    watch: async (media, view, network = 'any') => {
      const viewId = randomUUID();
      const canReceiveNow = await canReceive(media);
      const askedAtMs = Date.now();
      const offer = await media.openViewer({ canCatchUp: true, ...view, viewId, canReceive: canReceiveNow });
      const { transport } = offer;
      if (network === 'tcp') transport.iceCandidates = transport.iceCandidates.filter(isTcp);
      const given = [viewId, offer, askedAtMs] as const;
      const dtls = await page.evaluate((view) => window.viewer.prepare(...view), given);
      await media.startViewer(viewId, dtls);
      if (network === 'slow') await sleep(SLOW_MS);
      await page.evaluate((id) => window.viewer.connected(id), viewId);
      return viewId;
    },
    frames: (viewId) => page.evaluate((id) => window.viewer.frames(id), viewId),
    seen: (viewId) => page.evaluate((id) => window.viewer.seen(id), viewId),
    close: () => browser.close(),
  };
}

const isTcp = (candidate: Record<string, unknown>) => candidate['protocol'] === 'tcp';

async function bundlePage(): Promise<string> {
  const [script, page] = ['./bundle-page.ts', './browser-viewer-page.ts'].map((file) =>
    fileURLToPath(new URL(file, import.meta.url)),
  ) as [string, string];
  const { stdout } = await promisify(execFile)(process.execPath, [script, page], { maxBuffer: 8_000_000 });
  return stdout;
}
