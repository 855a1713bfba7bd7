import { createDecipheriv, createECDH, createHash, createPublicKey, hkdfSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import jwt from 'jsonwebtoken';
import { PushMessage, type SubscribeBrowser } from '../../server/contract/notifications.ts';
import { selfMadeCertificate } from '../../server/platform/certificate.ts';

/** As a push service got it: by whom, for which browser, in which envelope. */
type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer };
export type PushService = Awaited<ReturnType<typeof startPushService>>;
export type PushBrowser = ReturnType<PushService['browser']>;

/** How it answers for a path: a status, and how long it takes. */
type Answers = (path: string) => { status: number; headers?: Record<string, string>; afterMs?: number; body?: string };

/** A push service on this machine over HTTPS, whose certificate this process trusts. */
export async function startPushService() {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-push-'));
  const certificate = await selfMadeCertificate(folder);
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, certificate.cert]);
  const received: Received[] = [];
  const box: { answers: Answers } = { answers: () => ({ status: 201 }) };
  const server = createServer(certificate, (request, response) => {
    void (async () => {
      const body = await readAll(request);
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const { status, headers = {}, afterMs = 0, body: said = '' } = box.answers(request.url ?? '');
      if (afterMs > 0) await sleep(afterMs);
      response.writeHead(status, headers).end(said);
    })();
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const host = `localhost:${String((server.address() as AddressInfo).port)}`;
  return {
    host,
    /** For a process of its own: NODE_EXTRA_CA_CERTS. */
    certificateFile: join(folder, 'self-made.crt'),
    received,
    answerWith: (answers: Answers) => void (box.answers = answers),
    browser: (name: string) => browserAt(`https://${host}/push/${name}`, received),
    stop: async () => {
      setDefaultCACertificates(trusted);
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser with its keys, which reads what came for it and holds it to RFC 8291 and RFC 8292. */
function browserAt(endpoint: string, received: Received[]) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const { pathname, origin } = new URL(endpoint);
  const subscription: SubscribeBrowser = {
    endpoint,
    keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
  };
  const own = () => received.filter(({ path }) => path === pathname);
  return {
    subscription,
    count: () => own().length,
    headers: () => own().map(({ headers }) => headers),
    /** What it was sent so far, opened and checked. */
    messages: (applicationServerKey: string): PushMessage[] =>
      own().map(({ headers, body }) => {
        verifyVapid(headers.authorization ?? '', applicationServerKey, origin);
        if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm');
        return PushMessage.parse(JSON.parse(opened(body, keys, auth).toString()));
      }),
  };
}

/** RFC 8188 with the keys of RFC 8291: one record. */
function opened(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), senderKey]);
  const secret = Buffer.from(hkdfSync('sha256', keys.computeSecret(senderKey), auth, info, 32));
  const derive = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${what}\0`), length));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}

/** Signed with the key that the browser subscribed with, for this push service, for a day at most, and says whom to ask. */
function verifyVapid(authorization: string, applicationServerKey: string, audience: string): void {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== applicationServerKey) throw new Error(`signed with another key: ${authorization}`);
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as never, format: 'jwk' });
  const { sub, exp } = jwt.verify(token, publicKey, { algorithms: ['ES256'], audience }) as jwt.JwtPayload;
  if (!/^(mailto:|https:)/.test(sub ?? '')) throw new Error(`no contact: ${String(sub)}`);
  if ((exp ?? 0) - Date.now() / 1000 > 86_400) throw new Error('for longer than a day');
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** For rows of a table that need any good browser. */
export const anySubscription = (host = 'updates.push.services.mozilla.com'): SubscribeBrowser => {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const name = createHash('sha256').update(keys.getPublicKey()).digest('hex');
  const auth = randomBytes(16).toString('base64url');
  return { endpoint: `https://${host}/wpush/v2/${name}`, keys: { p256dh: keys.getPublicKey('base64url'), auth } };
};
