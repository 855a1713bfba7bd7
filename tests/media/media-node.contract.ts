import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CameraNotLive,
  ViewNotOpen,
  type CameraSource,
  type CameraState,
  type MediaNode,
  type ViewerEnd,
} from '../../media/contract.ts';
import type { BrowserViewer } from '../support/browser-viewer.ts';
import { LOGIN, startTestDevice } from '../support/onvif/test-device.ts';
import { until } from '../support/until.ts';
import { networkTestCases } from './network-tests.contract.ts';
import { httpsViewingContract } from './https-viewing.contract.ts';
import { viewSwitchContract } from './view-switch.contract.ts';

/** What the contract needs besides the node: a camera, somebody who watches, and how to take the camera away. */
export type NodeUnderTest = {
  media: MediaNode;
  source: CameraSource;
  viewer: Pick<BrowserViewer, 'canReceive' | 'watch' | 'seen' | 'addStream' | 'switchTo'>;
  unplugCamera: () => Promise<void>;
  plugInCamera: () => Promise<void>;
  /** Ends all that was set up, the node too. */
  end: () => Promise<void>;
};

const LEASE_MS = 20_000;
const CAMERA_STARTS_WITHIN_MS = 60_000;
const DTLS = { fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('00').join(':') }] };

/**
 * What every media node does, wherever it runs. The double of tests passes it too, but for `sendsPictures`: then nothing
 * is asked of the picture itself.
 */
export function mediaNodeContract(setUp: () => Promise<NodeUnderTest>, { sendsPictures }: { sendsPictures: boolean }) {
  let it: NodeUnderTest;
  const states: CameraState[] = [];
  const ended: { viewId: string; cause: ViewerEnd }[] = [];

  const open = async (cameraId: string, viewId: string = randomUUID(), leaseMs = LEASE_MS, canCatchUp = true) => {
    const canReceive = await it.viewer.canReceive(it.media);
    return it.media.openViewer({ viewId, cameraId, stream: 'main', canReceive, canCatchUp, leaseMs });
  };
  const watch = (leaseMs = LEASE_MS, stream: 'main' | 'sub' = 'main') =>
    it.viewer.watch(it.media, { cameraId: it.source.cameraId, stream, leaseMs });
  const endOf = (viewId: string) => ended.find((view) => view.viewId === viewId)?.cause;
  const isOpen = async (viewId: string) => (await it.media.renewViewers([viewId], LEASE_MS)).includes(viewId);

  /** More frames than now are decoded. */
  const plays = async (viewId: string) => {
    if (!sendsPictures) return;
    const before = (await it.viewer.seen(viewId)).framesDecoded;
    await until('the picture moves', async () => (await it.viewer.seen(viewId)).framesDecoded > before + 5);
  };
  const isStill = async (viewId: string) => {
    if (!sendsPictures) return;
    const { packetsReceived } = await it.viewer.seen(viewId);
    await sleep(700);
    expect((await it.viewer.seen(viewId)).packetsReceived).toBe(packetsReceived);
  };
  const cameraIsLive = () =>
    until('the camera is live', async () => {
      const [state] = await it.media.cameraStates();
      return state?.phase === 'live' && (await open(it.source.cameraId).catch(() => null)) !== null;
    });

  beforeAll(async () => {
    it = await setUp();
    it.media.on('camera', (state) => states.push(state));
    it.media.on('viewerEnded', (view) => ended.push(view));
    await it.media.setCameras([it.source]);
    await cameraIsLive();
  }, CAMERA_STARTS_WITHIN_MS);
  afterAll(() => it.end());

  describe('a view', () => {
    test('shows the moving picture once it is opened and started', async () => {
      const viewId = await watch();
      await plays(viewId);
      if (sendsPictures) expect((await it.viewer.seen(viewId)).widthPx).toBe(1280);
      expect(await isOpen(viewId)).toBe(true);
    });

    test('of the small stream shows the small picture', async () => {
      const viewId = await watch(LEASE_MS, 'sub');
      await plays(viewId);
      if (sendsPictures) expect((await it.viewer.seen(viewId)).widthPx).toBe(640);
    });

    test('is offered a stream of its own beside the shared one, in one answer, and counted once it is started', async () => {
      const { consumer, catchUp } = await open(it.source.cameraId);
      expect(catchUp).toMatchObject({ kind: 'video' });
      expect(catchUp?.id).not.toBe(consumer.id);
      expect(catchUp?.producerId).not.toBe(consumer.producerId);
      const before = await it.media.stats();
      const viewId = await watch();
      const fast = async () => (await it.media.stats()).fastStarts;
      await until('the fast start is counted', async () => (await fast()) === before.fastStarts + 1);
      await plays(viewId);
      expect((await it.media.stats()).openViews).toBeGreaterThan(0);
    });

    test('whose browser cannot change over is given the shared stream alone, and plays', async () => {
      expect((await open(it.source.cameraId, randomUUID(), LEASE_MS, false)).catchUp).toBeNull();
      const before = await it.media.stats();
      const view = { cameraId: it.source.cameraId, stream: 'main', canCatchUp: false, leaseMs: LEASE_MS } as const;
      await plays(await it.viewer.watch(it.media, view));
      const after = await it.media.stats();
      expect(after.plainStarts['not-asked']).toBe(before.plainStarts['not-asked'] + 1);
      expect(after.fastStarts).toBe(before.fastStarts);
    });

    test('gets no packet after closing it was answered', async () => {
      const viewId = await watch();
      await plays(viewId);
      await it.media.closeViewer(viewId);
      await sleep(50); // what the browser had received may still be counted
      await isStill(viewId);
      expect(await isOpen(viewId)).toBe(false);
      expect(endOf(viewId)).toBeUndefined();
    });

    test('ends by itself when its lease runs out, and the node tells', async () => {
      const viewId = await watch(1_500);
      await until('the view ended', () => endOf(viewId) === 'lease-expired');
      await sleep(50);
      await isStill(viewId);
      expect(await isOpen(viewId)).toBe(false);
    });

    test('goes on past its first lease while it is renewed', async () => {
      const viewId = await watch(1_500);
      const unknown = randomUUID();
      for (let i = 0; i < 5; i += 1) {
        await sleep(500);
        expect(await it.media.renewViewers([unknown, viewId], 1_500)).toEqual([viewId]);
      }
      await plays(viewId);
    });

    test('that was never started ends with its lease too', async () => {
      const viewId = randomUUID();
      await open(it.source.cameraId, viewId, 300);
      await until('the view ended', () => endOf(viewId) === 'lease-expired');
      await expect(it.media.startViewer(viewId, DTLS)).rejects.toThrow(ViewNotOpen);
    });

    test('may be closed twice, and one that never was may be closed', async () => {
      const viewId = await watch();
      await it.media.closeViewer(viewId);
      await it.media.closeViewer(viewId);
      await it.media.closeViewer(randomUUID());
    });

    test('is started once only, and only when it is there', async () => {
      const viewId = await watch();
      await expect(it.media.startViewer(viewId, DTLS)).rejects.toThrow(ViewNotOpen);
      await expect(it.media.startViewer(randomUUID(), DTLS)).rejects.toThrow(ViewNotOpen);
      await plays(viewId);
    });

    test('keeps its id to itself: the same id is not opened again', async () => {
      const viewId = await watch();
      await expect(open(it.source.cameraId, viewId)).rejects.toThrow('open already');
      await plays(viewId);
    });

    test('that is closed while it opens is not offered', async () => {
      const viewId = randomUUID();
      const canReceive = await it.viewer.canReceive(it.media);
      const streams = { stream: 'main', canReceive, canCatchUp: true } as const;
      const view = { viewId, cameraId: it.source.cameraId, ...streams, leaseMs: LEASE_MS };
      const opening = it.media.openViewer(view).then(
        () => 'offered',
        (error: unknown) => error,
      );
      await it.media.closeViewer(viewId);
      // A node may have been quicker; then what was offered cannot be started any more.
      const answer = await opening;
      if (answer !== 'offered') expect(answer).toBeInstanceOf(ViewNotOpen);
      await expect(it.media.startViewer(viewId, DTLS)).rejects.toThrow(ViewNotOpen);
      expect(await isOpen(viewId)).toBe(false);
    });
  });

  describe('a view over HTTPS', () =>
    httpsViewingContract(() => ({ media: it.media, source: it.source, endOf, watch })));

  viewSwitchContract({ node: () => it, watch, plays, isStill, endOf, sendsPictures });

  describe('a camera', () => {
    test('that is not set cannot be watched', async () => {
      const error: unknown = await open(randomUUID()).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CameraNotLive);
    });

    test('that is set again unchanged leaves its views alone', async () => {
      const viewId = await watch();
      await it.media.setCameras([{ ...it.source }]);
      await plays(viewId);
      expect(await isOpen(viewId)).toBe(true);
    });

    test('that goes away and comes back brings the picture back to the same view', async () => {
      const viewId = await watch(60_000);
      await plays(viewId);
      await it.unplugCamera();
      await until('the node tells that the camera went', () => states.at(-1)?.phase !== 'live');
      await it.plugInCamera();
      await until('the node tells that the camera is back', () => states.at(-1)?.phase === 'live', 30_000);
      await plays(viewId);
      expect(endOf(viewId)).toBeUndefined();
    }, 90_000);

    test('that is changed is connected anew, and its views end', async () => {
      const viewId = await watch();
      await it.media.setCameras([{ ...it.source, sub: null }]);
      expect(endOf(viewId)).toBe('media-restarted');
      await isStill(viewId);
      await cameraIsLive();
      // It has no small picture now: the main one is offered instead.
      const small = await it.viewer.watch(it.media, { cameraId: it.source.cameraId, stream: 'sub', leaseMs: LEASE_MS });
      await plays(small);
      if (sendsPictures) expect((await it.viewer.seen(small)).widthPx).toBe(1280);
    });

    test('that is removed takes its views and its state with it', async () => {
      const viewId = await watch();
      await it.media.setCameras([]);
      expect(endOf(viewId)).toBe('camera-removed');
      await isStill(viewId);
      expect(await it.media.cameraStates()).toEqual([]);
      await expect(open(it.source.cameraId)).rejects.toThrow(CameraNotLive);
      await it.media.setCameras([it.source]);
      await cameraIsLive();
    });

    if (sendsPictures) {
      test('that can be had is described by the probe, with a picture', async () => {
        const { main, sub, allowedNetworks } = it.source;
        const report = await it.media.probe({ main, sub, allowedNetworks });
        if (!report.ok) throw new Error(`The probe failed: ${report.fault}`);
        expect(report.main).toMatchObject({ codec: 'H264', widthPx: 1280, heightPx: 720 });
        expect(report.sub).toMatchObject({ codec: 'H264', widthPx: 640, heightPx: 360 });
        expect([...report.picture!.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]); // JPEG
      });
    }

    if (sendsPictures) {
      test('that speaks ONVIF is found in its network, and tells the addresses of its streams for its account', async () => {
        const ip = `127.0.${String(1 + (process.pid % 250))}.21`; // this run's own
        const allowedNetworks = [`${ip}/32`];
        const device = await startTestDevice({ ip, discoveryPort: 3_702 });
        try {
          const [found] = await it.media.findDevices(allowedNetworks);
          expect(found).toEqual({ address: ip, service: device.service, name: 'Haitang door', model: 'KW-2300' });
          const login = { service: device.service, ...LOGIN, allowedNetworks };
          expect(await it.media.readDeviceStreams(login)).toEqual({
            ok: true,
            main: `rtsp://${ip}:8554/main`,
            sub: `rtsp://${ip}:8554/sub`,
          });
        } finally {
          await device.close();
        }
      });
    }

    test('that is searched for in no network is not found, and an account that nobody asks for is reported', async () => {
      expect(await it.media.findDevices([])).toEqual([]);
      const service = 'http://127.0.0.1:9/onvif/device_service';
      const report = await it.media.readDeviceStreams({ service, ...LOGIN, allowedNetworks: ['127.0.0.0/8'] });
      expect(report).toEqual({ ok: false, fault: 'unreachable' });
    });

    test('that nobody answers for is reported by the probe, not thrown', async () => {
      const nowhere = { url: 'rtsp://127.0.0.1:9/main', username: '', password: '' };
      const report = await it.media.probe({ main: nowhere, sub: null, allowedNetworks: ['127.0.0.0/8'] });
      expect(report).toEqual({ ok: false, stream: 'main', fault: 'unreachable' });
    });
  });

  describe('a network test', () => networkTestCases(() => it.media));
}
