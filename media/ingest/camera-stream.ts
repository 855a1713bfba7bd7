import type { CameraFault, StreamSource } from '../contract.ts';
import { backoffMs } from './backoff.ts';
import { type Heard, runConnection } from './camera-run.ts';
import { GopCache, type GopState } from './gop-cache.ts';
import { StreamPhase, type PhaseState } from './stream-phase.ts';
import { StreamRepair } from './stream-repair.ts';

/** pino's, as far as it is used here. Lines carry what the caller bound to it, never an address. */
export type Logger = Record<'info' | 'warn', (context: object, message: string) => void>;

/** What an ingest needs to know of the SFU side: constants written into every packet. */
export type CameraStreamOptions = {
  source: StreamSource;
  allowedNetworks: readonly string[];
  ssrc: number;
  payloadType: number;
  /**
   * H.264 only: parameter sets before every key frame, payloads of at most 1,200 bytes. Sequence numbers and timestamps
   * go on across reconnects; what the camera lost stays a gap. The buffer is the receiver's to keep, not to change.
   */
  onPacket: (rtp: Buffer) => void;
  /** The camera's RTCP sender report with our SSRC, its timestamp shifted like the packets'. */
  onSenderReport?: (report: Buffer) => void;
  /** A stream begins as 'connecting', which is not told; from there on every change is. Never called after `close()`. */
  onState: (state: PhaseState) => void;
  log: Logger;
};

/** Packets that were just sent on, of the frame with this timestamp; `beginsGroup` when that was found to be a key frame. */
export type SentOn = { packets: readonly Buffer[]; timestamp: number; beginsGroup: boolean };

export interface CameraStream {
  /** The current group of pictures: packets from the last key frame on, in order. Empty unless it is ready. */
  readonly gop: { readonly packets: readonly Buffer[]; readonly state: GopState };
  /** From now on tells of every packet, after `onPacket`. @returns how to stop */
  follow(follower: (sent: SentOn) => void): () => void;
  /** The newest complete key frame as Annex B (SPS, PPS, IDR), with its arrival time; null before the first. */
  keyFrame(): { annexB: Buffer; arrivedAt: Date } | null;
  /** TEARDOWN best effort, then the socket is gone; any number of times. */
  close(): Promise<void>;
}

/** Keeps one stream of a camera connected until it is closed. Never throws; faults arrive as states. */
export function openCameraStream(options: CameraStreamOptions): CameraStream {
  return new Ingest(options);
}

class Ingest implements CameraStream {
  readonly gop = new GopCache();
  readonly #options: CameraStreamOptions;
  readonly #repair: StreamRepair;
  readonly #phase: StreamPhase;
  readonly #closing = new AbortController();
  readonly #finished: Promise<void>;
  readonly #followers = new Set<(sent: SentOn) => void>();
  #keyFrame: { annexB: Buffer; arrivedAt: Date } | null = null;
  #failures = 0;

  constructor(options: CameraStreamOptions) {
    this.#options = options;
    this.#repair = new StreamRepair(options);
    this.#phase = new StreamPhase((state) => {
      options.log.info(state, 'camera stream changed its state');
      options.onState(state);
    });
    this.#finished = this.#run();
  }

  keyFrame() {
    return this.#keyFrame;
  }

  follow(follower: (sent: SentOn) => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#phase.close();
    await this.#finished;
  }

  async #run(): Promise<void> {
    const { source, allowedNetworks, ssrc } = this.#options;
    while (!this.#closing.signal.aborted) {
      const { fault, gone } = await runConnection({
        source,
        allowedNetworks,
        ssrc,
        signal: this.#closing.signal,
        onTrack: (track) => this.#repair.restart(track),
        onRtp: (packet) => this.#take(packet),
        onRtcp: (packet) => this.#takeRtcp(packet),
      });
      if (!this.#isClosed()) await this.#waitAfter(fault);
      await gone;
    }
  }

  async #waitAfter(fault: CameraFault): Promise<void> {
    this.gop.clear();
    this.#failures += 1;
    this.#phase.failed(fault);
    const waitMs = backoffMs(fault, this.#failures, Math.random());
    // A camera that is away for a day is tried every second: said at the first failure, the tenth, the hundredth …
    const isWorthWarning = Number.isInteger(Math.log10(this.#failures));
    this.#options.log[isWorthWarning ? 'warn' : 'info'](
      { fault, failures: this.#failures, waitMs },
      'camera connection ended',
    );
    await pause(waitMs, this.#closing.signal);
  }

  #take(packet: Buffer): Heard {
    const repaired = this.#isClosed() ? null : this.#repair.take(packet, performance.now());
    if (!repaired) return 'nothing';
    if (repaired.packets.length === 0) return 'packet';
    const { packets, timestamp } = repaired;
    const beginsGroup = this.gop.push(packets, timestamp, repaired.isKey);
    if (repaired.keyFrame) this.#keyFrame = { annexB: repaired.keyFrame, arrivedAt: new Date() };
    for (const rtp of packets) this.#options.onPacket(rtp);
    for (const tell of this.#followers) tell({ packets, timestamp, beginsGroup });
    this.#failures = 0;
    this.#phase.live();
    return 'picture';
  }

  #takeRtcp(packet: Buffer): void {
    const report = this.#options.onSenderReport && this.#repair.senderReport(packet);
    if (report) this.#options.onSenderReport?.(report);
  }

  /** Its own method, since it may have changed while we waited, which the compiler does not see. */
  #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
