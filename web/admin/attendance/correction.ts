import type { z } from 'zod';
import { type CorrectAttendance, NIGHT_ENDS_HOUR } from '#contract/attendance.ts';
import type { ChildDayView, RecordedLine } from '#contract/day-board.ts';
import type { ClassroomId } from '#contract/ids.ts';
import { instantIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { asClock, minuteOf } from '../clock-time.ts';

export type RecordKind = 'checked_in' | 'checked_out' | 'transferred';

/** What the form holds. `to.happenedAt` is in minutes of the day: the server names a fault of the time by this path. */
export type CorrectFields = {
  really: 'time' | 'never';
  to?: { kind?: RecordKind; happenedAt?: number; classroomId?: string; with?: string };
  reason: string;
};
type Correction = z.input<typeof CorrectAttendance>;

/** As it was recorded; of a forgotten record the room the day counts for, and no time. */
export function initialOf(view: ChildDayView, line: RecordedLine | null): Partial<CorrectFields> {
  const classroomId = line?.classroomId ?? view.classroomId ?? view.rooms[0]?.classroomId;
  const minute = line && minuteOf(clock(line.at, view.timeZone));
  return {
    really: 'time',
    to: {
      kind: (line?.kind as RecordKind | undefined) ?? 'checked_in',
      ...(classroomId && { classroomId }),
      ...(minute !== null && { happenedAt: minute }),
      with: line?.withUserId ?? line?.withPickupId ?? '',
    },
  };
}

/** What is sent. A time that was not changed keeps its seconds. @param eventId made once, so that a second try is the same */
export function correctionOf(
  view: ChildDayView,
  line: RecordedLine | null,
  { really, to = {}, reason }: CorrectFields,
  eventId: Correction['eventId'],
): Correction {
  const about = { eventId, childId: view.childId, correctsId: line?.eventId ?? null, reason };
  if (really === 'never' && line !== null) return { ...about, to: null };
  const kind = to.kind ?? kindOf(line);
  return {
    ...about,
    to: {
      kind,
      happenedAt: instantOf(view, line, { kind, minute: to.happenedAt ?? 0 }).toISOString(),
      classroomId: (to.classroomId ?? view.classroomId) as ClassroomId,
      ...(kind === 'transferred' ? NOBODY : companionOf(view, line, to.with ?? '')),
    },
  };
}

const NOBODY = { withUserId: null, withPickupId: null };

const kindOf = (line: RecordedLine | null): RecordKind =>
  line === null || line.kind === 'undone' ? 'checked_in' : line.kind;

/** One of those the form offers: who the record named, or one of the family's people. */
function companionOf({ people }: ChildDayView, line: RecordedLine | null, id: string) {
  const offered = line === null ? people : [...people, line];
  const found = offered.find(({ withUserId, withPickupId }) => (withUserId ?? withPickupId) === id);
  return found ? { withUserId: found.withUserId, withPickupId: found.withPickupId } : NOBODY;
}

/** A departure at a time of the night is of the night that ends the day. */
export function instantOf(
  { day, timeZone }: Pick<ChildDayView, 'day' | 'timeZone'>,
  line: RecordedLine | null,
  { kind, minute }: { kind: RecordKind; minute: number },
): Date {
  const isSame = line?.kind === kind && minuteOf(clock(line.at, timeZone)) === minute;
  if (isSame) return new Date(line.at);
  const isOfNight = kind === 'checked_out' && minute < NIGHT_ENDS_HOUR * 60;
  return instantIn(timeZone, `${isOfNight ? dayAfter(day) : day}T${asClock(minute)}`);
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
