import { z } from 'zod';

/** Other years are slips of a hand or a clock, and the database knows no year 0. */
const isOurTime = (text: string): boolean => text >= '1900' && text < '2200';

/** A day as a caller may send it. */
export const AskedDay = z.iso.date().refine(isOurTime, 'not-our-time');
/** An instant (UTC) as a caller may send it. */
export const AskedInstant = z.iso.datetime().refine(isOurTime, 'not-our-time');
