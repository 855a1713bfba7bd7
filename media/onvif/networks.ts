import ipaddr from 'ipaddr.js';
import { MOST_SEARCHED_ADDRESSES } from '../contract.ts';
import { isAllowedIp } from '../rtsp/address.ts';

/**
 * Every address in these blocks that a camera may have, each once. Only IPv4: a block of IPv6 has too many to ask.
 * @returns null when there are more than MOST_SEARCHED_ADDRESSES
 */
export function addressesIn(networks: readonly string[]): string[] | null {
  const found = new Set<string>();
  for (const network of networks) {
    if (!ipaddr.IPv4.isValidCIDR(network)) continue;
    const [, bits] = ipaddr.IPv4.parseCIDR(network);
    const size = 2 ** (32 - bits);
    if (size > MOST_SEARCHED_ADDRESSES) return null;
    const first = numberOf(ipaddr.IPv4.networkAddressFromCIDR(network));
    // The first and the last name the network itself and everybody in it, where there is room for both.
    const inner = size > 2 ? [1, size - 1] : [0, size];
    for (let index = inner[0] ?? 0; index < (inner[1] ?? 0); index += 1) {
      const ip = textOf(first + index);
      if (isAllowedIp(ip, networks)) found.add(ip);
    }
    if (found.size > MOST_SEARCHED_ADDRESSES) return null;
  }
  return [...found];
}

const numberOf = (address: ipaddr.IPv4) => address.octets.reduce((number, octet) => number * 256 + octet, 0);
const textOf = (number: number) => [24, 16, 8, 0].map((shift) => String((number >>> shift) & 0xff)).join('.');
