import { Device, type types } from 'mediasoup-client';
import { pictureNumber } from '../../scripts/gst-camera/picture-number.ts';
import type { DtlsParameters, RtpCapabilities, ViewerOffer } from '../../media/contract.ts';
import type { StreamOffer } from '../../media/stream-offer.ts';

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
  /** Receives another stream beside what is received already. */
  add(viewId: string, offer: StreamOffer): Promise<void>;
  /** Whether anything of what was added is on the screen. */
  hasAdded(viewId: string): boolean;
  /** What was received before is over; or what was added is. */
  end(viewId: string, which: 'before' | 'added'): void;
  seen(viewId: string): Promise<SeenPicture>;
  frames(viewId: string): ShownFrames;
};

declare global {
  interface Window {
    viewer: PageViewer;
  }
}

type Received = { consumer: types.Consumer; video: HTMLVideoElement; isAdded: boolean };
type View = { transport: types.Transport; connected: () => void; received: Received[] } & ShownFrames;

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
    const view: View = { transport, connected: () => undefined, received: [], askedAtMs, frames: [] };
    views.set(viewId, view);
    return new Promise((resolve, reject) => {
      transport.on('connect', ({ dtlsParameters }, connected) => {
        view.connected = connected;
        resolve(dtlsParameters);
      });
      receive(view, { consumer, catchUp }, false).catch(reject);
    });
  },
  connected: (viewId) => views.get(viewId)?.connected(),
  add: (viewId, offer) => receive(viewOf(viewId), offer, true),
  hasAdded: (viewId) => viewOf(viewId).received.some(({ isAdded, video }) => isAdded && video.videoWidth > 0),
  end: (viewId, which) => {
    const view = viewOf(viewId);
    for (const { consumer, video } of view.received.filter(({ isAdded }) => isAdded === (which === 'added'))) {
      consumer.close();
      video.remove();
    }
    view.received = view.received
      .filter(({ consumer }) => !consumer.closed)
      .map((received) => ({ ...received, isAdded: false }));
  },
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
      widthPx: Math.max(0, ...(view?.received ?? []).map(({ video }) => video.videoWidth)),
      connection: view?.transport.connectionState ?? 'none',
    };
    // Each consumer's report holds its own stream; what counts is what reached this browser by any of them.
    for (const { consumer } of view?.received ?? [])
      for (const stat of (await consumer.getStats()).values()) add(seen, stat as RTCInboundRtpStreamStats);
    return seen;
  },
};

function viewOf(viewId: string): View {
  const view = views.get(viewId);
  if (!view) throw new Error('No such view.');
  return view;
}

async function receive(
  view: View,
  { consumer, catchUp }: Pick<StreamOffer, 'consumer' | 'catchUp'>,
  isAdded: boolean,
): Promise<void> {
  const one = async (from: ShownFrame['from'], given: unknown) => {
    const received = await view.transport.consume(given as types.ConsumerOptions);
    const video = showFrames(received.track, (frame) => view.frames.push({ from, ...frame }), view.askedAtMs);
    view.received.push({ consumer: received, video, isAdded });
  };
  await Promise.all([one('shared', consumer), catchUp && one('catch-up', catchUp)]);
}

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
