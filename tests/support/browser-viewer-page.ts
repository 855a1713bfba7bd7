import { Device, type types } from 'mediasoup-client';
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

export type PageViewer = {
  load(capabilities: RtpCapabilities): Promise<RtpCapabilities>;
  prepare(viewId: string, offer: ViewerOffer): Promise<DtlsParameters>;
  connected(viewId: string): void;
  seen(viewId: string): Promise<SeenPicture>;
};

declare global {
  interface Window {
    viewer: PageViewer;
  }
}

type View = { transport: types.Transport; video: HTMLVideoElement; connected: () => void; consumer?: types.Consumer };

// Named, since a page without an address is not told enough of its browser to find out.
const device = new Device({ handlerName: 'Chrome111' });
const views = new Map<string, View>();

window.viewer = {
  load: async (capabilities) => {
    if (!device.loaded) await device.load({ routerRtpCapabilities: capabilities as types.RtpCapabilities });
    return { ...device.recvRtpCapabilities };
  },
  prepare: (viewId, offer) => {
    const transport = device.createRecvTransport(offer.transport as unknown as types.TransportOptions);
    const video = document.createElement('video');
    Object.assign(video, { autoplay: true, muted: true });
    document.body.append(video);
    return new Promise((resolve, reject) => {
      transport.on('connect', ({ dtlsParameters }, connected) => {
        views.set(viewId, { transport, video, connected });
        resolve(dtlsParameters);
      });
      transport.consume(offer.consumer as unknown as types.ConsumerOptions).then((consumer) => {
        video.srcObject = new MediaStream([consumer.track]);
        Object.assign(views.get(viewId) ?? {}, { consumer });
      }, reject);
    });
  },
  connected: (viewId) => views.get(viewId)?.connected(),
  seen: async (viewId) => {
    const view = views.get(viewId);
    const seen: SeenPicture = {
      framesDecoded: 0,
      packetsReceived: 0,
      lastPacketAtMs: null,
      widthPx: view?.video.videoWidth ?? 0,
      connection: view?.transport.connectionState ?? 'none',
    };
    for (const stat of (await view?.consumer?.getStats())?.values() ?? []) Object.assign(seen, inboundVideo(stat));
    return seen;
  },
};

function inboundVideo(raw: unknown): Partial<SeenPicture> {
  const stat = raw as RTCInboundRtpStreamStats & { lastPacketReceivedTimestamp?: number };
  if (stat.type !== 'inbound-rtp') return {};
  return {
    framesDecoded: stat.framesDecoded ?? 0,
    packetsReceived: stat.packetsReceived ?? 0,
    lastPacketAtMs: stat.lastPacketReceivedTimestamp ?? null,
  };
}
