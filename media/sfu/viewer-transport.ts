import type { types } from 'mediasoup';
import { CannotReceive, type DtlsParameters, type RtpCapabilities, type ViewerOffer } from '../contract.ts';
import type { BitRates, StreamOffer, SwitchStep } from '../stream-offer.ts';
import type { CameraRouter, StreamName } from './camera-router.ts';
import { describeTransport } from './describe-offer.ts';
import type { Beginning } from './fast-starts.ts';
import { openSentStream, type SentStream } from './sent-stream.ts';
import { StreamSwitch } from './stream-switch.ts';

/** A browser confirms every few seconds that it still listens; after this long without, nothing more is sent. */
const ICE_CONSENT_TIMEOUT_SECONDS = 10;

/** A stream of the camera, and what decides how its picture begins. */
export type StreamToSend = { stream: StreamName; bitRates: BitRates; prepare: () => Promise<Beginning> };

export type ViewerTransportOptions = StreamToSend & {
  from: CameraRouter;
  canReceive: RtpCapabilities;
  announcedAddresses: readonly string[];
  /** The worker died, or the camera was taken away. */
  onLost: () => void;
};

/** The sending half of one view. */
export interface ViewerTransport {
  readonly offer: ViewerOffer;
  /** Completes DTLS and lets the picture flow: at once, or from the next key frame on. */
  start(dtls: DtlsParameters): Promise<void>;
  /** Another stream of the same camera beside the one that is sent; nothing of it is sent before the step 'ready'. */
  add(stream: StreamToSend): Promise<StreamOffer>;
  stepSwitch(consumerId: string, step: SwitchStep): Promise<void>;
  /** No packet of any stream leaves after it resolved. */
  close(): Promise<void>;
}

/** @throws CannotReceive when the browser has no H.264 */
export async function openViewerTransport(options: ViewerTransportOptions): Promise<ViewerTransport> {
  const { from, stream, bitRates, announcedAddresses, onLost } = options;
  // Checked by mediasoup itself, which throws on anything malformed.
  const rtpCapabilities = options.canReceive as unknown as types.RtpCapabilities;
  if (!from.router.canConsume({ producerId: producerOf(from, stream), rtpCapabilities })) {
    throw new CannotReceive('The browser cannot receive H.264.');
  }
  // Either fails only with the router, and that closes what the other has made.
  const [beginning, transport] = await Promise.all([options.prepare(), createTransport(from)]);
  transport.once('routerclose', onLost);
  const send = (name: StreamName, its: Beginning) =>
    openSentStream(transport, { producerId: producerOf(from, name), rtpCapabilities, beginning: its });
  const first = await send(stream, beginning).catch((error: unknown) => {
    transport.close(); // the camera went between the two: nobody else would close it
    throw error;
  });
  const streams = new StreamSwitch(first);
  return {
    offer: {
      stream,
      bitRates,
      transport: describeTransport(transport, announcedAddresses),
      ...first.describe(),
    },
    start: (dtls) => start({ transport, first }, dtls as types.DtlsParameters),
    add: async (more) => {
      const added = await send(more.stream, await more.prepare());
      if (transport.closed) added.end();
      else streams.add(added);
      return { stream: more.stream, bitRates: more.bitRates, ...added.describe() };
    },
    stepSwitch: (consumerId, step) => streams.step(consumerId, step),
    close: async () => {
      transport.close();
      streams.end();
      await answeredBy(from.worker);
    },
  };
}

function producerOf(from: CameraRouter, stream: StreamName): string {
  const producerId = from.feeds.get(stream)?.producerId;
  if (!producerId) throw new Error(`The camera has no ${stream} stream.`);
  return producerId;
}

const createTransport = ({ router, webRtcServer }: CameraRouter): Promise<types.WebRtcTransport> =>
  router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    iceConsentTimeout: ICE_CONSENT_TIMEOUT_SECONDS,
  });

type Parts = { transport: types.WebRtcTransport; first: SentStream };

async function start({ transport, first }: Parts, dtlsParameters: types.DtlsParameters): Promise<void> {
  const startedAtMs = performance.now();
  const connecting = transport.connect({ dtlsParameters });
  const resuming = first.resume();
  transport.on('dtlsstatechange', (state) => {
    if (state !== 'connected') return;
    const handshakeMs = performance.now() - startedAtMs;
    void resuming.then(() => first.begin(handshakeMs)).catch(() => undefined); // the view is over
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
