import type { Db } from '../platform/database.ts';
import type { StoredEvent } from './event-store.ts';

/** Names of what a page of events speaks of; an id that is unknown by now reads as an empty name. */
export type Names = {
  /** As its family and room call it. */
  child: (id: unknown) => string;
  /** As the office writes it. */
  childInFull: (id: unknown) => string;
  classroom: (id: unknown) => string;
  camera: (id: unknown) => string;
  user: (id: unknown) => string;
  /** A person whom a family named to fetch the child. */
  pickup: (id: unknown) => string;
};

const uniqueIds = (ids: readonly unknown[]): string[] => [...new Set(ids.filter((id) => typeof id === 'string'))];

/** Five queries for any number of events; none for kinds that do not occur. */
export async function loadNames(db: Db, events: readonly StoredEvent[]): Promise<Names> {
  const ids = {
    child: uniqueIds(events.map((event) => event.childId)),
    classroom: uniqueIds(
      events.flatMap((event) => [event.classroomId, event.payload['fromClassroomId'], event.payload['toClassroomId']]),
    ),
    camera: uniqueIds(events.map((event) => event.cameraId)),
    user: uniqueIds(
      events.flatMap((event) => [event.payload['by'], event.payload['withUserId'], event.payload['personId']]),
    ),
    pickup: uniqueIds(events.flatMap((event) => [event.payload['pickupId'], event.payload['withPickupId']])),
  };
  const inIds = (wanted: string[]) => ({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const [children, classrooms, cameras, users, pickups] = await Promise.all([
    ids.child.length === 0
      ? []
      : db.child.findMany({ where: { id: { in: ids.child } }, select: { id: true, name: true, nickname: true } }),
    ids.classroom.length === 0 ? [] : db.classroom.findMany(inIds(ids.classroom)),
    ids.camera.length === 0 ? [] : db.camera.findMany(inIds(ids.camera)),
    ids.user.length === 0 ? [] : db.user.findMany(inIds(ids.user)),
    ids.pickup.length === 0 ? [] : db.pickupPerson.findMany(inIds(ids.pickup)),
  ]);
  return {
    child: lookUp(children.map((row) => ({ id: row.id, name: row.nickname === '' ? row.name : row.nickname }))),
    childInFull: lookUp(children),
    classroom: lookUp(classrooms),
    camera: lookUp(cameras),
    user: lookUp(users),
    pickup: lookUp(pickups),
  };
}

function lookUp(rows: readonly { id: string; name: string }[]): (id: unknown) => string {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => (typeof id === 'string' ? (names.get(id) ?? '') : '');
}
