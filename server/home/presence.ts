import { deriveDay, type DayEvent } from '../attendance/derive-day.ts';
import type { Span } from '../platform/calendar.ts';

export type RoomSpan = Span & { classroomId: string };

/**
 * When a child was in which room, from the events of one day and as attendance derives it: a correction moves the span. Who
 * was never checked out was there until the day ended. Pure.
 */
export const roomSpans = (events: readonly DayEvent[], dayEnds: Date): RoomSpan[] =>
  deriveDay(events).stays.flatMap(({ rooms }) =>
    rooms.map(({ classroomId, from, to }) => ({ classroomId, from, to: to ?? dayEnds })),
  );
