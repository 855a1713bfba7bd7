import { addDays, localDay } from '../../server/platform/calendar.ts';

/** So many days after today in Asia/Shanghai, where the tests' sites are. */
export const dayAhead = (days: number, now = new Date()): string => addDays(localDay(now, 'Asia/Shanghai'), days);
