import { Device, type types } from 'mediasoup-client';
import { pictureNumber } from '../../scripts/gst-camera/picture-number.ts';
import type { DtlsParameters, RtpCapabilities, ViewerOffer } from '../../media/contract.ts';

// Runs inside Chromium: the receiving half of a view, as small as it can be.

export type SeenPicture = {
  framesDecoded: number;
  packetsReceived: number;
  /** By the browser's clock, which is this machine's; null before the first packet. */
  lastPacketAtMs: number | null;
  widthPx: number;
  connection: string;
};

/** A frame that was put on the screen: of which stream, how long after the view was asked for, its own time and its barcode. */
export type ShownFrame = { from: 'catch-up' | 'shared'; afterMs: number; rtpTimestamp: number; number: number };
export type ShownFrames = { askedAtMs: number; frames: ShownFrame[] };

export type PageViewer = {
  load(capabilities: RtpCapabilities): Promise<RtpCapabilities>;
  prepare(viewId: string, offer: ViewerOffer, askedAtMs: number): Promise<DtlsParameters>;
  connected(viewId: string): void;
  seen(viewId: string): Promise<SeenPicture>;
  frames(viewId: string): ShownFrames;
};

declare global {
  interface Window {
    viewer: PageViewer;
  }
}

type View = {
  transport: types.Transport;
  videos: HTMLVideoElement[];
  connected: () => void;
  consumers: types.Consumer[];
} & ShownFrames;

// Named, since a page without an address is not told enough of its browser to find out.
const device = new Device({ handlerName: 'Chrome111' });
const views = new Map<string, View>();

window.viewer = {
  load: async (capabilities) => {
    if (!device.loaded) await device.load({ routerRtpCapabilities: capabilities as types.RtpCapabilities });
    return { ...device.recvRtpCapabilities };
  },
  prepare: (viewId, { transport: offered, consumer, catchUp }, askedAtMs) => {
    const transport = device.createRecvTransport(offered as unknown as types.TransportOptions);
    const view: View = { transport, videos: [], connected: () => undefined, consumers: [], askedAtMs, frames: [] };
    views.set(viewId, view);
    const show = (from: ShownFrame['from']) => async (consuming: Promise<types.Consumer>) => {
      const received = await consuming;
      view.consumers.push(received);
      view.videos.push(showFrames(received.track, (frame) => view.frames.push({ from, ...frame }), askedAtMs));
    };
    return new Promise((resolve, reject) => {
      transport.on('connect', ({ dtlsParameters }, connected) => {
        view.connected = connected;
        resolve(dtlsParameters);
      });
      const consume = (given: unknown) => transport.consume(given as types.ConsumerOptions);
      show('shared')(consume(consumer)).catch(reject);
      if (catchUp) show('catch-up')(consume(catchUp)).catch(reject);
    });
  },
  connected: (viewId) => views.get(viewId)?.connected(),
  frames: (viewId) => {
    const { askedAtMs, frames } = views.get(viewId) ?? { askedAtMs: 0, frames: [] };
    return { askedAtMs, frames };
  },
  seen: async (viewId) => {
    const view = views.get(viewId);
    const seen: SeenPicture = {
      framesDecoded: 0,
      packetsReceived: 0,
      lastPacketAtMs: null,
      widthPx: Math.max(0, ...(view?.videos ?? []).map(({ videoWidth }) => videoWidth)),
      connection: view?.transport.connectionState ?? 'none',
    };
    // Each consumer's report holds its own stream; what counts is what reached this browser by any of them.
    for (const consumer of view?.consumers ?? [])
      for (const stat of (await consumer.getStats()).values()) add(seen, stat as RTCInboundRtpStreamStats);
    return seen;
  },
};

function showFrames(
  track: MediaStreamTrack,
  onFrame: (frame: Omit<ShownFrame, 'from'>) => void,
  askedAtMs: number,
): HTMLVideoElement {
  const video = document.createElement('video');
  Object.assign(video, { autoplay: true, muted: true });
  video.srcObject = new MediaStream([track]);
  document.body.append(video);
  const next: VideoFrameRequestCallback = (_, { presentationTime, rtpTimestamp = 0 }) => {
    const afterMs = performance.timeOrigin + presentationTime - askedAtMs;
    onFrame({ afterMs, rtpTimestamp, number: pictureNumber(video) });
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  return video;
}

function add(seen: SeenPicture, stat: RTCInboundRtpStreamStats & { lastPacketReceivedTimestamp?: number }): void {
  if (stat.type !== 'inbound-rtp') return;
  seen.framesDecoded += stat.framesDecoded ?? 0;
  seen.packetsReceived += stat.packetsReceived ?? 0;
  const lastAtMs = Math.max(seen.lastPacketAtMs ?? 0, stat.lastPacketReceivedTimestamp ?? 0);
  seen.lastPacketAtMs = lastAtMs === 0 ? null : lastAtMs;
}
