const CELLS = 16;
const SAMPLES = CELLS * 3;
/** The bar is the top 1/22.5 of the picture; its rim is smeared by the encoder, so the middle is read. */
const BAR_SHARE = 1 / 22.5;

const canvas = new OffscreenCanvas(SAMPLES, 1);
const brush = canvas.getContext('2d', { willReadFrequently: true });

/** Runs inside Chromium: the number in the barcode of the frame that a video shows. */
export function pictureNumber(video: HTMLVideoElement): number {
  if (!brush) throw new Error('no canvas');
  const { videoWidth: width, videoHeight: height } = video;
  brush.drawImage(video, 0, height * BAR_SHARE * 0.3, width, height * BAR_SHARE * 0.4, 0, 0, SAMPLES, 1);
  const { data } = brush.getImageData(0, 0, SAMPLES, 1);
  const isWhite = (cell: number) => (data[(cell * 3 + 1) * 4] ?? 0) > 127;
  return Array.from({ length: CELLS }, (_, cell) => isWhite(cell)).reduce((sum, white) => sum * 2 + Number(white), 0);
}
