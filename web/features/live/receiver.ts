import type { Device } from 'mediasoup-client';
import type { BrowserCapabilities, LiveStream, LiveViewOpened, StartLiveView } from '#contract/live.ts';
import type { PictureWay } from '#contract/live-seen.ts';
import type { z } from 'zod';
import { watchConnection } from './connection-seen.ts';
import { countsOf, type ReceivedCounts } from './heard.ts';
import type { HttpsPicture } from './https-picture.ts';
import { type Failure, untilNoWay } from './until-no-way.ts';
import type { Way } from './way.ts';
import { type Stat, wayOf } from './way-of.ts';

type Offer = NonNullable<LiveViewOpened['offer']>;
type TransportOptions = Parameters<Device['createRecvTransport']>[0];
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
  /** Its pictures are shown so much later, for what is lost to be repeated in time. */
  holdBack: (ms: number) => void;
};

/** One picture on its way to this browser. Closing twice is fine. */
export type Reception = Pick<Received, 'catchUp' | 'endCatchUp'> & {
  stream: MediaStream | HttpsPicture;
  close: () => void;
  /** By which way its packets come now; absent where nobody can say. */
  way?: () => Promise<PictureWay>;
  /** Where another stream of the camera can come over the same connection. */
  more?: { first: Received; receive: (offer: LiveStream) => Promise<Received> };
};

/** The page needs a moment to take the element away that shows it. */
const KEPT_MS = 500;

/** The browser's half of a view. */
export type Receiver = {
  way: Way;
  canReceive: BrowserCapabilities;
  /** Only a browser that tells of every frame can change over unseen. */
  canCatchUp: boolean;
  /**
   * @param start completes the server's half; asked for once, while the connection is being made
   * @param onFailed told once the picture cannot come this way any more
   */
  receive: (
    opened: Pick<LiveViewOpened, 'viewId' | 'offer'>,
    start: (dtls: Dtls) => Promise<unknown>,
    onFailed: (failure: Failure) => void,
  ) => Promise<Reception>;
};

let loaded: { capabilities: string; device: Promise<Device> } | null = null;

/** Loads the media library, once, and tells it what the server can send. */
export async function loadWebRtcReceiver(capabilities: BrowserCapabilities): Promise<Receiver> {
  const key = JSON.stringify(capabilities);
  if (loaded?.capabilities !== key) loaded = { capabilities: key, device: loadDevice(capabilities) };
  const wanted = loaded;
  const device = await wanted.device.catch((error: unknown) => {
    if (loaded === wanted) loaded = null; // a failed download is tried again
    throw error;
  });
  return {
    way: 'webrtc',
    canReceive: device.recvRtpCapabilities,
    canCatchUp: 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    receive: ({ offer }, ...args) => {
      if (!offer) throw new Error('Nothing was offered.');
      return receive(device, offer, ...args);
    },
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
  onFailed: (failure: Failure) => void,
): Promise<Reception> {
  const { transport: half, iceServers } = offer;
  const transport = device.createRecvTransport({ ...(half as TransportOptions), iceServers });
  let starting: Promise<unknown> = Promise.resolve();
  transport.on('connect', ({ dtlsParameters }, done) => {
    starting = start(dtlsParameters);
    starting.catch(() => undefined); // heard below
    done(); // a way to the server is looked for while it is told: before the browser's first word comes by it, it knows
  });
  const connecting = untilNoWay(transport, onFailed);
  try {
    const first = await receiveStream(transport, offer);
    await starting;
    connecting.isAsked();
    const streams = [first];
    let heldMs = 0;
    const stopWatching = watchConnection(
      () => transport.getStats(),
      (ms) => {
        heldMs = ms;
        for (const stream of streams) stream.holdBack(ms);
      },
    );
    return {
      ...first,
      close: () => {
        stopWatching();
        connecting.stop();
        transport.close();
      },
      way: async () => wayOf([...(await transport.getStats()).values()] as Stat[]),
      more: {
        first,
        receive: async (more) => {
          const stream = await receiveStream(transport, more);
          streams.push(stream);
          stream.holdBack(heldMs);
          return stream;
        },
      },
    };
  } catch (error) {
    connecting.stop();
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
    holdBack: (ms) => holdBack(shared.rtpReceiver, ms),
  };
}

/** An old browser holds back as it thinks fit. */
function holdBack(receiver: RTCRtpReceiver | undefined, ms: number): void {
  if (receiver && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = ms;
}
