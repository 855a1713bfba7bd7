import { addDays, atMinute, type LocalDay, type Span } from '../platform/calendar.ts';

const HOUR_MS = 3_600_000;

/**
 * What is held of the recording: an hour on either side, since a moment is remembered here and not tapped; the whole day
 * where its hour is not known. Null: nobody knows the day. Pure.
 */
export function heldSpan(day: LocalDay | null, minute: number | null, timeZone: string): Span | null {
  if (day === null) return null;
  if (minute === null) return { from: atMinute(day, 0, timeZone), to: atMinute(addDays(day, 1), 0, timeZone) };
  const at = atMinute(day, minute, timeZone).getTime();
  return { from: new Date(at - HOUR_MS), to: new Date(at + HOUR_MS) };
}
