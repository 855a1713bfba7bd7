import type { Socket } from 'node:net';
import type { AccessUnit } from '../live-stream.ts';
import { PAYLOAD_TYPE, RtpPacketizer } from './packetizer.ts';
import { senderReport } from './sender-report.ts';

const REPORT_EVERY_MS = 5_000;
// Some ten seconds of the main stream: who is that far behind does not watch a live picture.
const MAX_UNSENT_BYTES = 1_000_000;

/** A client that plays: the channels it wants its RTP and its RTCP on. */
export type Listener = { socket: Socket; rtpChannel: number; rtcpChannel: number };

export type BroadcastDeps = { sps: Buffer; pps: Buffer; framesPerSecond: number; onSlowListener: () => void };

/** One stream to everyone who plays it: the same packets for all, made once. */
export class Broadcast {
  readonly rtp = new RtpPacketizer();
  readonly #deps: BroadcastDeps;
  readonly #listeners = new Set<Listener>();
  #lastTimestamp = 0;
  #reportedAtMs = 0;

  constructor(deps: BroadcastDeps) {
    this.#deps = deps;
  }

  /** From the next picture on, which need not be a key frame: as with a camera that was filming already. */
  add(listener: Listener): void {
    this.#listeners.add(listener);
    this.#reportedAtMs = 0; // so that the next picture comes with a report, and the newcomer knows its time
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** The RTP timestamp of the picture sent last. */
  get lastTimestamp(): number {
    return this.#lastTimestamp;
  }

  send(unit: AccessUnit, sinceStartMs: number, takenAt: Date): void {
    this.#lastTimestamp = this.rtp.timestampAt(sinceStartMs);
    if (this.#listeners.size === 0) return;
    const packets = this.rtp.packets(unit.nals, this.#lastTimestamp);
    const report = this.#reportIfDue(takenAt);
    for (const listener of this.#listeners) {
      const { socket, rtpChannel, rtcpChannel } = listener;
      if (socket.writableLength > MAX_UNSENT_BYTES) {
        this.#deps.onSlowListener();
        socket.destroy();
        continue;
      }
      socket.write(interleaved(packets, rtpChannel));
      if (report) socket.write(interleaved([report], rtcpChannel));
    }
  }

  #reportIfDue(takenAt: Date): Buffer | undefined {
    if (takenAt.getTime() - this.#reportedAtMs < REPORT_EVERY_MS) return undefined;
    this.#reportedAtMs = takenAt.getTime();
    return senderReport(this.rtp, this.#lastTimestamp, takenAt);
  }

  /** The session's description, with the parameter sets that also stand before every key frame. */
  sdp(): string {
    const { sps, pps, framesPerSecond } = this.#deps;
    const profile = sps.subarray(1, 4).toString('hex');
    const sets = `${sps.toString('base64')},${pps.toString('base64')}`;
    return [
      'v=0',
      `o=- ${this.rtp.ssrc} 1 IN IP4 127.0.0.1`,
      's=Demo camera',
      'c=IN IP4 0.0.0.0',
      't=0 0',
      'a=control:*',
      'a=range:npt=now-',
      `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`,
      `a=rtpmap:${PAYLOAD_TYPE} H264/90000`,
      `a=fmtp:${PAYLOAD_TYPE} packetization-mode=1;profile-level-id=${profile};sprop-parameter-sets=${sets}`,
      `a=framerate:${framesPerSecond}`,
      'a=control:trackID=0',
      '',
    ].join('\r\n');
  }
}

/** RTP over the RTSP connection: each packet behind a mark, its channel and its length. */
function interleaved(packets: readonly Buffer[], channel: number): Buffer {
  const framed = Buffer.allocUnsafe(packets.reduce((sum, packet) => sum + 4 + packet.length, 0));
  let at = 0;
  for (const packet of packets) {
    framed[at] = 0x24;
    framed[at + 1] = channel;
    framed.writeUInt16BE(packet.length, at + 2);
    packet.copy(framed, at + 4);
    at += 4 + packet.length;
  }
  return framed;
}
