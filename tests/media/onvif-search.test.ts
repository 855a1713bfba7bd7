import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OnvifDevice } from '../../scripts/demo-camera/onvif/onvif-device.ts';
import { findDevices } from '../../media/onvif/find-devices.ts';
import { freeOnvifPorts, startTestDevice } from '../support/onvif/test-device.ts';

const NETWORK = ['127.0.0.8/29']; // 127.0.0.9 … 127.0.0.14
/** Enough on loopback. */
const DISCOVERY_MS = 500;
const closing: (() => unknown)[] = [];
let ports: Awaited<ReturnType<typeof freeOnvifPorts>>;
beforeEach(async () => {
  ports = await freeOnvifPorts();
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const device = async (given: Parameters<typeof startTestDevice>[0]): Promise<OnvifDevice> => {
  const started = await startTestDevice(given);
  closing.push(() => started.close());
  return started;
};
const find = (networks = NETWORK) => findDevices(networks, ports, DISCOVERY_MS);

test('finds devices by discovery and by asking for the time, each once, with what they call themselves', async () => {
  const told = await device({
    ip: '127.0.0.9',
    discoveryPort: ports.discoveryPort,
    name: '门口 <b>',
    model: 'KW 2300',
  });
  await device({ ip: '127.0.0.10', httpPort: ports.httpPort });
  await device({ ip: '127.0.0.11', httpPort: ports.httpPort, discoveryPort: ports.discoveryPort });
  expect(await find()).toEqual([
    { address: '127.0.0.9', service: told.service, name: '门口 <b>', model: 'KW 2300' },
    {
      address: '127.0.0.10',
      service: `http://127.0.0.10:${ports.httpPort}/onvif/device_service`,
      name: null,
      model: null,
    },
    expect.objectContaining({ address: '127.0.0.11', name: 'Haitang door', model: 'KW-2300' }),
  ]);
});

test('what a device calls itself is bounded and holds no control characters', async () => {
  await device({ ip: '127.0.0.9', discoveryPort: ports.discoveryPort, name: `a\u0000\u001b[31m\n${'长'.repeat(500)}` });
  const [found] = await find();
  expect(found?.name).toHaveLength(60);
  expect(found?.name).toMatch(/^a \[31m 长+$/);
});

test.each([
  ['another address in the networks', 'http://127.0.0.12/onvif/device_service'],
  ['the metadata service', 'http://169.254.169.254/onvif/device_service'],
  ['loopback in decimal', 'http://2130706433/onvif/device_service'],
  ['a name', 'http://localhost/onvif/device_service'],
  ['its own address and another one', 'http://127.0.0.9/onvif/device_service http://10.0.0.1/onvif/device_service'],
  ['its own address with a login', 'http://a:b@127.0.0.9/onvif/device_service'],
  ['a file', 'file:///etc/passwd'],
  ['nothing', ''],
])('SSRF: a discovery answer that names %s is dropped', async (_, discoveredXAddrs) => {
  const { discoveryPort } = ports;
  await device({ ip: '127.0.0.9', discoveryPort, discoveredXAddrs });
  expect(await find()).toEqual([]);
});

test('the IPv6 addresses that a device names beside its own are passed over', async () => {
  const { discoveryPort } = ports;
  const service = 'http://127.0.0.9:8000/onvif/device_service';
  await device({
    ip: '127.0.0.9',
    discoveryPort,
    discoveredXAddrs: `http://[fe80::1]/onvif/device_service ${service}`,
  });
  expect(await find()).toMatchObject([{ service }]);
});

test('SSRF: who was not asked is not heard, though it answers the right question', async () => {
  const stranger = createSocket('udp4').bind(0, '127.0.0.99');
  await once(stranger, 'listening');
  closing.push(() => stranger.close());
  // Sits where it hears the question (an address in the networks), and answers from outside of them.
  const relay = createSocket('udp4').bind(ports.discoveryPort, '127.0.0.9');
  await once(relay, 'listening');
  closing.push(() => relay.close());
  let answered = 0;
  relay.on('message', (message, from) => {
    const id = /MessageID>([^<]+)/.exec(message.toString())?.[1] ?? '';
    const match = `<d:ProbeMatch><d:XAddrs>http://127.0.0.99/onvif/device_service</d:XAddrs></d:ProbeMatch>`;
    const answer = `<e:Envelope><e:Header><a:RelatesTo>${id}</a:RelatesTo></e:Header><e:Body>${match}</e:Body></e:Envelope>`;
    stranger.send(answer, from.port, from.address, () => (answered += 1));
  });
  expect(await find()).toEqual([]);
  expect(answered).toBe(1);
});

test('nobody outside of the networks is asked anything, nor the first and last address of a network', async () => {
  const outside = await Promise.all(
    ['127.0.0.7', '127.0.0.8', '127.0.0.15', '127.0.0.16'].map((ip) => device({ ip, ...ports })),
  );
  expect(await find()).toEqual([]);
  expect(outside.flatMap(({ requests }) => requests)).toEqual([]);
});

test.each([
  ['no networks', []],
  ['everything', ['0.0.0.0/0']],
  ['more than 1,024 addresses', ['127.0.0.0/16']],
  ['a block that is none', ['127.0.0.9/33', 'x', '127.0.0.9']],
])('SSRF: %s: nobody is asked', async (_, networks) => {
  const here = await device({ ip: '127.0.0.9', ...ports });
  expect(await find(networks)).toEqual([]);
  expect(here.connections).toBe(0);
});

test.each<[string, (response: ServerResponse, elsewhere: string) => void]>([
  ['redirects', (response, elsewhere) => void response.writeHead(302, { Location: elsewhere }).end()],
  ['answers with a web page', (response) => void response.end('<html><body>Router</body></html>')],
  [
    'answers with entities of its own',
    (response) => void response.end('<!DOCTYPE a [<!ENTITY b "c">]><Envelope><Body>&b;</Body></Envelope>'),
  ],
  ['asks for a password', (response) => void response.writeHead(401).end()],
  ['says nothing', () => undefined],
])('SSRF: what %s is no device, and is not followed', async (_, answer) => {
  let followed = 0;
  const elsewhere = createServer((_request, response) => {
    followed += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = elsewhere.address();
  const { port } = typeof address === 'object' && address ? address : { port: 0 };
  closing.push(() => elsewhere.close());
  const answerFirst = (_request: string, response: ServerResponse) => {
    answer(response, `http://127.0.0.1:${port}/onvif/device_service`);
    return 'answered' as const;
  };
  const asked = await device({ ip: '127.0.0.9', httpPort: ports.httpPort, answerFirst });
  expect(await find()).toEqual([]);
  expect(asked.requests).toHaveLength(1);
  expect(followed).toBe(0);
});

test('an answer without end is cut off', async () => {
  let sent = 0;
  const answerFirst = (_request: string, response: ServerResponse) => {
    const more = () => {
      if (response.destroyed || sent > 50_000_000) return;
      sent += 65_536;
      response.write('x'.repeat(65_536), () => setImmediate(more));
    };
    more();
    return 'answered' as const;
  };
  await device({ ip: '127.0.0.9', httpPort: ports.httpPort, answerFirst });
  expect(await find()).toEqual([]);
  expect(sent).toBeLessThan(20_000_000);
});

test('a thousand addresses where nobody listens are searched to their end', async () => {
  const last = await device({ ip: '127.3.3.254', httpPort: ports.httpPort });
  expect(await find(['127.3.0.0/22'])).toMatchObject([{ service: last.service }]);
});
