import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CameraNotLive, MediaUnavailable } from '#media';
import type { z } from 'zod';
import type { ViewId } from '../contract/ids.ts';
import type { LiveViewOpened, OpenLiveView, StartLiveView } from '../contract/live.ts';
import { publicEnd, type Refusal, type ViewEnd } from '../contract/refusal.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { askForOffer } from './ask-for-offer.ts';
import type { Decided, LiveDeps } from './live-deps.ts';
import { asAppError } from './media-problem.ts';
import { fits, type Viewer, type ViewerScope } from './viewers.ts';

/** The node ends a view that was not renewed for so long: the longest a picture can outlive everything else. */
export const VIEW_LEASE_MS = 10_000;
export const RENEW_EVERY_MS = 4_000;
/** So many at once are asked about in some 20 ms, which is as long as an opening or a withdrawal waits behind them. */
const RENEWED_AT_ONCE = 20;
/** However many there are, all are asked about within so many steps of this length. */
const RENEW_STEPS = 10;
const RENEW_STEP_MS = 100;
/** A decision that takes longer is none: the facts it was made from are too old to renew by. */
const DECIDED_WITHIN_MS = 3_000;
/** A timer cannot wait for ever; a later `until` is simply asked again then. */
const LONGEST_TIMER_MS = 3_600_000;
const OPEN_VIEWS_PER_PERSON = 16;
/** The direct re-check after a commit and the one by the event log are of the same change within this. */
const SAME_CHANGE_MS = 1_000;
/** Ends after which the same view may be opened again at once, by itself. */
const REOPENS: ReadonlySet<ViewEnd> = new Set<ViewEnd>(['media-restarted', 'lease-expired', 'server-stopped']);

type Place = NonNullable<Decided['place']>;

/** Views that are open now. Register, then decide; commit, then re-check; what cannot be decided is not renewed. */
export class Live {
  readonly #deps: LiveDeps;
  /** Views that a re-check ended just now. */
  #refused: { viewer: Viewer; atMs: number }[] = [];

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /** @throws AppError 'refused', 'camera-offline', 'media-unavailable', 'too-many-tries' */
  async openLiveView(asking: Asking, socketId: string, input: z.output<typeof OpenLiveView>): Promise<LiveViewOpened> {
    const { viewers, media, cameraState, turnServersFor, now } = this.#deps;
    const viewer = this.#newViewer(asking, socketId, input);
    if (viewers.in({ userId: viewer.userId }).length >= OPEN_VIEWS_PER_PERSON) throw new AppError('too-many-tries');
    viewers.add(viewer); // before deciding, so that a withdrawal in between still finds it
    try {
      const { place } = await this.#decideOrRefuse(viewer);
      // A page that waits for its camera asks again and again: that is no look at anything, and leaves no rows.
      if (cameraState(input.cameraId).phase === 'offline') throw new AppError('camera-offline');
      // Meanwhile the media node makes its half ready; nothing leaves it before the start, which needs this answer.
      const preparing = askForOffer(media, { viewId: viewer.viewId, leaseMs: VIEW_LEASE_MS }, input);
      preparing.catch(() => undefined); // heard below, unless the opening has failed before
      await this.#recordOpening(viewer, place, input.reason ?? null);
      // Again, now that each of several that open at once sees the rows of the others: the later ones are too many.
      const { until } = await this.#decideOrRefuse(viewer);
      const { cameraId } = input;
      const offer = await preparing;
      if (!viewers.has(viewer.viewId)) throw new AppError('view-gone');
      viewer.isOpen = true;
      this.#askAgainAt(viewer, until);
      const iceServers = turnServersFor(viewer.viewId, now());
      const watchUntil = until.toISOString();
      return {
        viewId: viewer.viewId,
        watchUntil,
        offer: offer && { ...offer, iceServers },
        camera: cameraState(cameraId),
      };
    } catch (error) {
      await this.#abandon(viewer, error);
      // Not known to be away, only not there yet, as after a restart: the page asks again in a moment, not when it is told.
      if (error instanceof CameraNotLive && cameraState(input.cameraId).phase !== 'offline')
        throw new AppError('media-unavailable', { cause: error });
      throw asAppError(error);
    }
  }

  /** @throws AppError 'view-gone' for a view that is unknown, another socket's, started already or over */
  async startLiveView(socketId: string, { viewId, dtls }: z.output<typeof StartLiveView>): Promise<void> {
    const viewer = this.#deps.viewers.get(viewId);
    if (viewer?.socketId !== socketId || !viewer.isOpen || viewer.isStarted) throw new AppError('view-gone');
    viewer.isStarted = true;
    try {
      await this.#deps.media.startViewer(viewId, dtls);
    } catch (error) {
      await this.#end(viewer, 'never-started', null);
      throw error instanceof MediaUnavailable ? asAppError(error) : new AppError('view-gone', { cause: error });
    }
  }

  /** Ends every view in the scope without asking; for the viewer's own wish, a closed socket, an ended session. */
  async endViews(scope: ViewerScope, reason: ViewEnd, refusal: Refusal | null = null): Promise<number> {
    const ended = await Promise.all(this.#deps.viewers.in(scope).map((viewer) => this.#end(viewer, reason, refusal)));
    return ended.filter(Boolean).length;
  }

  /**
   * Asks the rule again for every view in the scope; only after the commit of what changed.
   * @returns how many views the change ended, also those that its news in the event log ended a moment before this call.
   * One that could not be decided goes on until its lease ends.
   */
  async recheckViewers(scope: ViewerScope): Promise<number> {
    await this.hearOfChange(scope);
    const ended = this.#justRefused().filter(({ viewer }) => fits(viewer, scope));
    this.#refused = this.#refused.filter((refused) => !ended.includes(refused)); // each is counted once
    return ended.length;
  }

  /** The same, for news of a change that somebody else made and counts. */
  async hearOfChange(scope: ViewerScope): Promise<void> {
    await Promise.all(this.#deps.viewers.in(scope).map((viewer) => this.#endUnlessAllowed(viewer)));
  }

  /**
   * Runs every RENEW_EVERY_MS. A view we cannot decide about in time is not renewed, so it ends with its lease; it holds
   * up no other view.
   */
  async renewLeases(): Promise<void> {
    const { viewers, media, records, now } = this.#deps;
    const open = viewers.in({}).filter(({ isStarted, isRecorded }) => isStarted && isRecorded);
    const atOnce = Math.max(RENEWED_AT_ONCE, Math.ceil(open.length / RENEW_STEPS));
    const renewed = await Promise.all(
      open.map(async (viewer, index) => {
        if (index >= atOnce) await sleep(RENEW_STEP_MS * Math.floor(index / atOnce));
        return (await this.#isStillAllowed(viewer)) ? viewer : null;
      }),
    );
    const allowed = renewed.filter((viewer) => viewer !== null).map(({ viewId }) => viewId);
    if (allowed.length === 0) return;
    const leaseUntil = new Date(now().getTime() + VIEW_LEASE_MS);
    await records.extend(allowed, leaseUntil);
    const alive = new Set(await media.renewViewers(allowed, VIEW_LEASE_MS));
    const gone = allowed.filter((viewId) => !alive.has(viewId));
    await Promise.all(gone.map((viewId) => this.endViews({ viewId }, 'lease-expired')));
  }

  /** A yes counts for a short while only, and not when a later question about the same view stayed without an answer. */
  async #isStillAllowed(viewer: Viewer): Promise<boolean> {
    const askedAtMs = performance.now();
    let deadline: NodeJS.Timeout | undefined;
    const late = new Promise<'unknown'>((resolve) => {
      deadline = setTimeout(resolve, DECIDED_WITHIN_MS, 'unknown');
    });
    const outcome = await Promise.race([this.#endUnlessAllowed(viewer), late]);
    clearTimeout(deadline);
    return outcome === 'allowed' && viewer.undecidedAtMs < askedAtMs;
  }

  #newViewer(asking: Asking, socketId: string, input: z.output<typeof OpenLiveView>): Viewer {
    return {
      viewId: randomUUID() as ViewId,
      userId: personOf(asking),
      cameraId: input.cameraId,
      holderId: asking.kind === 'user' ? asking.sessionId : asking.deviceId,
      socketId,
      address: asking.address,
      userAgent: asking.userAgent,
      isReasonGiven: input.reason !== undefined,
      isAskedByItself: input.byItself,
      place: null,
      childId: null,
      viewedAs: 'guest',
      isStarted: false,
      isRecorded: false,
      isOpen: false,
      undecidedAtMs: -Infinity,
      untilTimer: undefined,
    };
  }

  async #decideOrRefuse(viewer: Viewer): Promise<{ until: Date; place: Place }> {
    const { decision, refusal, place } = await this.#deps.decide(viewer);
    if (place !== null) viewer.place = place;
    if (decision.allowed && place !== null) {
      viewer.childId = decision.childId;
      viewer.viewedAs = decision.as;
      return { until: decision.until, place };
    }
    const reason = decision.allowed ? 'not-linked' : decision.reason;
    const at = this.#deps.now();
    await this.#deps.records.refused(viewer, reason, at);
    // Said before the look: who is alone is not promised a second person.
    const n = reason === 'reason-needed' ? { n: await this.#deps.records.secondPersons(viewer, at) } : {};
    throw new AppError('refused', { refusal: { ...(refusal ?? { code: 'not-available' }), ...n } });
  }

  async #recordOpening(viewer: Viewer, place: Place, reason: string | null): Promise<void> {
    await this.#deps.records.opened({ viewer, leaseMs: VIEW_LEASE_MS, day: place.today, reason });
    viewer.isRecorded = true;
  }

  /** An opening that failed leaves nothing: no entry, no transport, no open row. */
  async #abandon(viewer: Viewer, error: unknown): Promise<void> {
    this.#deps.viewers.remove(viewer.viewId);
    await this.#deps.media.closeViewer(viewer.viewId).catch(() => undefined); // its lease closes it
    if (!viewer.isRecorded) return;
    const reason: ViewEnd = error instanceof CameraNotLive ? 'camera-offline' : 'never-started';
    await this.#write(() => this.#deps.records.ended(viewer, reason, this.#deps.now()));
  }

  async #endUnlessAllowed(viewer: Viewer): Promise<'allowed' | 'ended' | 'unknown'> {
    let decided: Decided;
    try {
      decided = await this.#deps.decide(viewer);
    } catch (error) {
      viewer.undecidedAtMs = performance.now();
      this.#deps.log.warn({ err: error, viewId: viewer.viewId }, 'a view could not be decided; it is not renewed');
      return 'unknown';
    }
    const { decision, refusal } = decided;
    if (!decision.allowed) {
      const isFirst = this.#deps.viewers.has(viewer.viewId);
      if (isFirst) this.#refused = [...this.#justRefused(), { viewer, atMs: performance.now() }];
      await this.#end(viewer, decision.reason, refusal);
      return 'ended';
    }
    if (!this.#deps.viewers.has(viewer.viewId)) return 'unknown';
    this.#askAgainAt(viewer, decision.until);
    return 'allowed';
  }

  #justRefused(): { viewer: Viewer; atMs: number }[] {
    return this.#refused.filter(({ atMs }) => performance.now() - atMs < SAME_CHANGE_MS);
  }

  #askAgainAt(viewer: Viewer, until: Date): void {
    clearTimeout(viewer.untilTimer);
    const leftMs = () => until.getTime() - this.#deps.now().getTime();
    const waitMs = Math.min(Math.max(0, leftMs()), LONGEST_TIMER_MS);
    viewer.untilTimer = setTimeout(() => {
      // A timer may fire a little early; asked then, the rule would still allow and a second asking would come late.
      if (waitMs < LONGEST_TIMER_MS && leftMs() > 0) this.#askAgainAt(viewer, until);
      else void this.#endUnlessAllowed(viewer);
    }, waitMs);
    viewer.untilTimer.unref();
  }

  /** The one place where a view ends. The media is closed first: the picture stops before anything is written or said. */
  async #end(viewer: Viewer, reason: ViewEnd, refusal: Refusal | null): Promise<boolean> {
    const { viewers, media, records, tellViewer, now, log } = this.#deps;
    if (!viewers.remove(viewer.viewId, reason === 'closed-by-viewer' ? 'left' : 'ended')) return false; // from here its lease is never renewed
    const at = now();
    const closing = media.closeViewer(viewer.viewId).catch((cause: unknown) => {
      log.warn({ err: cause, viewId: viewer.viewId }, 'media did not close a view; its lease will');
    });
    tellViewer(viewer, { viewId: viewer.viewId, reason: publicEnd(reason), refusal, again: REOPENS.has(reason) });
    await closing;
    if (viewer.isRecorded) await this.#write(() => records.ended(viewer, reason, at));
    log.info({ viewId: viewer.viewId, cameraId: viewer.cameraId, reason }, 'view ended');
    return true;
  }

  /** A row that cannot be closed now is closed by the sweep of expired leases; the picture is dark already. */
  async #write(record: () => Promise<void>): Promise<void> {
    await record().catch((error: unknown) =>
      this.#deps.log.error({ err: error }, 'the end of a view could not be written'),
    );
  }
}
