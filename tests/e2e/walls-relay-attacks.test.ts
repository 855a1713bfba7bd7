import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTurnAccess } from '../../server/live/turn-access.ts';
import { selfMadeCertificate } from '../../server/platform/certificate.ts';
import { type Internet, mayMakeNetworks, openInternet } from '../../scripts/network/internet.ts';
import { startRelay } from '../support/network/relay.ts';
import { Closers } from '../../scripts/network/run.ts';
import { type Credential, TurnClient } from '../support/network/turn-client.ts';
import { until } from '../support/until.ts';

const SECRET = 'the-secret-of-the-relay-and-the-service';
const NOTHING_COMES_MS = 1_000;
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const [UDP, TCP] = [17, 6] as const;

const credentialOf = (secret: string, at = new Date()): Credential =>
  createTurnAccess({ urls: ['turns:relay:443'], secret })(randomUUID(), at)[0]!;

(mayMakeNetworks ? describe : describe.skip)('attack: a viewer uses the relay for something else', () => {
  const closers = new Closers();
  let internet: Internet;
  /** Stands where the media node's video port would be. */
  let video: Heard;
  /** Any other service of the media node's machine. */
  let other: Heard;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kanwa-relay-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    internet = await openInternet();
    closers.push(internet.close);
    [video, other] = [await listen(internet.serviceAddress), await listen(internet.serviceAddress)];
    for (const { socket } of [video, other]) closers.push(() => void socket.close());
    const certificate = await selfMadeCertificate(folder, [internet.relayAddress]);
    const relay = await startRelay({ internet, folder, certificate, secret: SECRET, firstMediaPort: video.port });
    closers.push(relay.stop);
  }, 60_000);
  afterAll(closers.closeAll, 30_000);

  const come = async (credential = credentialOf(SECRET)) => {
    const client = await TurnClient.connect(internet.relayAddress, credential);
    closers.push(() => client.close());
    return client;
  };

  test('with a credential of ours the media node is reached, and no other port of its machine', async () => {
    const viewer = await come();
    expect(await viewer.allocate()).toBeNull();
    expect(await viewer.permit(internet.serviceAddress, video.port)).toBeNull();
    viewer.send(internet.serviceAddress, video.port, 'to the video port');
    await until('the video port hears it', () => video.heard.includes('to the video port'));
    viewer.send(internet.serviceAddress, other.port, 'to another service');
    await sleep(NOTHING_COMES_MS);
    expect(other.heard).toEqual([]);
  });

  test('no other address is reached: not the relay itself, not loopback, not a private network, not the router, no multicast', async () => {
    const viewer = await come();
    expect(await viewer.allocate()).toBeNull();
    const router = internet.serviceAddress.replace(/1$/, '2');
    for (const address of [
      '127.0.0.1',
      '0.0.0.0',
      internet.relayAddress,
      router,
      '10.0.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '224.0.0.251',
    ]) {
      expect([address, await viewer.permit(address, video.port)]).toEqual([address, FORBIDDEN]);
      expect([address, await viewer.bind(0x4000, address, video.port)]).toEqual([address, FORBIDDEN]);
    }
  });

  test('it opens no TCP connection, as to the database', async () => {
    expect(await (await come()).allocate(TCP)).not.toBeNull();
  });

  test.each<[string, () => Credential]>([
    ['one that has run out', () => credentialOf(SECRET, new Date(Date.now() - 11 * 60_000))],
    ['one under another secret', () => credentialOf('another secret that is long enough too')],
    [
      'one whose time was moved',
      () => {
        const { username, credential } = credentialOf(SECRET);
        return { username: username.replace(/^\d+/, (until) => String(Number(until) + 86_400)), credential };
      },
    ],
    ['one of another view', () => ({ ...credentialOf(SECRET), username: credentialOf(SECRET).username })],
    ['a name without a time', () => ({ username: 'turnserver', credential: SECRET })],
    ['nothing', () => ({ username: '', credential: '' })],
  ])('%s is refused', async (_what, credential) => {
    expect(await (await come(credential())).allocate(UDP)).toBe(UNAUTHORIZED);
  });
});

type Heard = { socket: Socket; port: number; heard: string[] };

async function listen(address: string): Promise<Heard> {
  const heard: string[] = [];
  const socket = createSocket('udp4', (data) => heard.push(data.toString()));
  socket.bind(0, address);
  await once(socket, 'listening');
  return { socket, port: socket.address().port, heard };
}
