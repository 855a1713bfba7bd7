import type { NetworkTestOpened, NetworkWay, StartNetworkTest } from '#contract/network-test.ts';
import type { z } from 'zod';
import { answerSdp, ownHalf } from './answer-sdp.ts';

/** The server as a test of one way needs it. */
export type TestLink = {
  open: (input: { way: NetworkWay }) => Promise<NetworkTestOpened>;
  start: (input: z.input<typeof StartNetworkTest>) => Promise<unknown>;
  close: (input: { testId: string }) => Promise<unknown>;
};

/** `rttMs` is null where the browser does not tell. */
export type Tried = { opened: NetworkTestOpened; isConnected: boolean; rttMs: number | null };

/**
 * Connects to the video service by one way alone, encrypted as a picture would be, and lets go of it.
 * @throws what the server says against it
 */
export async function tryWay(way: NetworkWay, link: TestLink, withinMs: number): Promise<Tried> {
  const opened = await link.open({ way });
  const { testId, transport, iceServers } = opened;
  if (!transport) return { opened, isConnected: false, rttMs: null };
  const browser = new RTCPeerConnection({ iceServers, iceTransportPolicy: way === 'turn' ? 'relay' : 'all' });
  try {
    browser.createDataChannel('network-test');
    await browser.setLocalDescription(await browser.createOffer());
    const { mid, fingerprints } = ownHalf(browser.localDescription?.sdp ?? '');
    await link.start({ testId, dtls: { role: 'client', fingerprints } });
    await browser.setRemoteDescription({ type: 'answer', sdp: answerSdp(transport, mid) });
    const isConnected = await connects(browser, withinMs);
    return { opened, isConnected, rttMs: isConnected ? await roundTripMs(browser) : null };
  } finally {
    browser.close();
    void link.close({ testId }).catch(() => undefined); // its lease closes it
  }
}

function connects(browser: RTCPeerConnection, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, withinMs, false);
    const look = () => {
      if (browser.connectionState !== 'connected' && browser.connectionState !== 'failed') return;
      clearTimeout(late);
      resolve(browser.connectionState === 'connected');
    };
    browser.addEventListener('connectionstatechange', look);
    look();
  });
}

async function roundTripMs(browser: RTCPeerConnection): Promise<number | null> {
  const report = [...(await browser.getStats()).values()] as Record<string, unknown>[];
  const pair = report.find(({ type, state }) => type === 'candidate-pair' && state === 'succeeded');
  const seconds = pair?.['currentRoundTripTime'];
  return typeof seconds === 'number' ? Math.max(1, Math.round(seconds * 1_000)) : null;
}
