export const NAL_SLICE = 1;
export const NAL_KEY_SLICE = 5;
export const NAL_SPS = 7;
export const NAL_PPS = 8;

export const nalType = (nal: Uint8Array): number => (nal[0] ?? 0) & 0x1f;

/** Cuts an Annex B byte stream at its start codes (three or four bytes) into NAL units. */
export function splitAnnexB(stream: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  const startCode = Buffer.from([0, 0, 1]);
  let start = stream.indexOf(startCode);
  while (start >= 0) {
    const next = stream.indexOf(startCode, start + 3);
    let end = next < 0 ? stream.length : next;
    while (end > start + 3 && stream[end - 1] === 0) end -= 1; // the fourth byte of the next start code
    nals.push(stream.subarray(start + 3, end));
    start = next;
  }
  return nals;
}

/** The payload of a NAL unit with its emulation prevention bytes taken out. */
export function toRbsp(nal: Uint8Array): Uint8Array {
  const rbsp = new Uint8Array(nal.length - 1);
  let length = 0;
  let zeros = 0;
  for (const byte of nal.subarray(1)) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    rbsp[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return rbsp.subarray(0, length);
}

/** A NAL unit with this header byte around the payload, safe to stand behind a start code. */
export function fromRbsp(headerByte: number, rbsp: Uint8Array): Buffer {
  const nal = Buffer.alloc(1 + rbsp.length + Math.ceil(rbsp.length / 2));
  nal[0] = headerByte;
  let length = 1;
  let zeros = 0;
  for (const byte of rbsp) {
    if (zeros === 2 && byte <= 3) {
      nal[length] = 3;
      length += 1;
      zeros = 0;
    }
    nal[length] = byte;
    length += 1;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(nal.subarray(0, length));
}
