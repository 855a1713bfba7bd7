import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import {
  CameraNotLive,
  MediaUnavailable,
  ViewNotOpen,
  type CameraFault,
  type CameraSource,
  type CameraState,
  type DtlsParameters,
  type FoundDevice,
  type MediaNode,
  type MediaNodeEvents,
  type MediaStats,
  type OnvifLogin,
  type OnvifReport,
  type OpenViewer,
  type Poster,
  type ProbeReport,
  type RtpCapabilities,
  type ViewerEnd,
  type ViewerOffer,
} from '../../media/contract.ts';
import type { NetworkTestOffer, OpenNetworkTest } from '../../media/network-test-contract.ts';
import type { OpenHttpsViewer, PictureRead } from '../../media/https/https-viewing.ts';
import type { StreamOffer, SwitchStep } from '../../media/stream-offer.ts';
import { Leases } from '../../media/leases.ts';
import { FakeNetworkTests } from './fake-network-tests.ts';

type FakeView = Pick<OpenViewer, 'viewId' | 'cameraId' | 'stream' | 'canCatchUp'> & {
  isStarted: boolean;
  /** Prepared, and not shown yet. */
  coming: StreamOffer | null;
};

/**
 * A media node without media, for tests of what asks it: it keeps views, leases and cameras as a real one does (both pass
 * tests/media/media-node.contract.ts), and lets a test say what happens. Cameras are live as soon as they are set.
 */
export class FakeMediaNode implements MediaNode {
  /** Open now, by viewId. */
  readonly views = new Map<string, FakeView>();
  /** Set now, by cameraId. */
  readonly cameras = new Map<string, CameraSource>();
  /** Until then a read over HTTPS has no answer. */
  readsWaitFor: Promise<void> = Promise.resolve();
  /** Of which view each read was. */
  readonly reads: string[] = [];
  /** What `probe` answers. */
  probeReport: ProbeReport = { ok: false, stream: 'main', fault: 'unreachable' };
  /** What `findDevices` finds. */
  devices: FoundDevice[] = [];
  /** What `readDeviceStreams` answers, and whom it was asked for. */
  onvifReport: OnvifReport = { ok: false, fault: 'unreachable' };
  readonly logins: OnvifLogin[] = [];
  readonly #events = new EventEmitter<MediaNodeEvents>();
  readonly #leases = new Leases({ onExpired: (viewId) => this.endView(viewId, 'lease-expired') });
  readonly #states = new Map<string, CameraState>();
  readonly #posters = new Map<string, Poster>();
  readonly #starts = {
    fastStarts: 0,
    plainStarts: { 'not-asked': 0, cold: 0, 'too-large': 0, 'too-many': 0, 'slow-link': 0 },
  };
  /** Connections without a picture that people test their network with. */
  readonly networkTests = new FakeNetworkTests();
  readonly #https = new Set<string>();
  #isDown = false;

  /** Views whose picture would flow now. */
  get sending(): string[] {
    return [...this.views.values()].filter(({ isStarted }) => isStarted).map(({ viewId }) => viewId);
  }

  setPhase(cameraId: string, phase: CameraState['phase'], fault: CameraFault | null = null): void {
    const state = { cameraId, phase, fault, since: new Date().toISOString() };
    this.#states.set(cameraId, state);
    this.#events.emit('camera', state);
  }

  setPoster(cameraId: string, poster: Poster): void {
    this.#posters.set(cameraId, poster);
  }

  /** The node ends a view by itself. */
  endView(viewId: string, cause: ViewerEnd): void {
    if (this.#forget(viewId)) this.#events.emit('viewerEnded', { viewId, cause });
  }

  /** Out of reach: calls reject. Its views go on, as they would, until their leases end. */
  goDown(): void {
    this.#isDown = true;
    this.#events.emit('down');
  }

  /** Reached again, as a new process: no views, the cameras set. */
  comeUp(): void {
    for (const viewId of [...this.views.keys()]) this.#forget(viewId);
    this.#isDown = false;
    this.#events.emit('up');
    for (const state of this.#states.values()) this.#events.emit('camera', state);
  }

  capabilities(): Promise<RtpCapabilities> {
    return this.#answer(() => ({ codecs: [], headerExtensions: [] }));
  }

  setCameras(wanted: readonly CameraSource[]): Promise<void> {
    const byId = new Map(wanted.map((source) => [source.cameraId, source]));
    for (const source of [...this.cameras.values()]) {
      const next = byId.get(source.cameraId);
      if (!isDeepStrictEqual(source, next)) this.#drop(source.cameraId, next ? 'media-restarted' : 'camera-removed');
    }
    for (const source of byId.values()) {
      if (this.cameras.has(source.cameraId)) continue;
      this.cameras.set(source.cameraId, source);
      this.setPhase(source.cameraId, 'live');
    }
    return Promise.resolve();
  }

  cameraStates(): Promise<CameraState[]> {
    return this.#answer(() => [...this.#states.values()]);
  }

  stats(): Promise<MediaStats> {
    return this.#answer(() => ({ ...structuredClone(this.#starts), openViews: this.views.size }));
  }

  probe(): Promise<ProbeReport> {
    return this.#answer(() => this.probeReport);
  }

  findDevices(): Promise<FoundDevice[]> {
    return this.#answer(() => this.devices);
  }

  readDeviceStreams(login: OnvifLogin): Promise<OnvifReport> {
    return this.#answer(() => {
      this.logins.push(login);
      return this.onvifReport;
    });
  }

  poster(cameraId: string): Promise<Poster | null> {
    return this.#answer(() => this.#posters.get(cameraId) ?? null);
  }

  openViewer({ viewId, cameraId, stream, canCatchUp, leaseMs }: OpenViewer): Promise<ViewerOffer> {
    return this.#answer(() => {
      this.#admit({ viewId, cameraId, stream, canCatchUp }, leaseMs);
      return fakeOffer(viewId, this.#streamOffer(cameraId, stream, canCatchUp));
    });
  }

  startViewer(viewId: string, _dtls: DtlsParameters): Promise<void> {
    return this.#answer(() => {
      const view = this.views.get(viewId);
      if (!view || view.isStarted || this.#https.has(viewId))
        throw new ViewNotOpen(`View ${viewId} is gone or was started already.`);
      view.isStarted = true;
      if (view.canCatchUp) this.#starts.fastStarts += 1;
      else this.#starts.plainStarts['not-asked'] += 1;
    });
  }

  openHttpsViewer(view: OpenHttpsViewer): Promise<void> {
    return this.#answer(() => {
      this.#admit({ ...view, canCatchUp: false }, view.leaseMs);
      this.#https.add(view.viewId);
    });
  }

  /** Every read gives a part, so that what reads can be tested without waiting. */
  async readHttpsViewer(viewId: string, after: number | null): Promise<PictureRead | null> {
    const last = (after ?? 0) + 1;
    const view = await this.#answer(() => this.views.get(viewId));
    if (!view || !this.#https.has(viewId)) throw new ViewNotOpen(`View ${viewId} is gone.`);
    view.isStarted = true;
    this.reads.push(viewId);
    await this.readsWaitFor;
    if (!this.views.has(viewId)) throw new ViewNotOpen(`View ${viewId} is gone.`);
    return { bytes: Buffer.from(`part ${String(last)}`), type: FAKE_TYPE, last, begins: after === null };
  }

  switchViewer(viewId: string, stream: OpenViewer['stream']): Promise<StreamOffer> {
    return this.#answer(() => {
      const view = this.#started(viewId);
      view.coming = this.#streamOffer(view.cameraId, stream, view.canCatchUp && stream === 'sub');
      return view.coming;
    });
  }

  stepSwitch(viewId: string, consumerId: string, step: SwitchStep): Promise<void> {
    return this.#answer(() => {
      const view = this.#started(viewId);
      if (view.coming?.consumer.id !== consumerId || step === 'ready') return;
      if (step === 'shown') view.stream = view.coming.stream;
      view.coming = null;
    });
  }

  closeViewer(viewId: string): Promise<void> {
    return this.#answer(() => void this.#forget(viewId));
  }

  renewViewers(viewIds: readonly string[], leaseMs: number): Promise<string[]> {
    return this.#answer(() => viewIds.filter((viewId) => this.#leases.renew(viewId, leaseMs)));
  }

  openNetworkTest(test: OpenNetworkTest): Promise<NetworkTestOffer> {
    return this.#answer(() => this.networkTests.open(test));
  }

  startNetworkTest(testId: string, _dtls: DtlsParameters): Promise<void> {
    return this.#answer(() => this.networkTests.start(testId));
  }

  closeNetworkTest(testId: string): Promise<void> {
    return this.#answer(() => this.networkTests.close(testId));
  }

  on<E extends keyof MediaNodeEvents>(event: E, listener: (...args: MediaNodeEvents[E]) => void): void {
    this.#events.on(event, listener as never);
  }

  close(): Promise<void> {
    for (const viewId of [...this.views.keys()]) this.#forget(viewId);
    this.#leases.close();
    this.networkTests.dispose();
    return Promise.resolve();
  }

  async #answer<T>(run: () => T): Promise<T> {
    await Promise.resolve(); // a real node never answers within the same turn
    if (this.#isDown) throw new MediaUnavailable('The media node is out of reach.');
    return run();
  }

  #admit(view: Omit<FakeView, 'isStarted' | 'coming'>, leaseMs: number): void {
    const { viewId, cameraId, stream, canCatchUp } = view;
    if (this.views.has(viewId)) throw new Error(`View ${viewId} is open already.`);
    const phase = this.#states.get(cameraId)?.phase;
    if (phase !== 'live' && phase !== 'stalled') throw new CameraNotLive(`Camera ${cameraId} has no picture to offer.`);
    this.views.set(viewId, { viewId, cameraId, stream, canCatchUp, isStarted: false, coming: null });
    this.#leases.grant(viewId, leaseMs);
  }

  #started(viewId: string): FakeView {
    const view = this.views.get(viewId);
    if (!view?.isStarted) throw new ViewNotOpen(`View ${viewId} is gone or was not started.`);
    return view;
  }

  #streamOffer(cameraId: string, wanted: OpenViewer['stream'], canCatchUp: boolean): StreamOffer {
    const hasSub = this.cameras.get(cameraId)?.sub !== null;
    const consumer = { id: randomUUID(), producerId: randomUUID(), kind: 'video' as const, rtpParameters: {} };
    return {
      stream: hasSub ? wanted : 'main',
      bitRates: { main: 2_400_000, sub: hasSub ? 400_000 : null },
      consumer,
      catchUp: canCatchUp ? { ...consumer, id: randomUUID(), producerId: randomUUID() } : null,
    };
  }

  #drop(cameraId: string, cause: ViewerEnd): void {
    this.cameras.delete(cameraId);
    this.#states.delete(cameraId);
    this.#posters.delete(cameraId);
    for (const view of [...this.views.values()]) {
      if (view.cameraId === cameraId) this.endView(view.viewId, cause);
    }
  }

  #forget(viewId: string): boolean {
    this.#leases.drop(viewId);
    this.#https.delete(viewId);
    return this.views.delete(viewId);
  }
}

const FAKE_TYPE = 'video/mp4; codecs="avc1.42e01f"';

const fakeOffer = (viewId: string, stream: StreamOffer): ViewerOffer => ({
  ...stream,
  transport: { id: `transport-of-${viewId}`, iceParameters: {}, iceCandidates: [], dtlsParameters: {} },
});
