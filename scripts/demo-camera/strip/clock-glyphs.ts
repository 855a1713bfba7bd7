import sharp from 'sharp';
import { toVideoColour } from './colour.ts';
import { YuvPicture } from './yuv-picture.ts';

/** Centre lines of the characters on a field of 16×32, so that no font is needed. */
const STROKES: Record<string, string> = {
  '0': 'M8 6 C11 6 12.500 9 12.500 16 C12.500 23 11 26 8 26 C5 26 3.500 23 3.500 16 C3.500 9 5 6 8 6Z',
  '1': 'M4 9.500 L8.500 6 V26 M4.500 26 H12.500',
  '2': 'M3.500 11 C3.500 4.500 12.500 4.500 12.500 11 C12.500 15.500 4 21 3.500 26 H12.500',
  '3': 'M3.500 9 C4.500 4.800 12 5 12 10.500 C12 15 8.500 15.500 7 15.500 C9 15.500 12.700 16.500 12.700 20.800 C12.700 27.500 4 27.500 3.300 22.500',
  '4': 'M10.500 26 V6 L3 20 H13.200',
  '5': 'M12 6 H4.800 L4 15 C7 12.500 12.700 13.500 12.700 19.500 C12.700 27 4.500 27.500 3.300 22.800',
  '6': 'M11.800 8 C9.500 4.500 3.500 6 3.500 17.500 C3.500 28.500 12.600 28 12.600 20 C12.600 12.500 4.500 13 3.600 19',
  '7': 'M3.500 6 H12.500 C9.500 12 7.500 18 7 26',
  '8': 'M8 15.500 C2.500 14.500 3 6 8 6 C13 6 13.500 14.500 8 15.500 C1.800 16.500 2 26 8 26 C14 26 14.200 16.500 8 15.500Z',
  '9': 'M12.400 13 C11.500 19 3.400 19.500 3.400 12 C3.400 4 12.500 3.500 12.500 14.500 C12.500 26 6.500 27.500 4.200 24',
  '-': 'M4 16.500 H12',
  ':': 'M8 11.500 V12 M8 21.500 V22',
  ' ': '',
};

export type ClockGlyphs = { width: number; height: number; glyphs: ReadonlyMap<string, YuvPicture> };

/** Draws the characters of the clock, white with a dark rim, on the strip's colour. `height` is twice the width, even. */
export async function drawClockGlyphs(background: string, height: number): Promise<ClockGlyphs> {
  const width = height / 2;
  const entries = Object.entries(STROKES).map(async ([character, stroke]): Promise<[string, YuvPicture]> => {
    const line = `<path d="${stroke}" fill="none" stroke-linecap="round" stroke-linejoin="round"`;
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 16 32">` +
      `<rect width="16" height="32" fill="${background}"/>` +
      `${line} stroke="#4A4540" stroke-width="5.200" opacity=".75"/>${line} stroke="#fff" stroke-width="2.600"/></svg>`;
    const rgb = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
    return [character, toYuv(rgb, width, height)];
  });
  return { width, height, glyphs: new Map(await Promise.all(entries)) };
}

function toYuv(rgb: Uint8Array, width: number, height: number): YuvPicture {
  const picture = new YuvPicture(width, height);
  const colourAt = (x: number, y: number) => {
    const at = (y * width + x) * 3;
    return toVideoColour(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) picture.y[y * width + x] = colourAt(x, y).y;
  }
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const four = [colourAt(x, y), colourAt(x + 1, y), colourAt(x, y + 1), colourAt(x + 1, y + 1)];
      const at = (y / 2) * (width / 2) + x / 2;
      picture.cb[at] = Math.round(four.reduce((sum, colour) => sum + colour.cb, 0) / 4);
      picture.cr[at] = Math.round(four.reduce((sum, colour) => sum + colour.cr, 0) / 4);
    }
  }
  return picture;
}
