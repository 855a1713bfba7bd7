const HEADER_BYTES = 12;

export type RtpPacket = {
  marker: boolean;
  payloadType: number;
  sequence: number;
  timestamp: number;
  /** Without padding; a view into the packet. */
  payload: Buffer;
};

/** Reads an RTP packet (RFC 3550, 5.1). @returns null when it is none. */
export function parseRtp(packet: Buffer): RtpPacket | null {
  if (packet.length < HEADER_BYTES || packet.readUInt8(0) >> 6 !== 2) return null;
  const flags = packet.readUInt8(0);
  let start = HEADER_BYTES + (flags & 0x0f) * 4;
  if ((flags & 0x10) !== 0) {
    if (packet.length < start + 4) return null;
    start += 4 + packet.readUInt16BE(start + 2) * 4;
  }
  const paddingBytes = (flags & 0x20) !== 0 ? packet.readUInt8(packet.length - 1) : 0;
  if (start > packet.length - paddingBytes) return null;
  return {
    marker: packet.readUInt8(1) >= 0x80,
    payloadType: packet.readUInt8(1) & 0x7f,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    payload: packet.subarray(start, packet.length - paddingBytes),
  };
}

/** Writes a packet without extensions; the payload is copied. Sequence and timestamp wrap around by themselves. */
export function formatRtp(packet: RtpPacket & { ssrc: number }): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + packet.payload.length);
  bytes[0] = 0x80;
  bytes[1] = (packet.marker ? 0x80 : 0) | packet.payloadType;
  bytes.writeUInt16BE(packet.sequence & 0xffff, 2);
  bytes.writeUInt32BE(packet.timestamp >>> 0, 4);
  bytes.writeUInt32BE(packet.ssrc, 8);
  packet.payload.copy(bytes, HEADER_BYTES);
  return bytes;
}

/** Distance from `a` to `b` on a 32-bit circle, −2³¹ … 2³¹−1. */
export const timestampDistance = (a: number, b: number) => (b - a) | 0;

/**
 * Finds the sender report in an RTCP packet and gives it our identity: SSRC and shifted timestamp, no report blocks.
 * @returns null when there is none.
 */
export function rewriteSenderReport(rtcp: Buffer, ssrc: number, shiftTimestamp: (t: number) => number): Buffer | null {
  let at = 0;
  while (at + 8 <= rtcp.length) {
    const bytes = (rtcp.readUInt16BE(at + 2) + 1) * 4;
    if (rtcp.readUInt8(at + 1) === 200 && bytes >= 28 && at + 28 <= rtcp.length) {
      const report = Buffer.from(rtcp.subarray(at, at + 28));
      report[0] = 0x80;
      report.writeUInt16BE(6, 2);
      report.writeUInt32BE(ssrc, 4);
      report.writeUInt32BE(shiftTimestamp(report.readUInt32BE(16)) >>> 0, 16);
      return report;
    }
    at += bytes;
  }
  return null;
}
