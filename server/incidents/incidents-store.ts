import type { Place } from '../access/roles.ts';
import type { DayEvent } from '../attendance/day-state.ts';
import { enrolledOn, roomsOfDay } from '../attendance/rooms-of-day.ts';
import { isGrave, type IncidentKind, type IncidentStepKind } from '../contract/incidents.ts';
import type { ChildId, ClassroomId, IncidentId, IncidentStepId, OrganizationId, SiteId } from '../contract/ids.ts';
import { dateColumn, type LocalDay } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { TimedStep, TimedSubject } from './incident-due.ts';
import { isReached, listOf, textOf } from './step-data.ts';
import { readSteps } from './steps-store.ts';
import { toldSince, type ToldSince } from './told-store.ts';

export type IncidentRoom = Place & { classroomId: ClassroomId; timeZone: string };

export async function findRoom(db: Db | Tx, classroomId: ClassroomId): Promise<IncidentRoom | null> {
  const room = await db.classroom.findUnique({
    where: { id: classroomId },
    select: { site: { select: { id: true, operatorId: true, timeZone: true } } },
  });
  if (room === null) return null;
  const { id, operatorId, timeZone } = room.site;
  return { siteId: id as SiteId, operatorId: operatorId as OrganizationId, classroomId, timeZone };
}

/** Which of these children the room looks after on this day. Who has left is of none. */
export async function childrenOfRoom(
  tx: Tx,
  { classroomId, day }: { classroomId: ClassroomId; day: LocalDay },
  childIds: readonly ChildId[],
): Promise<ChildId[]> {
  const children = await tx.child.findMany({
    where: { id: { in: [...childIds] }, leftAt: null },
    select: {
      id: true,
      enrolments: { select: { classroomId: true, weekdays: true, startsOn: true, endsOn: true } },
      attendance: { where: { day: dateColumn(day) } },
    },
  });
  return children
    .filter(({ enrolments, attendance }) =>
      roomsOfDay({ day, enrolments: enrolledOn(enrolments, day), events: attendance as DayEvent[] }).includes(
        classroomId,
      ),
    )
    .map(({ id }) => id as ChildId);
}

/** Holds the site's row until the transaction ends, so that two incidents of a day have two numbers. */
export async function nextNumber(tx: Tx, siteId: SiteId, day: LocalDay): Promise<number> {
  await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR NO KEY UPDATE`;
  const { _max } = await tx.incident.aggregate({ where: { siteId, day: dateColumn(day) }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}

/** Holds the incident until the transaction ends: two who write of it come one after the other. */
export async function lockIncident(tx: Tx, incidentId: IncidentId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM incident WHERE id = ${incidentId}::uuid FOR NO KEY UPDATE`;
}

export async function findIncident(db: Db | Tx, incidentId: IncidentId) {
  const found = await db.incident.findUnique({
    where: { id: incidentId },
    include: {
      children: { select: { childId: true } },
      classroom: { select: { name: true, site: { select: { operatorId: true } } } },
    },
  });
  return found && { ...found, steps: (await readSteps(db, [incidentId])).get(incidentId) ?? [] };
}
export type StoredIncident = NonNullable<Awaited<ReturnType<typeof findIncident>>>;

type NewIncident = {
  id: IncidentId;
  siteId: SiteId;
  classroomId: ClassroomId;
  kind: IncidentKind;
  happenedAt: Date;
  recordedAt: Date;
  day: LocalDay;
  number: number;
  authorId: string | null;
  deviceId: string | null;
  isConfirmed: boolean;
};

export async function insertIncident(tx: Tx, incident: NewIncident, childIds: readonly ChildId[]): Promise<void> {
  await tx.incident.create({ data: { ...incident, day: dateColumn(incident.day) } });
  await tx.incidentChild.createMany({ data: childIds.map((childId) => ({ incidentId: incident.id, childId })) });
}

export const findStep = (tx: Tx, stepId: IncidentStepId) => tx.incidentStep.findUnique({ where: { id: stepId } });

/** What states and times are judged by, at this moment. */
export async function subjectOf(
  db: Db | Tx,
  { kind, happenedAt, children }: Pick<StoredIncident, 'kind' | 'happenedAt' | 'children'>,
): Promise<TimedSubject> {
  const childIds = children.map(({ childId }) => childId);
  return timedSubject({ kind, happenedAt, childIds }, await toldSince(db, childIds));
}

/** @param told may be of more children than its own */
export const timedSubject = (
  { kind, happenedAt, childIds }: { kind: string; happenedAt: Date; childIds: readonly string[] },
  told: ToldSince,
): TimedSubject => ({
  ...{ isGrave: isGrave(kind), toldSince: told, happenedAt },
  toldChildIds: childIds.filter((id) => told.has(id)),
  untoldChildIds: childIds.filter((id) => !told.has(id)),
});

/** Whoever might be named in what is written of it: its own children, those of its room, and who was in it that day. */
export async function childrenAround(tx: Tx, { children, siteId, classroomId, day }: StoredIncident) {
  const near = {
    OR: [
      { id: { in: children.map(({ childId }) => childId) } },
      { enrolments: { some: { classroomId } }, leftAt: null },
      { attendance: { some: { classroomId, day } } },
    ],
  };
  const select = { id: true, name: true, nickname: true } as const;
  const inRoom = await tx.child.findMany({ where: near, select });
  // Whoever was in the yard with them, or in the corridor.
  const elsewhere = await tx.child.findMany({ where: { siteId, leftAt: null, NOT: near }, select });
  return [
    ...inRoom.map(({ id, ...names }) => ({ childId: id, ...names })),
    ...elsewhere.map(({ id, ...names }) => ({ childId: id, ...names, isElsewhere: true })),
  ];
}

type NewStep = {
  id: string;
  incidentId: IncidentId;
  kind: IncidentStepKind;
  childId?: string | null;
  data?: object;
  actorId: string | null;
  deviceId: string | null;
  happenedAt: Date;
  recordedAt: Date;
};

export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  await tx.incidentStep.create({ data: step });
}

/** What is recorded around the incident stays, also of a camera that was removed since. */
export async function holdRecordings(
  tx: Tx,
  { incidentId, classroomId }: { incidentId: IncidentId; classroomId: ClassroomId },
  { from, to }: { from: Date; to: Date },
  createdAt: Date,
): Promise<void> {
  const cameras = await tx.camera.findMany({
    where: { classroomId, OR: [{ removedAt: null }, { removedAt: { gt: from } }] },
    select: { id: true },
  });
  await tx.recordingHold.createMany({
    data: cameras.map(({ id }) => ({ cameraId: id, incidentId, heldFrom: from, heldTo: to, createdAt })),
  });
}

/** As states and times are judged by them. */
export const stepsOf = ({ steps }: Pick<StoredIncident, 'steps'>): TimedStep[] =>
  steps.map(({ kind, childId, recordedAt, data }) => ({
    kind: kind as IncidentStepKind,
    childId,
    at: recordedAt,
    isReached: isReached(data),
    toldChildIds: listOf(data, 'told'),
    why: textOf(data, 'why'),
  }));
