import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { observer, type types } from 'mediasoup';
import { startMediaNode, type LocalMediaNode } from '../../media/in-process.ts';
import { type BrowserViewer, openBrowserViewer } from '../support/browser-viewer.ts';
import { startTestCamera, type TestCamera } from '../support/test-camera.ts';
import { until } from '../support/until.ts';

const LEASE_MS = 60_000;
const SWITCHES = 50;
/** So long a node waits for a browser that says nothing. */
const DECIDED_WITHIN_MS = 10_000;

let camera: TestCamera;
let viewer: BrowserViewer;
let media: LocalMediaNode;
const routers = new Set<types.Router>();
observer.on('newworker', (worker) => worker.observer.on('newrouter', (router) => routers.add(router)));

beforeAll(async () => {
  [camera, viewer, media] = await Promise.all([
    startTestCamera(),
    openBrowserViewer(),
    startMediaNode({ workers: 1, logLevel: 'error' }),
  ]);
  await media.setCameras([camera.source]);
  await until(
    'both streams can be had',
    async () => {
      const viewId = await watch('sub').catch(() => null);
      if (!viewId) return null;
      const { bitRates } = await media.switchViewer(viewId, 'main');
      await media.closeViewer(viewId);
      return bitRates.main !== null && bitRates.sub !== null;
    },
    30_000,
  );
}, 120_000);
afterEach(() => media.closeAllViewers());
afterAll(async () => {
  await media.close();
  await Promise.all([viewer.close(), camera.unplug()]);
});

const watch = (stream: 'main' | 'sub') =>
  viewer.watch(media, { cameraId: camera.source.cameraId, stream, leaseMs: LEASE_MS });

/** What mediasoup holds for this node's one camera, by its own account. */
async function held() {
  const [router] = [...routers].filter(({ closed }) => !closed);
  const { transportIds, mapProducerIdConsumerIds, mapConsumerIdProducerId } = await router!.dump();
  return [transportIds.length, mapProducerIdConsumerIds.length, mapConsumerIdProducerId.length];
}
const settled = (wanted: number[]) =>
  until('what a switch made for a moment is gone', async () => JSON.stringify(await held()) === JSON.stringify(wanted));

test('fifty switches, taken, given up, overtaken or without a word, leave one stream and afterwards none', async () => {
  const before = await held();
  const viewId = await watch('sub');
  const streams = ['main', 'sub'] as const;
  for (let at = 0; at < SWITCHES; at += 1) {
    const stream = streams[at % 2]!;
    if (at % 5 === 0)
      await media.switchViewer(viewId, stream); // and not a word of it any more
    else if (at % 5 === 1) {
      const { consumer } = await viewer.addStream(media, viewId, stream);
      await media.stepSwitch(viewId, consumer.id, 'given-up');
    } else await viewer.switchTo(media, viewId, stream);
  }
  // One transport and one consumer of the shared stream; what began a picture ends with the next key frame.
  await settled([before[0]! + 1, before[1]!, before[2]! + 1]);
  const { framesDecoded } = await viewer.seen(viewId);
  await until('it still plays', async () => (await viewer.seen(viewId)).framesDecoded > framesDecoded + 5);
  await media.closeViewer(viewId);
  expect(await held()).toEqual(before);
}, 120_000);

test('a browser that says nothing after it was ready is sent the new stream alone', async () => {
  const before = await held();
  const viewId = await watch('main');
  await viewer.addStream(media, viewId, 'sub');
  await sleep(DECIDED_WITHIN_MS - 2_000);
  expect((await held())[2]).toBeGreaterThanOrEqual(before[2]! + 2);
  await until('one is left', async () => (await held())[2] === before[2]! + 1, 5_000);
}, 40_000);

test('fifty views that end in the midst of a switch leave nothing', async () => {
  const before = await held();
  for (let at = 0; at < 10; at += 1) {
    const viewId = await watch('sub');
    const asked = viewer.addStream(media, viewId, 'main').catch(() => undefined);
    await sleep(8 * at); // before it is prepared, and after
    await media.closeViewer(viewId);
    await asked;
  }
  for (let at = 0; at < 40; at += 1) {
    const viewId = await watch('sub');
    const asked = media.switchViewer(viewId, 'main').catch(() => undefined);
    await media.closeViewer(viewId);
    await asked;
  }
  expect(await held()).toEqual(before);
}, 120_000);
