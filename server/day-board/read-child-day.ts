import type { z } from 'zod';
import type { ChildDayView, RecordedLine } from '../contract/day-board.ts';
import type { ChildId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { LocalDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { BoardDeps } from './board-deps.ts';
import { eventsOfDay, namesIn, peopleOf, type DayEvent } from './board-store.ts';
import { companionOf } from './read-board.ts';
import { isToldLate } from './told-late.ts';

type View = z.input<typeof ChildDayView>;
type Line = z.input<typeof RecordedLine>;

/**
 * Every record of a child's day, those that were taken back or corrected included.
 * @throws AppError 'forbidden'; 'not-found' for a child that is unknown, elsewhere, or was not at the nursery then
 */
export async function readChildDay(
  { db, readDay }: Pick<BoardDeps, 'db' | 'readDay'>,
  asking: AskingUser,
  asked: { childId: ChildId; day: LocalDay },
): Promise<View> {
  const found = await readDay(asking, asked);
  const child = found?.children[0];
  if (!found || !child) throw new AppError('not-found');
  const events = (await eventsOfDay(db, [child.id], asked.day)).get(child.id) ?? [];
  const names = await namesIn(db, events, found.isWhole ? null : found.employerIds);
  const { day } = child;
  return {
    childId: child.id,
    name: child.name,
    siteId: found.site.id,
    timeZone: found.month.timeZone,
    day: asked.day,
    today: found.month.today,
    mark: day.mark as View['mark'],
    minutes: day.minutes,
    classroomId: day.classroomId,
    sessionKind: day.sessionKind as View['sessionKind'],
    planned: day.planned,
    absenceReason: day.absenceReason as View['absenceReason'],
    lines: linesOf(events, day.conflicts, { names, isWhole: found.isWhole }),
    rooms: found.site.classrooms.map(({ id, name }) => ({ classroomId: id, name })),
    // Whom else the family names is no employer's business.
    people: found.isWhole ? await peopleOf(db, child.id, asked.day) : [],
  };
}

function linesOf(
  events: readonly DayEvent[],
  conflicts: readonly { eventId: string }[],
  { names, isWhole }: { names: Awaited<ReturnType<typeof namesIn>>; isWhole: boolean },
): Line[] {
  const overtaking = new Map(events.map((event) => [event.undoesId, event]));
  const inConflict = new Set(conflicts.map(({ eventId }) => eventId));
  return [...events]
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime() || a.id.localeCompare(b.id, 'en'))
    .map((event) => ({
      eventId: event.id,
      kind: event.kind,
      at: event.happenedAt.toISOString(),
      recordedAt: event.recordedAt.toISOString(),
      classroomId: event.classroomId,
      by: names.users.get(event.actorId) ?? null,
      device: event.deviceId === null ? null : (names.devices.get(event.deviceId) ?? null),
      withUserId: companionOf(event, names) === null ? null : event.withUserId,
      withPickupId: companionOf(event, names) === null ? null : event.withPickupId,
      withName: companionOf(event, names),
      undoesId: event.undoesId,
      isCorrection: event.reason !== null,
      reason: isWhole ? event.reason : null,
      state: stateOf(overtaking.get(event.id)),
      isConflict: inConflict.has(event.id),
      isToldLate: event.kind !== 'undone' && isToldLate(event),
    }));
}

/** @param by the record that took it back or stands for it now */
function stateOf(by: DayEvent | undefined): Line['state'] {
  if (by === undefined) return 'standing';
  return by.reason === null ? 'undone' : 'corrected';
}
