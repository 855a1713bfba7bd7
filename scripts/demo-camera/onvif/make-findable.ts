import type { CameraEvent } from '../cameras.ts';
import type { Login } from '../rtsp/digest.ts';
import { FORMAT, QUALITIES } from '../stream-format.ts';
import { OnvifDevice } from './onvif-device.ts';

const IP = '127.0.0.1';
const DISCOVERY_PORT = 3702;

/** Lets the playing rooms be found as one recorder with a lens for each. Where the port is taken they just play. */
export async function makeFindable(
  { port, paths }: Extract<CameraEvent, { event: 'playing' }>,
  login: Login,
  report: (event: CameraEvent) => void,
): Promise<void> {
  const profiles = paths.flatMap((path) => {
    const quality = QUALITIES.find((name) => path.endsWith(`/${name}`));
    if (quality === undefined) return [];
    const { width: widthPx, height: heightPx } = FORMAT[quality];
    const streamUri = `rtsp://${IP}:${port}${path}`;
    return [
      { token: path, videoSource: path.replace(`/${quality}`, ''), encoding: 'H264', widthPx, heightPx, streamUri },
    ];
  });
  const facts = { login, clockOffsetMs: 0, profiles, name: 'Kanwa demo', model: 'Drawn classrooms' };
  try {
    await OnvifDevice.start({ ip: IP, httpPort: 0, discoveryPort: DISCOVERY_PORT, ...facts });
    report({ event: 'findable' });
  } catch {
    report({ event: 'not-findable' });
  }
}
