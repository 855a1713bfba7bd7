import { clock } from '../../shared/time.ts';
import { dateIn } from '../../shared/site-time.ts';

/** With its year, since paper is read years later: 2026-11-18 09:32 */
export const stampOf = (at: string, timeZone: string): string => `${dateIn(timeZone, at)} ${clock(at, timeZone)}`;
