import type { types } from 'mediasoup';
import type { StreamOffer } from '../stream-offer.ts';
import { describeConsumer } from './describe-offer.ts';
import type { Beginning } from './fast-starts.ts';

export type SentStreamOptions = {
  /** Of the stream that all viewers share. */
  producerId: string;
  rtpCapabilities: types.RtpCapabilities;
  /** How its picture begins. */
  beginning: Beginning;
};

/** One stream on a viewer's transport: the copy that all share, and where there is one, the viewer's own before it. */
export class SentStream {
  readonly #shared: types.Consumer;
  readonly #own: types.Consumer | null;
  readonly #beginning: Beginning;

  constructor(shared: types.Consumer, own: types.Consumer | null, beginning: Beginning) {
    this.#shared = shared;
    this.#own = own;
    this.#beginning = beginning;
  }

  /** By which a switch is spoken of. */
  get consumerId(): string {
    return this.#shared.id;
  }

  describe(): Pick<StreamOffer, 'consumer' | 'catchUp'> {
    return { consumer: describeConsumer(this.#shared), catchUp: this.#own && describeConsumer(this.#own) };
  }

  /** Sends from the next key frame on, also while the beginning is still busy: whichever is sooner is seen. */
  async resume(): Promise<void> {
    await this.#shared.resume().catch((error: unknown) => {
      if (!this.#shared.closed) throw error;
    });
  }

  /** The viewer is connected, and `resume` was answered. Nothing begins after the end. */
  begin(handshakeMs: number): void {
    this.#beginning.begin(handshakeMs);
  }

  /** What was made for it ends; with the transport its consumers have ended already. Any number of times. */
  end(): void {
    this.#shared.close();
    this.#own?.close();
    this.#beginning.end();
  }
}

/** Paused until the browser has made its half: it would miss the first key frame. @throws when the camera goes meanwhile */
export async function openSentStream(
  transport: types.WebRtcTransport,
  { producerId, rtpCapabilities, beginning }: SentStreamOptions,
): Promise<SentStream> {
  const ownId = beginning.producerId;
  const [shared, own] = await Promise.all([
    transport.consume({ producerId, rtpCapabilities, paused: true }),
    ownId === null ? null : transport.consume({ producerId: ownId, rtpCapabilities }),
  ]).catch((error: unknown) => {
    beginning.end(); // nobody else would
    throw error;
  });
  return new SentStream(shared, own, beginning);
}
