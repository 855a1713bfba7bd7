import type { TiledStrip } from '../h264/strip-slice.ts';
import type { StreamFormat } from '../stream-format.ts';
import { drawClockGlyphs, type ClockGlyphs } from './clock-glyphs.ts';
import { clockText } from './clock-text.ts';
import { parseHexColour, toVideoColour } from './colour.ts';
import { YuvPicture } from './yuv-picture.ts';

const BARCODE_CELLS = 16;
const WHITE = toVideoColour(255, 255, 255);
const BLACK = toVideoColour(0, 0, 0);

/**
 * The band at the top of the picture: the wall's colour with the running clock in it, and the frame's number as a
 * barcode when a machine is to read the picture (16 cells, white is 1, most significant first, half of the band).
 */
export class CameraStrip {
  readonly #picture: YuvPicture;
  readonly #glyphs: ClockGlyphs;
  readonly #hasBarcode: boolean;
  #shown = '';
  #tiled: TiledStrip;

  private constructor(picture: YuvPicture, glyphs: ClockGlyphs, hasBarcode: boolean) {
    this.#picture = picture;
    this.#glyphs = glyphs;
    this.#hasBarcode = hasBarcode;
    this.#tiled = { columns: picture.width / 16, tiles: picture.tiles() };
  }

  static async draw(format: StreamFormat, wall: string, hasBarcode: boolean): Promise<CameraStrip> {
    const picture = new YuvPicture(format.width, format.stripHeight);
    const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
    picture.fill(whole, toVideoColour(...parseHexColour(wall)));
    return new CameraStrip(picture, await drawClockGlyphs(wall, format.stripHeight / 2), hasBarcode);
  }

  /** The band as frame `frameNumber` shows it, which is seen at `at`. The same object as long as nothing changed. */
  at(at: Date, frameNumber: number): TiledStrip {
    const text = clockText(at);
    const key = this.#hasBarcode ? `${text} ${frameNumber}` : text;
    if (key === this.#shown) return this.#tiled;
    this.#shown = key;
    this.#drawClock(text);
    if (this.#hasBarcode) this.#drawBarcode(frameNumber);
    this.#tiled = { columns: this.#tiled.columns, tiles: this.#picture.tiles() };
    return this.#tiled;
  }

  #drawClock(text: string): void {
    const { width, height, glyphs } = this.#glyphs;
    const top = this.#hasBarcode ? height : height / 2;
    for (const [position, character] of Array.from(text).entries()) {
      const glyph = glyphs.get(character);
      if (glyph) this.#picture.paste(glyph, (position + 2) * width, top);
    }
  }

  #drawBarcode(frameNumber: number): void {
    const width = this.#picture.width / BARCODE_CELLS;
    for (let cell = 0; cell < BARCODE_CELLS; cell += 1) {
      const isWhite = ((frameNumber >> (BARCODE_CELLS - 1 - cell)) & 1) === 1;
      const box = { left: cell * width, top: 0, width, height: this.#glyphs.height };
      this.#picture.fill(box, isWhite ? WHITE : BLACK);
    }
  }
}
