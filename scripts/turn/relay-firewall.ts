import type { RelayPlan } from './relay-plan.ts';

/** The account that Debian's package runs it as. */
const ACCOUNT = 'turnserver';

/**
 * nftables rules for the relay's machine: what the relay sends reaches the media node's video ports and nothing else, and what it
 * relays from is reached by the media node alone. For nft -f; loading it again replaces it.
 */
export function relayFirewall({ peers, peerPorts, relayPorts, listens }: RelayPlan): string {
  const media = `{ ${peers.join(', ')} }`;
  const range = ({ first, last }: { first: number; last: number }) => `${String(first)}-${String(last)}`;
  const own = [listens.hasUdp ? listens.plain : null, listens.hasDtls ? listens.tls : null].filter(
    (port) => port !== null,
  );
  const answers = own.map(
    (port) => `    meta skuid ${ACCOUNT} udp sport ${String(port)} accept comment "answers to viewers"\n`,
  );
  return `# Made by "npm run turn:config -- --firewall" from the settings of Kanwa. Load it with nft -f, at every start of the machine.
table inet kanwa_relay
delete table inet kanwa_relay
table inet kanwa_relay {
  chain sent {
    type filter hook output priority filter; policy accept;
    meta skuid ${ACCOUNT} ip daddr ${media} udp dport ${range(peerPorts)} accept comment "to the media node's video ports"
${answers.join('')}    meta skuid ${ACCOUNT} meta l4proto udp drop
    meta skuid ${ACCOUNT} tcp flags & (syn | ack) == syn drop comment "it begins no connection"
  }
  chain received {
    type filter hook input priority filter; policy accept;
    udp dport ${range(relayPorts)} ip saddr != ${media} drop
    meta nfproto ipv6 udp dport ${range(relayPorts)} drop
  }
}
`;
}
