/** A little more than the server keeps. */
const LONGEST_SIDE_PX = 2_000;
const QUALITY = 0.88;

/**
 * The picture smaller, upright and without what the camera wrote into it: less to keep here and to send. What this browser
 * cannot draw stays as it is, and the server says what it thinks of it.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    if (!pen) return file;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((drawn) => canvas.toBlob((smaller) => drawn(smaller ?? file), 'image/jpeg', QUALITY));
  } catch {
    return file;
  }
}
