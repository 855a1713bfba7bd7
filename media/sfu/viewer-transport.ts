import type { types } from 'mediasoup';
import { CannotReceive, type DtlsParameters, type RtpCapabilities, type ViewerOffer } from '../contract.ts';
import type { CameraRouter, StreamName } from './camera-router.ts';

/** A main stream fits in from the first packet; mediasoup would otherwise begin with 0.6 Mbit/s. */
const FIRST_BIT_RATE = 6_000_000;
/** A browser confirms every few seconds that it still listens; after this long without, nothing more is sent. */
const ICE_CONSENT_TIMEOUT_SECONDS = 10;

export type ViewerTransportOptions = {
  from: CameraRouter;
  stream: StreamName;
  canReceive: RtpCapabilities;
  announcedAddresses: readonly string[];
  /** The worker died, or the camera was taken away. */
  onLost: () => void;
};

/** The sending half of one view. */
export interface ViewerTransport {
  readonly offer: ViewerOffer;
  /** Completes DTLS and lets the picture flow, from the next key frame on. */
  start(dtls: DtlsParameters): Promise<void>;
  /** No packet leaves after it resolved. */
  close(): Promise<void>;
}

/** @throws CannotReceive when the browser has no H.264 */
export async function openViewerTransport(options: ViewerTransportOptions): Promise<ViewerTransport> {
  const { from, stream, announcedAddresses, onLost } = options;
  const feed = from.feeds.get(stream);
  if (!feed) throw new Error(`The camera has no ${stream} stream.`);
  // Checked by mediasoup itself, which throws on anything malformed.
  const rtpCapabilities = options.canReceive as unknown as types.RtpCapabilities;
  if (!from.router.canConsume({ producerId: feed.producerId, rtpCapabilities })) {
    throw new CannotReceive('The browser cannot receive H.264.');
  }
  const transport = await from.router.createWebRtcTransport({
    webRtcServer: from.webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: FIRST_BIT_RATE,
    iceConsentTimeout: ICE_CONSENT_TIMEOUT_SECONDS,
  });
  transport.once('routerclose', onLost);
  // Paused until the browser has made its half: it would miss the first key frame.
  const consuming = transport.consume({ producerId: feed.producerId, rtpCapabilities, paused: true });
  const consumer = await consuming.catch((error: unknown) => {
    transport.close(); // the camera went between the two: nobody else would close it
    throw error;
  });
  return {
    offer: {
      stream,
      transport: describeTransport(transport, announcedAddresses),
      consumer: describeConsumer(consumer),
    },
    start: async (dtls) => {
      const dtlsParameters = dtls as types.DtlsParameters;
      await Promise.all([transport.connect({ dtlsParameters }), consumer.resume()]);
    },
    close: async () => {
      transport.close();
      await answeredBy(from.worker);
    },
  };
}

const asked = new WeakMap<types.Worker, Promise<unknown>>();

/**
 * A worker does what it is told in order: when it answers this, all before it is done. Those who ask in the same turn
 * share one question, for a withdrawn right may close hundreds of views at once.
 */
async function answeredBy(worker: types.Worker): Promise<void> {
  let answer = asked.get(worker);
  if (!answer) {
    answer = Promise.resolve().then(() => {
      asked.delete(worker);
      return worker.getResourceUsage();
    });
    asked.set(worker, answer);
  }
  await answer.catch(() => undefined); // it died: nothing leaves it any more
}

function describeTransport(transport: types.WebRtcTransport, announcedAddresses: readonly string[]) {
  return {
    id: transport.id,
    iceParameters: { ...transport.iceParameters },
    iceCandidates: transport.iceCandidates.flatMap((candidate) => underEachAddress(candidate, announcedAddresses)),
    dtlsParameters: { ...transport.dtlsParameters },
  };
}

/**
 * mediasoup announces one address a socket, and one socket is what we want to open in a firewall. Packets that were sent
 * to another address of this machine reach it as well, so the candidate is repeated, each a little less preferred.
 */
function underEachAddress(candidate: types.IceCandidate, addresses: readonly string[]): types.IceCandidate[] {
  return addresses.map((address, index) => ({
    ...candidate,
    address,
    ip: address,
    foundation: `${candidate.foundation}${index}`,
    priority: candidate.priority - index,
  }));
}

function describeConsumer({ id, producerId, rtpParameters }: types.Consumer): ViewerOffer['consumer'] {
  return { id, producerId, kind: 'video', rtpParameters: { ...rtpParameters } };
}
