import type { SiteView } from '../contract/people.ts';
import { addDays, atMinute, localDay, weekdayOf } from '../platform/calendar.ts';
import type { SiteDay } from './day-figures-store.ts';

/** The local day that it is at a site, and the same weekday of the week before. */
export function siteDayOf({ siteId, timeZone }: Pick<SiteView, 'siteId' | 'timeZone'>, at: Date): SiteDay {
  const day = localDay(at, timeZone);
  const spanOf = (of: string) => ({ starts: atMinute(of, 0, timeZone), ends: atMinute(of, 1440, timeZone) });
  return { siteId, day, weekday: weekdayOf(day), ...spanOf(day), weekBefore: spanOf(addDays(day, -7)) };
}
