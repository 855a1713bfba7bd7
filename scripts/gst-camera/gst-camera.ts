import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const PYTHON = '/usr/bin/python3'; // Debian's, for only that one finds python3-gi
const HERE = import.meta.dirname;
const FOOTAGE = join(HERE, '../../.data');
const START_TIMEOUT_MS = 20_000;

export type GstCamera = {
  port: number;
  /** By this machine's clock: frame k of a stream leaves at this + k / fps. */
  startedAtMs: number;
  username: string;
  password: string;
  urlOf: (stream: 'main' | 'sub') => string;
  /** Pulls the plug. Any number of times. */
  kill: () => Promise<void>;
};

/**
 * Starts GStreamer's RTSP server as a camera. The first call on a machine encodes its footage, which takes half a minute.
 * @throws with what to install when something is missing
 */
export async function startGstCamera({ port = 0, seconds = 120, keyFrameSeconds = 2 } = {}): Promise<GstCamera> {
  await assertInstalled();
  const footage = join(FOOTAGE, keyFrameSeconds === 2 ? 'camera-footage' : `camera-footage-${keyFrameSeconds}s`);
  await promisify(execFile)('bash', [join(HERE, 'make-footage.sh'), footage, String(keyFrameSeconds)]);
  const login = { username: 'cam', password: 'secret' };
  const script = join(HERE, 'gst_camera.py');
  const args = [script, '--footage', footage, '--port', String(port), '--seconds', String(seconds)];
  const camera = spawn(PYTHON, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { boundPort, startedAtMs } = await readyLineOf(camera);
  return {
    ...login,
    port: boundPort,
    startedAtMs,
    urlOf: (stream) => `rtsp://127.0.0.1:${boundPort}/${stream}`,
    kill: async () => {
      if (camera.exitCode !== null || camera.signalCode !== null) return;
      camera.kill('SIGKILL');
      await once(camera, 'exit');
    },
  };
}

async function readyLineOf(camera: ChildProcess): Promise<{ boundPort: number; startedAtMs: number }> {
  if (!camera.stdout) throw new Error('The camera has no output.');
  const timer = setTimeout(() => camera.kill('SIGKILL'), START_TIMEOUT_MS);
  for await (const line of createInterface(camera.stdout)) {
    clearTimeout(timer);
    const [, port, startedAt] = /^ready (\d+) (\d+)$/.exec(line) ?? [];
    return { boundPort: Number(port), startedAtMs: Number(startedAt) };
  }
  throw new Error('The GStreamer camera ended before it was ready.');
}

async function assertInstalled(): Promise<void> {
  const wanted: [what: string, isThere: boolean][] = [
    ['ffmpeg', await runs('ffmpeg', ['-version'])],
    ['opencv-doc', existsSync('/usr/share/doc/opencv-doc/examples/data/vtest.avi')],
    ['python3-gi gir1.2-gst-rtsp-server-1.0', await runs(PYTHON, ['-c', GST_IMPORT])],
    ['gstreamer1.0-plugins-good', await runs(PYTHON, ['-c', elementImport('rtph264pay')])],
    ['gstreamer1.0-plugins-bad', await runs(PYTHON, ['-c', elementImport('h264parse')])],
  ];
  const missing = wanted.filter(([, isThere]) => !isThere).map(([what]) => what);
  if (missing.length > 0) throw new Error(`The camera needs: apt-get install -y ${missing.join(' ')}`);
}

const GST_IMPORT = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";
const elementImport = (name: string) =>
  `import gi; gi.require_version('Gst', '1.0'); from gi.repository import Gst; Gst.init(None); assert Gst.ElementFactory.find('${name}')`;

const runs = (command: string, args: readonly string[]) =>
  promisify(execFile)(command, args).then(
    () => true,
    () => false,
  );
