import sharp from 'sharp';
import { phonePhoto, pixelBomb, WRONG_FILES } from './scan-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const joined = (...parts: (string | Uint8Array)[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const flat = (channels: 3 | 4 = 3) => sharp({ create: { width: 60, height: 40, channels, background: '#b34a15' } });

/** What stands in a file beside its picture, and must not stand in what is kept of it. */
export const HIDDEN = /GPS|Artist|WANG-FANG|KANWATEST|script|<html|zip-inside/i;

/** Pictures that are something else as well, or of an odd kind: taken, and kept as pictures only. */
export const ODD_PICTURES: Record<string, () => Promise<Bytes>> = {
  'a page behind a JPEG': async () => joined(await flat().jpeg().toBuffer(), '<html><script>alert(1)</script></html>'),
  'a page inside a JPEG': async () => {
    const jpeg = await flat().jpeg().toBuffer();
    const page = '<html><script>alert(1)</script></html>';
    const comment = Buffer.concat([Buffer.from([255, 254, 0, page.length + 2]), Buffer.from(page)]);
    return joined(jpeg.subarray(0, 2), comment, jpeg.subarray(2));
  },
  'an archive behind a JPEG': async () =>
    joined(await flat().jpeg().toBuffer(), 'PK\u0003\u0004zip-inside', 'PK\u0005\u0006'),
  'a page behind a PNG': async () => joined(await flat(4).png().toBuffer(), '<html><script>alert(1)</script></html>'),
  'a picture that moves': async () =>
    joined(
      await sharp([await flat().png().toBuffer(), await flat().negate().png().toBuffer()], { join: { animated: true } })
        .webp({ delay: [100, 100] })
        .toBuffer(),
    ),
  'sixteen bits a colour': async () => joined(await flat(4).toColourspace('rgb16').png().toBuffer()),
  'printer’s colours': async () => joined(await flat().toColourspace('cmyk').jpeg().toBuffer()),
};

/** What is no photo, and the fault that says so. */
export async function noPhotos(): Promise<Record<string, { bytes: Bytes; fault: string }>> {
  const whole = await phonePhoto(800, 600);
  const { 'an SVG with a script': svg, 'a page': page, 'an HEIC picture': heic, nothing, ...more } = WRONG_FILES;
  return {
    ...{ svg: svg!, page: page!, heic: heic!, nothing: nothing! },
    'a JPEG that is an SVG inside': more['a JPEG that is an SVG inside']!,
    'a page before a JPEG': { bytes: joined('<html>', whole), fault: 'wrong-type' },
    'a GIF': { bytes: joined(await flat().gif().toBuffer()), fault: 'wrong-type' },
    'half a JPEG': { bytes: whole.slice(0, whole.length / 2), fault: 'damaged' },
    'a bomb of pixels': { bytes: await pixelBomb(), fault: 'too-many-pixels' },
  };
}
