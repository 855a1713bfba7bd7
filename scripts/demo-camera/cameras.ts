import { film } from './film.ts';
import { prepareLoop } from './loop/prepare-loop.ts';
import { LiveStream } from './live-stream.ts';
import { Broadcast } from './rtsp/broadcast.ts';
import type { Login } from './rtsp/digest.ts';
import { startRtspServer } from './rtsp/server.ts';
import { SCENES } from './scene/room-scene.ts';
import { FORMAT, FRAME_MS, QUALITIES, type Room } from './stream-format.ts';
import { CameraStrip } from './strip/camera-strip.ts';

/** What happens at the cameras, one event after another, for whoever started them. */
export type CameraEvent =
  | { event: 'preparing'; room: Room; share: number }
  | { event: 'playing'; port: number; t0Ms: number; frameMs: number; paths: string[] }
  | { event: 'slow-client-dropped'; path: string }
  | { event: 'findable' | 'not-findable' };

export type CamerasConfig = {
  port: number;
  login: Login;
  cacheDir: string;
  rooms: readonly Room[];
  hasBarcode: boolean;
  report: (event: CameraEvent) => void;
};

type Channel = { live: LiveStream; broadcast: Broadcast };

/** Runs the rooms' cameras in this process until closed. The port answers at once, with 503 while pictures are drawn. */
export async function runCameras(config: CamerasConfig): Promise<{ close(): Promise<void> }> {
  const channels = new Map<string, Channel>();
  const expected = new Set(config.rooms.flatMap((room) => QUALITIES.map((quality) => `/${room}/${quality}`)));
  const findBroadcast = (path: string) =>
    channels.get(path)?.broadcast ?? (expected.has(path) ? ('preparing' as const) : undefined);
  const server = await startRtspServer(config.port, { login: config.login, findBroadcast });
  try {
    const opened = await Promise.all(config.rooms.map((room) => openRoom(room, config)));
    for (const [path, channel] of opened.flat()) channels.set(path, channel);
  } catch (error) {
    await server.close();
    throw error;
  }
  const t0Ms = Date.now();
  const stop = film(t0Ms, (frameNumber, at) => {
    for (const { live, broadcast } of channels.values()) {
      broadcast.send(live.accessUnit(frameNumber, at), frameNumber * FRAME_MS, at);
    }
  });
  config.report({ event: 'playing', port: server.port, t0Ms, frameMs: FRAME_MS, paths: [...channels.keys()] });
  return {
    async close() {
      stop();
      await server.close();
    },
  };
}

async function openRoom(room: Room, config: CamerasConfig): Promise<[string, Channel][]> {
  const loops = await prepareLoop(room, config.cacheDir, (share) => config.report({ event: 'preparing', room, share }));
  return Promise.all(
    QUALITIES.map(async (quality): Promise<[string, Channel]> => {
      const path = `/${room}/${quality}`;
      const loop = loops[quality];
      const strip = await CameraStrip.draw(FORMAT[quality], SCENES[room].wall, config.hasBarcode);
      const onSlowListener = () => config.report({ event: 'slow-client-dropped', path });
      const { sps, pps } = loop;
      const broadcast = new Broadcast({ sps, pps, framesPerSecond: 1000 / FRAME_MS, onSlowListener });
      return [path, { live: new LiveStream(loop, strip), broadcast }];
    }),
  );
}
