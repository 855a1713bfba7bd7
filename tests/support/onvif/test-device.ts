import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { OnvifDevice, type OnvifDeviceOptions } from '../../../scripts/demo-camera/onvif/onvif-device.ts';

export const LOGIN = { username: 'onvif-user', password: 'Geheim & <7>' };
export const PROFILES = [
  {
    token: 'sub',
    videoSource: 'lens1',
    encoding: 'H264',
    widthPx: 640,
    heightPx: 360,
    streamUri: 'rtsp://IP:8554/sub',
  },
  {
    token: 'main',
    videoSource: 'lens1',
    encoding: 'H264',
    widthPx: 1280,
    heightPx: 720,
    streamUri: 'rtsp://IP:8554/main',
  },
  {
    token: 'hevc',
    videoSource: 'lens1',
    encoding: 'H265',
    widthPx: 3840,
    heightPx: 2160,
    streamUri: 'rtsp://IP:8554/hevc',
  },
  {
    token: 'other',
    videoSource: 'lens2',
    encoding: 'H264',
    widthPx: 1920,
    heightPx: 1080,
    streamUri: 'rtsp://IP:8554/other',
  },
];

type Given = Partial<OnvifDeviceOptions> & { ip: string };

/** A device with a login and two H.264 pictures; `IP` in its stream addresses stands for its own. */
export const startTestDevice = (given: Given): Promise<OnvifDevice> =>
  OnvifDevice.start({
    httpPort: 0,
    discoveryPort: null,
    login: LOGIN,
    clockOffsetMs: 0,
    name: 'Haitang door',
    model: 'KW-2300',
    ...given,
    profiles: (given.profiles ?? PROFILES).map((profile) => ({
      ...profile,
      streamUri: profile.streamUri.replace('IP', given.ip),
    })),
  });

/** Ports that were free on every loopback address a moment ago. */
export async function freeOnvifPorts(): Promise<{ discoveryPort: number; httpPort: number }> {
  const tcp = createServer().listen(0, '0.0.0.0');
  const udp = createSocket('udp4').bind(0, '0.0.0.0');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const ports = { discoveryPort: udp.address().port, httpPort: (tcp.address() as AddressInfo).port };
  tcp.close();
  udp.close();
  await Promise.all([once(tcp, 'close'), once(udp, 'close')]);
  return ports;
}
