import type { NetworkTestOpened } from '#contract/network-test.ts';

type Transport = NonNullable<NetworkTestOpened['transport']>;
type Fingerprint = { algorithm: string; value: string };

/** What the browser says of its own half in the offer it made. */
export function ownHalf(sdp: string): { mid: string; fingerprints: Fingerprint[] } {
  const fingerprints = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(([, algorithm = '', value = '']) => ({
    algorithm: algorithm.toLowerCase(),
    value,
  }));
  return { mid: /^a=mid:(\S+)/m.exec(sdp)?.[1] ?? '0', fingerprints };
}

/**
 * The video service's half as an answer: a channel for data that nobody ever opens. Its connection stands as soon as
 * packets go to and fro and DTLS is through, and that is all that is asked.
 */
export function answerSdp({ iceParameters, iceCandidates, dtlsParameters }: Transport, mid: string): string {
  const ice = iceParameters as { usernameFragment: string; password: string };
  const { fingerprints } = dtlsParameters as { fingerprints: Fingerprint[] };
  const lines = [
    ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=ice-lite', `a=group:BUNDLE ${mid}`],
    ...['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'c=IN IP4 0.0.0.0', `a=mid:${mid}`],
    ...['a=setup:passive', `a=ice-ufrag:${ice.usernameFragment}`, `a=ice-pwd:${ice.password}`],
    ...fingerprints.map(({ algorithm, value }) => `a=fingerprint:${algorithm} ${value}`),
    ...iceCandidates.map((candidate) => `a=${candidateLine(candidate)}`),
    ...['a=end-of-candidates', 'a=sctp-port:5000', 'a=max-message-size:1024'],
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function candidateLine(candidate: Record<string, unknown>): string {
  const { foundation, protocol, priority, ip, port } = candidate as Record<string, string | number>;
  const tcp = protocol === 'tcp' ? ' tcptype passive' : '';
  return `candidate:${String(foundation)} 1 ${String(protocol)} ${String(priority)} ${String(ip)} ${String(port)} typ host${tcp}`;
}
