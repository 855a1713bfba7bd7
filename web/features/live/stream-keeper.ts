import type { LiveStream } from '#contract/live.ts';
import { createStore } from '../../shared/store.ts';
import { Changeover, type ShownFrame } from './changeover.ts';
import { heardBetween, type ReceivedCounts } from './heard.ts';
import type { LiveLink } from './live-link.ts';
import { type Heard, type NextStream, nextStream, STANDS_MS, type StreamName } from './next-stream.ts';
import type { OpenedView } from './opened-view.ts';
import type { Received } from './receiver.ts';
import { streamChoice } from './stream-choice.ts';
import type { Way } from './way.ts';

/** The small stream of a camera is 640 pixels wide: a picture drawn no wider would show no more of the other. */
const SMALL_PX = 640;
const HEARD_EVERY_MS = 1_000;
const HEARD_KEPT = 10;
/** Longer than the key frames of any sensible camera are apart (4 s). */
const COMES_WITHIN_MS = 6_000;
/** Over HTTPS a picture that stood so long before its end was more than the line carries; a lost second is caught up with. */
const STOOD_OVER_HTTPS_MS = 8_000;
/** After a change that could not be made; the view itself goes on. */
const AGAIN_AFTER_MS = 5_000;

/** What of a view's streams is told to its person; null for a view that has one way only. */
export type StreamsShown = {
  sent: StreamName;
  bitRates: LiveStream['bitRates'];
  /** On its way, to be shown under the one that is seen. */
  coming: Pick<Received, 'stream' | 'catchUp'> | null;
  /** The line carried too little for the clear one, for the first time since the page was opened. */
  hasFallen: boolean;
} | null;

type Coming = {
  offer: LiveStream;
  received: Received;
  changeover: Changeover | null;
  sinceMs: number;
  becauseOfTrouble: boolean;
};
/** The streams of one open view. */
type Kept = {
  view: OpenedView;
  offer: Pick<LiveStream, 'stream' | 'bitRates'>;
  shown: Received;
  shownSinceMs: number;
  counted: (ReceivedCounts & { atMs: number }) | null;
  heard: Heard[];
  coming: Coming | null;
  isBusy: boolean;
  notBeforeMs: number;
};

/** Sees to it that an open view is sent the stream that its person, its size and its line ask for. */
export class StreamKeeper {
  readonly state = createStore<StreamsShown>(null);
  readonly #link: Pick<LiveLink, 'switch' | 'switchStep'>;
  readonly #show: (view: OpenedView) => void;
  #kept: Kept | null = null;
  #isSmall = false;
  #fellAtMs: number[] = [];
  #hasFallen = false;
  /** A picture over HTTPS, and whether one has stood. */
  #overHttps: OpenedView | null = null;
  #hasStoodOverHttps = false;

  /** @param show the view's picture is another one now */
  constructor(link: Pick<LiveLink, 'switch' | 'switchStep'>, show: (view: OpenedView) => void) {
    this.#link = link;
    this.#show = show;
  }

  /**
   * What to open a view with: the clear stream is worth its burst only once it is known that the picture stays. Over HTTPS
   * it is not changed afterwards; where it stood there, the next view is light.
   */
  firstOver(way: Way): StreamName {
    const choice = streamChoice.get();
    const isClear = way === 'https' && choice === 'auto' && !this.#isSmall && !this.#hasStoodOverHttps;
    return choice === 'clear' || isClear ? 'main' : 'sub';
  }

  /** How wide the picture is drawn, in the screen's own pixels. */
  drawn(widthPx: number): void {
    this.#isSmall = widthPx <= SMALL_PX;
  }

  /** @param offer null for a picture that comes over HTTPS, whose stream is not changed */
  opened(view: OpenedView, offer: Pick<LiveStream, 'stream' | 'bitRates'> | null): void {
    const { more } = view.reception;
    this.#overHttps = view.way === 'https' ? view : null;
    this.#kept =
      more && offer
        ? {
            view,
            offer,
            shown: more.first,
            shownSinceMs: Date.now(),
            counted: null,
            heard: [],
            coming: null,
            isBusy: false,
            notBeforeMs: 0,
          }
        : null;
    this.#tell();
  }

  /** The view is over, and all of its streams with it. */
  ended(): void {
    this.#kept = null;
    const stoodMs = this.#overHttps ? Date.now() - this.#overHttps.lastFrameAt : 0;
    this.#hasStoodOverHttps ||= stoodMs >= STOOD_OVER_HTTPS_MS;
    this.#overHttps = null;
    this.#tell();
  }

  /** Several times a second. */
  look(): void {
    const kept = this.#kept;
    if (!kept) return;
    const nowMs = Date.now();
    if (document.hidden) {
      kept.heard = []; // nothing is shown, so what is counted says nothing
      return;
    }
    if (nowMs - (kept.counted?.atMs ?? 0) >= HEARD_EVERY_MS) void this.#hear(kept, nowMs);
    if (kept.coming && isInVain(kept.coming, kept.view, nowMs)) this.#giveUp(kept, kept.coming);
    if (!mayChange(kept, nowMs)) return;
    const next = this.#next(kept, nowMs);
    if (next.stream !== kept.offer.stream) void this.#change(kept, next);
  }

  /** A frame of a stream that is on its way. One that was shown before may still show a frame: that is not listened to. */
  comingSeen(stream: OpenedView['reception']['stream'], frame: ShownFrame): void {
    const kept = this.#kept;
    const coming = kept?.coming;
    if (!coming) return;
    const { received, changeover, becauseOfTrouble } = coming;
    if (stream === received.stream && (changeover?.mayChangeTo(frame) ?? true)) {
      received.endCatchUp();
      this.#take(kept, coming, null);
      // Where the picture before still moves, one that hurries to now would jump back behind it.
    } else if (becauseOfTrouble && stream === received.catchUp && frame && changeover?.hasArrivedWith(frame)) {
      this.#take(kept, coming, changeover);
    }
  }

  #next({ offer, shownSinceMs, heard }: Kept, nowMs: number): NextStream {
    const { stream: shown, bitRates } = offer;
    const hasSub = bitRates.sub !== null;
    const wish = { choice: streamChoice.get(), hasSub, isSmall: this.#isSmall };
    return nextStream({ ...wish, shown, shownSinceMs, heard, fellAtMs: this.#fellAtMs }, nowMs);
  }

  async #hear(kept: Kept, atMs: number): Promise<void> {
    const { counted, shown, view } = kept;
    kept.counted = { received: 0, lost: 0, frozenMs: 0, jitterMs: 0, ...counted, atMs };
    const counts = await shown.counts().catch(() => null);
    if (!counts || kept.shown !== shown) return;
    kept.counted = { ...counts, atMs };
    if (!counted?.received) return;
    const heard = heardBetween(counted, counts, { atMs, standsMs: atMs - view.lastFrameAt });
    kept.heard = [...kept.heard.slice(1 - HEARD_KEPT), heard];
  }

  async #change(kept: Kept, { stream, becauseOfTrouble }: NextStream): Promise<void> {
    const { view } = kept;
    kept.isBusy = true;
    try {
      const offer = await this.#link.switch({ viewId: view.viewId, stream });
      const received = await view.reception.more?.receive(offer);
      if (!received || this.#kept !== kept) return; // the view ended, and its connection with it
      const changeover = received.catchUp && new Changeover();
      kept.coming = { offer, received, changeover, sinceMs: Date.now(), becauseOfTrouble };
      this.#tell();
      await this.#step(kept, offer, 'ready');
      if (becauseOfTrouble) await this.#step(kept, offer, 'shown');
    } catch {
      // The picture goes on as it is; a view that is over is told of in its own way.
      kept.notBeforeMs = Date.now() + AGAIN_AFTER_MS;
      if (kept.coming) this.#giveUp(kept, kept.coming);
    } finally {
      kept.isBusy = false;
    }
  }

  #step({ view }: Kept, { consumer }: LiveStream, step: 'ready' | 'shown' | 'given-up'): Promise<unknown> {
    return this.#link.switchStep({ viewId: view.viewId, consumerId: consumer.id, step });
  }

  /** The one on its way is shown from here on. */
  #take(kept: Kept, { offer, received, becauseOfTrouble }: Coming, changeover: Changeover | null): void {
    const { view, shown } = kept;
    const { stream, catchUp, endCatchUp } = received;
    view.reception = { ...view.reception, stream, catchUp, endCatchUp };
    view.changeover = changeover;
    Object.assign<Kept, Partial<Kept>>(kept, {
      offer,
      shown: received,
      shownSinceMs: Date.now(),
      counted: null,
      heard: [],
      coming: null,
    });
    if (becauseOfTrouble) this.#fell();
    this.#show(view);
    this.#tell();
    shown.end();
    if (!becauseOfTrouble) void this.#step(kept, offer, 'shown').catch(() => undefined); // the node does it by itself
  }

  /** It does not come. Where the one before was let go for it there is nothing to go back to: the view is opened anew. */
  #giveUp(kept: Kept, coming: Coming): void {
    kept.notBeforeMs = Date.now() + AGAIN_AFTER_MS;
    if (coming.becauseOfTrouble) {
      this.#take(kept, coming, coming.changeover);
      return;
    }
    kept.coming = null;
    if (coming.offer.stream === 'main') this.#fellAtMs = [...this.#fellAtMs, Date.now()];
    coming.received.end();
    void this.#step(kept, coming.offer, 'given-up').catch(() => undefined);
    this.#tell();
  }

  #fell(): void {
    this.#fellAtMs = [...this.#fellAtMs, Date.now()];
    this.#hasFallen = true;
  }

  #tell(): void {
    const kept = this.#kept;
    const coming = kept?.coming?.received;
    this.state.set(
      kept && {
        sent: kept.offer.stream,
        bitRates: kept.offer.bitRates,
        coming: coming ? { stream: coming.stream, catchUp: coming.catchUp } : null,
        hasFallen: this.#hasFallen,
      },
    );
  }
}

/** It does not come, or the line carries it only at the cost of the picture that is shown. */
const isInVain = ({ sinceMs, becauseOfTrouble }: Coming, { lastFrameAt }: OpenedView, nowMs: number): boolean =>
  nowMs - sinceMs > COMES_WITHIN_MS || (!becauseOfTrouble && nowMs - Math.max(lastFrameAt, sinceMs) >= STANDS_MS);

/** Not while another change is on its way, nor under a small window: that holds one video of its own and would close with it. */
const mayChange = ({ isBusy, coming, view, notBeforeMs }: Kept, nowMs: number): boolean =>
  !isBusy && !coming && view.hasFrame && nowMs >= notBeforeMs && !document.pictureInPictureElement;
