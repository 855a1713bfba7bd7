import { spawn, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import sharp from 'sharp';

const WIDTH_PX = 640;
const JPEG_QUALITY = 72;
const TIMEOUT_MS = 5_000;
/** A 640-pixel JPEG of the best quality stays far below. */
const MAX_PICTURE_BYTES = 2_000_000;
/** A key frame that claims more is not decoded: a few bytes may not cost gigabytes. */
const MAX_PIXELS = 16_000_000;
/** Live goes first. */
const NICENESS = 10;

/**
 * Decodes one H.264 key frame to a JPEG at most 640 px wide, without metadata; null when it cannot be decoded.
 *
 * A short run of ffmpeg for each picture: 67 ms of CPU (55 of them its start), 1.3 % of a core for a camera every 5 s. One
 * ffmpeg for all cameras would cost a tenth, but a decoder that sees two rooms can mix them (damaged parts are concealed
 * with what was decoded before, answers are told apart only by their order), and a poster is shown to one room's parents.
 * So nothing is kept, and one that hangs or dies costs one picture.
 *
 * @param signal ends it at once
 */
export async function decodeKeyFrame(
  ffmpegPath: string,
  annexB: Buffer,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    const picture = await runDecoder(ffmpegPath, annexB, signal);
    if (!picture) return null;
    return await sharp(picture).jpeg({ quality: JPEG_QUALITY }).toBuffer();
  } catch {
    return null; // ffmpeg wrote half a picture and died, or the system could not start it
  }
}

/** Only the bytes of the picture reach it: no address and no secret could be seen in the process list. */
function startDecoder(ffmpegPath: string, signal: AbortSignal): ChildProcess {
  const limits = ['-threads', '1', '-max_pixels', String(MAX_PIXELS), '-protocol_whitelist', 'pipe'];
  const input = ['-probesize', '32768', '-analyzeduration', '0', '-fpsprobesize', '0', '-f', 'h264', '-i', 'pipe:0'];
  const scale = ['-filter_threads', '1', '-vf', `scale='min(${WIDTH_PX},iw)':-2`];
  const output = ['-frames:v', '1', '-threads', '1', '-c:v', 'mjpeg', '-q:v', '2', '-f', 'image2pipe', 'pipe:1'];
  return spawn(ffmpegPath, ['-nostats', '-loglevel', 'quiet', ...limits, ...input, ...scale, ...output], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    signal,
    killSignal: 'SIGKILL',
  });
}

async function runDecoder(ffmpegPath: string, annexB: Buffer, signal: AbortSignal): Promise<Buffer | null> {
  const decoder = startDecoder(ffmpegPath, signal);
  const ended = new Promise<number | null>((resolve) => {
    decoder.once('error', () => resolve(null)); // there is no ffmpeg, no free file descriptor, or we are closing
    decoder.once('close', resolve);
  });
  const { stdin, stdout } = decoder;
  if (!stdin || !stdout) return ended.then(() => null); // without a descriptor there are no pipes either
  const force = setTimeout(() => decoder.kill('SIGKILL'), TIMEOUT_MS);
  const picture: Buffer[] = [];
  let pictureBytes = 0;
  stdout.on('data', (bytes: Buffer) => {
    pictureBytes += bytes.length;
    if (pictureBytes > MAX_PICTURE_BYTES) decoder.kill('SIGKILL');
    else picture.push(bytes);
  });
  stdin.on('error', () => undefined); // it ended before it had read all: seen by its exit
  stdin.end(annexB);
  if (decoder.pid !== undefined) lowerPriority(decoder.pid);
  const exitCode = await ended;
  clearTimeout(force);
  return exitCode === 0 && pictureBytes > 0 ? Buffer.concat(picture) : null;
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended already.
  }
}
