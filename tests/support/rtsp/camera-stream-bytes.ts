/** Parameter sets as x264 wrote them, and made-up slices behind headers that are right. */
export const SPS_720P = Buffer.from('674d401feca02802dd80880000030008000003005078c18cb0', 'hex');
export const PPS_720P = Buffer.from('68ebe3cb20', 'hex');
export const SPROP = `${SPS_720P.toString('base64')},${PPS_720P.toString('base64')}`;

/** First macroblock 0, an I, P or B slice; the rest is filling. */
const SLICE_HEADS = { idr: '6588', p: '419a', b: '019e' } as const;

export function slice(kind: keyof typeof SLICE_HEADS, bytes = 100): Buffer {
  const head = Buffer.from(SLICE_HEADS[kind], 'hex');
  return Buffer.concat([head, Buffer.alloc(Math.max(bytes - head.length, 1), 0xa5)]);
}

export type Rtp = { payload: Buffer; sequence: number; timestamp: number; marker?: boolean; payloadType?: number };

/** An RTP packet as a camera sends it. */
export function rtpPacket({ payload, sequence, timestamp, marker = false, payloadType = 96 }: Rtp): Buffer {
  const head = Buffer.from([0x80, (marker ? 0x80 : 0) | payloadType, 0, 0, 0, 0, 0, 0, 0xca, 0xfe, 0xca, 0xfe]);
  head.writeUInt16BE(sequence & 0xffff, 2);
  head.writeUInt32BE(timestamp >>> 0, 4);
  return Buffer.concat([head, payload]);
}
