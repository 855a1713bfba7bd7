import { recordAudits } from '../audit/audit-store.ts';
import { appendEvents } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';

type Which = { employerId: string; userId?: string };
type Act = { at: Date; actorId: string; address: string };

const CHILD = { where: { child: { leftAt: null } }, select: { child: { select: { siteId: true } } }, take: 1 } as const;
const WITH_PLACE = {
  id: true,
  userId: true,
  cameraId: true,
  camera: { select: { siteId: true } },
  user: { select: { guardianships: CHILD } },
} as const;

/**
 * Lifts what an employer's administrators denied its own people, when these are its own no more, or no site serves it:
 * then none of them could. Each has its line in the audit.
 * @returns whose denies were lifted
 */
export async function liftDeniesOf(tx: Tx, which: Which, { at, actorId, address }: Act): Promise<Set<string>> {
  const where = { ...which, liftedAt: null };
  const denies = await tx.viewingDeny.findMany({ where, select: WITH_PLACE, orderBy: { id: 'asc' } });
  await tx.viewingDeny.updateMany({ where: { id: { in: denies.map(({ id }) => id) } }, data: { liftedAt: at } });
  const lines = denies.map(({ id, userId, cameraId, camera, user }) => ({
    ...{ at, actorId, address, subjectId: userId, cameraId },
    siteId: camera?.siteId ?? user.guardianships[0]?.child.siteId ?? null,
    details: { denyId: id, employerId: which.employerId },
  }));
  await recordAudits(
    tx,
    lines.map((line) => ({ action: 'deny-lifted', ...line })),
  );
  const word = lines.map(({ siteId, subjectId: userId }) => ({ type: 'access:changed' as const, at, siteId, userId }));
  await appendEvents(tx, word);
  return new Set(denies.map(({ userId }) => userId));
}
