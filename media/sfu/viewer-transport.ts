import type { types } from 'mediasoup';
import { CannotReceive, type DtlsParameters, type RtpCapabilities, type ViewerOffer } from '../contract.ts';
import type { CameraRouter, StreamName } from './camera-router.ts';
import { describeConsumer, describeTransport } from './describe-offer.ts';
import type { Beginning } from './fast-starts.ts';

/** A browser confirms every few seconds that it still listens; after this long without, nothing more is sent. */
const ICE_CONSENT_TIMEOUT_SECONDS = 10;

export type ViewerTransportOptions = {
  from: CameraRouter;
  stream: StreamName;
  canReceive: RtpCapabilities;
  announcedAddresses: readonly string[];
  /** Decides how the picture begins. */
  prepare: () => Promise<Beginning>;
  /** The worker died, or the camera was taken away. */
  onLost: () => void;
};

/** The sending half of one view. */
export interface ViewerTransport {
  readonly offer: ViewerOffer;
  /** Completes DTLS and lets the picture flow: at once, or from the next key frame on. */
  start(dtls: DtlsParameters): Promise<void>;
  /** No packet leaves after it resolved. */
  close(): Promise<void>;
}

/** @throws CannotReceive when the browser has no H.264 */
export async function openViewerTransport(options: ViewerTransportOptions): Promise<ViewerTransport> {
  const { from, stream, announcedAddresses, onLost } = options;
  const producerId = from.feeds.get(stream)?.producerId;
  if (!producerId) throw new Error(`The camera has no ${stream} stream.`);
  // Checked by mediasoup itself, which throws on anything malformed.
  const rtpCapabilities = options.canReceive as unknown as types.RtpCapabilities;
  if (!from.router.canConsume({ producerId, rtpCapabilities })) {
    throw new CannotReceive('The browser cannot receive H.264.');
  }
  // Either fails only with the router, and that closes what the other has made.
  const [beginning, transport] = await Promise.all([options.prepare(), createTransport(from)]);
  transport.once('routerclose', onLost);
  const end = () => {
    transport.close();
    beginning.end();
  };
  const ownId = beginning.producerId;
  const consuming = Promise.all([
    // Paused until the browser has made its half: it would miss the first key frame.
    transport.consume({ producerId, rtpCapabilities, paused: true }),
    ownId === null ? null : transport.consume({ producerId: ownId, rtpCapabilities }),
  ]);
  const [shared, catchUp] = await consuming.catch((error: unknown) => {
    end(); // the camera went between the two: nobody else would close it
    throw error;
  });
  return {
    offer: {
      stream,
      transport: describeTransport(transport, announcedAddresses),
      consumer: describeConsumer(shared),
      catchUp: catchUp && describeConsumer(catchUp),
    },
    start: (dtls) => start({ transport, shared, beginning }, dtls as types.DtlsParameters),
    close: async () => {
      end();
      await answeredBy(from.worker);
    },
  };
}

const createTransport = ({ router, webRtcServer }: CameraRouter): Promise<types.WebRtcTransport> =>
  router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT_TIMEOUT_SECONDS,
  });

type Parts = { transport: types.WebRtcTransport; shared: types.Consumer; beginning: Beginning };

async function start({ transport, shared, beginning }: Parts, dtlsParameters: types.DtlsParameters): Promise<void> {
  const startedAtMs = performance.now();
  const connecting = transport.connect({ dtlsParameters });
  // It sends from the next key frame on, also while the beginning is still busy: whichever is sooner is seen.
  const resuming = shared.resume();
  transport.on('dtlsstatechange', (state) => {
    if (state !== 'connected') return;
    const handshakeMs = performance.now() - startedAtMs;
    void resuming.then(() => beginning.begin(handshakeMs)).catch(() => undefined); // the view is over
  });
  await Promise.all([connecting, resuming]);
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
