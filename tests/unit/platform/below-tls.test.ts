import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cutOff, rememberBelowTls } from '../../../server/platform/below-tls.ts';
import { type Certificate, selfMadeCertificate } from '../../../server/platform/certificate.ts';

/** More than a machine takes in for somebody who reads nothing, less than it keeps for sending. */
const ANSWER_BYTES = 400_000;

let folder: string;
let certificate: Certificate;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kanwa-below-tls-'));
  certificate = await selfMadeCertificate(folder, []);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks, takes nothing until the server has let its connection go, and then all there is. @returns how many bytes came */
async function readLate(server: Server, connectTo: (port: number) => Socket, end: (socket: Socket) => void) {
  const ended = new Promise<void>((resolve) => {
    server.on('request', ({ socket }, answer) => {
      answer.end(Buffer.alloc(ANSWER_BYTES));
      setTimeout(() => {
        end(socket);
        resolve();
      }, 200);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = connectTo((server.address() as AddressInfo).port);
  line.pause();
  line.on('error', () => undefined);
  line.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await ended;
  let bytes = 0;
  line.on('data', (data: Buffer) => (bytes += data.length));
  const closed = new Promise((resolve) => line.once('close', resolve));
  line.resume();
  await closed;
  server.close();
  return bytes;
}

const https = (port: number) =>
  connectTls({ socket: connect(port, '127.0.0.1').pause(), rejectUnauthorized: false, servername: 'localhost' });
const secureServer = () => {
  const server = createHttpsServer(certificate);
  rememberBelowTls(server);
  return server;
};

test('a connection that is cut off delivers nothing of what waits, over TLS neither', async () => {
  expect(await readLate(secureServer(), https, cutOff)).toBeLessThan(ANSWER_BYTES);
  const plain = (port: number) => connect(port, '127.0.0.1');
  expect(await readLate(createHttpServer(), plain, cutOff)).toBeLessThan(ANSWER_BYTES);
});

test('one that is only closed delivers all of it', async () => {
  expect(await readLate(secureServer(), https, (socket) => socket.destroy())).toBeGreaterThan(ANSWER_BYTES);
});
