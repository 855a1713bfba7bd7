import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ClassroomId, SiteId } from '../contract/ids.ts';
import type { SaveClassroom } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfRoom, placeOfSite } from './places-store.ts';
import { insertClassroom, updateClassroom } from './sites-store.ts';

type Fields = z.output<typeof SaveClassroom>;
type Deps = Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>;

/** @throws AppError 'forbidden', or 'not-found' for an unknown or foreign site */
export async function addClassroom(
  deps: Deps,
  asking: AskingUser,
  siteId: SiteId,
  fields: Fields,
): Promise<ClassroomId> {
  requirePermission(asking, 'sites:write', await placeOfSite(deps.db, siteId));
  return deps.db.$transaction(async (tx) => {
    const classroomId = await insertClassroom(tx, siteId, fields);
    await record(tx, deps.now(), asking, { siteId, classroomId, action: 'classroom-added' });
    return classroomId;
  });
}

/** New viewing windows count from now on, also for pictures that run. @throws AppError 'forbidden' or 'not-found' */
export async function saveClassroom(
  deps: Deps,
  asking: AskingUser,
  classroomId: ClassroomId,
  fields: Fields,
): Promise<void> {
  const place = await placeOfRoom(deps.db, classroomId);
  requirePermission(asking, 'sites:write', place);
  const { siteId } = place;
  await deps.db.$transaction(async (tx) => {
    await updateClassroom(tx, classroomId, fields);
    await record(tx, deps.now(), asking, { siteId, classroomId, action: 'classroom-saved' });
  });
  await deps.onFactsChanged({ classroomId });
}

type RoomAct = { siteId: SiteId; classroomId: ClassroomId; action: AuditAction };

async function record(
  tx: Tx,
  at: Date,
  { userId, address }: AskingUser,
  { siteId, classroomId, action }: RoomAct,
): Promise<void> {
  await recordAudit(tx, { action, at, actorId: userId, siteId, address, details: { classroomId } });
  await appendEvent(tx, { type: 'register:changed', at, siteId, classroomId, payload: { what: 'classrooms' } });
  await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId });
}
