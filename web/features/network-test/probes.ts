import { NETWORK_WAYS, NetworkTestAnswer, type NetworkWay } from '#contract/network-test.ts';
import { request } from '../../shared/api.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { ask, isOffline, transportName } from '../../shared/socket.ts';
import { findDecoder } from './find-decoder.ts';
import { measureSpeed } from './measure-speed.ts';
import { type Learned, LIMIT_MS, type Results, type StepId, type StepResult } from './steps.ts';
import { type TestLink, tryWay } from './try-way.ts';

/** Tries one thing. May write down what it learned; what it throws ends the whole test. */
export type Probe = (learned: Learned, soFar: Results) => Promise<StepResult>;
export type Probes = Record<StepId, Probe>;

const LOOK_EVERY_MS = 100;
const SERVER: TestLink = {
  open: (input) => ask('network-test:open', input),
  start: (input) => ask('network-test:start', input),
  close: (input) => ask('network-test:close', input),
};
const FAILED: Record<NetworkWay, StepResult['said']> = { udp: 'udpFailed', tcp: 'tcpFailed', turn: 'turnFailed' };
const WORKS: Record<NetworkWay, StepResult['said']> = { udp: 'udpOk', tcp: 'tcpOk', turn: 'turnOk' };

const [udp, tcp, turn] = NETWORK_WAYS.map(
  (way): Probe =>
    async (learned, soFar) =>
      soFar.socket?.state === 'ok' ? wayProbe(way, learned) : { state: 'absent', said: 'wayUntried' },
) as [Probe, Probe, Probe];

export const PROBES: Probes = {
  page: timePage,
  socket: lookAtSocket,
  ...{ udp, tcp, turn },
  decoder: findDecoder,
  speed: async (_learned, { page }) =>
    page?.state === 'ok' ? measureSpeed() : { state: 'failed', said: 'speedUnknown' },
};

/** The second time counts: the first may have made the connection. */
async function timePage(): Promise<StepResult> {
  await request(NetworkTestAnswer, 'GET', '/api/network-test');
  const askedAt = performance.now();
  await request(NetworkTestAnswer, 'GET', '/api/network-test');
  return { state: 'ok', said: 'pageOk', ms: Math.max(1, Math.round(performance.now() - askedAt)) };
}

/** The page has made its connection already, or is about to. */
async function lookAtSocket(): Promise<StepResult> {
  const until = performance.now() + LIMIT_MS.socket - 2 * LOOK_EVERY_MS;
  while (isOffline() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  if (isOffline()) return { state: 'failed', said: 'socketFailed' };
  return { state: 'ok', said: transportName() === 'websocket' ? 'socketWebsocket' : 'socketPolling' };
}

async function wayProbe(way: NetworkWay, learned: Learned): Promise<StepResult> {
  if (typeof RTCPeerConnection === 'undefined') return { state: 'failed', said: 'wayNoWebrtc' };
  try {
    const { opened, isConnected, rttMs } = await tryWay(way, SERVER, LIMIT_MS[way] - 500);
    learned.doors = opened.doors ?? learned.doors;
    if (way === 'turn') learned.turnUrls = opened.iceServers.flatMap(({ urls }) => urls);
    if (!opened.transport) return { state: 'absent', said: 'turnAbsent' };
    if (!isConnected) return { state: 'failed', said: FAILED[way] };
    return { state: 'ok', said: WORKS[way], ...(rttMs !== null && { ms: rttMs }) };
  } catch (error) {
    if (isProblem(error, 'media-unavailable')) return { state: 'absent', said: 'wayAway' };
    throw error;
  }
}
