import type { VideoTrack } from '../rtsp/video-track.ts';
import { FragmentCutter } from './fragment-cutter.ts';
import { NAL, nalOf, payloadsOf, type Unit, unitsIn } from './h264.ts';
import { KeyFrameCollector } from './key-frame.ts';
import { ParameterSets } from './parameter-sets.ts';
import { formatRtp, parseRtp, rewriteSenderReport, type RtpPacket } from './rtp-packet.ts';
import { RtpTimeline } from './rtp-timeline.ts';

export type Repaired = {
  /** Ready to send; none before the connection's first key frame, or while a rest waits for the next packet. */
  packets: readonly Buffer[];
  timestamp: number;
  /** They begin or continue an IDR picture. */
  isKey: boolean;
  /** The key frame that this packet completed, as Annex B. */
  keyFrame: Buffer | null;
};

/**
 * Makes of a camera's packets a stream that mediasoup and browsers can rely on: our SSRC, payload type and unbroken
 * sequence and time across reconnects, SPS and PPS before every key frame, no packet too large, and nothing of a
 * connection before its first key frame (it would decode to rubbish).
 */
export class StreamRepair {
  readonly #identity: { ssrc: number; payloadType: number };
  readonly #timeline = new RtpTimeline();
  #cutter = new FragmentCutter();
  #collector = new KeyFrameCollector();
  #sets = new ParameterSets();
  #cameraPayloadType = -1;
  #hasBegun = false;
  #frame = { timestamp: -1, hasSps: false, hasPps: false };

  constructor(identity: { ssrc: number; payloadType: number }) {
    this.#identity = identity;
  }

  /** A connection begins; before the first one nothing is taken. */
  restart(track: VideoTrack): void {
    this.#timeline.restart();
    this.#cutter = new FragmentCutter();
    this.#collector = new KeyFrameCollector();
    this.#sets = new ParameterSets();
    for (const nal of track.parameterSets) this.#sets.learn(nal);
    this.#cameraPayloadType = track.payloadType;
    this.#hasBegun = false;
    this.#frame = { timestamp: -1, hasSps: false, hasPps: false };
  }

  /** @param nowMs of a clock that only goes forward. @returns null when the packet is nothing of this track. */
  take(packet: Buffer, nowMs: number): Repaired | null {
    const rtp = parseRtp(packet);
    if (!rtp || rtp.payloadType !== this.#cameraPayloadType) return null;
    const units = unitsIn(rtp.payload);
    const holes = this.#holesBefore(rtp, units);
    if (this.#hasBegun) this.#timeline.skip(holes);
    if (units.length === 0) return null;

    const payloads = [...this.#missingSets(units), ...this.#cutter.take(rtp.payload, rtp.marker)];
    this.#learn(units);
    this.#hasBegun ||= units.some(({ type, isStart }) => isStart && (type === NAL.sps || type === NAL.idr));
    if (!this.#hasBegun) return { packets: [], timestamp: 0, isKey: false, keyFrame: null };
    const timestamp = this.#timeline.timestampOf(rtp.timestamp, nowMs);
    const packets = payloads.map((payload, at) =>
      formatRtp({
        ...this.#identity,
        marker: rtp.marker && at === payloads.length - 1,
        sequence: this.#timeline.nextSequence(),
        timestamp,
        payload,
      }),
    );
    const keyFrame = rtp.marker ? this.#collector.finish(this.#sets.all) : null;
    return { packets, timestamp, isKey: units.some(({ type }) => type === NAL.idr), keyFrame };
  }

  /** The camera's sender report as one of ours; null when the packet holds none. */
  senderReport(rtcp: Buffer): Buffer | null {
    return rewriteSenderReport(rtcp, this.#identity.ssrc, (timestamp) => this.#timeline.shift(timestamp));
  }

  /** How many packets receivers must miss before this one: lost ones, unreadable ones, a rest that nothing continued. */
  #holesBefore({ sequence, timestamp }: RtpPacket, units: readonly Unit[]): number {
    const isNewFrame = timestamp !== this.#frame.timestamp;
    if (isNewFrame) this.#beginFrame(timestamp);
    let holes = this.#timeline.lostBefore(sequence);
    const isContinued = holes === 0 && !isNewFrame && units[0]?.isStart === false;
    if (!isContinued && this.#cutter.drop()) holes = Math.max(holes, 1);
    if (units.length === 0) holes += 1;
    if (holes > 0) this.#collector.break();
    return holes;
  }

  #beginFrame(timestamp: number): void {
    this.#collector.finish([]); // a frame without its marker is given up
    this.#frame = { timestamp, hasSps: false, hasPps: false };
  }

  /** Payloads with the parameter sets that this frame should have had before its first IDR slice. */
  #missingSets(units: readonly Unit[]): Buffer[] {
    const idr = units.findIndex(({ type, isStart }) => type === NAL.idr && isStart);
    if (idr < 0) return [];
    const before = units.slice(0, idr);
    const hasSps = this.#frame.hasSps || before.some(({ type }) => type === NAL.sps);
    const hasPps = this.#frame.hasPps || before.some(({ type }) => type === NAL.pps);
    this.#frame = { ...this.#frame, hasSps: true, hasPps: true };
    return payloadsOf([...(hasSps || !this.#sets.sps ? [] : [this.#sets.sps]), ...(hasPps ? [] : this.#sets.pps)]);
  }

  #learn(units: readonly Unit[]): void {
    for (const unit of units) {
      if (unit.type === NAL.sps) this.#frame.hasSps = true;
      if (unit.type === NAL.pps) this.#frame.hasPps = true;
      const isSet = unit.type === NAL.sps || unit.type === NAL.pps;
      if (isSet && unit.isStart && unit.isEnd) this.#sets.learn(nalOf(unit));
      this.#collector.take(unit);
    }
  }
}
