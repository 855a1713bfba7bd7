import type { StreamSource } from '#media';
import ipaddr from 'ipaddr.js';
import type { CameraAddress } from '../contract/cameras.ts';
import { AppError } from '../platform/errors.ts';
import type { CameraSources } from './camera-secrets.ts';

type Credentials = { username: string; password: string };
const HOST_NAME = /^[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?$/i;
const CONTROL = /\p{Cc}/u;
/** In an address a blank cannot stand either; URL would drop tabs and line ends silently. */
const NOT_IN_ADDRESS = /[\p{Cc}\p{Zs}]/u;

/**
 * Reads what an administrator typed: user name and password are taken out of the addresses, and what can be refused
 * without asking the network is refused. Names are resolved, and looked at again, by media when it connects.
 * @param networks the site's camera networks (CIDR); an IP address outside of them is refused
 * @throws AppError 'camera-address-refused' that names the field, never its content
 */
export function readCameraAddress(address: CameraAddress, networks: readonly string[]): CameraSources {
  const given = { username: address.username, password: address.password };
  if (CONTROL.test(given.username)) throw refused('username', 'control-characters');
  if (CONTROL.test(given.password)) throw refused('password', 'control-characters');
  const main = readStream('main', address.main, given, networks);
  if (address.sub === null) return { main, sub: null };
  // One camera, one account: the small stream uses that of the main one, unless it names its own.
  const sub = readStream('sub', address.sub, { username: main.username, password: main.password }, networks, given);
  return { main, sub };
}

function readStream(
  field: 'main' | 'sub',
  text: string,
  otherwise: Credentials,
  networks: readonly string[],
  given: Credentials = otherwise,
): StreamSource {
  if (NOT_IN_ADDRESS.test(text)) throw refused(field, 'control-characters');
  if (!/^rtsps?:\/\//i.test(text)) throw refused(field, 'scheme');
  if (!URL.canParse(text)) throw refused(field, 'malformed');
  const url = new URL(text);
  const host = readHost(field, url.hostname, networks);
  if (url.port === '0') throw refused(field, 'port');
  const inside = { username: decoded(url.username), password: decoded(url.password) };
  const { username, password } = given.username === '' && inside.username !== '' ? inside : otherwise;
  if (CONTROL.test(username + password)) throw refused(field, 'control-characters');
  const port = url.port === '' ? '' : `:${url.port}`;
  return { url: `${url.protocol}//${host}${port}${url.pathname}${url.search}`, username, password };
}

/**
 * Reads where a device was found: an IP address in the networks, never a name.
 * @throws AppError 'camera-address-refused'
 */
export function readServiceAddress(text: string, networks: readonly string[]): string {
  if (NOT_IN_ADDRESS.test(text)) throw refused('service', 'control-characters');
  if (!/^https?:\/\//i.test(text)) throw refused('service', 'scheme');
  if (!URL.canParse(text)) throw refused('service', 'malformed');
  const url = new URL(text);
  const host = readHost('service', url.hostname, networks);
  if (!ipaddr.isValid(host.replace(/^\[(.*)\]$/, '$1'))) throw refused('service', 'host');
  if (url.username !== '' || url.password !== '') throw refused('service', 'malformed');
  if (url.port === '0') throw refused('service', 'port');
  return url.href;
}

/** Numbers of every notation (decimal, octal, hexadecimal, short) are read as the system would read them. */
function readHost(field: string, typed: string, networks: readonly string[]): string {
  const isIpv6 = /^\[[0-9a-f:.]+\]$/i.test(typed);
  if (!isIpv6 && !HOST_NAME.test(typed)) throw refused(field, 'host');
  if (!URL.canParse(`http://${typed}`)) throw refused(field, 'host');
  const host = new URL(`http://${typed}`).hostname;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(bare) && !isInside(bare, networks)) throw refused(field, 'network');
  return host;
}

/**
 * No networks allow nothing. Loopback and link-local, where clouds keep their metadata service, count only in a block
 * that lies in that range itself: `0.0.0.0/0` does not open them.
 */
function isInside(ip: string, networks: readonly string[]): boolean {
  const address = ipaddr.process(ip);
  const range = address.range();
  if (['unspecified', 'broadcast', 'multicast'].includes(range)) return false;
  return networks.filter(ipaddr.isValidCIDR).some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    const isMeant = !['loopback', 'linkLocal'].includes(range) || base.range() === range;
    return isMeant && base.kind() === address.kind() && address.match(base, bits);
  });
}

/** A stray % in a password is no reason to refuse it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const refused = (field: string, what: string) =>
  new AppError('camera-address-refused', { fields: { [`address.${field}`]: what } });
