import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadConfig } from '../../server/config.ts';
import { requireFreePorts } from '../../server/platform/free-ports.ts';
import { createLog } from '../../server/platform/log.ts';
import { startService } from '../../server/service.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: { url: string; close: () => Promise<void> };
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'kanwa-taken-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const VIDEO = { setting: 'MEDIA_PORT', isUdpToo: true };

async function takeTcp(): Promise<{ port: number; free: () => void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, free: () => void server.close() };
}
async function takeUdp(): Promise<{ port: number; free: () => void }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, free: () => void socket.close() };
}

/** `node server/main.ts` with the settings of an installation, until it ends by itself. */
async function startAndEnd(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      KANWA_KEY: randomBytes(32).toString('hex'),
      MEDIA_WORKERS: '1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000, // one that starts all the same is ended, and its code is not the one expected
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  return { said, code };
}

test.each([
  ['TCP', takeTcp],
  ['UDP', takeUdp],
])(
  'a video port that is taken (%s) is said in one sentence that names it and the setting, and the start ends',
  async (_what, take) => {
    const { port, free } = await take();
    const { said, code } = await startAndEnd({ MEDIA_PORT: String(port) });
    free();
    expect(said).toContain(
      `Port ${String(port)} (UDP or TCP) is in use by another program. Set MEDIA_PORT to another one.`,
    );
    expect(said).not.toMatch(/\bat \S+ \(|EADDRINUSE/);
    expect(code).toBe(1);
  },
);

test('the taken port of the link to the video process is said the same way', async () => {
  const { port, free } = await takeTcp();
  const { said, code } = await startAndEnd({ MEDIA_LINK_PORT: String(port) });
  free();
  expect(said).toContain(`Port ${String(port)} is in use by another program. Set MEDIA_LINK_PORT to another one.`);
  expect(said).not.toMatch(/\bat \S+ \(|EADDRINUSE/);
  expect(code).toBe(1);
});

test('a start that fails on a video port has let go of the link’s port', async () => {
  const [video, link] = [await takeTcp(), await takeTcp()];
  link.free();
  const config = loadConfig({
    ...{
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: 'http://localhost:3000',
      KANWA_KEY: randomBytes(32).toString('hex'),
    },
    ...{ DATABASE_URL: database.url, DATA_DIR: folder, MEDIA_WORKERS: '1' },
    ...{ MEDIA_PORT: String(video.port), MEDIA_LINK_PORT: String(link.port) },
  });
  await expect(startService(config, createLog('silent'))).rejects.toThrow('Set MEDIA_PORT');
  video.free();
  const again = createServer().listen(link.port, '127.0.0.1');
  await once(again, 'listening');
  again.close();
});

test('every worker has a port of its own: the second one is looked at, too', async () => {
  const [first, second] = [await takeTcp(), await takeUdp()];
  first.free();
  const ports = [first.port, second.port];
  await expect(requireFreePorts('127.0.0.1', ports, VIDEO)).rejects.toThrow(`Port ${String(second.port)} `);
  second.free();
});

test('a port that is let go in time is no fault', async () => {
  const [tcp, udp] = [await takeTcp(), await takeUdp()];
  const waiting = requireFreePorts('127.0.0.1', [tcp.port, udp.port], VIDEO);
  await sleep(500);
  tcp.free();
  udp.free();
  await expect(waiting).resolves.toBeUndefined();
});
