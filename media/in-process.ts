import { EventEmitter } from 'node:events';
import { Cameras } from './cameras.ts';
import type { MediaNode, MediaNodeEvents, RtpCapabilities } from './contract.ts';
import { probeCamera } from './ingest/probe-camera.ts';
import { createMediaLog } from './log.ts';
import { readDeviceStreams } from './onvif/device-streams.ts';
import { findDevices } from './onvif/find-devices.ts';
import { decodeKeyFrame } from './posters/decode-key-frame.ts';
import { Posters } from './posters/posters.ts';
import { MediaSettings, type GivenMediaSettings } from './settings.ts';
import { ROUTER_CAPABILITIES } from './sfu/codecs.ts';
import { Views } from './sfu/views.ts';
import { WorkerPool } from './sfu/worker-pool.ts';

/** A node in this process: what node-main.ts wraps, and what tests use. */
export interface LocalMediaNode extends MediaNode {
  /** Ends every view without telling: whoever asked for them is gone. */
  closeAllViewers(): Promise<void>;
}

type Parts = {
  events: EventEmitter<MediaNodeEvents>;
  pool: WorkerPool;
  views: Views;
  cameras: Cameras;
  posters: Posters;
  decode: (annexB: Buffer) => Promise<Uint8Array | null>;
  onvif: MediaSettings['onvif'];
  /** Ends what decodes pictures. */
  closing: AbortController;
};

/** @throws when a worker cannot be started or its port is taken */
export async function startMediaNode(given: GivenMediaSettings): Promise<LocalMediaNode> {
  const parts = assemble(MediaSettings.parse(given));
  const node = answerWith(parts);
  try {
    await parts.pool.start();
    return node;
  } catch (error) {
    await node.close();
    throw error;
  }
}

/** The parts, and who tells whom. */
function assemble(settings: MediaSettings): Parts {
  const log = createMediaLog(settings.logLevel);
  const events = new EventEmitter<MediaNodeEvents>();
  const closing = new AbortController();
  const decode = (annexB: Buffer) => decodeKeyFrame(settings.ffmpegPath, annexB, closing.signal);
  const pool = new WorkerPool({ ...settings, log, onReplaced: () => void cameras.attachAll() });
  const views = new Views({
    announcedAddresses: settings.announcedAddresses,
    findCamera: (cameraId) => cameras.find(cameraId),
    onEnded: (view) => events.emit('viewerEnded', view),
  });
  const cameras = new Cameras({
    pool,
    log,
    onState: (state) => events.emit('camera', state),
    onGone: (cameraId, cause) => {
      views.endOf(cameraId, cause);
      posters.forget(cameraId);
    },
  });
  const posters = new Posters({
    everyMs: settings.posterEveryMs,
    pictured: () => cameras.all().map((camera) => ({ cameraId: camera.source.cameraId, keyFrame: camera.keyFrame() })),
    decode,
    log,
  });
  return { events, pool, views, cameras, posters, decode, onvif: settings.onvif, closing };
}

function answerWith({ events, pool, views, cameras, posters, decode, onvif, closing }: Parts): LocalMediaNode {
  let closed: Promise<void> | undefined;
  const close = async () => {
    posters.close();
    closing.abort();
    await views.dispose();
    await cameras.set([]);
    await pool.close();
  };
  return {
    capabilities: () => Promise.resolve({ ...structuredClone(ROUTER_CAPABILITIES) } as RtpCapabilities),
    setCameras: (wanted) => cameras.set(wanted),
    cameraStates: () => Promise.resolve(cameras.all().map((camera) => camera.state)),
    stats: () => Promise.resolve(views.stats),
    probe: (source) => probeCamera(source, { decodePicture: decode, onvifPort: onvif.httpPort }),
    findDevices: (networks) => findDevices(networks, onvif),
    readDeviceStreams,
    poster: (cameraId) => Promise.resolve(posters.get(cameraId)),
    openViewer: (view) => views.open(view),
    startViewer: (viewId, dtls) => views.start(viewId, dtls),
    switchViewer: (viewId, stream) => views.switch(viewId, stream),
    stepSwitch: (viewId, consumerId, step) => views.stepSwitch(viewId, consumerId, step),
    closeViewer: (viewId) => views.close(viewId),
    renewViewers: (viewIds, leaseMs) => Promise.resolve(views.renew(viewIds, leaseMs)),
    on: (event, listener) => void events.on(event, listener as never),
    closeAllViewers: () => views.closeAll(),
    close: () => (closed ??= close()),
  };
}
