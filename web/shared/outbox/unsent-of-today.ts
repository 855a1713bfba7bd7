import { isSameDay } from '../time.ts';
import type { OutboxRecord } from './outbox-record.ts';

/** What is unsent of today; what is unsent of yesterday belongs to yesterday, and changes nothing that is shown of today. */
export const unsentOfToday = (unsent: readonly OutboxRecord[], now: Date, timeZone: string): OutboxRecord[] =>
  unsent.filter(({ happenedAt }) => isSameDay(happenedAt, now, timeZone));
