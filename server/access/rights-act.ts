import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { UserId } from '../contract/ids.ts';
import { appendEvent } from '../events/append-event.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';

/** A change of one person's right, as the audit and the log of events keep it. */
export type RightsAct = {
  action: AuditAction;
  at: Date;
  actorId: UserId;
  subjectId: UserId;
  siteId: string | null;
  cameraId?: string | null;
  childId?: string | null;
  /** Rooms whose staff must hear of it, beside the site's administrators and the person. */
  classroomIds?: readonly string[];
  details: Record<string, string | boolean>;
};

/** In the transaction of the change: one line in the audit, and word to those concerned that they should ask again. */
export async function recordRightsAct(tx: Tx, { classroomIds = [], ...act }: RightsAct): Promise<void> {
  await recordAudit(tx, act);
  const event = { type: 'access:changed' as const, at: act.at, siteId: act.siteId, userId: act.subjectId };
  const rooms = classroomIds.length === 0 ? [null] : classroomIds;
  for (const classroomId of rooms) await appendEvent(tx, { ...event, classroomId });
}

/** Nobody opens a door for themselves: an administrator can be a guardian, and a blocked one at that. @throws AppError 'forbidden' */
export function requireOtherPerson(asking: Asking, userId: UserId): void {
  if (personOf(asking) === userId) throw new AppError('forbidden');
}
