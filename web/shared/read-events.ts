import { z } from 'zod';
import { EventPage, EventView } from '#contract/events.ts';

const AnyPage = EventPage.extend({ events: z.array(z.unknown()) });

/** Null for an event this page does not know: one left open over an update goes on with those it does. */
export function readEvent(told: unknown): EventView | null {
  return EventView.safeParse(told).data ?? null;
}

/** Events that are not known are left out one by one; the page's position counts them as read. @throws when it is no page */
export function readEventPage(answer: unknown): EventPage {
  const { events, ...page } = AnyPage.parse(answer);
  return { ...page, events: events.map(readEvent).filter((event) => event !== null) };
}
