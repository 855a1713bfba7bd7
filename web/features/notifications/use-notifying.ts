import { useEffect } from 'react';
import type { EventView } from '#contract/events.ts';
import type { UserId } from '#contract/ids.ts';
import { NOTIFYING_EVENTS, NotificationsView } from '#contract/notifications.ts';
import { request } from '../../shared/api.ts';
import { onTold } from '../../shared/socket.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { hasChosenPush } from './kept-choice.ts';
import { markSeen, subscribeBrowser } from './notifications-api.ts';
import { keptPush } from './push-browser.ts';

/** Older ones wait for nobody any more. */
const IS_NEWS_MS = 120_000;

/**
 * Around all pages of somebody who can be told elsewhere: says which events a visible page has shown, so that they are not sent
 * as well, and gives a new sign-in the browser in which this person switched notifications on.
 */
export function useNotifying(userId: UserId): void {
  useEffect(() => {
    if (hasChosenPush(userId)) keepPush().catch(ignore);
  }, [userId]);
  useEffect(() => tellWhatIsSeen(), []);
}

async function keepPush(): Promise<void> {
  const { push } = await request(NotificationsView, 'GET', '/api/me/notifications');
  const kept = await keptPush(push.applicationServerKey);
  if (kept !== null) await subscribeBrowser(kept);
}

function tellWhatIsSeen(): () => void {
  const unseen = new Set<number>();
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    for (const position of unseen) markSeen(position).catch(ignore);
    unseen.clear();
  };
  const stop = onTold('event', (event) => {
    if (!isNews(event)) return;
    unseen.add(event.position);
    look();
  });
  document.addEventListener('visibilitychange', look);
  return () => {
    stop();
    document.removeEventListener('visibilitychange', look);
  };
}

const isNews = ({ type, at }: EventView): boolean =>
  (NOTIFYING_EVENTS as readonly string[]).includes(type) && serverNow().getTime() - Date.parse(at) < IS_NEWS_MS;

/** Then it is told once more, elsewhere; or the browser is asked again with the next page. */
function ignore(): void {
  // Said above.
}
