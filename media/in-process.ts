import { EventEmitter } from 'node:events';
import { Cameras } from './cameras.ts';
import type { MediaNode, MediaNodeEvents, RtpCapabilities } from './contract.ts';
import { HttpsViews } from './https/https-views.ts';
import { probeCamera } from './ingest/probe-camera.ts';
import { createMediaLog } from './log.ts';
import { readDeviceStreams } from './onvif/device-streams.ts';
import { findDevices } from './onvif/find-devices.ts';
import { decodeKeyFrame } from './posters/decode-key-frame.ts';
import { Posters } from './posters/posters.ts';
import { MediaSettings, type GivenMediaSettings } from './settings.ts';
import { ROUTER_CAPABILITIES } from './sfu/codecs.ts';
import { OpenNetworkTests } from './sfu/network-tests.ts';
import { Views } from './sfu/views.ts';
import { WorkerPool } from './sfu/worker-pool.ts';

/** A node in this process: what node-main.ts wraps, and what tests use. */
export interface LocalMediaNode extends MediaNode {
  /** Ends every view and network test without telling: whoever asked for them is gone. */
  closeAllViewers(): Promise<void>;
}

type Parts = {
  events: EventEmitter<MediaNodeEvents>;
  pool: WorkerPool;
  views: Views;
  networkTests: OpenNetworkTests;
  httpsViews: HttpsViews;
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
  const networkTests = new OpenNetworkTests({ pool, announcedAddresses: settings.announcedAddresses });
  const httpsViews = new HttpsViews({
    findCamera: (cameraId) => cameras.find(cameraId),
    onEnded: (view) => events.emit('viewerEnded', view),
    log,
  });
  const cameras = new Cameras({
    pool,
    log,
    onState: (state) => events.emit('camera', state),
    onGone: (cameraId, cause) => {
      views.endOf(cameraId, cause);
      httpsViews.endOf(cameraId, cause);
      posters.forget(cameraId);
    },
  });
  const posters = new Posters({
    everyMs: settings.posterEveryMs,
    pictured: () => cameras.all().map((camera) => ({ cameraId: camera.source.cameraId, keyFrame: camera.keyFrame() })),
    decode,
    log,
  });
  return { events, pool, views, httpsViews, networkTests, cameras, posters, decode, onvif: settings.onvif, closing };
}

function answerWith(parts: Parts): LocalMediaNode {
  const { events, pool, views, httpsViews, networkTests, cameras, posters, decode, onvif, closing } = parts;
  let closed: Promise<void> | undefined;
  const close = async () => {
    posters.close();
    closing.abort();
    networkTests.dispose();
    httpsViews.dispose();
    await views.dispose();
    await cameras.set([]);
    await pool.close();
  };
  return {
    capabilities: () => Promise.resolve({ ...structuredClone(ROUTER_CAPABILITIES) } as RtpCapabilities),
    setCameras: (wanted) => cameras.set(wanted),
    cameraStates: () => Promise.resolve(cameras.all().map((camera) => camera.state)),
    stats: () => Promise.resolve({ ...views.stats, openViews: views.stats.openViews + httpsViews.openViews }),
    probe: (source) => probeCamera(source, { decodePicture: decode, onvifPort: onvif.httpPort }),
    findDevices: (networks) => findDevices(networks, onvif),
    readDeviceStreams,
    poster: (cameraId) => Promise.resolve(posters.get(cameraId)),
    openViewer: (view) => views.open(view),
    startViewer: (viewId, dtls) => views.start(viewId, dtls),
    switchViewer: (viewId, stream) => views.switch(viewId, stream),
    stepSwitch: (viewId, consumerId, step) => views.stepSwitch(viewId, consumerId, step),
    openHttpsViewer: (view) => Promise.resolve(view).then((asked) => httpsViews.open(asked)),
    readHttpsViewer: (viewId, after) => httpsViews.read(viewId, after),
    closeViewer: (viewId) => {
      httpsViews.close(viewId);
      return views.close(viewId);
    },
    renewViewers: (viewIds, leaseMs) =>
      Promise.resolve([...views.renew(viewIds, leaseMs), ...httpsViews.renew(viewIds, leaseMs)]),
    openNetworkTest: (test) => networkTests.open(test),
    startNetworkTest: (testId, dtls) => networkTests.start(testId, dtls),
    closeNetworkTest: (testId) => {
      networkTests.close(testId);
      return Promise.resolve();
    },
    on: (event, listener) => void events.on(event, listener as never),
    closeAllViewers: () => {
      networkTests.closeAll();
      httpsViews.closeAll();
      return views.closeAll();
    },
    close: () => (closed ??= close()),
  };
}
