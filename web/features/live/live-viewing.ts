import type { EventView } from '#contract/events.ts';
import type { CameraId, ViewId } from '#contract/ids.ts';
import type { BrowserCapabilities, LiveCamera, LiveEnded, LiveViewOpened } from '#contract/live.ts';
import { backoffMs } from '../../shared/backoff.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { createStore } from '../../shared/store.ts';
import { Changeover, type ShownFrame } from './changeover.ts';
import { EarlyEnds } from './early-ends.ts';
import type { LiveLink } from './live-link.ts';
import { endOf, mayOpenAgain, opensAt, type Retry, retryAfter, retryOf } from './live-retry.ts';
import { type LiveEnd, type LiveState, type PausedBy, SLOW_AFTER_MS } from './live-state.ts';
import { lookAt } from './look-at.ts';
import { type OpenedView, pictureOf } from './opened-view.ts';
import type { Reception, Receiver } from './receiver.ts';
import { StreamKeeper } from './stream-keeper.ts';
import type { Failure } from './until-no-way.ts';
import { way } from './way.ts';

export type LoadReceiver = (capabilities: BrowserCapabilities) => Promise<Receiver>;

const LOOK_EVERY_MS = 250;
/** Several facts often change at once; one new attempt serves them all. */
const GATHER_MS = 200;
/** After so long a picture counts as steady, and the next break is retried quickly again. */
const STEADY_AFTER_MS = 10_000;
/** A stream of its own that has shown nothing by then is slower than the plain way is on average. */
const CATCH_UP_WITHIN_MS = 1_000;
const BACKOFF = { firstMs: 500, lastMs: 15_000 };

/** One camera being watched in this page: opens, notices what happens to the picture, and opens again where it may. */
export class LiveViewing {
  readonly state = createStore<LiveState>({ phase: 'opening', slow: false });
  readonly streams: StreamKeeper;
  readonly #cameraId: CameraId;
  readonly #link: LiveLink;
  readonly #loadReceiver: LoadReceiver;
  readonly #endedEarly = new EarlyEnds();
  #stops: (() => void)[] = [];
  #attempt = 0;
  #failures = 0;
  #reason: string | null = null;
  /** On a line on which a stream of its own comes too late, the plain way is the better one. */
  #canCatchUp = true;
  #view: OpenedView | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(cameraId: CameraId, link: LiveLink, loadReceiver: LoadReceiver) {
    this.#cameraId = cameraId;
    this.#link = link;
    this.#loadReceiver = loadReceiver;
    this.streams = new StreamKeeper(link, (view) => this.#show(view, true));
  }

  /** Begins to watch; after `stop` it may be called again. */
  start(): void {
    if (this.#stops.length > 0) return;
    const looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#stops = [
      () => clearInterval(looking),
      this.#link.onHello(({ isNewConnection }) => this.#greeted(isNewConnection)),
      this.#link.onEnded((ended) => this.#endedByServer(ended)),
      this.#link.onCamera((camera) => this.#cameraChanged(camera)),
      this.#link.onEvent((event) => this.#factChanged(event)),
    ];
    this.#failures = 0;
    void this.#open();
  }

  /** Leaves nothing open, here or on the server. */
  stop(): void {
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    void this.#drop();
    this.state.set({ phase: 'opening', slow: false });
  }

  /** The view is closed, so that it costs neither minutes nor bandwidth. Resolves when the server knows, or cannot be told. */
  pause(by: PausedBy): Promise<void> {
    const closed = this.#drop();
    this.state.set({ phase: 'paused', by });
    return closed;
  }

  resume(): void {
    if (this.state.get().phase === 'paused' || this.state.get().phase === 'ended') this.#openNow();
  }

  /** Why this person looks, for those who must say; holds for this camera as long as the page does. */
  giveReason(reason: string): void {
    this.#reason = reason;
    this.#openNow();
  }

  /** The browser has a new frame of the stream that all share. */
  frameSeen(frame: ShownFrame = null): void {
    const view = this.#view;
    if (!view) return;
    const { changeover } = view;
    if (changeover) {
      if (!changeover.mayChangeTo(frame)) return;
      this.#canCatchUp &&= changeover.hasFrame || Date.now() - view.openedAt < CATCH_UP_WITHIN_MS;
      view.changeover = null;
      view.reception.endCatchUp();
    }
    this.#show(view, changeover !== null);
  }

  /** The browser has a new frame of the stream that catches this viewer up. */
  catchUpSeen(frame: ShownFrame): void {
    const view = this.#view;
    if (!view?.changeover || !frame) return;
    view.lastFrameAt = Date.now();
    if (view.changeover.hasArrivedWith(frame)) this.#show(view, false);
  }

  #show(view: OpenedView, isOther: boolean): void {
    view.lastFrameAt = Date.now();
    view.hasFrame = true;
    if (isOther || this.state.get().phase !== 'playing') this.state.set({ phase: 'playing', ...pictureOf(view) });
  }

  /**
   * @param byItself nobody pressed anything
   * @param quietly keeps showing why there is no picture while it is asked whether there may be one
   */
  async #open(byItself = false, quietly = false): Promise<void> {
    const attempt = ++this.#attempt;
    if (!quietly) this.state.set({ phase: 'opening', slow: false });
    const slow = setTimeout(() => this.#showSlow(attempt), SLOW_AFTER_MS);
    try {
      await this.#tryToOpen(attempt, byItself);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (isProblem(error, 'browser-cannot-play') && way.turnToHttps()) void this.#tryAnotherWay();
      else this.#end(endOf(error), retryOf(error));
    } finally {
      clearTimeout(slow);
    }
  }

  async #tryToOpen(attempt: number, byItself: boolean): Promise<void> {
    const hello = this.#link.hello();
    if (!hello) return; // without a connection nothing can be asked: its hello opens the view
    if (!hello.capabilities) {
      this.#end({ reason: 'media-restarted', refusal: null }, { kind: 'soon' });
      return;
    }
    const receiver = await this.#loadReceiver(hello.capabilities);
    if (attempt !== this.#attempt) return;
    const opened = await this.#link.open({
      cameraId: this.#cameraId,
      canReceive: receiver.canReceive,
      canCatchUp: receiver.canCatchUp && this.#canCatchUp,
      way: receiver.way,
      stream: this.streams.firstOver(receiver.way),
      ...(this.#reason !== null && { reason: this.#reason }),
      ...(byItself && { byItself }),
    });
    const early = this.#endedEarly.get(opened.viewId);
    if (attempt !== this.#attempt) {
      void this.#closeAtServer(opened.viewId);
      return;
    }
    if (early) {
      this.#end(early, retryAfter(early));
      return;
    }
    await this.#receive(attempt, receiver, opened);
  }

  async #receive(attempt: number, receiver: Receiver, opened: LiveViewOpened): Promise<void> {
    const { viewId, watchUntil } = opened;
    const start: Parameters<Receiver['receive']>[1] = (dtls) => this.#link.start({ viewId, dtls });
    const failed = (failure: Failure) => {
      if (this.#view?.viewId !== viewId) return;
      if (failure === 'no-way') void this.#tryAnotherWay();
      else this.#end({ reason: 'never-started', refusal: null }, { kind: 'soon' });
    };
    let reception: Reception;
    try {
      reception = await receiver.receive(opened, start, failed);
    } catch (error) {
      void this.#closeAtServer(viewId);
      throw error;
    }
    const early = this.#endedEarly.get(viewId);
    if (attempt !== this.#attempt || early) {
      reception.close();
      if (attempt === this.#attempt && early) this.#end(early, retryAfter(early));
      else void this.#closeAtServer(viewId);
      return;
    }
    const now = Date.now();
    const changeover = reception.catchUp && new Changeover();
    const times = { until: watchUntil, openedAt: now, lastFrameAt: now, hasFrame: false };
    this.#view = { viewId, reception, way: receiver.way, changeover, ...times };
    this.state.set({ phase: 'connecting', slow: false, ...pictureOf(this.#view) });
    this.streams.opened(this.#view, opened.offer);
  }

  /** The one place where a picture ends here. What is not the server's own end is told to the server. */
  #end(end: LiveEnd, retry: Retry | null): void {
    const wasWatching = this.#view?.hasFrame ?? this.#hasEndedWatching();
    void this.#drop();
    this.state.set({ phase: 'ended', end, retrying: retry?.kind === 'soon', wasWatching });
    if (!retry) return;
    const waitMs = retry.kind === 'soon' ? backoffMs(this.#failures++, BACKOFF) : opensAt(retry, Date.now());
    if (waitMs !== null) this.#retryTimer = setTimeout(() => this.#openAgain(retry.kind === 'refused'), waitMs);
  }

  #drop(): Promise<void> {
    this.#attempt += 1;
    clearTimeout(this.#retryTimer);
    const view = this.#view;
    this.#view = null;
    this.streams.ended();
    if (!view) return Promise.resolve();
    if (view.hasFrame && Date.now() - view.openedAt > STEADY_AFTER_MS) this.#failures = 0;
    view.reception.close();
    return this.#closeAtServer(view.viewId);
  }

  /** A message that does not arrive does no harm: the view's lease ends with it. */
  async #closeAtServer(viewId: ViewId): Promise<void> {
    if (!this.#endedEarly.has(viewId)) await this.#link.close({ viewId }).catch(() => undefined);
  }

  #openNow(): void {
    void this.#drop();
    void this.#open();
  }

  #openAgain(quietly: boolean): void {
    void this.#drop();
    void this.#open(true, quietly);
  }

  /** The receiver knows of another way; the view before is over first, for it may be the only one allowed. */
  async #tryAnotherWay(): Promise<void> {
    const closed = this.#drop();
    const attempt = this.#attempt;
    this.state.set({ phase: 'opening', slow: true });
    await closed;
    if (attempt === this.#attempt) void this.#open(true, true);
  }

  #hasEndedWatching(): boolean {
    const shown = this.state.get();
    return shown.phase === 'ended' && shown.wasWatching;
  }

  #greeted(isNewConnection: boolean): void {
    const { phase } = this.state.get();
    // The views of the connection before are closed; those of a connection that goes on are not touched.
    if (phase === 'paused' || (!isNewConnection && phase !== 'ended')) return;
    this.#failures = 0;
    this.#openAgain(phase === 'ended');
  }

  #endedByServer(ended: LiveEnded): void {
    this.#endedEarly.add(ended);
    if (this.#view?.viewId === ended.viewId) this.#end(ended, retryAfter(ended));
  }

  #cameraChanged({ cameraId, phase }: LiveCamera): void {
    if (cameraId === this.#cameraId && phase === 'live') this.#tryAfterChange();
  }

  #factChanged(event: EventView): void {
    if (mayOpenAgain(event, this.#cameraId)) this.#tryAfterChange();
  }

  #tryAfterChange(): void {
    if (this.state.get().phase !== 'ended') return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#openAgain(true), GATHER_MS);
  }

  #look(): void {
    const view = this.#view;
    if (!view) return;
    this.streams.look();
    const seen = lookAt(view, Date.now());
    if (seen === 'given-up')
      this.#end({ reason: view.hasFrame ? 'lease-expired' : 'never-started', refusal: null }, { kind: 'soon' });
    else if (seen === 'slow') this.state.set({ phase: 'connecting', slow: true, ...pictureOf(view) });
    else if (seen !== 'moving') this.#showStalled(view, seen.stalledSeconds);
  }

  #showStalled(view: OpenedView, seconds: number): void {
    const shown = this.state.get();
    if (shown.phase === 'stalled' && shown.seconds === seconds) return;
    this.state.set({ phase: 'stalled', ...pictureOf(view), seconds });
  }

  #showSlow(attempt: number): void {
    if (attempt === this.#attempt && this.state.get().phase === 'opening')
      this.state.set({ phase: 'opening', slow: true });
  }
}
