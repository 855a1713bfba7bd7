import { header, parseHead, type RtspMessage } from './message.ts';

export type Frame = { kind: 'data'; channel: number; payload: Buffer } | { kind: 'message'; message: RtspMessage };

/** What one look at the front of the buffer gave: bytes done with, or how many bytes are needed to decide. */
type Step = { doneBytes: number; frame?: Frame } | { needBytes: number };

const DOLLAR = 0x24;
const MAX_HEAD_BYTES = 16_384;
const MAX_BODY_BYTES = 65_536;
/** We ask for channels 0 and 1 and a camera may choose others; anything above is taken for junk. */
const MAX_CHANNEL = 31;

// All that a server may begin a message with: an answer, or one of the requests servers send.
const MESSAGE_STARTS = [
  'RTSP/',
  'OPTIONS ',
  'ANNOUNCE ',
  'DESCRIBE ',
  'GET_PARAMETER ',
  'SET_PARAMETER ',
  'PLAY_NOTIFY ',
  'REDIRECT ',
  'TEARDOWN ',
].map((text) => Buffer.from(text));
const isStartByte = (byte: number | undefined) =>
  byte === DOLLAR || MESSAGE_STARTS.some((start) => start[0] === byte) || isLineEnd(byte);
const isLineEnd = (byte: number | undefined) => byte === 0x0d || byte === 0x0a;

/**
 * Cuts the byte stream of an RTSP connection into messages and interleaved packets. The result does not depend on how
 * the stream was split. Junk is skipped: after it, an interleaved packet counts only when it looks like RTP and comes
 * from the sender we know, or the byte behind it may start something too. Never throws; holds at most one frame (80 kB).
 */
export class Framing {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needBytes = 1;
  #isInSync = true;
  #junkBytes = 0;
  /** Who sent the last packet on a channel: nothing tells a packet from junk better. */
  readonly #sources = new Map<number, number>();

  /** Bytes skipped so far. */
  get junkBytes(): number {
    return this.#junkBytes;
  }

  /** @returns the frames completed by this chunk; payloads are views into it, to be copied by whoever keeps them. */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needBytes) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const frames: Frame[] = [];
    this.#needBytes = 1;
    while (rest.length >= this.#needBytes) {
      const step = this.#step(rest);
      if ('needBytes' in step) {
        this.#needBytes = step.needBytes;
      } else {
        if (step.frame) frames.push(step.frame);
        rest = rest.subarray(step.doneBytes);
      }
    }
    this.#chunks = [rest];
    this.#bytes = rest.length;
    return frames;
  }

  #step(rest: Buffer): Step {
    if (isLineEnd(rest[0])) return { doneBytes: 1 }; // some cameras put blank lines between messages
    if (rest[0] === DOLLAR) return this.#data(rest);
    const candidates = MESSAGE_STARTS.filter((start) => startsAlike(rest, start));
    if (candidates.length === 0) return this.#junk(rest);
    if (candidates.every((start) => rest.length < start.length)) return { needBytes: rest.length + 1 };
    return this.#message(rest);
  }

  #data(rest: Buffer): Step {
    if (rest.length < 5) return { needBytes: 5 };
    const channel = rest.readUInt8(1);
    const size = rest.readUInt16BE(2);
    const isRtp = size > 0 && rest.readUInt8(4) >> 6 === 2;
    if (channel > MAX_CHANNEL || !isRtp) return this.#junk(rest);
    const needBytes = 4 + size + (this.#isInSync ? 0 : 1);
    if (rest.length < needBytes) return { needBytes };
    const payload = rest.subarray(4, 4 + size);
    const source = sourceOf(payload);
    const isKnown = source !== null && this.#sources.get(channel) === source;
    if (!this.#isInSync && !isKnown && !isStartByte(rest[4 + size])) return this.#junk(rest);
    this.#isInSync = true;
    if (source !== null) this.#sources.set(channel, source);
    return { doneBytes: 4 + size, frame: { kind: 'data', channel, payload } };
  }

  #message(rest: Buffer): Step {
    const headBytes = rest.subarray(0, MAX_HEAD_BYTES).indexOf('\r\n\r\n');
    if (headBytes < 0) return rest.length < MAX_HEAD_BYTES ? { needBytes: rest.length + 1 } : this.#junk(rest);
    const message = parseHead(rest.toString('utf8', 0, headBytes));
    const bodyBytes = message ? Number(header(message, 'content-length') ?? 0) : NaN;
    if (!message || !Number.isInteger(bodyBytes) || bodyBytes < 0 || bodyBytes > MAX_BODY_BYTES) {
      return this.#junk(rest);
    }
    const needBytes = headBytes + 4 + bodyBytes;
    if (rest.length < needBytes) return { needBytes };
    this.#isInSync = true;
    const body = rest.toString('utf8', headBytes + 4, needBytes);
    return { doneBytes: needBytes, frame: { kind: 'message', message: { ...message, body } } };
  }

  /** Skips to the next byte that may start something. */
  #junk(rest: Buffer): Step {
    this.#isInSync = false;
    let doneBytes = 1;
    while (doneBytes < rest.length && !isStartByte(rest[doneBytes])) doneBytes += 1;
    this.#junkBytes += doneBytes;
    return { doneBytes };
  }
}

function startsAlike(rest: Buffer, start: Buffer): boolean {
  const bytes = Math.min(rest.length, start.length);
  return rest.compare(start, 0, bytes, 0, bytes) === 0;
}

/** The SSRC of an RTP or RTCP packet; null when it is too short to have one. */
function sourceOf(payload: Buffer): number | null {
  if (payload.length < 12) return null;
  const isRtcp = payload.readUInt8(1) >= 200 && payload.readUInt8(1) <= 204;
  return payload.readUInt32BE(isRtcp ? 4 : 8);
}
