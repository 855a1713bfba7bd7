import { expect, test } from '@jest/globals';
import { toVideoColour } from '../../../scripts/demo-camera/strip/colour.ts';
import { CameraStrip } from '../../../scripts/demo-camera/strip/camera-strip.ts';
import { FORMAT } from '../../../scripts/demo-camera/stream-format.ts';

const WALL = '#F1E6D3';
const noon = new Date('2026-11-20T04:00:00Z');

test('within a second nothing is drawn anew, and at the next only the digit that changed', async () => {
  const strip = await CameraStrip.draw(FORMAT.main, WALL, false);
  const first = strip.at(noon, 0);
  expect(strip.at(new Date(noon.getTime() + 960), 12)).toBe(first);

  const second = strip.at(new Date(noon.getTime() + 1_000), 13);
  const changed = second.tiles.filter((tile, at) => !tile.equals(first.tiles[at]!));
  expect(changed).toHaveLength(2); // a digit of the main picture is one macroblock wide and two high
});

test('the barcode gives the frame’s number, most significant bit first', async () => {
  const strip = await CameraStrip.draw(FORMAT.main, WALL, true);
  const { columns, tiles } = strip.at(noon, 0b1010_0000_1100_0101);
  const cells = Array.from({ length: 16 }, (_, cell) => tiles[cell * (columns / 16) + 2]!.samples[0]! > 128);
  expect(cells.map(Number).join('')).toBe('1010000011000101');
});

test('the wall’s colour is the one that the encoder gives the rest of the wall', () => {
  expect(toVideoColour(255, 255, 255)).toEqual({ y: 235, cb: 128, cr: 128 });
  expect(toVideoColour(0, 0, 0)).toEqual({ y: 16, cb: 128, cr: 128 });
  expect(toVideoColour(255, 0, 0)).toEqual({ y: 63, cb: 102, cr: 240 });
});
