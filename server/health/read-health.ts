import type { ChildId, ClassroomId, HealthCheckId } from '../contract/ids.ts';
import type { CheckView, FollowUpKind, HealthCase, HealthSign, RoomHealth } from '../contract/health.ts';
import { requirePermission } from '../access/roles.ts';
import { dayState } from '../attendance/day-state.ts';
import { type Asking, type AskingUser, roomAsked } from '../platform/asking.ts';
import { addDays, dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { healthDay, isOpen, type LeftAt, OPEN_DAYS, type Case, type FollowUpRow } from './cases.ts';
import type { HealthDeps } from './health-deps.ts';
import { attendanceOf, checksOfFamily, checksOfRoom, findRoom, namesOf, type NamedCheck } from './health-store.ts';

type Deps = Pick<HealthDeps, 'db' | 'now'>;

/**
 * What was found at the children of a room today, and what is still open. A tablet reads its own room whoever acts on it.
 * @throws AppError 'not-found' for a room elsewhere
 */
export async function readRoomHealth(deps: Deps, asking: Asking, asked: ClassroomId | null): Promise<RoomHealth> {
  const classroomId = roomAsked(asking, asked);
  const room = await findRoom(deps.db, classroomId);
  if (asking.kind === 'user') requirePermission(asking, 'room:read', room);
  if (room === null) throw new AppError('not-found');
  const now = deps.now();
  const today = localDay(now, room.timeZone);
  const rows = await checksOfRoom(deps.db, classroomId, today, addDays(today, 1 - OPEN_DAYS));
  const days = daysOf(rows, await departuresOf(deps.db, rows));
  const names = await namesFor(deps.db, rows);
  const isToday = ({ day }: Pick<NamedCheck, 'day'>) => dayOfColumn(day) === today;
  return {
    now: now.toISOString(),
    timeZone: room.timeZone,
    classroomId,
    children: days
      .filter(({ rows: [first] }) => first !== undefined && isToday(first))
      .map(({ childId, checks }) => ({
        childId: childId as ChildId,
        checks: checks.map((row) => checkView(row, names)),
      })),
    cases: openFirst(days.flatMap(({ cases }) => cases).filter((each) => isOpen(each) || isToday(each.check))).map(
      (each) => caseView(each, rows, names),
    ),
  };
}

/** A guardian's own children: what is open, and what was found today. Blocked and withdrawn guardians read nothing. */
export async function readOwnHealth(deps: Deps, asking: AskingUser): Promise<{ cases: HealthCase[] }> {
  const now = deps.now();
  const rows = await checksOfFamily(deps.db, asking.userId, addDays(localDay(now, 'UTC'), -OPEN_DAYS));
  const names = await namesFor(deps.db, rows);
  const isToday = ({ day, child }: NamedCheck) => dayOfColumn(day) === localDay(now, child.site.timeZone);
  const cases = daysOf(rows, await departuresOf(deps.db, rows)).flatMap((day) => day.cases);
  const shown = cases.filter((each) => each.state !== 'corrected' && (isOpen(each) || isToday(each.check)));
  return { cases: openFirst(shown).map((each) => caseView(each, rows, names)) };
}

export type NamedFollowUp = NamedCheck['followUps'][number];
export type NamedCase = Case<NamedCheck, NamedFollowUp>;

type Departures = (childId: string, day: LocalDay) => LeftAt;

/** Since when each child at whom something was found is gone for that day. */
export async function departuresOf(db: Db, rows: readonly NamedCheck[]): Promise<Departures> {
  const found = rows.filter(({ isAbnormal }) => isAbnormal);
  if (found.length === 0) return () => null;
  const unique = <T>(each: readonly T[]) => [...new Set(each)];
  const childIds = unique(found.map(({ childId }) => childId));
  const eventsOf = await attendanceOf(db, childIds, unique(found.map(({ day }) => dayOfColumn(day))));
  return (childId, day) => {
    const { state, at } = dayState(eventsOf(childId, day));
    return state === 'left' ? at : null;
  };
}

/** Child by child and day by day. */
export const daysOf = (rows: readonly NamedCheck[], leftAt: Departures) =>
  [...Map.groupBy(rows, ({ childId, day }) => `${childId} ${dayOfColumn(day)}`).values()].map((ofDay) => ({
    childId: ofDay[0]?.childId ?? '',
    rows: ofDay,
    ...healthDay<NamedCheck, NamedFollowUp>(
      ofDay,
      ofDay.flatMap(({ followUps }) => followUps),
      ofDay[0] ? leftAt(ofDay[0].childId, dayOfColumn(ofDay[0].day)) : null,
    ),
  }));

const RANK = { waiting: 0, answered: 1, closed: 2, corrected: 3 };
const openFirst = (cases: readonly NamedCase[]): NamedCase[] =>
  cases.toSorted(
    (a, b) => RANK[a.state] - RANK[b.state] || a.check.happenedAt.getTime() - b.check.happenedAt.getTime(),
  );

type Names = ReadonlyMap<string, string>;
export const namesFor = (db: Db, rows: readonly NamedCheck[]): Promise<Names> =>
  namesOf(
    db,
    rows.flatMap(({ actorId, followUps }) => [actorId, ...followUps.map((each) => each.actorId)]),
    rows.map(({ classroomId }) => classroomId),
  );

const checkView = (row: NamedCheck, names: Names): CheckView => ({
  checkId: row.id as HealthCheckId,
  period: row.period,
  temperature: row.temperature,
  signs: row.signs as HealthSign[],
  note: row.note,
  isAbnormal: row.isAbnormal,
  at: row.happenedAt.toISOString(),
  by: names.get(row.actorId) ?? '',
});

export function caseView(
  { check, followUps, state, fetchedAt, dueAt }: NamedCase,
  rows: readonly NamedCheck[],
  names: Names,
): HealthCase {
  const { isAbnormal: _isAbnormal, ...seen } = checkView(check, names);
  const measured = (id: string) => rows.find((row) => row.id === id)?.temperature ?? null;
  const stepView = ({ id, kind, note, actorId, recordedAt }: FollowUpRow) => ({
    followUpId: id,
    kind: kind as FollowUpKind,
    note,
    temperature: measured(id),
    by: names.get(actorId) ?? '',
    relation: check.child.guardianships.find(({ userId }) => userId === actorId)?.relation ?? null,
    at: recordedAt.toISOString(),
  });
  return {
    ...seen,
    childId: check.childId as ChildId,
    childName: check.child.nickname || check.child.name,
    classroomId: check.classroomId as ClassroomId,
    classroomName: names.get(check.classroomId) ?? '',
    state,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    dueAt: dueAt.toISOString(),
    followUps: followUps.map(stepView),
  };
}
