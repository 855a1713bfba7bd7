import { randomUUID } from 'node:crypto';
import { IncidentDetails } from '../contract/incident-details.ts';
import { HELD_AFTER_MINUTES, HELD_BEFORE_MINUTES } from '../contract/incidents.ts';
import { toldOver } from '../contract/told-over.ts';
import { dateColumn, localDay, weekdayOf } from '../platform/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { DEMO_INCIDENTS, type DemoIncident, demoPastIncidents, type DemoStep } from './demo-incidents.ts';
import { DEMO_ROOMS } from './demo-staff.ts';

const ZONE = 'Asia/Shanghai';
const MINUTE_MS = 60_000;
const SENT_AFTER_MS = 1_000;

type Room = { id: string; siteId: string };
type Named = {
  rooms: ReadonlyMap<string, Room>;
  users: ReadonlyMap<string, string>;
  children: ReadonlyMap<string, string>;
};

/** What happened in rooms, of the last weeks and of today, as the tablets and the director would have written it. */
export async function seedDemoIncidents(tx: Tx, now: Date): Promise<void> {
  const named = await readNamed(tx);
  const numbers = new Map<string, number>();
  const past = demoPastIncidents(minuteOfDay(now)).filter((each) => weekdayOf(localDay(whenOf(each, now), ZONE)) <= 5);
  const all = [...DEMO_INCIDENTS, ...past];
  for (const incident of all.toSorted((a, b) => b.minutesAgo - a.minutesAgo))
    await seedIncident(tx, incident, { named, numbers, now });
}

const whenOf = ({ minutesAgo }: DemoIncident, now: Date) => new Date(now.getTime() - minutesAgo * MINUTE_MS);

const minuteOfDay = (now: Date): number => {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'short' }).format(now);
  const [hour = 0, minute = 0] = shown.split(':').map(Number);
  return hour * 60 + minute;
};

async function readNamed(tx: Tx): Promise<Named> {
  const rooms = await tx.classroom.findMany({ select: { id: true, name: true, siteId: true } });
  const users = await tx.user.findMany({ select: { id: true, name: true } });
  const children = await tx.child.findMany({ select: { id: true, name: true } });
  return {
    rooms: new Map(rooms.map(({ name, ...room }) => [name, room])),
    users: new Map(users.map(({ id, name }) => [name, id])),
    children: new Map(children.map(({ id, name }) => [name, id])),
  };
}

type Seeding = { named: Named; numbers: Map<string, number>; now: Date };

async function seedIncident(tx: Tx, incident: DemoIncident, { named, numbers, now }: Seeding): Promise<void> {
  const room = of(named.rooms, DEMO_ROOMS[incident.room].name);
  const authorId = of(named.users, incident.by);
  const happenedAt = whenOf(incident, now);
  const recordedAt = new Date(happenedAt.getTime() + SENT_AFTER_MS);
  const day = localDay(happenedAt, ZONE);
  const number = (numbers.get(`${room.siteId} ${day}`) ?? 0) + 1;
  numbers.set(`${room.siteId} ${day}`, number);
  const id = randomUUID();
  const { kind, children } = incident;
  await tx.incident.create({
    data: {
      ...{ id, siteId: room.siteId, classroomId: room.id, kind, happenedAt, recordedAt, authorId },
      ...{ day: dateColumn(day), number, isConfirmed: true },
      children: { create: children.map(({ name }) => ({ childId: of(named.children, name) })) },
    },
  });
  const flagged = { id, incidentId: id, kind: 'flagged', actorId: authorId, happenedAt, recordedAt };
  const steps = incident.steps.map((step) => {
    const at = new Date(happenedAt.getTime() + step.after * MINUTE_MS);
    const childId = 'child' in step && step.child !== null ? of(named.children, step.child) : null;
    const row = { id: randomUUID(), incidentId: id, kind: step.kind, childId, data: dataOf(step, incident, named) };
    const actorId = of(named.users, step.by ?? incident.by);
    return { ...row, actorId, happenedAt: at, recordedAt: at };
  });
  await tx.incidentStep.createMany({ data: [flagged, ...steps] });
}

function dataOf(step: DemoStep, incident: DemoIncident, named: Named): object {
  switch (step.kind) {
    case 'detailed':
      return detailsOf(incident, named);
    case 'returned':
      return { reason: step.reason };
    case 'called':
      return { isReached: step.isReached, guardianId: of(named.users, step.guardian) };
    case 'acknowledged':
      return { signature: { kind: 'typed', name: step.by } };
    case 'addendum':
      return { text: step.text };
    case 'submitted':
    case 'published':
    case 'closed':
      return {};
  }
}

function detailsOf({ by, children, details: { witness, ...details } = {} }: DemoIncident, named: Named) {
  const author = of(named.users, by);
  const written = IncidentDetails.parse({
    ...details,
    firstAidBy: details.firstAid === undefined ? [] : [author],
    witnesses: witness === undefined ? [] : [of(named.users, witness)],
    supervisors: [author],
    children: children.map(({ name, ...share }) => ({ ...share, childId: of(named.children, name) })),
  });
  const marked = written.children.map((share) => ({ ...share, toldOver: toldOver(written, share) }));
  return { ...written, children: marked };
}

function of<T>(known: ReadonlyMap<string, T>, name: string): T {
  const found = known.get(name);
  if (found === undefined) throw new Error(`The demo has no ${name}.`);
  return found;
}

/** The demo's cameras are registered after its people: what they recorded around each incident is held from then on. */
export async function holdDemoRecordings(db: Db, now: Date): Promise<void> {
  const [cameras, incidents] = await Promise.all([
    db.camera.findMany({ where: { removedAt: null }, select: { id: true, classroomId: true } }),
    db.incident.findMany({ where: { holds: { none: {} } }, select: { id: true, classroomId: true, happenedAt: true } }),
  ]);
  const holds = incidents.flatMap(({ id: incidentId, classroomId, happenedAt }) =>
    cameras
      .filter((camera) => camera.classroomId === classroomId)
      .map((camera) => ({
        ...{ cameraId: camera.id, incidentId, createdAt: now },
        heldFrom: new Date(happenedAt.getTime() - HELD_BEFORE_MINUTES * MINUTE_MS),
        heldTo: new Date(happenedAt.getTime() + HELD_AFTER_MINUTES * MINUTE_MS),
      })),
  );
  await db.recordingHold.createMany({ data: holds });
}
