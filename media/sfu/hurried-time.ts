/** A tenth of a millisecond: frames are told apart by it, and shown as soon as they are decoded. */
const TICKS_BETWEEN_FRAMES = 9;
const TIMESTAMP_AT = 4;

export const timestampOf = (rtp: Buffer): number => rtp.readUInt32BE(TIMESTAMP_AT);

/**
 * Timestamps for a group of pictures that is sent in one go, and for what comes live meanwhile: each frame is stamped as it
 * is sent, just before the newest one of the camera. So to the browser all of it arrives in time: it decodes without a
 * pause, and has nothing to make up for when it has arrived at now, where the frames have their own times again.
 */
export class HurriedTime {
  #newest: number;
  /** Frames that are to be sent after the one at hand. */
  #following: number;
  #frame = { own: -1, stamp: 0 };

  constructor(group: readonly Buffer[]) {
    const times = group.map(timestampOf);
    this.#following = times.filter((time, at) => time !== times[at - 1]).length;
    this.#newest = times.at(-1) ?? 0;
  }

  /** A packet of the camera came, and will be sent after all others. */
  heard(timestamp: number): void {
    if (timestamp === this.#newest) return;
    this.#newest = timestamp;
    this.#following += 1;
  }

  /** The packet with the time to send it with, in order; copied where that changes it, for it is everybody's. */
  stamp(rtp: Buffer): Buffer {
    const own = timestampOf(rtp);
    if (own !== this.#frame.own) {
      this.#following -= 1;
      this.#frame = { own, stamp: (this.#newest - this.#following * TICKS_BETWEEN_FRAMES) >>> 0 };
    }
    if (this.#frame.stamp === own) return rtp;
    const copy = Buffer.from(rtp);
    copy.writeUInt32BE(this.#frame.stamp, TIMESTAMP_AT);
    return copy;
  }
}
