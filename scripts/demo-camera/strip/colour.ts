/** A colour as video carries it: BT.709, limited range (Y 16–235, Cb and Cr around 128). */
export type VideoColour = { y: number; cb: number; cr: number };

/** @param red, green, blue 0–255 */
export function toVideoColour(red: number, green: number, blue: number): VideoColour {
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return {
    y: Math.round(16 + (luma * 219) / 255),
    cb: Math.round(128 + (((blue - luma) / 1.8556) * 224) / 255),
    cr: Math.round(128 + (((red - luma) / 1.5748) * 224) / 255),
  };
}

/** `#F1E6D3` as its three numbers. */
export function parseHexColour(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
