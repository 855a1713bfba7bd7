import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FoundDevice } from '../contract.ts';
import { formatService, readService } from './service-address.ts';
import { find, readXml, textOf } from './xml.ts';

const AT_A_TIME = 64;
const PAUSE_MS = 20;
const MAX_ANSWER_BYTES = 16_384;
const MAX_NAME_LENGTH = 60;

/**
 * Asks each of these addresses alone (no multicast: nothing else on the network gets a packet or is listened to) until
 * `signal` aborts. An answer counts when it comes from an address that was asked and names no other.
 */
export async function discover(
  addresses: readonly string[],
  port: number,
  onFound: (device: FoundDevice) => void,
  signal: AbortSignal,
): Promise<void> {
  const asked = new Set(addresses);
  const messageId = randomUUID();
  const socket = createSocket('udp4');
  socket.on('error', () => undefined); // "nobody there", for one address
  socket.on('message', (message, { address }) => {
    if (!asked.has(address) || message.length > MAX_ANSWER_BYTES) return;
    const device = readMatch(message.toString('utf8'), address, messageId);
    if (device) onFound(device);
  });
  try {
    socket.bind(0);
    await once(socket, 'listening');
    const probe = Buffer.from(probeMessage(messageId));
    for (let at = 0; at < addresses.length && !signal.aborted; at += AT_A_TIME) {
      for (const address of addresses.slice(at, at + AT_A_TIME)) socket.send(probe, port, address, () => undefined);
      await sleep(PAUSE_MS);
    }
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    socket.close();
  }
}

const probeMessage = (messageId: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"' +
  ' xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"' +
  ' xmlns:n="http://www.onvif.org/ver10/network/wsdl"><e:Header>' +
  `<w:MessageID>uuid:${messageId}</w:MessageID>` +
  '<w:To e:mustUnderstand="true">urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
  '<w:Action e:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action>' +
  '</e:Header><e:Body><d:Probe><d:Types>n:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>';

/**
 * Reads the answer of the device at `ip`. One that names another host, by address or by name, is no answer; its IPv6
 * addresses are passed over, since most devices name them beside.
 */
function readMatch(text: string, ip: string, messageId: string): FoundDevice | null {
  const envelope = readXml(text);
  const match = envelope && find(envelope, 'ProbeMatch');
  if (!match || !(textOf(envelope, 'RelatesTo') ?? '').endsWith(messageId)) return null;
  const named = (textOf(match, 'XAddrs') ?? '').split(/\s+/).filter((address) => !/^https?:\/\/\[/i.test(address));
  const services = named.map(readService);
  const service = services[0];
  if (!service || services.some((one) => one?.ip !== ip)) return null;
  const scopes = (textOf(match, 'Scopes') ?? '').split(/\s+/);
  return {
    address: ip,
    service: formatService(service),
    name: scopeOf(scopes, 'name'),
    model: scopeOf(scopes, 'hardware'),
  };
}

/** What a device says of itself is a text of a stranger: bounded, without control characters, never markup. */
function scopeOf(scopes: readonly string[], kind: 'name' | 'hardware'): string | null {
  const start = `onvif://www.onvif.org/${kind}/`;
  const scope = scopes.find((text) => text.toLowerCase().startsWith(start));
  const said = decoded(scope?.slice(start.length) ?? '')
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return said === '' ? null : said.slice(0, MAX_NAME_LENGTH).toWellFormed(); // a cut in a character's middle
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
