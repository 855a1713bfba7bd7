import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, beforeAll, afterAll } from '@jest/globals';
import { io } from 'socket.io-client';
import { MediaUnavailable } from '../../media/contract.ts';
import { createMediaLog } from '../../media/log.ts';
import { acceptMediaNode, type RemoteMedia } from '../../media/remote.ts';
import { spawnMediaNode, type SpawnedNode } from '../../media/spawn-node.ts';
import { childrenOf, isRunning } from '../../scripts/processes.ts';
import { until } from '../support/until.ts';
import { mediaNodeContract, type NodeUnderTest } from './media-node.contract.ts';
import { withCameraAndBrowser } from './with-camera-and-browser.ts';

const KEY = 'a-key-that-only-tests-know';
const LEASE_MS = 30_000;
const log = createMediaLog('silent');
// What the child may know of ours; ffmpeg is found through it.
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin' };

/** A server that starts a node, says its process id, and waits to be killed. */
const PARENT = `
  const { createMediaLog } = await import('${import.meta.resolve('../../media/log.ts')}');
  const { spawnMediaNode } = await import('${import.meta.resolve('../../media/spawn-node.ts')}');
  const settings = { workers: 1, logLevel: 'silent' };
  const node = spawnMediaNode({
    address: 'http://127.0.0.1:9', key: '${KEY}', settings, environment: {}, log: createMediaLog('silent'),
  });
  console.log(node.pid);
  setInterval(() => {}, 1_000);
`;

const accept = () => acceptMediaNode({ host: '127.0.0.1', port: 0, key: KEY, log });
const spawnFor = (media: RemoteMedia) =>
  spawnMediaNode({
    address: media.address,
    key: KEY,
    settings: { workers: 1, posterEveryMs: 500, logLevel: 'error' },
    environment,
    log,
  });
const answers = (media: RemoteMedia) =>
  until('the node serves', () => media.capabilities().then(Boolean, () => false), 20_000);

describe('a node of its own process', () => {
  mediaNodeContract(
    async () => {
      const media = await accept();
      const node = spawnFor(media);
      await answers(media);
      return withCameraAndBrowser(media, async () => {
        await media.close();
        await node.stop();
      });
    },
    { sendsPictures: true },
  );
});

describe('the link to a node', () => {
  let media: RemoteMedia;
  let node: SpawnedNode;
  let it: NodeUnderTest;
  const told: string[] = [];

  beforeAll(async () => {
    media = await accept();
    for (const event of ['up', 'down'] as const) media.on(event, () => told.push(event));
    it = await withCameraAndBrowser(media, () => media.close());
  }, 60_000);
  afterAll(async () => {
    await node.stop();
    await it.end();
  });

  test('rejects calls while there is no node, and keeps the cameras for the one that comes', async () => {
    await expect(media.capabilities()).rejects.toThrow(MediaUnavailable);
    await media.setCameras([it.source]);
    node = spawnFor(media);
    await until('the node is up', () => told.includes('up'), 20_000);
    expect((await media.cameraStates()).map(({ cameraId }) => cameraId)).toEqual([it.source.cameraId]);
    await until('a poster crosses the wire', () => media.poster(it.source.cameraId));
  }, 40_000);

  test('tells when the node is killed, and goes on with the next one, its cameras set again', async () => {
    const watch = () => it.viewer.watch(media, { cameraId: it.source.cameraId, stream: 'main', leaseMs: LEASE_MS });
    const before = await until('the camera can be watched', () => watch().catch(() => null));
    const firstPid = node.pid!;
    const workers = await childrenOf(firstPid);
    told.length = 0;
    process.kill(firstPid, 'SIGKILL');
    await until('the node is told to be away', () => told.includes('down'));
    await expect(media.capabilities()).rejects.toThrow(MediaUnavailable);
    await until('the node is told to be back', () => told.includes('up'), 20_000);
    expect(node.pid).not.toBe(firstPid);
    await until('its workers went with it', async () => {
      const running = await Promise.all(workers.map(({ pid }) => isRunning(pid)));
      return running.every((isAlive) => !isAlive);
    });
    const after = await until('the camera can be watched again', () => watch().catch(() => null));
    await until('the picture moves', async () => (await it.viewer.seen(after)).framesDecoded > 5);
    expect(await media.renewViewers([before, after], LEASE_MS)).toEqual([after]);
  }, 60_000);

  test('gives up a call that a stopped node does not answer', async () => {
    const pid = node.pid!;
    process.kill(pid, 'SIGSTOP');
    const answer: unknown = await media.capabilities().catch((error: unknown) => error);
    process.kill(pid, 'SIGCONT');
    expect(answer).toBeInstanceOf(MediaUnavailable);
    await answers(media);
  });

  test.each([
    ['another key', 'another-key-than-the-right-one', 'wrong-key'],
    ['no key', undefined, 'wrong-key'],
    ['the key, while a node serves', KEY, 'another-node-serves'],
  ])('refuses whoever comes with %s', async (_, key, refusal) => {
    const stranger = io(media.address, { auth: { key }, transports: ['websocket'], reconnection: false });
    const message = await new Promise((resolve) => {
      stranger.once('connect', () => resolve('let in'));
      stranger.once('connect_error', (error) => resolve(error.message));
    });
    stranger.disconnect();
    expect(message).toBe(refusal);
    await media.capabilities();
  });

  test('has no secret in the process list', async () => {
    const commands = (await childrenOf(process.pid)).map(({ command }) => command);
    commands.push(...(await childrenOf(node.pid!)).map(({ command }) => command));
    expect(commands.some((command) => command.includes('node-main'))).toBe(true);
    for (const secret of [KEY, it.source.main.password, it.source.main.url]) {
      expect(commands.filter((command) => command.includes(secret))).toEqual([]);
    }
  });

  test('ends with the process that started it, even when that one is killed', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', PARENT], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const pid = Number(line);
    const workers = await until('it has a worker', async () => {
      const children = await childrenOf(pid);
      return children.length > 0 && children;
    });
    parent.kill('SIGKILL');
    for (const each of [pid, ...workers.map((worker) => worker.pid)]) {
      await until('it ended', async () => !(await isRunning(each)));
    }
  });

  test('leaves the cameras when it is closed, and the node ends when it is stopped', async () => {
    const pid = node.pid!;
    const workers = await childrenOf(pid);
    await media.close();
    await node.stop();
    await sleep(200);
    for (const each of [pid, ...workers.map((worker) => worker.pid)]) expect(await isRunning(each)).toBe(false);
    await expect(media.poster(randomUUID())).rejects.toThrow(MediaUnavailable);
  });
});
