import type { types } from 'mediasoup';
import type { CameraStream, SentOn } from '../ingest/camera-stream.ts';
import type { Burst, BurstPump } from './burst-pump.ts';
import { cameraRtpParameters } from './codecs.ts';
import { HurriedTime, timestampOf } from './hurried-time.ts';

/** What a newcomer is caught up with. */
export type CatchUpSource = Pick<CameraStream, 'gop' | 'follow'>;

export type CatchUpOptions = {
  source: CatchUpSource;
  pump: BurstPump;
  /** It ended, however it did; told once. */
  onEnded: () => void;
};

/**
 * One newcomer's own copy of a stream: the current group of pictures in one go, then live packets, until the stream that
 * all share begins for this viewer with its next key frame.
 */
export class CatchUp {
  readonly producerId: string;
  readonly #options: CatchUpOptions;
  readonly #producer: types.Producer;
  readonly #transport: types.DirectTransport;
  #burst: Burst | null = null;
  #unfollow: () => void = () => undefined;
  /** The frame at hand began after the shared stream was on: should it be a key frame, the viewer has all of it from there. */
  #frame = { timestamp: -1, isWholeInShared: false };
  #hasEnded = false;

  constructor(options: CatchUpOptions, transport: types.DirectTransport, producer: types.Producer) {
    this.#options = options;
    this.#transport = transport;
    this.#producer = producer;
    this.producerId = producer.id;
    transport.observer.once('close', () => this.end()); // with its worker, or its router
  }

  /** Only once the viewer is connected and its shared stream is known to be on. Without a group nothing is sent. */
  begin(): void {
    const { source, pump } = this.#options;
    const group = source.gop.packets;
    const last = group.at(-1);
    if (!last || this.#hasEnded) return;
    const time = new HurriedTime(group);
    this.#frame = { timestamp: timestampOf(last), isWholeInShared: false };
    this.#burst = pump.start(group, (rtp) => this.#producer.send(time.stamp(rtp)));
    this.#unfollow = source.follow((sent) => {
      time.heard(sent.timestamp);
      this.#hear(sent);
    });
  }

  /** Nothing is sent afterwards. Any number of times. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#unfollow();
    this.#burst?.stop();
    this.#transport.close();
    this.#options.onEnded();
  }

  #hear({ packets, timestamp, beginsGroup }: SentOn): void {
    if (timestamp !== this.#frame.timestamp) this.#frame = { timestamp, isWholeInShared: true };
    if (beginsGroup && this.#frame.isWholeInShared) this.end();
    else for (const rtp of packets) this.#burst?.push(rtp);
  }
}

/** @throws when the router's worker dies meanwhile */
export async function openCatchUp(router: types.Router, ssrc: number, options: CatchUpOptions): Promise<CatchUp> {
  const transport = await router.createDirectTransport();
  try {
    const producer = await transport.produce({ kind: 'video', rtpParameters: cameraRtpParameters(ssrc) });
    return new CatchUp(options, transport, producer);
  } catch (error) {
    transport.close();
    throw error;
  }
}
