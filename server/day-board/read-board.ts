import type { z } from 'zod';
import { mayDo } from '../access/roles.ts';
import { deriveDay, type Day } from '../attendance/derive-day.ts';
import type { AlertKind } from '../contract/alerts.ts';
import type { BoardChild, DayBoard } from '../contract/day-board.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { LocalDay } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import type { BoardDeps, SheetChild } from './board-deps.ts';
import { alertsOfDay, eventsOfDay, namesIn, type DayEvent } from './board-store.ts';
import { isToldLate } from './told-late.ts';

type Asked = { siteId: SiteId; day: LocalDay };
type Child = z.input<typeof BoardChild>;

/**
 * Every child that came, comes or was to come to a site on a day.
 * @throws AppError 'forbidden'; 'not-found' for a site that is unknown or elsewhere
 */
export async function readBoard(
  { db, readDay }: BoardDeps,
  asking: AskingUser,
  asked: Asked,
): Promise<z.input<typeof DayBoard>> {
  const found = await readDay(asking, asked);
  if (found === null) throw new AppError('not-found');
  const { site, month, isWhole, employerIds, isClosed } = found;
  const ids = found.children.map(({ id }) => id);
  const place = { siteId: asked.siteId, operatorId: site.operatorId as OrganizationId };
  // Who may read what rooms find at their children; neither employers nor inspectors.
  const health = mayDo(asking.roles, 'room:read', place);
  const [events, alerts] = await Promise.all([
    eventsOfDay(db, ids, asked.day),
    alertsOfDay(db, ids, { day: asked.day, health }),
  ]);
  const names = await namesIn(db, [...events.values()].flat(), isWhole ? null : employerIds);
  const alertsOf = Map.groupBy(alerts, ({ childId }) => childId);
  const views = found.children.map((child): Child => ({
    ...sheetOf(child),
    ...recordedOf(deriveDay(events.get(child.id) ?? []), names, child.day.mark === 'here'),
    alerts: (alertsOf.get(child.id) ?? []).map(({ id, kind, dueAt }) => ({
      alertId: id,
      kind: kind as AlertKind,
      dueAt: dueAt.toISOString(),
    })),
  }));
  return {
    siteId: site.id,
    timeZone: month.timeZone,
    day: asked.day,
    today: month.today,
    isClosed,
    rooms: site.classrooms.map(({ id, name }) => ({ classroomId: id, name })),
    children: views.filter(({ mark, stays, conflicts }) => isOfDay(mark) || stays > 0 || conflicts.length > 0),
  };
}

const isOfDay = (mark: Child['mark']): boolean => mark !== 'not-planned' && mark !== 'closed';

const sheetOf = ({ id, name, number, day }: SheetChild) => ({
  childId: id,
  name,
  number,
  ...day,
  mark: day.mark as Child['mark'],
  sessionKind: day.sessionKind as Child['sessionKind'],
  absenceReason: day.absenceReason as Child['absenceReason'],
  conflicts: day.conflicts.map(({ kind }) => kind as Child['conflicts'][number]),
});

type Names = Awaited<ReturnType<typeof namesIn>>;

function recordedOf({ stays, standing }: Day<DayEvent>, names: Names, isHere: boolean) {
  const last = stays.at(-1);
  const [arrivedAt, arrivedBy] = recordOf(stays[0]?.arrival, names);
  const [leftAt, leftBy] = recordOf(last?.departure, names);
  return {
    ...{ arrivedAt, arrivedBy, leftAt, leftBy },
    fetchedBy: last?.departure ? companionOf(last.departure, names) : null,
    lastRoomId: last?.rooms.at(-1)?.classroomId ?? null,
    stays: stays.length,
    hereSince: isHere ? (last?.arrival.happenedAt.toISOString() ?? null) : null,
    toldLateAt: toldLateAt(standing),
  };
}

function toldLateAt(standing: readonly DayEvent[]): string | null {
  const told = standing.filter(isToldLate).map(({ recordedAt }) => recordedAt.getTime());
  return told.length === 0 ? null : new Date(Math.max(...told)).toISOString();
}

const recordOf = (event: DayEvent | null | undefined, { users }: Names): [at: string | null, by: string | null] =>
  event ? [event.happenedAt.toISOString(), users.get(event.actorId) ?? null] : [null, null];

/** Who brought or fetched the child, as far as the reader may know their name. */
export function companionOf({ withUserId, withPickupId }: DayEvent, { users, pickups }: Names): string | null {
  if (withUserId !== null) return users.get(withUserId) ?? null;
  return withPickupId === null ? null : (pickups.get(withPickupId) ?? null);
}
