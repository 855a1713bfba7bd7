import type { CameraSource, CameraState } from './contract.ts';
import type { BitRates } from './stream-offer.ts';
import { BitRate } from './ingest/bit-rate.ts';
import { openCameraStream, type CameraStream } from './ingest/camera-stream.ts';
import type { MediaLog } from './log.ts';
import { openCameraRouter, type CameraRouter, type StreamName } from './sfu/camera-router.ts';
import { PAYLOAD_TYPE, SSRC } from './sfu/codecs.ts';
import type { WorkerPool } from './sfu/worker-pool.ts';

export type CameraOptions = {
  source: CameraSource;
  pool: WorkerPool;
  log: MediaLog;
  /** The main stream's state changed. */
  onState: (state: CameraState) => void;
};

/** A stream at its place in mediasoup, and where its packets come from. */
export type Offerable = { from: CameraRouter; stream: StreamName; source: CameraStream };

type Ingest = { stream: CameraStream; bitRate: BitRate; isOffline: boolean };

/**
 * One camera: its connections, and its place in mediasoup. The two live and die apart, since a worker that dies must not
 * cost a reconnect at the camera, nor a camera that is away its viewers.
 *
 * The sub stream is connected all the time, where there is one: a tile that had to wait for the connection and then for a
 * key frame would open seconds later.
 */
export class Camera {
  readonly source: CameraSource;
  readonly #options: CameraOptions;
  readonly #ingests = new Map<StreamName, Ingest>();
  #state: CameraState;
  #router: CameraRouter | null = null;
  #isAttaching = false;
  #isClosed = false;

  constructor(options: CameraOptions) {
    this.#options = options;
    this.source = options.source;
    const { cameraId, sub } = options.source;
    this.#state = { cameraId, phase: 'connecting', fault: null, since: new Date().toISOString() };
    this.#connect('main');
    if (sub) this.#connect('sub');
  }

  get state(): CameraState {
    return this.#state;
  }

  /** The newest key frame of the main stream as Annex B; null before the first. */
  keyFrame(): { annexB: Buffer; arrivedAt: Date } | null {
    return this.#ingests.get('main')?.stream.keyFrame() ?? null;
  }

  /** Makes the camera's place in mediasoup, unless it has one. When that fails, the next replaced worker is the next try. */
  async attach(): Promise<void> {
    if (this.#router || this.#isAttaching || this.#isClosed) return;
    const { pool, log, source } = this.#options;
    this.#isAttaching = true;
    try {
      const router = await openCameraRouter(pool, [...this.#ingests.keys()], () => (this.#router = null));
      if (this.#wasClosed()) router.close();
      else this.#router = router;
    } catch (error) {
      log.warn({ cameraId: source.cameraId, err: error }, 'camera has no place in mediasoup yet');
    } finally {
      this.#isAttaching = false;
    }
  }

  /**
   * What a viewer can be given now: the wanted stream, or the main one where the camera has no small picture.
   * A camera that stalled a moment ago still counts, for its viewers wait in place; one that is offline does not.
   */
  offerable(wanted: StreamName): Offerable | null {
    const stream = ([wanted, 'main'] as const).find((name) => this.#hasPicture(name));
    const ingest = stream && this.#ingests.get(stream);
    return this.#router && ingest ? { from: this.#router, stream, source: ingest.stream } : null;
  }

  /** What each stream weighs now; 0 before it was weighed, null for one without a picture. */
  get bitRates(): BitRates {
    const of = (name: StreamName) =>
      this.#hasPicture(name) ? (this.#ingests.get(name)?.bitRate.bitsPerSecond(performance.now()) ?? 0) : null;
    return { main: of('main'), sub: of('sub') };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#router?.close();
    this.#router = null;
    await Promise.all([...this.#ingests.values()].map(({ stream }) => stream.close()));
  }

  #connect(name: StreamName): void {
    const { source, log } = this.#options;
    const address = source[name];
    if (!address) return;
    const bitRate = new BitRate();
    const stream = openCameraStream({
      source: address,
      allowedNetworks: source.allowedNetworks,
      ssrc: SSRC[name],
      payloadType: PAYLOAD_TYPE,
      onPacket: (rtp) => {
        bitRate.count(rtp.length, performance.now());
        this.#router?.feeds.get(name)?.send(rtp);
      },
      onState: (state) => this.#onState(name, state),
      log: log.child({ cameraId: source.cameraId, stream: name }),
    });
    this.#ingests.set(name, { stream, bitRate, isOffline: false });
  }

  #onState(name: StreamName, { phase, fault }: Pick<CameraState, 'phase' | 'fault'>): void {
    const ingest = this.#ingests.get(name);
    if (ingest) ingest.isOffline = phase === 'offline';
    if (name !== 'main' || this.#isClosed) return;
    const last = this.#state;
    if (last.phase === phase && last.fault === fault) return;
    const since = last.phase === phase ? last.since : new Date().toISOString();
    this.#state = { ...last, phase, fault, since };
    this.#options.onState(this.#state);
  }

  #hasPicture(name: StreamName): boolean {
    const ingest = this.#ingests.get(name);
    return ingest !== undefined && !ingest.isOffline && ingest.stream.keyFrame() !== null;
  }

  /** Its own method, since it may have changed while we waited, which the compiler does not see. */
  #wasClosed(): boolean {
    return this.#isClosed;
  }
}
