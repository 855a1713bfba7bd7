import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { readDeviceStreams } from '../../media/onvif/device-streams.ts';
import { actionOf } from '../../scripts/demo-camera/onvif/soap-answers.ts';
import { LOGIN, PROFILES, startTestDevice } from '../support/onvif/test-device.ts';

const IP = '127.0.0.17';
const NETWORK = ['127.0.0.16/29'];
const DAY_MS = 86_400_000;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function ask(given: Partial<Parameters<typeof startTestDevice>[0]> = {}, login = LOGIN) {
  const device = await startTestDevice({ ip: IP, ...given });
  closing.push(() => device.close());
  const report = await readDeviceStreams({ service: device.service, ...login, allowedNetworks: NETWORK });
  return { report, device };
}
const streamsOf = (streamUri: string) => PROFILES.slice(1, 2).map((profile) => ({ ...profile, streamUri }));

test('the largest and the smallest H.264 picture of the first lens are the main and the sub stream', async () => {
  const { report } = await ask();
  expect(report).toEqual({ ok: true, main: `rtsp://${IP}:8554/main`, sub: `rtsp://${IP}:8554/sub` });
});

test('one picture has no sub stream; none is no video', async () => {
  expect((await ask({ profiles: PROFILES.slice(1, 2) })).report).toMatchObject({ ok: true, sub: null });
  expect((await ask({ profiles: [] })).report).toEqual({ ok: false, fault: 'no-video' });
});

test('a camera that has H.265 only is taken as it is: the look at it says what to change', async () => {
  const { report } = await ask({ profiles: PROFILES.filter(({ encoding }) => encoding === 'H265') });
  expect(report).toMatchObject({ ok: true, main: `rtsp://${IP}:8554/hevc` });
});

test('the password leaves as a digest only, a new one each time, by the camera’s own clock', async () => {
  const { report, device } = await ask({ clockOffsetMs: -400 * DAY_MS });
  expect(report.ok).toBe(true);
  const said = device.requests.join('\n');
  expect(said).not.toContain('Geheim');
  const digests = [...said.matchAll(/PasswordDigest">([^<]+)</g)].map(([, digest]) => digest);
  expect(digests.length).toBeGreaterThan(3);
  expect(new Set(digests).size).toBe(digests.length);
});

test('a wrong password costs two questions and is told as one', async () => {
  const { report, device } = await ask({}, { ...LOGIN, password: 'another' });
  expect(report).toEqual({ ok: false, fault: 'wrong-password' });
  expect(device.requests.map(actionOf)).toEqual(['GetSystemDateAndTime', 'GetCapabilities']);
});

test('the login inside a stream’s address is taken out of it', async () => {
  const { report } = await ask({ profiles: streamsOf('rtsp://admin:Geheim@IP:554/live?channel=1') });
  expect(report).toEqual({ ok: true, main: `rtsp://${IP}:554/live?channel=1`, sub: null });
});

test.each([
  ['another address in the networks', 'rtsp://127.0.0.18/live', 'redirected'],
  ['the metadata service', 'rtsp://169.254.169.254/latest', 'redirected'],
  ['loopback in decimal', 'rtsp://2130706433/live', 'redirected'],
  ['a name', 'rtsp://localhost/live', 'redirected'],
  ['IPv6-mapped loopback', 'rtsp://[::ffff:127.0.0.1]/live', 'redirected'],
  ['everybody', 'rtsp://0.0.0.0/live', 'redirected'],
  ['a web page', 'http://IP/live', 'address-malformed'],
  ['a file', 'file:///etc/passwd', 'address-malformed'],
  ['a command', 'exec:/bin/sh', 'address-malformed'],
  ['a password in the path', 'rtsp://IP/user=admin&password=Geheim&channel=1', 'address-malformed'],
  ['nothing', '', 'address-malformed'],
])('SSRF: a stream address that names %s is not taken', async (_, streamUri, fault) => {
  const { report } = await ask({ profiles: streamsOf(streamUri) });
  expect(report).toEqual({ ok: false, fault });
});

/** Something on loopback that must not be asked. */
async function bystander(ip = '127.0.0.18') {
  const server = createServer((_request, response) => void response.end());
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0, ip);
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://${ip}:${port}/onvif/media`, connections: () => connections };
}

test('SSRF: a media service that is said to be at another host is not asked, though it lies in the networks', async () => {
  const other = await bystander();
  expect((await ask({ mediaXAddr: other.url })).report).toEqual({ ok: false, fault: 'redirected' });
  expect((await ask({ mediaXAddr: 'http://localhost/onvif' })).report).toEqual({ ok: false, fault: 'redirected' });
  expect(other.connections()).toBe(0);
});

test.each(['GetSystemDateAndTime', 'GetCapabilities', 'GetProfiles', 'GetStreamUri'])(
  'SSRF: a redirect that answers %s is not followed',
  async (action) => {
    const other = await bystander(IP);
    const answerFirst = (request: string, response: ServerResponse) => {
      if (actionOf(request) !== action) return undefined;
      response.writeHead(307, { Location: other.url }).end();
      return 'answered' as const;
    };
    expect((await ask({ answerFirst })).report).toEqual({ ok: false, fault: 'redirected' });
    expect(other.connections()).toBe(0);
  },
);

test('SSRF: an address outside of the networks, or a name, is never dialled, in whatever notation', async () => {
  const other = await bystander('127.0.0.1');
  const numbers = [
    '127.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '169.254.169.254',
  ];
  for (const host of numbers) {
    const service = `http://${host}:${other.port}/onvif/device_service`;
    const refused = { ok: false, fault: 'address-refused' };
    expect(await readDeviceStreams({ service, ...LOGIN, allowedNetworks: NETWORK })).toEqual(refused);
    expect(await readDeviceStreams({ service, ...LOGIN, allowedNetworks: ['0.0.0.0/0'] })).toEqual(refused);
    expect(await readDeviceStreams({ service, ...LOGIN, allowedNetworks: [] })).toEqual(refused);
  }
  // A name could answer differently the next time: it is not even looked up.
  for (const host of ['localhost', 'camera.example', 'a@127.0.0.1']) {
    const service = `http://${host}:${other.port}/`;
    const report = await readDeviceStreams({ service, ...LOGIN, allowedNetworks: ['127.0.0.0/8'] });
    expect(report).toEqual({ ok: false, fault: 'address-malformed' });
  }
  expect(other.connections()).toBe(0);
});

test('basic authentication, which would hand the password over, is not answered', async () => {
  const authorizations: (string | undefined)[] = [];
  const answerFirst = (_request: string, response: ServerResponse) => {
    authorizations.push(response.req.headers.authorization);
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="camera"' }).end();
    return 'answered' as const;
  };
  const open = (request: string, response: ServerResponse) =>
    actionOf(request) === 'GetSystemDateAndTime' ? undefined : answerFirst(request, response);
  expect((await ask({ answerFirst: open })).report).toEqual({ ok: false, fault: 'refused-by-camera' });
  expect(authorizations).toEqual([undefined]);
});

test('a camera that asks for a digest in HTTP as well is answered with one', async () => {
  const seen: string[] = [];
  const answerFirst = (request: string, response: ServerResponse) => {
    const { authorization } = response.req.headers;
    if (actionOf(request) === 'GetSystemDateAndTime' || authorization !== undefined) {
      if (authorization !== undefined) seen.push(authorization);
      return undefined;
    }
    response.writeHead(401, { 'WWW-Authenticate': 'Digest realm="camera", nonce="abc", qop="auth"' }).end();
    return 'answered' as const;
  };
  expect((await ask({ answerFirst })).report.ok).toBe(true);
  expect(seen.every((header) => header.startsWith('Digest username="onvif-user"'))).toBe(true);
});

test.each([
  ['a web page', { status: 200, body: '<html><body>Router</body></html>' }, 'not-onvif'],
  ['not found', { status: 404, body: '' }, 'not-onvif'],
  ['a list that nests a thousand deep', { status: 200, body: `<Envelope><Body>${'<a>'.repeat(1_000)}` }, 'not-onvif'],
  ['broken XML', { status: 200, body: '<Envelope><Body>' }, 'not-onvif'],
  [
    'an entity of its own',
    { status: 200, body: '<!DOCTYPE x [<!ENTITY a "b">]><Envelope><Body>&a;</Body></Envelope>' },
    'not-onvif',
  ],
])('what answers with %s is no ONVIF device', async (_, answer, fault) => {
  expect((await ask({ answerFirst: () => answer })).report).toEqual({ ok: false, fault });
});
