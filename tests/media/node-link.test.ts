import { afterEach, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { CameraSource } from '../../media/contract.ts';
import { createMediaLog } from '../../media/log.ts';
import { acceptMediaNode, type RemoteMedia } from '../../media/remote.ts';
import { until } from '../support/until.ts';

const KEY = 'a-key-that-only-tests-know';

let media: RemoteMedia;
let node: Socket;
afterEach(async () => {
  node.disconnect();
  await media.close();
});

const camera = (cameraId: string): CameraSource => ({
  cameraId,
  main: { url: 'rtsp://127.0.0.1:9/main', username: 'u', password: 'p' },
  sub: null,
  allowedNetworks: ['127.0.0.0/8'],
});
const FIRST = camera('00000000-0000-4000-8000-000000000001');
const SECOND = camera('00000000-0000-4000-8000-000000000002');

test.each(['setCameras', 'cameraStates'])(
  'a set of cameras that is asked for while a node that comes answers %s is told to it as well',
  async (duringCall) => {
    media = await acceptMediaNode({ host: '127.0.0.1', port: 0, key: KEY, log: createMediaLog('silent') });
    await media.setCameras([FIRST]);
    const told: string[] = [];
    let isUp = false;
    media.on('up', () => (isUp = true));
    node = io(media.address, { auth: { key: KEY }, transports: ['websocket'] });
    node.on('call', (name: string, args: [CameraSource[]], reply: (answer: object) => void) => {
      if (name === 'setCameras') told.push(args[0].map(({ cameraId }) => cameraId).join());
      if (name === duringCall && told.length === 1) void media.setCameras([SECOND]);
      reply({ ok: true, ...(name === 'cameraStates' && { value: [] }) });
    });
    await until('the node is up', () => isUp);
    expect(told).toEqual([FIRST.cameraId, SECOND.cameraId]);
  },
);
