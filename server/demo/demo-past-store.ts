import { createHash, randomUUID } from 'node:crypto';
import { addDays, atMinute, dateColumn, localDay, weekdayOf, type LocalDay } from '../platform/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { seedDemoBreaches } from './demo-breaches-store.ts';
import { seedDemoHealth } from './demo-health-store.ts';
import { closeDemoWeekends } from './demo-weekends-store.ts';

const ZONE = 'Asia/Shanghai';
/** As long as a month's sheet and the month before it have something to show. */
const DAYS = 40;
/** Caregivers come before the first child and leave after the last; some days they rest one after the other, and nobody stands in. */
const [STAFF_COME, STAFF_REST, STAFF_GO] = [7 * 60 + 30, 12 * 60, 18 * 60 + 10];
const REST_MINUTES = 30;
const RESTS_EVERY = 4;
const [EIGHT, HALF_PAST_FIVE] = [8 * 60, 17 * 60 + 30];
/** Of a hundred days of a child so many are told as absent, so many are simply not there, so many corrected, so many told late. */
const [REPORTED, UNREPORTED, CORRECTED, TOLD_LATE] = [5, 1, 3, 2];

type Child = {
  id: string;
  enrolments: { classroomId: string }[];
  guardianships: { userId: string }[];
  site: { id: string; classrooms: { id: string; roles: { userId: string }[] }[] };
};

type Row = {
  id: string;
  childId: string;
  classroomId: string;
  actorId: string;
  day: Date;
  happenedAt: Date;
  recordedAt: Date;
  kind: string;
  withUserId?: string;
  undoesId?: string;
  reason?: string;
  before?: Record<string, string | null>;
};

/** Weeks that have been, so that months, sheets and plots show something: the same for the same children. */
export async function seedDemoPast(tx: Tx, now: Date): Promise<void> {
  const today = localDay(now, ZONE);
  const days = Array.from({ length: DAYS }, (_, n) => addDays(today, n - DAYS));
  await closeDemoWeekends(tx, days);
  const children: Child[] = await tx.child.findMany({
    select: {
      id: true,
      enrolments: { select: { classroomId: true } },
      guardianships: { where: { custodyBlockedAt: null }, select: { userId: true }, orderBy: { id: 'asc' } },
      site: { select: { id: true, classrooms: { select: { id: true, roles: { select: { userId: true } } } } } },
    },
    orderBy: { id: 'asc' },
  });
  const workdays = days.filter((day) => weekdayOf(day) <= 5);
  const rows = children.flatMap((child, index) => workdays.map((day) => dayOf(child, index, day)));
  await tx.attendanceEvent.createMany({ data: rows.flatMap(({ events }) => events) });
  await tx.dayNotice.createMany({ data: rows.flatMap(({ notices }) => notices) });
  await seedStaffDays(tx, workdays);
  await seedDemoBreaches(tx, workdays, now);
  await seedDemoHealth(tx, children.flatMap(placedOf), workdays, now);
}

async function seedStaffDays(tx: Tx, days: readonly LocalDay[]): Promise<void> {
  const where = { role: 'caregiver', classroomId: { not: null } };
  const roles = await tx.roleAssignment.findMany({ where, orderBy: [{ classroomId: 'asc' }, { id: 'asc' }] });
  const byRoom = Map.groupBy(roles, ({ classroomId }) => classroomId);
  const placed = [...byRoom].flatMap(([classroomId, staff]) =>
    classroomId === null ? [] : staff.map(({ userId }, nth) => ({ classroomId, userId, nth })),
  );
  await tx.staffEvent.createMany({ data: days.flatMap((day) => placed.flatMap((one) => staffDay(one, day))) });
}

function staffDay({ classroomId, userId, nth }: { classroomId: string; userId: string; nth: number }, day: LocalDay) {
  const chance = chanceOf(`staff ${String(nth)} ${day}`);
  const said = { classroomId, userId, actorId: userId, day: dateColumn(day) };
  const rests = STAFF_REST + nth * REST_MINUTES;
  const [came, went] = [STAFF_COME - chance(6), STAFF_GO + chance(8)];
  const rest = [
    { ...said, ...at(day, rests), kind: 'break_began' },
    { ...said, ...at(day, rests + REST_MINUTES), kind: 'break_ended' },
  ];
  return [
    { ...said, ...at(day, came), kind: 'arrived' },
    ...(chance(RESTS_EVERY) === 0 ? rest : []),
    { ...said, ...at(day, went), kind: 'left' },
  ];
}

/** Where it is, who receives it, and whose it is; none of a child without any of them. */
function placedOf({ id, enrolments, guardianships, site }: Child, index: number) {
  const classroomId = enrolments[0]?.classroomId;
  const guardianId = guardianships[index % 2]?.userId ?? guardianships[0]?.userId;
  const actorId = site.classrooms.find((room) => room.id === classroomId)?.roles[0]?.userId;
  return classroomId && guardianId && actorId ? [{ id, classroomId, guardianId, actorId }] : [];
}

function dayOf(child: Child, index: number, day: LocalDay): { events: Row[]; notices: ReturnType<typeof absence>[] } {
  const chance = chanceOf(`${String(index)} ${day}`);
  const [placed] = placedOf(child, index);
  if (!placed) return { events: [], notices: [] };
  const { classroomId, guardianId, actorId } = placed;
  const percent = chance(100);
  if (percent < REPORTED) return { events: [], notices: [absence(child.id, guardianId, day)] };
  if (percent < REPORTED + UNREPORTED) return { events: [], notices: [] };
  const base = { childId: child.id, classroomId, actorId, day: dateColumn(day) };
  const came = { ...base, ...at(day, EIGHT - 15 + chance(40)), kind: 'checked_in' };
  const went = { ...base, ...at(day, HALF_PAST_FIVE - 20 + chance(45)), kind: 'checked_out', withUserId: guardianId };
  // The tablet was offline in the evening, and told it the next morning.
  const late = { ...went, recordedAt: atMinute(addDays(day, 1), STAFF_COME, ZONE) };
  if (percent < 100 - CORRECTED)
    return { events: [came, percent < REPORTED + UNREPORTED + TOLD_LATE ? late : went], notices: [] };
  return { events: [came, went, correction(came, day)], notices: [] };
}

const at = (day: LocalDay, minute: number) => {
  const happenedAt = atMinute(day, minute, ZONE);
  return { id: randomUUID(), happenedAt, recordedAt: happenedAt };
};

/** It was ten minutes earlier; said in the evening. */
function correction(came: Row, day: LocalDay): Row {
  const { id, happenedAt, classroomId } = came;
  return {
    ...came,
    ...at(day, HALF_PAST_FIVE + 60),
    happenedAt: new Date(happenedAt.getTime() - 600_000),
    kind: 'checked_in',
    undoesId: id,
    reason: '入园时没来得及点',
    before: {
      kind: 'checked_in',
      happenedAt: happenedAt.toISOString(),
      classroomId,
      withUserId: null,
      withPickupId: null,
    },
  };
}

const absence = (childId: string, actorId: string, day: LocalDay) => ({
  ...{ id: randomUUID(), childId, kind: 'absence', reason: 'sick', actorId },
  ...{ fromDay: dateColumn(day), toDay: dateColumn(day) },
  recordedAt: atMinute(day, 7 * 60, ZONE),
});

/** Numbers below the given one that look like chance and are the same every time. */
function chanceOf(seed: string): (below: number) => number {
  let nth = 0;
  return (below) => {
    nth += 1;
    return (
      createHash('sha256')
        .update(`${seed} ${String(nth)}`)
        .digest()
        .readUInt32BE(0) % below
    );
  };
}
