import type { z } from 'zod';
import { requirePermission, type Place } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { AddTask, SaveTask } from '../contract/checks.ts';
import type { ClassroomId, RoomTaskId, SiteId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Db, Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { ChecksDeps } from './checks-deps.ts';
import { findRoom, findSite, findTask, insertTask, markTaskEnded } from './checks-store.ts';

/** Plans a daily check from now on. @throws AppError 'forbidden', or 'not-found' for a site or room elsewhere */
export async function addTask(
  deps: ChecksDeps,
  asking: AskingUser,
  { siteId, ...fields }: z.output<typeof AddTask>,
): Promise<SiteId> {
  requirePermission(asking, 'tasks:write', await findSite(deps.db, siteId));
  await requireRoomOf(deps.db, siteId, fields.classroomId);
  const createdAt = deps.now();
  await deps.db.$transaction(async (tx) => {
    const taskId = await insertTask(tx, { ...fields, siteId, createdAt });
    await recordTask(tx, asking, { action: 'task-planned', at: createdAt, siteId, taskId });
  });
  return siteId;
}

/** What was owed stays as it was, for the record: the old one ends now, another begins. @throws AppError as `addTask` */
export async function saveTask(
  deps: ChecksDeps,
  asking: AskingUser,
  taskId: RoomTaskId,
  fields: SaveTask,
): Promise<SiteId> {
  const siteId = await requireTask(deps.db, asking, taskId);
  await requireRoomOf(deps.db, siteId, fields.classroomId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markTaskEnded(tx, taskId, at))) throw new AppError('not-found');
    const anew = await insertTask(tx, { ...fields, siteId, createdAt: at });
    await recordTask(tx, asking, { action: 'task-changed', at, siteId, taskId: anew });
  });
  return siteId;
}

/** Takes it out of the plan. @throws AppError as `addTask` */
export async function endTask(deps: ChecksDeps, asking: AskingUser, taskId: RoomTaskId): Promise<SiteId> {
  const siteId = await requireTask(deps.db, asking, taskId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    if (!(await markTaskEnded(tx, taskId, at))) throw new AppError('not-found');
    await recordTask(tx, asking, { action: 'task-ended', at, siteId, taskId });
  });
  return siteId;
}

async function requireTask(db: Db, asking: AskingUser, taskId: RoomTaskId): Promise<SiteId> {
  const task = await findTask(db, taskId);
  const place: Place | null = task && task.endedAt === null ? await findSite(db, task.siteId as SiteId) : null;
  requirePermission(asking, 'tasks:write', place);
  return place.siteId;
}

async function requireRoomOf(db: Db, siteId: SiteId, classroomId: ClassroomId | null): Promise<void> {
  if (classroomId !== null && (await findRoom(db, classroomId))?.siteId !== siteId) throw new AppError('not-found');
}

async function recordTask(
  tx: Tx,
  { userId, address }: AskingUser,
  { action, at, siteId, taskId }: { action: AuditAction; at: Date; siteId: SiteId; taskId: RoomTaskId },
): Promise<void> {
  await recordAudit(tx, { action, at, actorId: userId, siteId, address, details: { taskId } });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'sites' } });
}
