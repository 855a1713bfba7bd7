import { BitReader, withoutEmulation } from './bits.ts';

export const NAL = { slice: 1, idr: 5, sps: 7, pps: 8, stapA: 24, fuA: 28 } as const;

/** What the packets of one camera frame are cut to: mediasoup and the paths to homes carry this without splitting. */
export const MAX_PAYLOAD_BYTES = 1_200;

/** A NAL unit, or the part of one that a packet holds. */
export type Unit = {
  type: number;
  isStart: boolean;
  isEnd: boolean;
  /** The NAL's own header byte, also for a fragment. */
  header: number;
  /** What follows the header; a view into the payload. */
  body: Buffer;
};

/** The NAL units in an RTP payload (RFC 6184, packetization modes 0 and 1). @returns [] when it is broken or neither. */
export function unitsIn(payload: Buffer): Unit[] {
  if (payload.length < 2) return [];
  const first = payload.readUInt8(0);
  const type = first & 0x1f;
  if (type >= 1 && type <= 23) return [whole(payload)];
  if (type === NAL.stapA) return aggregatedIn(payload);
  if (type !== NAL.fuA || payload.length < 3) return [];
  const fragment = payload.readUInt8(1);
  return [
    {
      type: fragment & 0x1f,
      isStart: (fragment & 0x80) !== 0,
      isEnd: (fragment & 0x40) !== 0,
      header: (first & 0xe0) | (fragment & 0x1f),
      body: payload.subarray(2),
    },
  ];
}

const whole = (nal: Buffer): Unit => {
  const header = nal.readUInt8(0);
  return { type: header & 0x1f, isStart: true, isEnd: true, header, body: nal.subarray(1) };
};

function aggregatedIn(payload: Buffer): Unit[] {
  const units: Unit[] = [];
  let at = 1;
  while (at + 2 < payload.length) {
    const bytes = payload.readUInt16BE(at);
    if (bytes === 0 || at + 2 + bytes > payload.length) return [];
    units.push(whole(payload.subarray(at + 2, at + 2 + bytes)));
    at += 2 + bytes;
  }
  return units;
}

/** A whole NAL unit with its header byte; copies. */
export const nalOf = ({ header, body }: Unit): Buffer => Buffer.concat([Buffer.from([header]), body]);

/**
 * The same content in payloads of at most `maxBytes`: the payload itself when it fits, otherwise its units cut into
 * FU-A. A fragment keeps its place: the first piece starts the NAL only if the fragment did.
 */
export function fitPayload(payload: Buffer, maxBytes = MAX_PAYLOAD_BYTES): Buffer[] {
  return payload.length <= maxBytes ? [payload] : unitsIn(payload).flatMap((unit) => cut(unit, maxBytes));
}

function cut(unit: Unit, maxBytes: number): Buffer[] {
  if (unit.isStart && unit.isEnd && unit.body.length < maxBytes) return [nalOf(unit)];
  const pieces: Buffer[] = [];
  const pieceBytes = maxBytes - 2;
  for (let at = 0; at < unit.body.length; at += pieceBytes) {
    const isStart = unit.isStart && at === 0;
    const isEnd = unit.isEnd && at + pieceBytes >= unit.body.length;
    pieces.push(fragmentOf({ ...unit, isStart, isEnd, body: unit.body.subarray(at, at + pieceBytes) }));
  }
  return pieces;
}

/** An FU-A payload holding this part of a NAL unit; copies. */
export function fragmentOf({ header, type, isStart, isEnd, body }: Unit): Buffer {
  const flags = (isStart ? 0x80 : 0) | (isEnd ? 0x40 : 0);
  return Buffer.concat([Buffer.from([(header & 0xe0) | NAL.fuA, flags | type]), body]);
}

/** Payloads holding these NAL units: one STAP-A when they fit together, otherwise one after another. */
export function payloadsOf(nals: readonly Buffer[], maxBytes = MAX_PAYLOAD_BYTES): Buffer[] {
  const bytes = nals.reduce((sum, nal) => sum + nal.length + 2, 1);
  if (nals.length < 2 || bytes > maxBytes) return nals.flatMap((nal) => fitPayload(nal, maxBytes));
  // Its F and NRI bits are the highest of its units'; parameter sets are always sent as needed (NRI 3).
  const parts = nals.flatMap((nal) => [Buffer.from([nal.length >> 8, nal.length & 0xff]), nal]);
  return [Buffer.concat([Buffer.from([0x60 | NAL.stapA]), ...parts])];
}

/** NAL units as a byte stream with start codes, as decoders take it. */
export const annexB = (nals: readonly Buffer[]): Buffer =>
  Buffer.concat(nals.flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]));

/** Is this slice of a B picture? Read from the slice header; false when it cannot be read. */
export function isBSlice(unit: Unit): boolean {
  if (unit.type !== NAL.slice || !unit.isStart) return false;
  const bits = new BitReader(withoutEmulation(unit.body.subarray(0, 16)));
  bits.unsignedExpGolomb(); // first macroblock
  const sliceType = bits.unsignedExpGolomb();
  return !bits.isExhausted && (sliceType === 1 || sliceType === 6);
}
