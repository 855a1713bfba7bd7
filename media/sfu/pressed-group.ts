import type { Stamped } from './burst-pump.ts';

/** One millisecond. */
const TICKS_BETWEEN_FRAMES = 90;
const TIMESTAMP_AT = 4;

export const timestampOf = (rtp: Buffer): number => rtp.readUInt32BE(TIMESTAMP_AT);

/**
 * A group of pictures with its frames a millisecond apart, the last one at its own time: a browser decodes them in one go
 * and arrives at now, where the live packets go on.
 */
export function pressTogether(packets: readonly Buffer[]): Stamped[] {
  const pressed: Stamped[] = [];
  let [own, timestamp] = [-1, -1];
  for (const rtp of packets.toReversed()) {
    const before = timestampOf(rtp);
    if (pressed.length === 0) timestamp = before;
    else if (before !== own) timestamp = (timestamp - TICKS_BETWEEN_FRAMES) >>> 0;
    own = before;
    pressed.push({ rtp, timestamp });
  }
  return pressed.reverse();
}

/** The packet with its timestamp, copied where that changes it: the packet is everybody's. */
export function stamp({ rtp, timestamp }: Stamped): Buffer {
  if (timestampOf(rtp) === timestamp) return rtp;
  const copy = Buffer.from(rtp);
  copy.writeUInt32BE(timestamp, TIMESTAMP_AT);
  return copy;
}
