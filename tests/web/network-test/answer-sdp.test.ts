import { expect, test } from '@jest/globals';
import { answerSdp, ownHalf } from '../../../web/features/network-test/answer-sdp.ts';

const OFFER =
  'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:data\r\na=fingerprint:SHA-256 AA:BB\r\n';

test('the browser’s half is read from its offer', () => {
  expect(ownHalf(OFFER)).toEqual({ mid: 'data', fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB' }] });
});

test('the answer gives the way that was offered, and no other; a TCP candidate waits to be called', () => {
  const candidate = { foundation: 'f0', priority: 7, ip: '10.0.0.5', address: '10.0.0.5', port: 40_000, type: 'host' };
  const transport = {
    id: 't',
    iceParameters: { usernameFragment: 'frag', password: 'word', iceLite: true },
    iceCandidates: [{ ...candidate, protocol: 'tcp', tcpType: 'passive' }],
    dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: 'CC:DD' }] },
  };
  const lines = answerSdp(transport, 'data').split('\r\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'a=mid:data',
      'a=ice-lite',
      'a=ice-ufrag:frag',
      'a=ice-pwd:word',
      'a=fingerprint:sha-256 CC:DD',
      'a=candidate:f0 1 tcp 7 10.0.0.5 40000 typ host tcptype passive',
    ]),
  );
  expect(lines.filter((line) => line.startsWith('a=candidate'))).toHaveLength(1);
});
