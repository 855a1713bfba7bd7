import { randomBytes } from 'node:crypto';

export const PAYLOAD_TYPE = 96;
export const TICKS_PER_MS = 90;

const HEADER_BYTES = 12;
const MAX_PACKET_BYTES = 1400;
const MAX_PAYLOAD_BYTES = MAX_PACKET_BYTES - HEADER_BYTES;
const FU_A = 28;

/** Turns access units into RTP packets (RFC 6184, non-interleaved mode): a NAL unit alone, or cut into FU-A. */
export class RtpPacketizer {
  readonly ssrc = randomBytes(4).readUInt32BE();
  packetCount = 0;
  payloadBytes = 0;
  #sequence = randomBytes(2).readUInt16BE();
  readonly #timestampOffset = randomBytes(4).readUInt32BE();

  get nextSequence(): number {
    return this.#sequence;
  }

  /** The 90 kHz timestamp of a picture taken `sinceStartMs` (a whole number) after the camera began. */
  timestampAt(sinceStartMs: number): number {
    return (this.#timestampOffset + sinceStartMs * TICKS_PER_MS) % 2 ** 32;
  }

  packets(nals: readonly Buffer[], timestamp: number): Buffer[] {
    const payloads = nals.flatMap((nal) => (nal.length <= MAX_PAYLOAD_BYTES ? [nal] : fragments(nal)));
    return payloads.map((payload, index) => this.#packet(payload, timestamp, index === payloads.length - 1));
  }

  #packet(payload: Buffer, timestamp: number, isLast: boolean): Buffer {
    const packet = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
    packet[0] = 0x80;
    packet[1] = PAYLOAD_TYPE | (isLast ? 0x80 : 0);
    packet.writeUInt16BE(this.#sequence, 2);
    packet.writeUInt32BE(timestamp, 4);
    packet.writeUInt32BE(this.ssrc, 8);
    payload.copy(packet, HEADER_BYTES);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.packetCount = (this.packetCount + 1) % 2 ** 32;
    this.payloadBytes = (this.payloadBytes + payload.length) % 2 ** 32;
    return packet;
  }
}

function fragments(nal: Buffer): Buffer[] {
  const header = nal[0] ?? 0;
  const size = MAX_PAYLOAD_BYTES - 2;
  const count = Math.ceil((nal.length - 1) / size);
  return Array.from({ length: count }, (_, index) => {
    const piece = nal.subarray(1 + index * size, 1 + (index + 1) * size);
    const isFirst = index === 0 ? 0x80 : 0;
    const isLast = index === count - 1 ? 0x40 : 0;
    return Buffer.concat([Buffer.from([(header & 0x60) | FU_A, isFirst | isLast | (header & 0x1f)]), piece]);
  });
}
