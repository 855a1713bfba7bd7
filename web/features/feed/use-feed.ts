import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { EventPage, type EventView } from '#contract/events.ts';
import { request } from '../../shared/api.ts';
import { onTold } from '../../shared/socket.ts';
import { isSameDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';

const KEY = ['feed'];

/**
 * What was recorded on the site's day, in that order; new ones are added as they are told. The server sends a little more.
 * @param isMine someone who also works here reads and hears of more than their own children; null while that is not known
 */
export function useFeed(timeZone: string | undefined, isMine: ((event: EventView) => boolean) | null) {
  const now = useNow(60_000);
  const feed = useQuery({ queryKey: KEY, queryFn: () => request(EventPage, 'GET', '/api/feed') });
  const events = useMemo(
    () =>
      isMine &&
      feed.data?.events.filter((event) => isMine(event) && isSameDay(event.recordedAt ?? event.at, now, timeZone)),
    [feed.data, now, timeZone, isMine],
  );
  return { events, error: feed.error, refetch: feed.refetch };
}

/** Keeps the feed up to date while the face is shown. */
export function useLiveFeed(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stopHello = onTold('hello', () => void client.invalidateQueries({ queryKey: KEY }));
    const stopEvents = onTold('event', (event) => {
      if (event.type === 'access:changed') return void readAnew(client, event.own);
      client.setQueryData<EventPage>(KEY, (page) => page && withEvent(page, event));
    });
    return () => {
      stopHello();
      stopEvents();
    };
  }, [client]);
}

/**
 * What one may read of the day follows from one's rights. When one's own were changed nothing of it stays on the page
 * until the server has said anew what there is to read.
 */
const readAnew = (client: QueryClient, isOwn: boolean): Promise<void> =>
  isOwn ? client.resetQueries({ queryKey: KEY }) : client.invalidateQueries({ queryKey: KEY });

function withEvent(page: EventPage, event: EventView): EventPage {
  if (page.events.some(({ position }) => position === event.position)) return page;
  return { ...page, events: [...page.events, event].sort((a, b) => a.position - b.position) };
}
