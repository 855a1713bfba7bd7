import { playsPieces } from '../../shared/picture-in-pieces.ts';

/** How the picture reaches this browser. */
export type Way = 'webrtc' | 'https';

const KEY = 'kanwa.https-until';
/** Networks change: after so long the better way is tried again. */
const REMEMBERED_MS = 30 * 60_000;

let untilMs = 0;

/** Which way to try; remembered by this browser for a while, since the next picture meets the same walls. */
export const way = {
  choose(): Way {
    if (!playsPieces()) return 'webrtc';
    return typeof RTCPeerConnection === 'undefined' || Date.now() < remembered() ? 'https' : 'webrtc';
  },
  /** WebRTC does not get through here. @returns whether HTTPS can be tried instead */
  turnToHttps(): boolean {
    if (!playsPieces()) return false;
    untilMs = Date.now() + REMEMBERED_MS;
    quietly(() => localStorage.setItem(KEY, String(untilMs)));
    return true;
  },
  /** Nor does HTTPS, or it is time to try again. */
  forgetHttps(): void {
    untilMs = 0;
    quietly(() => localStorage.removeItem(KEY));
  },
};

/** A clock that was set back must not keep anybody on the slower way. */
function remembered(): number {
  const stored = Number(quietly(() => localStorage.getItem(KEY)) ?? 0) || 0;
  return Math.min(Math.max(untilMs, stored), Date.now() + REMEMBERED_MS);
}

/** Storage can be forbidden; then it is remembered as long as the page lives. */
function quietly<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}
