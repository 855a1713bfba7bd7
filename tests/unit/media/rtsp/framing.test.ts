import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Frame, Framing } from '../../../../media/rtsp/framing.ts';

const packet = (channel: number, content: Uint8Array) => {
  const payload = Buffer.concat([Buffer.from([0x80]), content]);
  return Buffer.concat([Buffer.from([0x24, channel, payload.length >> 8, payload.length & 0xff]), payload]);
};
const answer = (body: string) =>
  Buffer.from(`RTSP/1.0 200 OK\r\nCSeq: 7\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
const request = Buffer.from('GET_PARAMETER rtsp://camera/ RTSP/1.0\r\nCSeq: 3\r\n\r\n');

const anyPacket = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.uint8Array({ minLength: 11, maxLength: 1_500 }))
  .map(([channel, content]) => packet(channel, content));
const anyFrame = fc.oneof(anyPacket, fc.string({ maxLength: 200 }).map(answer), fc.constant(request));

const pushAll = (chunks: readonly Buffer[]) => {
  const framing = new Framing();
  return chunks.flatMap((chunk) => framing.push(chunk));
};
/** Frames point into their chunk, so they are compared by content. */
const contents = (frames: readonly Frame[]) =>
  frames.map((frame) =>
    frame.kind === 'data' ? [frame.channel, frame.payload.toString('hex')] : [frame.message.kind, frame.message.body],
  );
const cutAt = (bytes: Buffer, places: readonly number[]) => {
  const cuts = [...places].map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((start, i) => bytes.subarray(start, cuts[i] ?? bytes.length));
};

test('every frame comes out whole, wherever TCP cut the stream', () => {
  fc.assert(
    fc.property(
      fc.array(anyFrame, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      (sent, at) => {
        const frames = pushAll(cutAt(Buffer.concat(sent), at));
        expect(frames).toHaveLength(sent.length);
        expect(contents(frames)).toEqual(contents(pushAll(sent)));
      },
    ),
  );
});

test('byte by byte is as good as at once', () => {
  const bytes = Buffer.concat([answer('v=0'), packet(0, Buffer.alloc(40, 5)), request, packet(1, Buffer.alloc(20, 6))]);
  expect(contents(pushAll([...bytes].map((byte) => Buffer.from([byte]))))).toEqual(contents(pushAll([bytes])));
});

test('what any bytes give does not depend on how they were cut, and nothing throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.array(fc.nat(), { maxLength: 20 }), (junk, at) => {
      const bytes = Buffer.from(junk);
      expect(contents(pushAll(cutAt(bytes, at)))).toEqual(contents(pushAll([bytes])));
    }),
  );
});

test('after junk the packets come out again', () => {
  const good = Array.from({ length: 120 }, (_, i) => packet(0, Buffer.alloc(1_000, i)));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (junk) => {
      const frames = contents(pushAll([packet(0, Buffer.alloc(20, 1)), Buffer.from(junk), ...good]));
      // Junk may look like a packet of up to 64 kB; what follows after that must be there, byte by byte.
      expect(frames.slice(-30)).toEqual(contents(pushAll(good.slice(-30))));
    }),
  );
});

test('junk without a dollar sign or a message in it costs no packet at all', () => {
  const junk = Buffer.from([0, 1, 2, 3, 0xff, 0x80, 0x41, 0x42]);
  const good = [packet(0, Buffer.alloc(50, 1)), packet(0, Buffer.alloc(50, 2)), packet(1, Buffer.alloc(50, 3))];
  const framing = new Framing();
  const frames = [junk, ...good, junk, ...good, request].flatMap((chunk) => framing.push(chunk));
  expect(frames.filter(({ kind }) => kind === 'data')).toHaveLength(6);
  expect(framing.junkBytes).toBe(16);
});

test('junk that claims to be a packet of 2,000 bytes costs none of the packets behind it', () => {
  const good = Array.from({ length: 30 }, (_, i) => packet(0, Buffer.alloc(100, i)));
  const claim = Buffer.from([0xff, 0x24, 0, 0x07, 0xd0, 0x80, 1, 2, 3]);
  expect(contents(pushAll([claim, ...good, request]))).toEqual(contents(pushAll([...good, request])));
});

test('junk behind every packet costs none of them, once the sender is known', () => {
  const good = packet(0, Buffer.alloc(50, 1));
  const junk = Buffer.from([0xff, 0, 0x24, 3]);
  const frames = pushAll([good, junk, good, junk, good, junk, good, junk, good]);
  expect(contents(frames).slice(0, 4)).toEqual(contents(pushAll([good, good, good, good])));
});

test.each([
  ['a head without end', `RTSP/1.0 200 OK\r\nX: ${'x'.repeat(20_000)}`],
  ['a body of a gigabyte', 'RTSP/1.0 200 OK\r\nContent-Length: 1000000000\r\n\r\n'],
  ['a body of less than nothing', 'RTSP/1.0 200 OK\r\nContent-Length: -5\r\n\r\n'],
])('%s is given up, not waited for', (_what, text) => {
  const good = packet(0, Buffer.alloc(100, 9));
  // One packet more than we look for: after junk the last one waits for the byte behind it.
  const frames = pushAll([Buffer.from(text), good, good, request]);
  expect(contents(frames)).toEqual(contents(pushAll([good, good, request])));
});
