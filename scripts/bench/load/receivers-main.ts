// A process of light WebRTC receivers, forked by load.ts: ICE, DTLS and SRTP as in a browser, and nothing is decoded.
import { type PeerConnection, default as datachannel, type Track } from 'node-datachannel';
import type { Ask, Count } from './load.ts';

const SEQUENCE_NUMBERS = 65_536;
/** RTCP shares the way of RTP: these are its packet types, as RFC 5761 tells them apart. */
const isRtcp = (packet: Buffer) => (packet[1] ?? 0) >= 192 && (packet[1] ?? 0) <= 223;

/** mediasoup's own, by which it measures a line: no part of a picture. */
const PROBATION_SSRC = 1_234;

type Receiver = { peer: PeerConnection; tracks: Track[]; streams: Count[] };

const receivers = new Map<string, Receiver>();

function open(id: string, offer: string): Promise<string> {
  const peer = new datachannel.PeerConnection(id, { iceServers: [], disableAutoNegotiation: true });
  const receiver: Receiver = { peer, tracks: [], streams: [] };
  receivers.set(id, receiver);
  peer.onTrack((track) => {
    track.setMediaHandler(new datachannel.RtcpReceivingSession());
    const count = newCount();
    receiver.tracks.push(track); // kept, or the collector takes it
    receiver.streams.push(count);
    track.onMessage((packet) => take(count, packet));
  });
  return new Promise((answered) => {
    peer.onLocalDescription((sdp) => answered(sdp));
    peer.setRemoteDescription(offer, 'offer');
    peer.setLocalDescription('answer');
  });
}

const newCount = (): Count => ({ packets: 0, lost: 0, lastAtMs: 0 });
const lastNumbers = new WeakMap<Count, number>();

function take(count: Count, packet: Buffer): void {
  if (isRtcp(packet) || packet.readUInt32BE(8) === PROBATION_SSRC) return;
  count.packets += 1;
  count.lastAtMs = performance.timeOrigin + performance.now();
  const number = packet.readUInt16BE(2);
  const last = lastNumbers.get(count);
  const ahead = last === undefined ? 1 : (number - last + SEQUENCE_NUMBERS) % SEQUENCE_NUMBERS;
  if (ahead > SEQUENCE_NUMBERS / 2)
    count.lost -= 1; // one that was counted as lost came late
  else {
    count.lost += ahead - 1;
    lastNumbers.set(count, number);
  }
}

async function answer(ask: Ask): Promise<unknown> {
  if ('open' in ask) return open(ask.open.id, ask.open.offer);
  if ('close' in ask) {
    receivers.get(ask.close)?.peer.close();
    return receivers.delete(ask.close);
  }
  return Object.fromEntries([...receivers].map(([id, { streams }]) => [id, streams]));
}

process.on('message', ({ question, ask }: { question: number; ask: Ask }) => {
  void answer(ask).then((said) => process.send?.({ question, said }));
});
process.once('disconnect', () => {
  for (const { peer } of receivers.values()) peer.close();
  process.exit(0);
});
