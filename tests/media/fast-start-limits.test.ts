import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { observer, type types } from 'mediasoup';
import type { CameraSource, PlainReason } from '../../media/contract.ts';
import { startMediaNode, type LocalMediaNode } from '../../media/in-process.ts';
import { openCameraStream } from '../../media/ingest/camera-stream.ts';
import { PAYLOAD_TYPE, SSRC } from '../../media/sfu/codecs.ts';
import { FastStarts } from '../../media/sfu/fast-starts.ts';
import { openCameraRouter } from '../../media/sfu/camera-router.ts';
import { WorkerPool } from '../../media/sfu/worker-pool.ts';
import { createMediaLog } from '../../media/log.ts';
import { type BrowserViewer, openBrowserViewer } from '../support/browser-viewer.ts';
import { ms, printFigures } from '../support/e2e-figures.ts';
import { type GstCamera, startGstCamera } from '../../scripts/gst-camera/gst-camera.ts';
import { until } from '../support/until.ts';

const LEASE_MS = 30_000;
/** As many as are caught up at once. */
const MOST_AT_ONCE = 32;
const NEWCOMERS = 20;

let camera: GstCamera;
let viewer: BrowserViewer;
let media: LocalMediaNode;
let source: CameraSource;
/** mediasoup's own, of whichever node. */
const routers = new Set<types.Router>();
observer.on('newworker', (worker) => worker.observer.on('newrouter', (router) => routers.add(router)));

beforeAll(async () => {
  [camera, viewer, media] = await Promise.all([
    startGstCamera({ seconds: 300 }),
    openBrowserViewer(),
    startMediaNode({ workers: 1, logLevel: 'error' }),
  ]);
  const login = { username: camera.username, password: camera.password };
  const [main, sub] = (['main', 'sub'] as const).map((name) => ({ url: camera.urlOf(name), ...login }));
  source = { cameraId: randomUUID(), main: main!, sub: sub!, allowedNetworks: ['127.0.0.0/8'] };
  await media.setCameras([source]);
  await until('a newcomer can be caught up', async () => (await open().catch(() => null))?.catchUp ?? null, 20_000);
  await media.closeAllViewers();
}, 120_000);
afterEach(() => media.closeAllViewers());
afterAll(async () => {
  await media.close();
  await Promise.all([viewer.close(), camera.kill()]);
});

async function open(viewId: string = randomUUID(), leaseMs = LEASE_MS) {
  const view = { viewId, cameraId: source.cameraId, stream: 'main' } as const;
  const canReceive = await viewer.canReceive(media);
  return media.openViewer({ ...view, canReceive, canCatchUp: true, leaseMs });
}
const watch = (network?: 'slow') =>
  viewer.watch(media, { cameraId: source.cameraId, stream: 'main', leaseMs: LEASE_MS }, network);
const plays = async (viewId: string) => {
  const before = (await viewer.seen(viewId)).framesDecoded;
  await until('the picture moves', async () => (await viewer.seen(viewId)).framesDecoded > before + 5);
};
const plainStarts = async (reason: PlainReason) => (await media.stats()).plainStarts[reason];

/** What mediasoup holds for this node's one camera, by its own account. */
async function held() {
  const [router] = [...routers].filter(({ closed }) => !closed);
  const { transportIds, mapProducerIdConsumerIds, mapConsumerIdProducerId } = await router!.dump();
  return [transportIds.length, mapProducerIdConsumerIds.length, mapConsumerIdProducerId.length];
}

test('of fifty views, however they ended, no transport, no producer and no consumer is left', async () => {
  const before = await held();
  const left: string[] = [];
  for (let at = 0; at < 10; at += 1) {
    const viewId = await watch();
    if (at % 2 === 0) await sleep(60 * at); // some in the midst of the burst, some before it
    await media.closeViewer(viewId);
    left.push(viewId);
  }
  const opened = Array.from({ length: 30 }, () => randomUUID());
  await Promise.all(opened.map((viewId) => open(viewId)));
  expect((await held())[0]).toBeGreaterThan(before[0]! + 30);
  await Promise.all(opened.map((viewId) => media.closeViewer(viewId)));
  await Promise.all(Array.from({ length: 10 }, () => open(randomUUID(), 200)));
  await until('their leases ran out', async () => (await media.stats()).openViews === 0);
  expect(await held()).toEqual(before);

  const received = () => Promise.all(left.map(async (viewId) => (await viewer.seen(viewId)).packetsReceived));
  const atEnd = await received();
  await sleep(700);
  expect(await received()).toEqual(atEnd);
}, 60_000);

test('more newcomers than can be caught up at once take the plain way, and those who come later do not', async () => {
  const offers = await Promise.all(Array.from({ length: MOST_AT_ONCE + 3 }, () => open()));
  expect(offers.filter(({ catchUp }) => catchUp !== null)).toHaveLength(MOST_AT_ONCE);
  const before = await plainStarts('too-many');
  const plain = await watch();
  await plays(plain);
  expect(await plainStarts('too-many')).toBe(before + 1);
  await media.closeAllViewers();
  expect((await open()).catchUp).not.toBeNull();
}, 30_000);

test('over a line on which the handshake took long the picture comes plainly', async () => {
  const before = await plainStarts('slow-link');
  const fast = (await media.stats()).fastStarts;
  const viewId = await watch('slow');
  await plays(viewId);
  const { frames } = await viewer.frames(viewId);
  expect(new Set(frames.map(({ from }) => from))).toEqual(new Set(['shared']));
  expect([await plainStarts('slow-link'), (await media.stats()).fastStarts]).toEqual([before + 1, fast]);
}, 30_000);

test('twenty newcomers in one moment all get every packet, and what waits meanwhile is printed', async () => {
  const log = createMediaLog('error');
  const place = { workers: 1, listenIp: '127.0.0.1', announcedAddresses: ['127.0.0.1'], rtcPortBase: 0 };
  const pool = new WorkerPool({ ...place, log, onReplaced: () => undefined });
  await pool.start();
  const from = await openCameraRouter(pool, ['main'], () => undefined);
  const identity = { ssrc: SSRC.main, payloadType: PAYLOAD_TYPE };
  const stream = openCameraStream({
    source: source.main,
    allowedNetworks: source.allowedNetworks,
    ...identity,
    onPacket: (rtp) => from.feeds.get('main')?.send(rtp),
    onState: () => undefined,
    log,
  });
  await until('there is a group', () => stream.gop.state === 'ready', 20_000);
  const fastStarts = new FastStarts();
  const newcomers = await Promise.all(
    Array.from({ length: NEWCOMERS }, async () => {
      const beginning = await fastStarts.prepare({ from, stream: 'main', source: stream }, true);
      return { beginning, sentPackets: await receiverOf(from.router, beginning.producerId!) };
    }),
  );
  // Long, and not so long that the next key frame could cut it short.
  const isLong = () => stream.gop.packets.length > 100 && stream.gop.packets.length < 150;
  await until('the group is long', isLong, 20_000);
  const packets = stream.gop.packets.length;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const beganAt = performance.now();
  for (const { beginning } of newcomers) beginning.begin(0);
  const sent = () => Promise.all(newcomers.map(({ sentPackets }) => sentPackets()));
  await until('all are sent', async () => (await sent()).every((count) => count >= packets), 20_000);
  const tookMs = performance.now() - beganAt;
  delay.disable();
  printFigures(`${NEWCOMERS} newcomers in one moment, ${packets} packets each`, [
    `sent within ${ms(tookMs)}; the event loop was late by ${ms(delay.percentile(99) / 1e6)} (p99), ${ms(delay.max / 1e6)} at most`,
  ]);
  expect(fastStarts.counts.fastStarts).toBe(NEWCOMERS);
  for (const { beginning } of newcomers) beginning.end();
  await stream.close();
  from.close();
  await pool.close();
}, 60_000);

/** Somebody on this machine to whom a producer's packets go. @returns how many did, as mediasoup counts */
async function receiverOf(router: types.Router, producerId: string): Promise<() => Promise<number>> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 }).unref();
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const transport = await router.createPlainTransport({ listenInfo: { protocol: 'udp', ip: '127.0.0.1' } });
  transport.observer.once('close', () => socket.close());
  await transport.connect({ ip: '127.0.0.1', port: socket.address().port });
  const consumer = await transport.consume({ producerId, rtpCapabilities: router.rtpCapabilities });
  return async () => {
    const stats = (await consumer.getStats()).find(({ type }) => type === 'outbound-rtp');
    return stats?.packetCount ?? 0;
  };
}

test('while its camera is away a view is opened plainly, and shows the picture when that is back', async () => {
  await camera.kill();
  await until('the camera stalled', async () => (await media.cameraStates())[0]?.phase === 'stalled');
  const before = await plainStarts('cold');
  const viewId = await watch();
  await until('the plain start is counted', async () => (await plainStarts('cold')) === before + 1);
  camera = await startGstCamera({ port: camera.port, seconds: 300 });
  await plays(viewId);
}, 60_000);
