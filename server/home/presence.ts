import { type DayEvent, dayState } from '../attendance/day-state.ts';
import type { Span } from '../platform/calendar.ts';

export type RoomSpan = Span & { classroomId: string };

/**
 * When a child was in which room, from the events of one day and by the same judgement as the day's state. Who was never
 * checked out was there until the day ended. Pure.
 */
export function roomSpans(events: readonly DayEvent[], dayEnds: Date): RoomSpan[] {
  const undoings = events.filter(({ kind }) => kind === 'undone');
  const taps = events.filter(({ kind }) => kind !== 'undone');
  const instants = [...new Set(taps.map(({ happenedAt }) => happenedAt.getTime()))].sort((a, b) => a - b);
  return instants.flatMap((at, i) => {
    const before = taps.filter(({ happenedAt }) => happenedAt.getTime() <= at);
    const { state, classroomId } = dayState([...undoings, ...before]);
    if (state !== 'present' || classroomId === null) return [];
    return [{ classroomId, from: new Date(at), to: new Date(instants[i + 1] ?? dayEnds) }];
  });
}
