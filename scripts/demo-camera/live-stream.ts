import type { EncodedLoop } from './h264/encoded-loop.ts';
import { writeStripSlice, type TiledStrip } from './h264/strip-slice.ts';
import type { CameraStrip } from './strip/camera-strip.ts';

/** One picture as it is sent: its NAL units in order. */
export type AccessUnit = { nals: Buffer[]; isKey: boolean };

/**
 * A camera's endless stream: the encoded loop, round and round, with the strip of the moment on top of each picture.
 * Pictures must be asked for one after another; after a gap, only from a key frame on (`isKeyFrame`).
 */
export class LiveStream {
  readonly loop: EncodedLoop;
  readonly #strip: CameraStrip;
  #shown: TiledStrip | undefined;

  constructor(loop: EncodedLoop, strip: CameraStrip) {
    this.loop = loop;
    this.#strip = strip;
  }

  accessUnit(frameNumber: number, at: Date): AccessUnit {
    const frame = this.loop.frames[frameNumber % this.loop.frames.length];
    if (!frame) throw new Error('The encoded loop is empty.');
    const strip = this.#strip.at(at, frameNumber);
    const top = writeStripSlice(strip, this.#shown, frame.header, this.loop.syntax);
    this.#shown = strip;
    const { isKey } = frame.header;
    return { isKey, nals: isKey ? [this.loop.sps, this.loop.pps, top, frame.slice] : [top, frame.slice] };
  }
}
