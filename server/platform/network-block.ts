import ipaddr from 'ipaddr.js';

/** Ranges of private networks; `carrierGradeNat` is 100.64.0.0/10, `uniqueLocal` is fc00::/7. */
const PRIVATE: ReadonlySet<string> = new Set(['private', 'carrierGradeNat', 'uniqueLocal']);
/** A public block is one place's own, not a part of the internet. */
const NARROWEST_PUBLIC = { ipv4: 24, ipv6: 64 } as const;

export type NetworkFault = 'network-reserved' | 'network-too-wide';

/**
 * May the server be sent into this block (CIDR)? Into private networks, and into small public ones; never to this machine
 * itself, link-local addresses (where clouds keep their metadata service), multicast, or IPv4 hidden in IPv6.
 * @returns what stands against it; null when nothing does
 */
export function networkFault(block: string): NetworkFault | null {
  if (!ipaddr.isValidCIDR(block)) return 'network-reserved';
  const [address, bits] = ipaddr.parseCIDR(block);
  const range = rangeOf(address, bits);
  if (range === 'unicast') return bits >= NARROWEST_PUBLIC[address.kind()] ? null : 'network-too-wide';
  if (range === 'mixed') return 'network-too-wide';
  return PRIVATE.has(range) ? null : 'network-reserved';
}

/** The range that the whole block lies in; `mixed` when its first and last address are of different kinds. */
function rangeOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string {
  const [first, last] = endsOf(address, bits).map((end) => end.range());
  return first !== undefined && first === last ? first : 'mixed';
}

function endsOf(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): (ipaddr.IPv4 | ipaddr.IPv6)[] {
  const first = address.toByteArray().map((byte, index) => byte & ~hostBits(index, bits));
  const last = first.map((byte, index) => byte | hostBits(index, bits));
  return [ipaddr.fromByteArray(first), ipaddr.fromByteArray(last)];
}

/** The bits of the address's byte at `index` that a prefix of so many bits leaves free. */
const hostBits = (index: number, bits: number): number => 0xff >> Math.min(8, Math.max(0, bits - index * 8));

/** Does the address lie in one of these blocks (CIDR)? An address that cannot be read lies in none. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const blocks = networks.filter((network) => ipaddr.isValidCIDR(network)).map((network) => ipaddr.parseCIDR(network));
  return ipaddr.subnetMatch(ipaddr.process(address), { inside: blocks }, 'outside') === 'inside';
}

/**
 * A block as it is written down: without the bits that its prefix leaves free (10.1.2.3/16 is 10.1.0.0/16), and one
 * address as the block of it alone.
 * @returns null for what is neither
 */
export function networkNamed(text: string): string | null {
  const [host = '', bits, ...more] = text.trim().split('/');
  const isWritten = (ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host)) && !host.includes('%');
  if (!isWritten || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null;
  const address = ipaddr.parse(host);
  if (address.range() === 'ipv4Mapped') return null; // nobody comes from there: such addresses are read as IPv4
  const prefix = bits === undefined ? address.toByteArray().length * 8 : Number(bits);
  if (prefix > address.toByteArray().length * 8) return null;
  const [first] = endsOf(address, prefix);
  return `${first?.toString() ?? ''}/${String(prefix)}`;
}
