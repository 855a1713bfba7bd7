import type { Hello } from '#contract/events.ts';
import type { CameraId } from '#contract/ids.ts';
import { ask, currentHello, onTold } from '../../shared/socket.ts';
import type { LiveLink } from './live-link.ts';
import { LiveViewing } from './live-viewing.ts';
import { loadReceiver } from './load-receiver.ts';
import { Seen } from './seen.ts';

const SERVER: LiveLink = {
  hello: currentHello,
  open: (input) => ask('live:open', input),
  start: (input) => ask('live:start', input),
  switch: (input) => ask('live:switch', input),
  switchStep: (input) => ask('live:switch-step', input),
  close: (input) => ask('live:close', input),
  onHello: (listener) => onTold('hello', listener),
  onEnded: (listener) => onTold('live:ended', listener),
  onCamera: (listener) => onTold('live:camera', listener),
  onEvent: (listener) => onTold('event', listener),
};

/** A viewing of which this page tells the server, as numbers for its curves, what it has seen. */
export type Watching = {
  viewing: LiveViewing;
  /** Again after `stop` as well; more often is no harm. */
  start: () => void;
  stop: () => void;
};

/** A page that was asked for and has not come by then, never comes. */
const CLAIMED_WITHIN_MS = 5_000;

let begun: { cameraId: CameraId; watching: Watching; givingUp: ReturnType<typeof setTimeout> } | null = null;

/** What the first picture needs is fetched before anybody asks for it. */
export async function prepareToWatch(): Promise<void> {
  const { capabilities } = currentHello() ?? (await nextHello());
  if (capabilities) await loadReceiver(capabilities).catch(() => undefined); // whoever watches hears of it
}

const nextHello = (): Promise<Hello> =>
  new Promise((greeted) => {
    const stop = onTold('hello', (hello) => {
      stop();
      greeted(hello);
    });
  });

/** Begins at the click, while the page that shows it is only being drawn: the server decides meanwhile. */
export function beginToWatch(cameraId: CameraId): void {
  if (begun?.cameraId === cameraId) return; // pressed twice
  giveUp();
  const watching = newWatching(cameraId);
  begun = { cameraId, watching, givingUp: setTimeout(giveUp, CLAIMED_WITHIN_MS) };
  watching.start();
}

/** The one that has begun for this camera, or one that has not. */
export const watchingOf = (cameraId: CameraId): Watching =>
  begun?.cameraId === cameraId ? begun.watching : newWatching(cameraId);

/** A page shows it now, and answers for its end; another that had begun is over. */
export function claim(watching: Watching): void {
  if (begun?.watching !== watching) giveUp();
  clearTimeout(begun?.givingUp);
  begun = null;
}

function giveUp(): void {
  clearTimeout(begun?.givingUp);
  begun?.watching.stop();
  begun = null;
}

function newWatching(cameraId: CameraId): Watching {
  const followed = new Seen((seen) => void ask('live:seen', seen).catch(() => undefined)); // only numbers
  const viewing = new LiveViewing(cameraId, followed.overLink(SERVER), followed.overReceiver(loadReceiver));
  let unfollow: (() => void) | null = null;
  return {
    viewing,
    start: () => {
      unfollow ??= followed.follow(viewing.state);
      viewing.start();
    },
    stop: () => {
      unfollow?.();
      unfollow = null;
      viewing.stop();
    },
  };
}
