import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import sharp from 'sharp';
import { FORMAT, FRAME_MS, GROUP_FRAMES, QUALITIES, type Quality } from '../stream-format.ts';

// As many drawings at once as leave the other core to ffmpeg.
const RENDERED_AT_ONCE = 2;

const encoded = (quality: Quality) => ({
  width: FORMAT[quality].width,
  height: FORMAT[quality].height - FORMAT[quality].stripHeight,
});

/**
 * ffmpeg's arguments for one room: drawings in, a loop for each quality out. The cache is named after them too.
 *
 * One slice and one reference a picture, as h264/encoded-loop.ts needs. Motion is looked for only near by: what moves
 * a little below the clock must not be predicted from where the clock will be.
 */
export function encoderArguments(outputs: Record<Quality, string>): string[] {
  const { width, height } = encoded('main');
  const sub = encoded('sub');
  const toVideo = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${width}x${height}`,
    '-r',
    `${1000 / FRAME_MS}`,
    '-i',
    'pipe:0',
  ];
  const filter = `[0:v]${toVideo},split[main][whole];[whole]scale=${sub.width}:${sub.height}:flags=area[sub]`;
  return [
    ...['-hide_banner', '-loglevel', 'error', ...input, '-filter_complex', filter],
    ...QUALITIES.flatMap((quality) => ['-map', `[${quality}]`, ...codecArguments(quality), outputs[quality]]),
  ];
}

function codecArguments(quality: Quality): string[] {
  const { maxKbps } = FORMAT[quality];
  const plain = 'slices=1:sliced-threads=0:repeat-headers=1:aud=0:mvrange=32:merange=8';
  return [
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-profile:v',
      'baseline',
      '-level',
      quality === 'main' ? '3.1' : '3.0',
    ],
    ...['-crf', quality === 'main' ? '20' : '22', '-maxrate', `${maxKbps}k`, '-bufsize', `${maxKbps}k`],
    ...['-bf', '0', '-refs', '1', '-g', `${GROUP_FRAMES}`, '-keyint_min', `${GROUP_FRAMES}`, '-sc_threshold', '0'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-x264-params', plain, '-f', 'h264', '-y'],
  ];
}

/**
 * Draws a room's loop and encodes it. ffmpeg ends with its input, so it never outlives this process.
 * @throws when ffmpeg is missing or fails, with what it said
 */
export async function encodeLoop(
  drawings: readonly string[],
  outputs: Record<Quality, string>,
  onProgress: (share: number) => void,
): Promise<void> {
  const ffmpeg = spawn('ffmpeg', encoderArguments(outputs), { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  ffmpeg.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = new Promise<void>((resolve, reject) => {
    ffmpeg.once('error', (cause) => reject(new Error('ffmpeg could not be started; is it installed?', { cause })));
    ffmpeg.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`ffmpeg failed: ${complaint.trim()}`))));
  });
  ffmpeg.stdin.on('error', () => undefined); // a pipe that broke is told by how ffmpeg ended
  await Promise.all([ended, writeFrames(drawings, ffmpeg.stdin, onProgress)]);
}

async function writeFrames(
  drawings: readonly string[],
  to: Writable,
  onProgress: (share: number) => void,
): Promise<void> {
  const underWay: Promise<Buffer>[] = [];
  for (const [index, drawing] of drawings.entries()) {
    underWay.push(render(drawing));
    if (underWay.length < RENDERED_AT_ONCE) continue;
    await writeNext(underWay, to);
    onProgress(index / drawings.length);
  }
  while (underWay.length > 0) await writeNext(underWay, to);
  to.end();
}

async function writeNext(underWay: Promise<Buffer>[], to: Writable): Promise<void> {
  const frame = await underWay.shift();
  await new Promise<void>((resolve) => to.write(frame, () => resolve())); // an error too: how ffmpeg ended tells it
}

const render = (drawing: string): Promise<Buffer> => sharp(Buffer.from(drawing)).removeAlpha().raw().toBuffer();
