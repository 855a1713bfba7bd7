import { timestampDistance } from './rtp-packet.ts';

const TICKS_PER_MS = 90;
/** Timestamps that run this far away from the wall clock are a camera's new clock, not a late frame. */
const MAX_DRIFT_MS = 10_000;

/**
 * Turns a camera's timestamps and sequence numbers into ones that never start over: viewers keep one stream however
 * often the camera reconnects. Times are milliseconds of a clock that only goes forward.
 */
export class RtpTimeline {
  #offset = 0;
  #sequence = 0;
  #cameraSequence: number | null = null;
  #last: { timestamp: number; atMs: number } | null = null;
  #isNewConnection = false;

  /** The next packet comes from another connection: its timestamps and sequence numbers mean nothing to the old ones. */
  restart(): void {
    this.#isNewConnection = true;
    this.#cameraSequence = null;
  }

  /** @returns the timestamp to send: the camera's plus an offset, which changes only when the camera's clock jumped. */
  timestampOf(cameraTimestamp: number, nowMs: number): number {
    const timestamp = this.shift(cameraTimestamp);
    const expected = this.#expected(nowMs);
    const driftMs = expected === null ? 0 : timestampDistance(expected, timestamp) / TICKS_PER_MS;
    const isBreak = expected !== null && (this.#isNewConnection || Math.abs(driftMs) > MAX_DRIFT_MS);
    this.#isNewConnection = false;
    if (isBreak) this.#offset = (expected - cameraTimestamp) >>> 0;
    this.#last = { timestamp: isBreak ? expected : timestamp, atMs: nowMs };
    return this.#last.timestamp;
  }

  /** The camera's timestamp with today's offset, for its sender reports. */
  shift(cameraTimestamp: number): number {
    return (cameraTimestamp + this.#offset) >>> 0;
  }

  /** Notes a packet of the camera. @returns how many before it were lost; a camera that counts anew lost none. */
  lostBefore(cameraSequence: number): number {
    const distance = this.#cameraSequence === null ? 1 : (cameraSequence - this.#cameraSequence) & 0xffff;
    this.#cameraSequence = cameraSequence;
    return distance >= 1 && distance <= 1_000 ? distance - 1 : 0;
  }

  /** Leaves a gap, so that receivers know of a loss. */
  skip(packets: number): void {
    this.#sequence += packets;
  }

  nextSequence(): number {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return this.#sequence;
  }

  /** Where the stream would be by the wall clock. */
  #expected(nowMs: number): number | null {
    if (!this.#last) return null;
    return (this.#last.timestamp + Math.round((nowMs - this.#last.atMs) * TICKS_PER_MS)) >>> 0;
  }
}
