import type { Device } from 'mediasoup-client';
import type { BrowserCapabilities, LiveStream, LiveViewOpened, StartLiveView } from '#contract/live.ts';
import type { z } from 'zod';
import { countsOf, type ReceivedCounts } from './heard.ts';

type Offer = LiveViewOpened['offer'];
type Dtls = z.input<typeof StartLiveView>['dtls'];

/** One stream of a camera on its way to this browser. */
export type Received = {
  stream: MediaStream;
  /** The same picture sooner, to be shown until `stream` has begun; null in the plain way. */
  catchUp: MediaStream | null;
  /** Once `stream` is shown instead. */
  endCatchUp: () => void;
  /** Once another stream is shown instead. */
  end: () => void;
  counts: () => Promise<ReceivedCounts | null>;
};

/** One picture on its way to this browser. Closing twice is fine. */
export type Reception = Pick<Received, 'stream' | 'catchUp' | 'endCatchUp'> & {
  close: () => void;
  /** Where another stream of the camera can come over the same connection. */
  more?: { first: Received; receive: (offer: LiveStream) => Promise<Received> };
};

/** The page needs a moment to take the element away that shows it. */
const KEPT_MS = 500;

/** The browser's half of a view. */
export type Receiver = {
  canReceive: BrowserCapabilities;
  /** Only a browser that tells of every frame can change over unseen. */
  canCatchUp: boolean;
  /**
   * @param start completes the server's half; asked for once, while the connection is being made
   * @param onFailed the connection broke for good
   */
  receive: (offer: Offer, start: (dtls: Dtls) => Promise<unknown>, onFailed: () => void) => Promise<Reception>;
};

let loaded: { capabilities: string; device: Promise<Device> } | null = null;

/** Loads the media library, once, and tells it what the server can send. */
export async function loadReceiver(capabilities: BrowserCapabilities): Promise<Receiver> {
  const key = JSON.stringify(capabilities);
  if (loaded?.capabilities !== key) loaded = { capabilities: key, device: loadDevice(capabilities) };
  const wanted = loaded;
  const device = await wanted.device.catch((error: unknown) => {
    if (loaded === wanted) loaded = null; // a failed download is tried again
    throw error;
  });
  return {
    canReceive: device.recvRtpCapabilities,
    canCatchUp: 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    receive: (...args) => receive(device, ...args),
  };
}

async function loadDevice(capabilities: BrowserCapabilities): Promise<Device> {
  const media = await import('mediasoup-client');
  const device = await media.Device.factory();
  // Passed through by the server unread: mediasoup's own structures, checked by mediasoup-client.
  await device.load({ routerRtpCapabilities: capabilities as Parameters<Device['load']>[0]['routerRtpCapabilities'] });
  return device;
}

async function receive(
  device: Device,
  offer: Offer,
  start: (dtls: Dtls) => Promise<unknown>,
  onFailed: () => void,
): Promise<Reception> {
  const transport = device.createRecvTransport(offer.transport as Parameters<Device['createRecvTransport']>[0]);
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    start(dtlsParameters).then(done, (error: unknown) =>
      failed(error instanceof Error ? error : new Error('not started')),
    );
  });
  transport.on('connectionstatechange', (state) => {
    if (state === 'failed') onFailed();
  });
  try {
    const first = await receiveStream(transport, offer);
    return {
      ...first,
      close: () => transport.close(),
      more: { first, receive: (more) => receiveStream(transport, more) },
    };
  } catch (error) {
    transport.close();
    throw error;
  }
}

type Transport = ReturnType<Device['createRecvTransport']>;

async function receiveStream(transport: Transport, offer: Pick<LiveStream, 'consumer' | 'catchUp'>): Promise<Received> {
  const consume = (offered: unknown) => transport.consume(offered as Parameters<Transport['consume']>[0]);
  // Asked for in one turn, they are made in one round.
  const [shared, catchUp] = await Promise.all([consume(offer.consumer), offer.catchUp && consume(offer.catchUp)]);
  const endCatchUp = () => void setTimeout(() => catchUp?.close(), KEPT_MS);
  return {
    stream: new MediaStream([shared.track]),
    catchUp: catchUp && new MediaStream([catchUp.track]),
    endCatchUp,
    end: () => {
      endCatchUp();
      setTimeout(() => shared.close(), KEPT_MS);
    },
    counts: async () => countsOf(await shared.getStats()),
  };
}
