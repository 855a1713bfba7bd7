import sharp from 'sharp';

type Bytes = Uint8Array<ArrayBuffer>;
const asBytes = (buffer: Buffer): Bytes => new Uint8Array(buffer);

/** A photograph as a telephone takes it: on its side, with the place and the owner written into it. */
export async function phonePhoto(widthPx = 3_000, heightPx = 1_500): Promise<Bytes> {
  const drawn = sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#eee8dc' } });
  const exif = {
    IFD0: { Artist: 'WANG-FANG-PHONE', Make: 'KANWATEST' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 48/1 0/1' },
  };
  return asBytes(await drawn.withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer());
}

/** A picture of many pixels in few bytes. */
export const pixelBomb = async (): Promise<Bytes> =>
  asBytes(
    await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#000' }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer(),
  );

export const smallWebp = async (): Promise<Bytes> =>
  asBytes(
    await sharp({ create: { width: 40, height: 60, channels: 4, background: '#12345680' } })
      .webp()
      .toBuffer(),
  );

const pdfText = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
export const pdf = (): Bytes => asBytes(Buffer.from(pdfText, 'latin1'));

/** What pretends to be a paper and is something else. */
export const WRONG_FILES: Record<string, { bytes: Bytes; fault: string }> = {
  'an SVG with a script': {
    bytes: asBytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
    fault: 'wrong-type',
  },
  'a page': { bytes: asBytes(Buffer.from('<!doctype html><script>alert(1)</script>')), fault: 'wrong-type' },
  'a PDF with an archive behind it': {
    bytes: asBytes(Buffer.concat([Buffer.from(pdfText, 'latin1'), Buffer.from('PK\u0003\u0004'), Buffer.alloc(80, 7)])),
    fault: 'pdf-incomplete',
  },
  'a page before a PDF': { bytes: asBytes(Buffer.from(`<html>${pdfText}`, 'latin1')), fault: 'wrong-type' },
  'half a PDF': { bytes: asBytes(Buffer.from('%PDF-1.4\n1 0 obj', 'latin1')), fault: 'pdf-incomplete' },
  'a JPEG that breaks off': { bytes: new Uint8Array([255, 216, 255, 224, 0, 16, 74, 70]), fault: 'damaged' },
  'a JPEG that is an SVG inside': {
    bytes: asBytes(
      Buffer.concat([Buffer.from([255, 216, 255]), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')]),
    ),
    fault: 'damaged',
  },
  'an HEIC picture': {
    bytes: asBytes(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')])),
    fault: 'heic',
  },
  'a program': { bytes: asBytes(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])), fault: 'wrong-type' },
  nothing: { bytes: new Uint8Array(), fault: 'empty' },
};
