import type { ClassroomId, StaffEventId } from '../contract/ids.ts';
import type { StaffLine, StaffSpan } from '../contract/staffing.ts';
import type { StaffDay, StaffSpan as Span } from './derive-staff-day.ts';
import type { StaffEventRow } from './staff-event-store.ts';

/** The records that stand, as they are told. */
export const linesOf = ({ standing }: StaffDay<StaffEventRow>): StaffLine[] =>
  standing.map(({ id, kind, happenedAt, classroomId, reason }) => ({
    eventId: id as StaffEventId,
    kind: kind as StaffLine['kind'],
    at: happenedAt.toISOString(),
    classroomId: classroomId as ClassroomId,
    reason,
  }));

/** Each reason once. */
export const correctionsOf = (events: readonly StaffEventRow[]): string[] => [
  ...new Set(
    events.toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime()).flatMap(({ reason }) => reason ?? []),
  ),
];

export const spansToldOf = (spans: readonly Span[]): StaffSpan[] =>
  spans.map(({ state, classroomId, from, to }) => ({
    state,
    classroomId: classroomId as ClassroomId,
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
  }));
