/** Clear or saving, as the camera sends them. */
export type StreamName = 'main' | 'sub';
/** A person's wish: by itself, always clear, always saving. */
export type StreamChoice = 'auto' | 'clear' | 'saving';

/** What the browser told of the stream on the screen, for about a second each; `standsMs`: since its last frame. */
export type Heard = {
  atMs: number;
  received: number;
  lost: number;
  frozenMs: number;
  jitterMs: number;
  standsMs: number;
};

export type StreamHistory = {
  choice: StreamChoice;
  /** The camera has a saving stream that can be had. */
  hasSub: boolean;
  /** Drawn so small that the clear one would show no more. */
  isSmall: boolean;
  shown: StreamName;
  shownSinceMs: number;
  /** Of the stream that is shown, the newest last. */
  heard: readonly Heard[];
  /** When the clear stream was more than the line could carry. */
  fellAtMs: readonly number[];
};

/** `becauseOfTrouble`: the line cannot carry both, not even for a moment. */
export type NextStream = { stream: StreamName; becauseOfTrouble: boolean };

/**
 * A judgement needs a few seconds: one lost burst is repaired within a round trip, and a short freeze is over before a
 * change would be seen.
 */
const LOOK_BACK_MS = 5_000;
const FEWEST_SECONDS = 3;
/** A stream that begins is hurried to now; what is heard of it before says nothing about the line. */
const SETTLES_MS = 2_000;
/** A tenth of all packets: from there on Google's congestion control lowers a sender's rate (draft-ietf-rmcat-gcc-02, 6). */
const LOST_SHARE = 0.1;
/** A fifth of the time that is looked back on: what freezes so much is no moving picture. */
const FROZEN_MS = 1_000;
/**
 * How unevenly packets come, in RFC 3550's measure, mean of the window. Seen here: 15 ms at most on a free line, 30 with a
 * twentieth lost, 57 on one that carried two thirds of the stream and lost a third. Twice that is one with so deep a queue
 * that nothing is lost in it and all comes ever later.
 */
const JITTER_MS = 120;
/**
 * A picture that stands so long while its packets come has more coming than the line carries. On a line of 100 ms with a
 * fiftieth lost it never stood half as long (`walls-slow`).
 */
export const STANDS_MS = 1_000;
/** The saving picture stood so long without trouble: then the clear one is worth its burst. */
const STEADY_MS = 1_000;
/** After a fall; twice as long after each further one, so that a line that stays narrow is tried ever more seldom. */
const FIRST_PATIENCE_MS = 30_000;
const LONGEST_PATIENCE_MS = 8 * 60_000;
/** A fall is forgotten after so long: the person has walked to another place. */
const REMEMBERED_MS = 20 * 60_000;

/** Which stream a view should be sent. Pure: the same history and time, the same answer. */
export function nextStream(history: StreamHistory, nowMs: number): NextStream {
  const { choice, hasSub, isSmall, shown } = history;
  const is = (stream: StreamName): NextStream => ({ stream, becauseOfTrouble: false });
  if (!hasSub || choice === 'clear') return is('main');
  if (choice === 'saving' || isSmall) return is('sub');
  const troubled = isTroubled(history, nowMs);
  if (shown === 'main') return { stream: troubled ? 'sub' : 'main', becauseOfTrouble: troubled };
  return is(!troubled && mayRise(history, nowMs) ? 'main' : 'sub');
}

function isTroubled({ heard, shownSinceMs }: StreamHistory, nowMs: number): boolean {
  const newest = heard.at(-1);
  if (newest && newest.received > 0 && newest.standsMs >= STANDS_MS) return true;
  const seconds = heard.filter(({ atMs }) => atMs > nowMs - LOOK_BACK_MS && atMs > shownSinceMs + SETTLES_MS);
  if (seconds.length < FEWEST_SECONDS) return false;
  // A camera that went, or a line that was cut, sends nothing at all: a smaller stream would not come either.
  if (seconds.some(({ received, lost }) => received + lost === 0)) return false;
  const sum = (of: (second: Heard) => number) => seconds.reduce((total, second) => total + of(second), 0);
  const lost = sum((second) => second.lost);
  return (
    lost / (lost + sum(({ received }) => received)) > LOST_SHARE ||
    sum(({ frozenMs }) => frozenMs) >= FROZEN_MS ||
    sum(({ jitterMs }) => jitterMs) / seconds.length > JITTER_MS
  );
}

function mayRise({ fellAtMs, shownSinceMs }: StreamHistory, nowMs: number): boolean {
  if (nowMs - shownSinceMs < STEADY_MS) return false;
  const falls = fellAtMs.filter((atMs) => nowMs - atMs < REMEMBERED_MS);
  const last = falls.at(-1);
  if (last === undefined) return true;
  return nowMs - last >= Math.min(FIRST_PATIENCE_MS * 2 ** (falls.length - 1), LONGEST_PATIENCE_MS);
}
