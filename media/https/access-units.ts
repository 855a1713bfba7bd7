import { NAL, nalOf, unitsIn, type Unit } from '../ingest/h264.ts';
import { parseRtp, timestampDistance } from '../ingest/rtp-packet.ts';

/** One coded picture, whole. */
export type AccessUnit = {
  /** Slices, in order; parameter sets and what only announces them are left out. */
  slices: readonly Buffer[];
  /** SPS and PPS that came with it. */
  parameterSets: readonly Buffer[];
  isKey: boolean;
  /** Ticks of 1/90,000 s, counted on from 0 at the first packet without wrapping around. */
  at: number;
};

type Frame = { timestamp: number; slices: Buffer[]; parameterSets: Buffer[]; isKey: boolean; isBroken: boolean };

const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/**
 * Puts the packets of a stream together to pictures. After a hole nothing is given until the next key frame: what was
 * predicted from a picture that is missing decodes to a room that never looked like that.
 */
export class AccessUnits {
  #sequence = -1;
  #timestamp = -1;
  #at = 0;
  #frame: Frame | null = null;
  #fragments: Buffer[] = [];
  #bytes = 0;
  #waitsForKey = true;

  /** @returns the picture before, once this packet is of the next one */
  take(packet: Buffer): AccessUnit | null {
    const rtp = parseRtp(packet);
    if (!rtp) return null;
    const isGap = this.#sequence !== -1 && rtp.sequence !== ((this.#sequence + 1) & 0xffff);
    this.#sequence = rtp.sequence;
    if (isGap) this.#lose();
    const finished = this.#frame?.timestamp === rtp.timestamp ? null : this.#finish();
    this.#frame ??= { timestamp: rtp.timestamp, slices: [], parameterSets: [], isKey: false, isBroken: false };
    for (const unit of unitsIn(rtp.payload)) this.#add(unit, this.#frame);
    return finished;
  }

  #add(unit: Unit, frame: Frame): void {
    this.#bytes += unit.body.length;
    const isOutOfPlace = unit.isStart === this.#fragments.length > 0;
    if (isOutOfPlace || this.#bytes > MAX_FRAME_BYTES) {
      this.#lose();
      return;
    }
    this.#fragments.push(unit.isStart ? nalOf(unit) : unit.body);
    if (!unit.isEnd) return;
    const nal = Buffer.concat(this.#fragments.splice(0));
    if (unit.type === NAL.sps || unit.type === NAL.pps) frame.parameterSets.push(nal);
    else if (unit.type >= NAL.slice && unit.type <= NAL.idr) frame.slices.push(nal);
    frame.isKey ||= unit.type === NAL.idr;
  }

  #finish(): AccessUnit | null {
    const frame = this.#frame;
    this.#frame = null;
    this.#bytes = 0;
    if (this.#fragments.splice(0).length > 0) this.#waitsForKey = true; // its end is missing
    if (!frame) return null;
    const at = this.#count(frame.timestamp);
    if (frame.isBroken || !isFromTheTop(frame.slices[0]))
      this.#waitsForKey ||= frame.isBroken || frame.slices.length > 0;
    else if (frame.isKey || !this.#waitsForKey) {
      this.#waitsForKey = false;
      return { slices: frame.slices, parameterSets: frame.parameterSets, isKey: frame.isKey, at };
    }
    return null;
  }

  #count(timestamp: number): number {
    if (this.#timestamp !== -1) this.#at += timestampDistance(this.#timestamp, timestamp);
    this.#timestamp = timestamp;
    return this.#at;
  }

  /** The frame at hand has a hole, or the one before it. */
  #lose(): void {
    if (this.#frame) this.#frame.isBroken = true;
    this.#fragments = [];
    this.#waitsForKey = true;
  }
}

/** Its first macroblock is the first of the picture: a slice header begins with its number, and 0 is a single set bit. */
const isFromTheTop = (slice: Buffer | undefined): boolean => ((slice?.[1] ?? 0) & 0x80) !== 0;
