import type { PROBE_ADVICE, ProbedStream } from '../contract.ts';
import type { VideoTrack } from '../rtsp/video-track.ts';
import { isBSlice, NAL, nalOf, unitsIn } from './h264.ts';
import { ParameterSets } from './parameter-sets.ts';
import { parseRtp, timestampDistance } from './rtp-packet.ts';
import { parseSps } from './sps.ts';

export type Advice = (typeof PROBE_ADVICE)[number];

const TICKS_PER_SECOND = 90_000;
const RARE_SECONDS = 2.5;
/** A camera told to send key frames evenly keeps their distances closer together than this factor. */
const EVEN_FACTOR = 1.5;
/** 1920×1088: encoders count in blocks of 16. */
const LARGE_PICTURE_PX = 1_920 * 1_088;
/** Three distances show whether they are even. */
const ENOUGH_KEY_FRAMES = 4;
const ENOUGH_SECONDS = 3;
const HIGH_BITS_PER_SECOND = 4_000_000;

/** Counts what a stream is like while somebody looks at it. Times are the camera's own, by its RTP clock. */
export class StreamLook {
  readonly #sets = new ParameterSets();
  readonly #keyFrameAt: number[] = [];
  #bytes = 0;
  #frames = 0;
  /** Of the newest frame, in ticks since the first one. */
  #ticks = 0;
  #lastTimestamp: number | null = null;
  #hasSpsInFrame = false;
  #lacksParameterSets = false;
  #hasBFrames = false;

  constructor(track: VideoTrack) {
    for (const nal of track.parameterSets) this.#sets.learn(nal);
  }

  /** @param packet of the track, as the camera sent it */
  take(packet: Buffer): void {
    const rtp = parseRtp(packet);
    if (!rtp) return;
    this.#bytes += packet.length;
    if (rtp.timestamp !== this.#lastTimestamp) this.#beginFrame(rtp.timestamp);
    for (const unit of unitsIn(rtp.payload)) {
      if (unit.type === NAL.sps) this.#hasSpsInFrame = true;
      if (unit.type === NAL.sps && unit.isStart && unit.isEnd) this.#sets.learn(nalOf(unit));
      if (unit.type === NAL.idr && unit.isStart) this.#noteKeyFrame();
      this.#hasBFrames ||= isBSlice(unit);
    }
  }

  /** A longer look would hardly say more. */
  get hasSeenEnough(): boolean {
    return this.#keyFrameAt.length >= ENOUGH_KEY_FRAMES && this.#ticks >= ENOUGH_SECONDS * TICKS_PER_SECOND;
  }

  /** @returns null when the camera never said what its pictures are like, or showed fewer than two. */
  seen(): { stream: ProbedStream; advice: Advice[] } | null {
    const format = this.#sets.sps && parseSps(this.#sets.sps);
    if (!format || this.#ticks <= 0) return null;
    const seconds = this.#ticks / TICKS_PER_SECOND;
    const stream: ProbedStream = {
      codec: 'H264',
      ...format,
      framesPerSecond: round((this.#frames - 1) / seconds),
      bitsPerSecond: Math.round((this.#bytes * 8) / seconds),
      keyFrameEverySeconds: mean(this.#keyFrameDistances()),
    };
    return { stream, advice: this.#advice(stream, seconds) };
  }

  #beginFrame(timestamp: number): void {
    const distance = this.#lastTimestamp === null ? 0 : timestampDistance(this.#lastTimestamp, timestamp);
    this.#hasBFrames ||= distance < 0;
    this.#ticks += distance;
    this.#frames += 1;
    this.#lastTimestamp = timestamp;
    this.#hasSpsInFrame = false;
  }

  #noteKeyFrame(): void {
    this.#lacksParameterSets ||= !this.#hasSpsInFrame;
    if (this.#keyFrameAt.at(-1) !== this.#ticks) this.#keyFrameAt.push(this.#ticks);
  }

  #keyFrameDistances(): number[] {
    return this.#keyFrameAt.slice(1).map((at, i) => (at - (this.#keyFrameAt[i] ?? 0)) / TICKS_PER_SECOND);
  }

  #advice({ widthPx, heightPx, bitsPerSecond, keyFrameEverySeconds }: ProbedStream, seconds: number): Advice[] {
    const distances = this.#keyFrameDistances();
    const found: Record<string, boolean> = {
      'b-frames': this.#hasBFrames,
      'key-frames-rare': (keyFrameEverySeconds ?? seconds) > RARE_SECONDS,
      'key-frames-irregular': Math.max(...distances) > Math.min(...distances) * EVEN_FACTOR,
      'parameter-sets-missing': this.#lacksParameterSets,
      'large-picture': widthPx * heightPx > LARGE_PICTURE_PX,
      'high-bit-rate': bitsPerSecond > HIGH_BITS_PER_SECOND,
    } satisfies Partial<Record<Advice, boolean>>;
    return (Object.keys(found) as Advice[]).filter((advice) => found[advice]);
  }
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : round(values.reduce((sum, value) => sum + value, 0) / values.length);

const round = (value: number) => Math.round(value * 100) / 100;
