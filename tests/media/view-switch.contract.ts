import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type CameraSource, type MediaNode, type ViewerEnd, ViewNotOpen } from '../../media/contract.ts';
import type { BrowserViewer } from '../support/browser-viewer.ts';
import { until } from '../support/until.ts';

type Streams = {
  node: () => {
    media: MediaNode;
    source: CameraSource;
    viewer: Pick<BrowserViewer, 'canReceive' | 'seen' | 'addStream' | 'switchTo'>;
  };
  watch: (leaseMs: number, stream: 'main' | 'sub') => Promise<string>;
  plays: (viewId: string) => Promise<void>;
  isStill: (viewId: string) => Promise<void>;
  endOf: (viewId: string) => ViewerEnd | undefined;
  sendsPictures: boolean;
};

const LEASE_MS = 20_000;
const gone = async (asked: Promise<unknown>) =>
  expect(await asked.catch((error: unknown) => error)).toBeInstanceOf(ViewNotOpen);

/** What every media node does when the stream of an open view changes. */
export function viewSwitchContract({ node, watch, plays, isStill, endOf, sendsPictures }: Streams) {
  const widthOf = async (viewId: string) => (await node().viewer.seen(viewId)).widthPx;
  const isOpen = async (media: MediaNode, viewId: string) =>
    (await media.renewViewers([viewId], LEASE_MS)).includes(viewId);

  describe('a view whose stream changes', () => {
    test('shows the other picture, and goes on under the same id', async () => {
      const { media, viewer } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      await plays(viewId);
      expect((await viewer.switchTo(media, viewId, 'main')).stream).toBe('main');
      await plays(viewId);
      if (sendsPictures) expect(await widthOf(viewId)).toBe(1280);
      expect((await viewer.switchTo(media, viewId, 'sub')).stream).toBe('sub');
      await plays(viewId);
      if (sendsPictures) expect(await widthOf(viewId)).toBe(640);
      expect(await isOpen(media, viewId)).toBe(true);
    });

    test('is told what each stream weighs, and for the small one offered one of its own beside the shared one', async () => {
      const { media } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      await plays(viewId);
      const offer = await until('both streams are weighed', async () => {
        const offered = await media.switchViewer(viewId, 'main');
        return offered.bitRates.main && offered.bitRates.sub ? offered : null;
      });
      expect(offer.bitRates.sub).toBeGreaterThan(50_000);
      expect(offer.bitRates.main).toBeGreaterThan(2 * offer.bitRates.sub!);
      expect(offer.catchUp).toBeNull(); // while it waits, the small one is shown
      const back = await media.switchViewer(viewId, 'sub');
      expect(back.catchUp?.producerId).toEqual(expect.any(String));
      expect(back.catchUp?.producerId).not.toBe(back.consumer.producerId);
    });

    test('stays with the stream before when the other one is given up', async () => {
      const { media } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      const { consumer } = await media.switchViewer(viewId, 'main');
      await media.stepSwitch(viewId, consumer.id, 'ready');
      await media.stepSwitch(viewId, consumer.id, 'given-up');
      await media.stepSwitch(viewId, consumer.id, 'shown'); // too late
      await plays(viewId);
      if (sendsPictures) expect(await widthOf(viewId)).toBe(640);
    });

    test('ignores a step of a switch that another has overtaken', async () => {
      const { media, viewer } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      const overtaken = await media.switchViewer(viewId, 'main');
      const offer = await viewer.addStream(media, viewId, 'main');
      await media.stepSwitch(viewId, overtaken.consumer.id, 'given-up');
      await media.stepSwitch(viewId, overtaken.consumer.id, 'shown');
      await media.stepSwitch(viewId, offer.consumer.id, 'shown');
      await plays(viewId); // the second one was not touched by what was said of the first
      if (sendsPictures) expect(await widthOf(viewId)).toBe(1280);
    });

    test('has no packet of either stream once closing it was answered in the midst of it', async () => {
      const { media, viewer } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      await plays(viewId);
      await viewer.addStream(media, viewId, 'main');
      await plays(viewId);
      await media.closeViewer(viewId);
      await sleep(50); // what the browser had received may still be counted
      await isStill(viewId);
      await gone(media.switchViewer(viewId, 'sub'));
    });

    test('ends with its lease in the midst of it, both streams at once', async () => {
      const { media, viewer } = node();
      const viewId = await watch(1_500, 'sub');
      await viewer.addStream(media, viewId, 'main');
      await until('the lease ran out', () => endOf(viewId) === 'lease-expired');
      await sleep(50);
      await isStill(viewId);
      await gone(media.stepSwitch(viewId, randomUUID(), 'shown'));
    });

    test('that is closed while the other stream is being prepared leaves nothing of it', async () => {
      const { media } = node();
      const viewId = await watch(LEASE_MS, 'sub');
      const switching = media.switchViewer(viewId, 'main').catch((error: unknown) => error);
      await media.closeViewer(viewId);
      const answer = await switching; // a node may have been quicker
      if (answer instanceof Error) expect(answer).toBeInstanceOf(ViewNotOpen);
      await gone(media.stepSwitch(viewId, randomUUID(), 'ready'));
      await isStill(viewId);
    });

    test('has to be there, and to have been started', async () => {
      const { media, viewer, source } = node();
      const viewId = randomUUID();
      const canReceive = await viewer.canReceive(media);
      const view = { viewId, cameraId: source.cameraId, canReceive, canCatchUp: true };
      await media.openViewer({ ...view, stream: 'sub', leaseMs: LEASE_MS });
      await gone(media.switchViewer(viewId, 'main'));
      await gone(media.switchViewer(randomUUID(), 'main'));
      await gone(media.stepSwitch(randomUUID(), randomUUID(), 'ready'));
      await media.closeViewer(viewId);
    });
  });
}
