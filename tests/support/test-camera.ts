import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { CameraSource } from '../../media/contract.ts';
import { startDemoCameras, type DemoCameras } from '../../scripts/demo-camera/start-demo-cameras.ts';

const CACHE_DIR = fileURLToPath(new URL('../../.data/demo-camera', import.meta.url));
const LOGIN = { username: 'kanwa', password: 'not-a-secret' };
const silent = { info: () => undefined, warn: () => undefined };

/** A camera that speaks RTSP over TCP with a login, and can be unplugged. */
export interface TestCamera {
  readonly source: CameraSource;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
}

/** The drawn classroom "haitang": 1280×720 and 640×360, a key frame every 2 s. */
export async function startTestCamera(): Promise<TestCamera> {
  const start = (port: number) => startDemoCameras({ ...LOGIN, port, cacheDir: CACHE_DIR, log: silent });
  let cameras: DemoCameras = await start(0);
  const { port } = cameras;
  const stream = (name: string) => ({ url: `rtsp://127.0.0.1:${port}/haitang/${name}`, ...LOGIN });
  return {
    source: {
      cameraId: randomUUID(),
      main: stream('main'),
      sub: stream('sub'),
      allowedNetworks: ['127.0.0.0/8'],
    },
    unplug: () => cameras.stop(),
    plugIn: async () => {
      cameras = await start(port);
    },
  };
}
