import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Broadcast } from '../../../scripts/demo-camera/rtsp/broadcast.ts';
import { startRtspServer, type RtspServer } from '../../../scripts/demo-camera/rtsp/server.ts';
import { until } from '../../support/until.ts';
import { RtspClient } from './rtsp-client.ts';

const login = { username: 'cam', password: 'pass:wörd' };
const OVER_TCP = { Transport: 'RTP/AVP/TCP;unicast;interleaved=4-5' };
const taken = new Date('2026-11-20T02:24:36.500Z');

let server: RtspServer;
let broadcast: Broadcast;
let slowListeners: number;
let clients: RtspClient[];

const startServer = (sessionTimeoutMs = 60_000) =>
  startRtspServer(0, {
    login,
    findBroadcast: (path) => (path === '/room/main' ? broadcast : path === '/room/later' ? 'preparing' : undefined),
    sessionTimeoutMs,
  });

beforeEach(async () => {
  slowListeners = 0;
  clients = [];
  broadcast = new Broadcast({
    sps: Buffer.from([0x67, 0x42, 0xc0, 0x1f]),
    pps: Buffer.from([0x68, 0xce]),
    framesPerSecond: 12.5,
    onSlowListener: () => (slowListeners += 1),
  });
  server = await startServer();
});

afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

const newClient = () => {
  const client = new RtspClient(server.port);
  clients.push(client);
  return client;
};
const uri = (path: string) => `rtsp://127.0.0.1:${server.port}${path}`;

/** A client that plays, and the id of its session. */
async function player(): Promise<{ client: RtspClient; session: string }> {
  const client = newClient();
  const setUp = await client.askAs(login, 'SETUP', uri('/room/main/trackID=0'), OVER_TCP);
  const session = setUp.headers.get('session')!.split(';')[0]!;
  expect((await client.askAs(login, 'PLAY', uri('/room/main'), { Session: session })).status).toBe(200);
  return { client, session };
}

test('without a login, with a wrong password, with an old nonce: 401 each time, and only the last is worth another try', async () => {
  const client = newClient();
  const first = await client.ask('DESCRIBE', uri('/room/main'));
  expect(first.status).toBe(401);
  const wrong = await client.askAs({ ...login, password: 'guess' }, 'DESCRIBE', uri('/room/main'));
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('www-authenticate')).not.toContain('stale');
  const old = await client.ask('DESCRIBE', uri('/room/main'), { Authorization: 'Digest username="cam", nonce="old"' });
  expect(old.headers.get('www-authenticate')).toContain('stale=true');
});

test('a login made for one address does not open another', async () => {
  const client = newClient();
  expect((await client.askAs(login, 'DESCRIBE', uri('/room/main'))).status).toBe(200);
  expect((await client.askAs(login, 'DESCRIBE', uri('/room/main'), {}, uri('/room/sub'))).status).toBe(401);
});

test('the description holds what a decoder needs', async () => {
  const { status, body, headers } = await newClient().askAs(login, 'DESCRIBE', uri('/room/main'));
  expect(status).toBe(200);
  expect(headers.get('content-base')).toBe(uri('/room/main/'));
  expect(body).toContain('profile-level-id=42c01f;sprop-parameter-sets=Z0LAHw==,aM4=');
});

test('what is not there, not ready, not over TCP or not known is refused, each in its own way', async () => {
  const client = newClient();
  expect((await client.askAs(login, 'DESCRIBE', uri('/room/other'))).status).toBe(404);
  expect((await client.askAs(login, 'DESCRIBE', uri('/room/later'))).status).toBe(503);
  const udp = { Transport: 'RTP/AVP;unicast;client_port=5000-5001' };
  expect((await client.askAs(login, 'SETUP', uri('/room/main/trackID=0'), udp)).status).toBe(461);
  expect((await client.askAs(login, 'PLAY', uri('/room/main'), { Session: 'guess' })).status).toBe(454);
  expect((await client.askAs(login, 'RECORD', uri('/room/main'))).status).toBe(405);
});

test('two players get the same picture: cut into packets, marked at its end, with a report of its time', async () => {
  const { client } = await player();
  const { client: other } = await player();
  const slice = Buffer.alloc(4_000, 0xab);
  slice[0] = 0x65;
  broadcast.send({ isKey: true, nals: [Buffer.from([0x67, 1]), slice] }, 80, taken);
  await until('the picture', () => client.packets.length >= 5 && other.packets.length >= 5);

  expect(other.packets).toEqual(client.packets);
  const rtp = client.packets.filter(({ channel }) => channel === 4).map(({ bytes }) => bytes);
  expect(rtp.map((packet) => packet[1]! >> 7)).toEqual([0, 0, 0, 1]);
  expect(rtp.every((packet) => packet.length <= 1400)).toBe(true);
  const sequence = rtp.map((packet) => packet.readUInt16BE(2));
  expect(sequence.map((number) => (number - sequence[0]! + 65536) % 65536)).toEqual([0, 1, 2, 3]);
  const pieces = rtp.slice(1).map((packet) => packet.subarray(12));
  expect(pieces.map((piece) => [piece[0], piece[1]])).toEqual([
    [0x7c, 0x85],
    [0x7c, 0x05],
    [0x7c, 0x45],
  ]);
  expect(Buffer.concat([Buffer.from([0x65]), ...pieces.map((piece) => piece.subarray(2))])).toEqual(slice);

  const report = client.packets.find(({ channel }) => channel === 5)!.bytes;
  expect(report.readUInt32BE(16)).toBe(rtp[0]!.readUInt32BE(4));
  expect(report.readUInt32BE(8) - 2_208_988_800).toBe(Math.floor(taken.getTime() / 1000));
  expect(report.readUInt32BE(12)).toBe(2 ** 31);
});

test('after TEARDOWN no more pictures come', async () => {
  const { client, session } = await player();
  await client.askAs(login, 'TEARDOWN', uri('/room/main'), { Session: session });
  broadcast.send({ isKey: true, nals: [Buffer.from([0x65, 1])] }, 80, taken);
  await client.ask('OPTIONS', uri('/'));
  expect(client.packets).toEqual([]);
});

test('a player that does not read is dropped, and the others go on', async () => {
  const { client: reader } = await player();
  const { client: sleeper } = await player();
  sleeper.socket.pause();
  const unit = { isKey: true, nals: [Buffer.alloc(400_000, 0x65)] };
  for (let frame = 0; slowListeners === 0 && frame < 100; frame += 1) {
    const seen = reader.packets.length;
    broadcast.send(unit, frame * 80, taken);
    await until('the reader to have it', () => reader.packets.length > seen);
  }
  expect(slowListeners).toBe(1);
  const before = reader.packets.length;
  broadcast.send(unit, 8_000, taken);
  await until('one more picture', () => reader.packets.length > before);
});

test('a player that says nothing is gone after the session’s time; a receiver’s report is saying something', async () => {
  await server.close();
  server = await startServer(400);
  const { client: silent } = await player();
  const { client: reporting } = await player();
  const report = setInterval(() => reporting.socket.write(Buffer.from([0x24, 5, 0, 4, 0x80, 201, 0, 0])), 100);
  await until('the silent one to be dropped', () => silent.isClosed);
  await sleep(800); // twice the session's time
  expect(reporting.isClosed).toBe(false);
  clearInterval(report);
});

test('what is not RTSP ends the connection', async () => {
  const client = newClient();
  client.socket.write('GET / HTTP/1.1\r\n\r\n');
  await until('the end', () => client.isClosed);
});
