import { expect, test } from '@jest/globals';
import type { Results, StepId, StepResult } from '../../../web/features/network-test/steps.ts';
import { verdictOf, type VerdictCode } from '../../../web/features/network-test/verdict.ts';

const ok = (said: StepResult['said']): StepResult => ({ state: 'ok', said });
const failed = (said: StepResult['said']): StepResult => ({ state: 'failed', said });
const absent = (said: StepResult['said']): StepResult => ({ state: 'absent', said });

const FINE: Record<StepId, StepResult> = {
  page: ok('pageOk'),
  socket: ok('socketWebsocket'),
  udp: ok('udpOk'),
  tcp: ok('tcpOk'),
  turn: ok('turnOk'),
  decoder: ok('decoderOk'),
  speed: ok('speedOk'),
};
const NO_UDP: Results = { udp: failed('udpFailed') };
const NO_PORTS: Results = { ...NO_UDP, tcp: failed('tcpFailed') };
const NO_WAY: Results = { ...NO_PORTS, turn: failed('turnFailed') };

test.each<[VerdictCode, string, Results]>([
  ['udp', 'everything works', {}],
  ['udp', 'a relay that is not set up is nobody’s fault', { turn: absent('turnAbsent') }],
  ['udp', 'polling is slower, and works', { socket: ok('socketPolling') }],
  ['udp', 'a speed that could not be measured stops nobody', { speed: failed('speedUnknown') }],
  ['udp', 'TCP is of no matter where UDP is open', { tcp: failed('tcpFailed') }],
  ['tcp', 'UDP is blocked', NO_UDP],
  ['turn', 'only 443 is open', NO_PORTS],
  ['https', 'no way is open', NO_WAY],
  ['https', 'no port is open, and no relay is set up', { ...NO_PORTS, turn: absent('turnAbsent') }],
  ['https', 'the browser plays pieces alone', { decoder: ok('decoderHttpsOnly') }],
  ['blocked', 'no way is open, and the browser plays no pieces', { ...NO_WAY, decoder: ok('decoderRtcOnly') }],
  ['small', 'a weak line', { speed: ok('speedSmall') }],
  ['small', 'a weak line over TCP', { ...NO_UDP, speed: ok('speedSmall') }],
  ['too-slow', 'a line that is too weak for any picture', { speed: failed('speedTooLow') }],
  ['too-slow', 'no way is open, and the line is too weak for pieces', { ...NO_WAY, speed: failed('speedTooLow') }],
  ['no-decoder', 'nothing can be played', { decoder: failed('decoderFailed') }],
  ['media-away', 'the video service restarts', { udp: absent('wayAway'), tcp: absent('wayAway') }],
  ['no-socket', 'no live connection', { socket: failed('socketFailed'), udp: absent('wayUntried') }],
  ['no-page', 'no server, whatever else', { page: failed('pageFailed'), socket: failed('socketFailed'), ...NO_WAY }],
])('%s: %s', (code, _why, change) => {
  expect(verdictOf({ ...FINE, ...change }).code).toBe(code);
});

test('nothing was found out: that is no good news', () => {
  expect(verdictOf({})).toEqual({ code: 'no-page', tone: 'bad' });
});
