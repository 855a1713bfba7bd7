import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { RtspFault } from './rtsp-fault.ts';

const MAX_ADDRESS_LENGTH = 2_000;
const DEFAULT_PORT = { 'rtsp:': 554, 'rtsps:': 322 } as const;
const LOOKUP_TIMEOUT_MS = 3_000;

export type CameraAddress = {
  isSecure: boolean;
  /** A name or an address, IPv6 without brackets; not resolved yet. */
  host: string;
  port: number;
  /** What stands in the request line: without credentials and fragment, percent-encoded. */
  url: string;
};

/** Reads an `rtsp:` or `rtsps:` address. @returns null for everything else, credentials in the address included. */
export function parseAddress(text: string): CameraAddress | null {
  // Checked on the raw text, since URL silently drops tabs, newlines and surrounding blanks.
  if (text.length > MAX_ADDRESS_LENGTH || !/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'rtsp:' && url.protocol !== 'rtsps:') return null;
  if (url.username !== '' || url.password !== '' || url.port === '0') return null;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!/^[A-Za-z0-9._-]{1,253}$/.test(host) && !ipaddr.IPv6.isValid(host)) return null;
  url.hash = '';
  return {
    isSecure: url.protocol === 'rtsps:',
    host,
    port: url.port === '' ? DEFAULT_PORT[url.protocol] : Number(url.port),
    url: url.href,
  };
}

/**
 * Is this address inside the camera networks? No networks allow nothing, and a malformed block allows nothing.
 * Loopback and link-local (where clouds keep their metadata service) count only when a block lies inside that range
 * itself, so that `0.0.0.0/0` does not open them; `0.0.0.0` and multicast never count.
 */
export function isAllowedIp(ip: string, allowedNetworks: readonly string[]): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  const range = address.range();
  if (['unspecified', 'broadcast', 'multicast'].includes(range)) return false;
  const mustBeMeant = ['loopback', 'linkLocal'].includes(range);
  return allowedNetworks.some((network) => {
    if (!ipaddr.isValidCIDR(network)) return false;
    const [base, bits] = ipaddr.parseCIDR(network);
    if (base.kind() !== address.kind()) return false;
    return address.match(base, bits) && (!mustBeMeant || base.range() === range);
  });
}

/**
 * Resolves a camera's name once and picks the first allowed address; only that address may be dialled, so a name that
 * answers differently a moment later changes nothing. Decimal, octal and short forms are resolved like the system does.
 * @throws RtspFault 'unreachable' when there is no such name, 'address-refused' when no answer is allowed.
 */
export async function resolveAllowed(host: string, allowedNetworks: readonly string[]): Promise<string> {
  const found = await Promise.race([lookup(host, { all: true }).catch(() => []), noAnswerInTime()]);
  if (found.length === 0) throw new RtspFault('unreachable');
  const allowed = found.find(({ address }) => isAllowedIp(address, allowedNetworks));
  if (!allowed) throw new RtspFault('address-refused');
  return ipaddr.process(allowed.address).toString();
}

const noAnswerInTime = () =>
  new Promise<never[]>((resolve) => {
    setTimeout(resolve, LOOKUP_TIMEOUT_MS, []).unref();
  });
