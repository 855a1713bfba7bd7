import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readEncodedLoop, type EncodedLoop } from '../h264/encoded-loop.ts';
import { FORMAT, type Quality, type Room } from '../stream-format.ts';
import { encodeLoop, encoderArguments } from './encode-loop.ts';
import { loopDrawings } from './loop-drawings.ts';

/**
 * Where a room's loops are kept. The name is made of the drawings themselves: a changed drawing is a new file, an
 * unchanged one is never redone.
 */
export function loopFiles(room: Room, cacheDir: string): Record<Quality, string> {
  const recipe = encoderArguments({ main: '', sub: '' }).join(' ');
  const hash = createHash('sha256').update(recipe).update(loopDrawings(room).join());
  const fingerprint = hash.digest('hex').slice(0, 16);
  const path = (quality: Quality) => join(cacheDir, `${room}-${quality}-${fingerprint}.h264`);
  return { main: path('main'), sub: path('sub') };
}

/** A room's two loops, from the cache or drawn and encoded now (about five seconds of one core). */
export async function prepareLoop(
  room: Room,
  cacheDir: string,
  onProgress: (share: number) => void,
): Promise<Record<Quality, EncodedLoop>> {
  const files = loopFiles(room, cacheDir);
  if (!(await exists(files.main)) || !(await exists(files.sub))) {
    await mkdir(cacheDir, { recursive: true });
    await encodeInto(files, loopDrawings(room), onProgress);
  }
  const load = async (quality: Quality) =>
    readEncodedLoop(await readFile(files[quality]), FORMAT[quality].stripHeight / 16);
  return { main: await load('main'), sub: await load('sub') };
}

/** Under other names first: a process that is stopped half-way leaves no half loop behind. */
async function encodeInto(
  target: Record<Quality, string>,
  drawings: readonly string[],
  onProgress: (share: number) => void,
): Promise<void> {
  const draft = { main: `${target.main}.${process.pid}`, sub: `${target.sub}.${process.pid}` };
  await encodeLoop(drawings, draft, onProgress);
  await rename(draft.main, target.main);
  await rename(draft.sub, target.sub);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
