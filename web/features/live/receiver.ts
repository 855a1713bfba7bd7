import type { Device } from 'mediasoup-client';
import type { BrowserCapabilities, LiveViewOpened, StartLiveView } from '#contract/live.ts';
import type { z } from 'zod';
import { watchConnection } from './connection-seen.ts';

type Offer = LiveViewOpened['offer'];
type TransportOptions = Parameters<Device['createRecvTransport']>[0];
type Dtls = z.input<typeof StartLiveView>['dtls'];

/** One picture on its way to this browser. Closing twice is fine. */
export type Reception = {
  stream: MediaStream;
  /** The same picture sooner, to be shown until `stream` has begun; null in the plain way. */
  catchUp: MediaStream | null;
  /** Once `stream` is shown instead. */
  endCatchUp: () => void;
  close: () => void;
};

/** The page needs a moment to take the element away that shows it. */
const CATCH_UP_KEPT_MS = 500;

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
  const { transport: half, iceServers } = offer;
  const transport = device.createRecvTransport({ ...(half as TransportOptions), iceServers });
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    start(dtlsParameters).then(done, (error: unknown) =>
      failed(error instanceof Error ? error : new Error('not started')),
    );
  });
  transport.on('connectionstatechange', (state) => {
    if (state === 'failed') onFailed();
  });
  try {
    const consume = (offered: unknown) => transport.consume(offered as Parameters<typeof transport.consume>[0]);
    // Asked for in one turn, they are made in one round.
    const [shared, catchUp] = await Promise.all([consume(offer.consumer), offer.catchUp && consume(offer.catchUp)]);
    const stopWatching = watchConnection(
      () => transport.getStats(),
      (ms) => holdBack(shared.rtpReceiver, ms),
    );
    return {
      stream: new MediaStream([shared.track]),
      catchUp: catchUp && new MediaStream([catchUp.track]),
      endCatchUp: () => void setTimeout(() => catchUp?.close(), CATCH_UP_KEPT_MS),
      close: () => {
        stopWatching();
        transport.close();
      },
    };
  } catch (error) {
    transport.close();
    throw error;
  }
}

/** An old browser holds back as it thinks fit. */
function holdBack(receiver: RTCRtpReceiver | undefined, ms: number): void {
  if (receiver && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = ms;
}
