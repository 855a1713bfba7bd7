import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { CameraEvent } from './cameras.ts';

export type DemoCamerasOptions = {
  /** 0 picks a free one. */
  port: number;
  username: string;
  password: string;
  /** Where the encoded loops stay between starts. */
  cacheDir: string;
  /** Frame numbers in the picture, for machines that read it. */
  barcode?: boolean;
  /** An ONVIF search on this machine finds them; one demo at a time can be found. */
  findable?: boolean;
  /** Once, when the loops are not in the cache and have to be drawn. */
  onDrawing?: () => void;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
};

export type DemoCameras = {
  /** The camera's address with its login, for `/haitang/main`, `/haitang/sub`, `/qingmiao/main`, `/qingmiao/sub`. */
  address(path: string): string;
  port: number;
  /** Frame n is taken, and leaves, at t0Ms + n · frameMs by this machine's clock. */
  t0Ms: number;
  frameMs: number;
  /** Resolves when the process has ended; calling twice is fine. */
  stop(): Promise<void>;
};

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * Starts the drawn classrooms as a process of their own and resolves when they play: at once when the loops are in
 * the cache, else after about ten seconds. The process ends with this one, however this one ends.
 * @throws with what the process said when it cannot play (port taken, no ffmpeg)
 */
export async function startDemoCameras(options: DemoCamerasOptions): Promise<DemoCameras> {
  const child = spawnCameras(options);
  const { port, t0Ms, frameMs } = await untilPlaying(child, options);
  const { username, password, log } = options;
  let isStopping = false;
  child.once('exit', (code) => {
    if (!isStopping) log.warn({ code }, 'demo cameras ended by themselves');
  });
  return {
    address: (path) =>
      `rtsp://${encodeURIComponent(username)}:${encodeURIComponent(password)}@127.0.0.1:${port}${path}`,
    port,
    t0Ms,
    frameMs,
    async stop() {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

type CamerasProcess = ChildProcessByStdio<Writable, Readable, Readable>;

function spawnCameras({
  port,
  username,
  password,
  cacheDir,
  barcode = false,
  findable = false,
}: DemoCamerasOptions): CamerasProcess {
  const options = ['--port', `${port}`, '--username', username, '--cache', cacheDir, '--exit-with-parent'];
  const also = [...(barcode ? ['--barcode'] : []), ...(findable ? ['--findable'] : [])];
  return spawn(process.execPath, [MAIN, ...options, ...also], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, DEMO_CAMERA_PASSWORD: password },
    // A group of its own: Ctrl C in a terminal reaches the service alone, which ends the cameras last.
    detached: true,
  });
}

type Playing = Extract<CameraEvent, { event: 'playing' }>;

function untilPlaying(child: CamerasProcess, { log, onDrawing }: DemoCamerasOptions): Promise<Playing> {
  let isDrawing = false;
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const event = JSON.parse(line) as CameraEvent;
      if (event.event === 'playing') resolve(event);
      if (event.event === 'preparing' && !isDrawing) onDrawing?.();
      isDrawing ||= event.event === 'preparing';
      if (event.event === 'slow-client-dropped') log.warn(event, 'demo camera dropped a slow client');
      else log.info(event, `demo cameras ${event.event}`);
    });
    child.once('close', () => reject(new Error(`The demo cameras did not start: ${complaint.trim()}`)));
    child.once('error', reject);
  });
}
