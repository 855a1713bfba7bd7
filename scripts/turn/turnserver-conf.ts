import type { RelayPlan } from './relay-plan.ts';

/** A viewer is hurried through the group of pictures at 29 Mbit/s for a moment; a main stream alone has four at most. */
const MOST_BYTES_A_SECOND = 4_000_000;
/** Of one view: its addresses, its network cards, and a second try. */
const ALLOCATIONS_A_VIEW = 16;
/** Renewed by the browser; shorter than the default of an hour, so that what nobody uses is soon free. */
const LONGEST_ALLOCATION_S = 600;

/**
 * coturn's configuration: in with a credential of ours and no other way, on to the media node and nowhere else. Addresses only:
 * which ports of it, coturn cannot say; the firewall of the same machine does (relay-firewall.ts).
 */
export function turnserverConf(plan: RelayPlan): string {
  return sections(plan)
    .map(([why, lines]) => `# ${why}\n${lines.join('\n')}\n`)
    .join('\n');
}

function sections(plan: RelayPlan): [why: string, lines: string[]][] {
  const { secret, realm, peers, relayPorts, allocations } = plan;
  return [
    ['Made by "npm run turn:config" from the settings of Kanwa. Holds a secret: chmod 640, chgrp turnserver.', []],
    ['Where it listens', listening(plan)],
    [
      'Credentials: made by Kanwa for each view, for minutes',
      ['use-auth-secret', `static-auth-secret=${secret}`, `realm=${realm}`, 'fingerprint', 'stale-nonce=600'],
    ],
    [
      'On to the media node alone: what is allowed is asked before what is denied',
      [
        ...peers.map((address) => `allowed-peer-ip=${address}`),
        'denied-peer-ip=0.0.0.0-255.255.255.255',
        'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        'no-multicast-peers',
        'no-tcp-relay',
      ],
    ],
    [
      'Bounds',
      [
        `min-port=${String(relayPorts.first)}`,
        `max-port=${String(relayPorts.last)}`,
        `user-quota=${String(ALLOCATIONS_A_VIEW)}`,
        `total-quota=${String(allocations)}`,
        `max-bps=${String(MOST_BYTES_A_SECOND)}`,
        `max-allocate-lifetime=${String(LONGEST_ALLOCATION_S)}`,
      ],
    ],
    [
      'Nothing else',
      [
        'no-cli',
        'no-rfc5780',
        'no-stun-backward-compatibility',
        'no-software-attribute',
        'no-dynamic-ip-list',
        'no-dynamic-realms',
        'log-file=stdout',
        'simple-log',
      ],
    ],
  ];
}

function listening({ address, listens, certificate, key }: RelayPlan): string[] {
  const { tls, plain, hasTls, hasDtls, hasTcp, hasUdp } = listens;
  return [
    ...(address === null ? [] : [`listening-ip=${address}`, `relay-ip=${address}`]),
    ...(tls === null
      ? []
      : [`tls-listening-port=${String(tls)}`, `cert=${certificate}`, `pkey=${key}`, 'no-tlsv1', 'no-tlsv1_1']),
    ...(plain === null ? [] : [`listening-port=${String(plain)}`]),
    ...unless(hasUdp, 'no-udp'),
    ...unless(hasTcp, 'no-tcp'),
    ...unless(hasTls, 'no-tls'),
    ...unless(hasDtls, 'no-dtls'),
  ];
}

const unless = (isThere: boolean, line: string): string[] => (isThere ? [] : [line]);
