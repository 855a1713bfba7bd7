import { isIPv4 } from 'node:net';

/** What a relay is made from: our own settings, and what only the relay's machine knows. */
export type RelayGiven = {
  urls: readonly string[];
  secret: string;
  /** Where viewers reach the media node, and so does the relay. */
  mediaAddresses: readonly string[];
  firstMediaPort: number;
  mediaPorts: number;
  /** The relay's own address; every one of its machine's when not given. */
  address: string | null;
  certificate: string;
  key: string;
  /** Who watch through it at the same time. */
  viewers: number;
};

export type RelayPlan = {
  secret: string;
  realm: string;
  address: string | null;
  certificate: string;
  key: string;
  peers: string[];
  peerPorts: { first: number; last: number };
  listens: {
    tls: number | null;
    plain: number | null;
    hasTls: boolean;
    hasDtls: boolean;
    hasTcp: boolean;
    hasUdp: boolean;
  };
  relayPorts: { first: number; last: number };
  allocations: number;
};

/** A wrong setting: its message is a sentence for the person at the keyboard. */
export class RelayPlanFault extends Error {}

/** From here on ports are nobody's by name; coturn's own default begins here as well. */
const FIRST_RELAY_PORT = 49_152;
/** A browser asks for one at each address of the relay, from each of its network cards. */
const ALLOCATIONS_A_VIEWER = 4;
const MOST_PORTS = 65_535 - FIRST_RELAY_PORT + 1;

/** @throws RelayPlanFault */
export function planRelay(given: RelayGiven): RelayPlan {
  const { secret, address, certificate, key, viewers } = given;
  const listeners = given.urls.map(readUrl);
  const portOf = (isTls: boolean) => onePort(listeners.filter((each) => each.isTls === isTls));
  const has = (isTls: boolean, protocol: string) =>
    listeners.some((each) => each.isTls === isTls && each.protocol === protocol);
  if (given.firstMediaPort === 0)
    throw new RelayPlanFault('MEDIA_PORT is any free one: a relay has to know which. Set it, e.g. MEDIA_PORT=40000.');
  const allocations = Math.min(viewers * ALLOCATIONS_A_VIEWER, MOST_PORTS);
  return {
    ...{ secret, address, certificate, key, allocations },
    realm: listeners[0]?.host ?? 'kanwa',
    peers: peersOf(given.mediaAddresses),
    peerPorts: { first: given.firstMediaPort, last: given.firstMediaPort + given.mediaPorts - 1 },
    listens: {
      ...{ tls: portOf(true), plain: portOf(false) },
      ...{ hasTls: has(true, 'tcp'), hasDtls: has(true, 'udp'), hasTcp: has(false, 'tcp'), hasUdp: has(false, 'udp') },
    },
    relayPorts: { first: FIRST_RELAY_PORT, last: FIRST_RELAY_PORT + allocations - 1 },
  };
}

/** Of a form that the service's own settings have checked. */
function readUrl(url: string) {
  const [, scheme, host = '', port, transport] =
    /^(turns?):([\w.-]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url) ?? [];
  const isTls = scheme === 'turns';
  return { isTls, host, port: Number(port ?? (isTls ? 5_349 : 3_478)), protocol: transport ?? (isTls ? 'tcp' : 'udp') };
}

function onePort(listeners: readonly { port: number }[]): number | null {
  const ports = [...new Set(listeners.map(({ port }) => port))];
  if (ports.length > 1)
    throw new RelayPlanFault('TURN_URLS names several ports of one kind: one relay listens on one of each.');
  return ports[0] ?? null;
}

function peersOf(addresses: readonly string[]): string[] {
  const names = addresses.filter((address) => !isIPv4(address));
  if (names.length > 0)
    throw new RelayPlanFault(
      `A relay needs the media node's IPv4 addresses, not names: give them with --media (${names.join(', ')}).`,
    );
  const peers = addresses.filter((address) => !address.startsWith('127.'));
  if (peers.length === 0)
    throw new RelayPlanFault('The media node is on loopback only: set MEDIA_ANNOUNCE, or give --media.');
  return peers;
}
