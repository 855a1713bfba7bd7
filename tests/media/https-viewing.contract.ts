import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { CameraNotLive, ViewNotOpen, type CameraSource, type MediaNode } from '../../media/contract.ts';
import { until } from '../support/until.ts';

type Asked = {
  media: MediaNode;
  source: CameraSource;
  endOf: (viewId: string) => string | undefined;
  /** Opens a view over WebRTC, and starts it. */
  watch: () => Promise<string>;
};

const LEASE_MS = 20_000;
const DTLS = { fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('00').join(':') }] };

/** What every media node does for views that are read over HTTPS, wherever it runs; its double too. */
export function httpsViewingContract(it: () => Asked) {
  const open = async (leaseMs = LEASE_MS) => {
    const viewId = randomUUID();
    await it().media.openHttpsViewer({ viewId, cameraId: it().source.cameraId, stream: 'main', leaseMs });
    return viewId;
  };
  const read = async (viewId: string, after: number | null = null) => {
    const answer = await it().media.readHttpsViewer(viewId, after);
    if (!answer) throw new Error('Nothing came.');
    return answer;
  };

  test('begins with a beginning, and goes on where it was', async () => {
    const viewId = await open();
    const first = await read(viewId);
    expect(first).toMatchObject({
      begins: true,
      type: expect.stringMatching(/^video\/mp4; codecs="avc1\.[0-9a-f]{6}"$/),
    });
    const second = await read(viewId, first.last);
    expect(second.begins).toBe(false);
    expect(second.last).toBeGreaterThan(first.last);
    expect(second.bytes.length).toBeGreaterThan(0);
  });

  test('is counted, renewed and closed as any view, and gives nothing once it is closed', async () => {
    const viewId = await open();
    expect((await it().media.stats()).openViews).toBeGreaterThan(0);
    await read(viewId);
    expect(await it().media.renewViewers([viewId], LEASE_MS)).toEqual([viewId]);
    await it().media.closeViewer(viewId);
    expect(await it().media.renewViewers([viewId], LEASE_MS)).toEqual([]);
    await expect(read(viewId)).rejects.toThrow(ViewNotOpen);
    expect(it().endOf(viewId)).toBeUndefined();
  });

  test('ends by itself when its lease runs out, the node tells, and it gives nothing more', async () => {
    const viewId = await open(600);
    const { last } = await read(viewId);
    await until('the view ended', () => it().endOf(viewId) === 'lease-expired');
    await expect(read(viewId, last)).rejects.toThrow(ViewNotOpen);
  });

  test('goes on past its first lease while it is renewed', async () => {
    const viewId = await open(800);
    for (let i = 0; i < 4; i += 1) {
      await sleep(400);
      expect(await it().media.renewViewers([viewId], 800)).toEqual([viewId]);
    }
    await read(viewId);
  });

  test('is of a camera that is set, once, and is not started like one that is sent', async () => {
    const nowhere = { viewId: randomUUID(), cameraId: randomUUID(), stream: 'main', leaseMs: LEASE_MS } as const;
    await expect(it().media.openHttpsViewer(nowhere)).rejects.toThrow(CameraNotLive);
    const viewId = await open();
    const again = { viewId, cameraId: it().source.cameraId, stream: 'main', leaseMs: LEASE_MS } as const;
    await expect(it().media.openHttpsViewer(again)).rejects.toThrow('open already');
    await expect(it().media.startViewer(viewId, DTLS)).rejects.toThrow(ViewNotOpen);
  });

  test('is none that was opened to be sent, and none that never was', async () => {
    const sent = await it().watch();
    await expect(read(sent)).rejects.toThrow(ViewNotOpen);
    expect(await it().media.renewViewers([sent], LEASE_MS)).toEqual([sent]); // it goes on as it was
    await it().media.closeViewer(sent);
    await expect(read(randomUUID())).rejects.toThrow(ViewNotOpen);
  });
}
