import type { DtlsParameters, ViewerOffer } from '../../../media/contract.ts';

type Fields = Record<string, unknown>;
const text = (fields: Fields, name: string) => String(fields[name]);
const list = (fields: Fields, name: string) => (fields[name] ?? []) as Fields[];

/** What mediasoup-client makes of an offer in a browser, for a receiver that knows SDP alone: the shared stream, in one section. */
export function sdpOfOffer({ transport, consumer }: Pick<ViewerOffer, 'transport' | 'consumer'>): string {
  const [codec = {}] = list(consumer.rtpParameters, 'codecs');
  const [encoding = {}] = list(consumer.rtpParameters, 'encodings');
  const payloadType = text(codec, 'payloadType');
  const [, encodingName = ''] = text(codec, 'mimeType').split('/');
  const mid = text(consumer.rtpParameters, 'mid');
  const lines = [
    ...[
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      't=0 0',
      'a=ice-lite',
      `a=group:BUNDLE ${mid}`,
      'a=msid-semantic: WMS *',
    ],
    ...[`m=video 9 UDP/TLS/RTP/SAVPF ${payloadType}`, 'c=IN IP4 127.0.0.1', `a=mid:${mid}`, 'a=sendonly', 'a=rtcp-mux'],
    `a=rtpmap:${payloadType} ${encodingName}/${text(codec, 'clockRate')}`,
    `a=fmtp:${payloadType} ${formatOf(codec['parameters'] as Fields)}`,
    ...list(codec, 'rtcpFeedback').map((feedback) => `a=rtcp-fb:${payloadType} ${feedbackOf(feedback)}`),
    `a=ice-ufrag:${text(transport.iceParameters, 'usernameFragment')}`,
    `a=ice-pwd:${text(transport.iceParameters, 'password')}`,
    `a=fingerprint:${fingerprintOf(transport.dtlsParameters)}`,
    ...['a=setup:actpass', 'a=msid:camera video', `a=ssrc:${text(encoding, 'ssrc')} cname:camera`],
    ...transport.iceCandidates.filter(({ protocol }) => protocol === 'udp').map(candidateOf),
    'a=end-of-candidates',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

const formatOf = (parameters: Fields) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(';');

const feedbackOf = (feedback: Fields) => [feedback['type'], feedback['parameter']].filter(Boolean).join(' ');

const candidateOf = (candidate: Fields) => {
  const [foundation, priority, address, port] = ['foundation', 'priority', 'address', 'port'].map((name) =>
    text(candidate, name),
  );
  return `a=candidate:${String(foundation)} 1 udp ${String(priority)} ${String(address)} ${String(port)} typ host`;
};

function fingerprintOf(dtls: Fields): string {
  const found = list(dtls, 'fingerprints').find(({ algorithm }) => algorithm === 'sha-256');
  if (!found) throw new Error('The offer has no SHA-256 fingerprint.');
  return `sha-256 ${text(found, 'value')}`;
}

/** The receiver's half, as a media node wants it. */
export function dtlsOfAnswer(sdp: string): DtlsParameters {
  const [, algorithm, value] = /a=fingerprint:(\S+) (\S+)/.exec(sdp) ?? [];
  if (!algorithm || !value) throw new Error('The receiver gave no fingerprint.');
  return { role: sdp.includes('a=setup:passive') ? 'server' : 'client', fingerprints: [{ algorithm, value }] };
}
