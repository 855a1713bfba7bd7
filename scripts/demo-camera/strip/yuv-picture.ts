import { Tile } from '../h264/tile.ts';
import type { VideoColour } from './colour.ts';

const MACROBLOCK = 16;

/** A picture in 4:2:0: full brightness, each colour difference at half width and half height. Both sizes are even. */
export class YuvPicture {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.y = new Uint8Array(width * height);
    this.cb = new Uint8Array((width * height) / 4);
    this.cr = new Uint8Array((width * height) / 4);
  }

  /** Everything in even pixels, for the colour planes know no others. */
  fill(box: { left: number; top: number; width: number; height: number }, colour: VideoColour): void {
    const half = { left: box.left / 2, top: box.top / 2, width: box.width / 2, height: box.height / 2 };
    fillPlane(this.y, this.width, box, colour.y);
    fillPlane(this.cb, this.width / 2, half, colour.cb);
    fillPlane(this.cr, this.width / 2, half, colour.cr);
  }

  /** Draws another picture with its upper left corner here (even pixels). */
  paste(picture: YuvPicture, left: number, top: number): void {
    pastePlane(this.y, this.width, { plane: picture.y, width: picture.width }, left, top);
    pastePlane(this.cb, this.width / 2, { plane: picture.cb, width: picture.width / 2 }, left / 2, top / 2);
    pastePlane(this.cr, this.width / 2, { plane: picture.cr, width: picture.width / 2 }, left / 2, top / 2);
  }

  /** The picture as macroblocks in raster order. */
  tiles(): Tile[] {
    const columns = this.width / MACROBLOCK;
    const rows = this.height / MACROBLOCK;
    return Array.from({ length: columns * rows }, (_, at) => {
      const samples = new Uint8Array(384);
      const [column, row] = [at % columns, Math.floor(at / columns)];
      cutSquare(samples.subarray(0, 256), this.y, this.width, { column, row, size: 16 });
      cutSquare(samples.subarray(256, 320), this.cb, this.width / 2, { column, row, size: 8 });
      cutSquare(samples.subarray(320), this.cr, this.width / 2, { column, row, size: 8 });
      return new Tile(samples);
    });
  }
}

type Box = { left: number; top: number; width: number; height: number };

function fillPlane(plane: Uint8Array, stride: number, box: Box, value: number): void {
  for (let row = box.top; row < box.top + box.height; row += 1) {
    plane.fill(value, row * stride + box.left, row * stride + box.left + box.width);
  }
}

function pastePlane(
  plane: Uint8Array,
  stride: number,
  source: { plane: Uint8Array; width: number },
  left: number,
  top: number,
): void {
  for (let row = 0; row < source.plane.length / source.width; row += 1) {
    plane.set(source.plane.subarray(row * source.width, (row + 1) * source.width), (top + row) * stride + left);
  }
}

function cutSquare(
  into: Uint8Array,
  plane: Uint8Array,
  stride: number,
  { column, row, size }: { column: number; row: number; size: number },
): void {
  for (let line = 0; line < size; line += 1) {
    const from = (row * size + line) * stride + column * size;
    into.set(plane.subarray(from, from + size), line * size);
  }
}
