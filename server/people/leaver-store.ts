import type { UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';

const SITE = { select: { id: true, operatorId: true, name: true } } as const;
const PLACE = { select: { name: true, site: SITE } } as const;

/** Every right of a person that stands at this moment, wherever it is. */
export async function standingRights(db: Db | Tx, userId: UserId, at: Date) {
  const running = { OR: [{ endsAt: null }, { endsAt: { gt: at } }] };
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      pinHash: true,
      suspendedAt: true,
      roles: {
        where: running,
        include: { site: SITE, classroom: PLACE, organization: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
      guardianships: {
        where: { withdrawnAt: null, custodyBlockedAt: null },
        include: { child: { select: { name: true, leftAt: true, site: SITE } } },
        orderBy: { id: 'asc' },
      },
      grants: { where: { withdrawnAt: null, endsAt: { gt: at } }, include: { camera: PLACE }, orderBy: { id: 'asc' } },
      denies: { where: { liftedAt: null }, include: { camera: PLACE }, orderBy: { id: 'asc' } },
      sessions: { where: { endedAt: null, expiresAt: { gt: at } }, select: { id: true } },
      viewingSessions: {
        where: { endedAt: null, leaseUntil: { gt: at } },
        select: { viewedAs: true, camera: PLACE },
      },
    },
  });
  const invitations = await db.invitation.findMany({
    where: { createdBy: userId, usedAt: null, revokedAt: null, expiresAt: { gt: at } },
    include: { child: { select: { name: true, site: SITE } } },
    orderBy: { id: 'asc' },
  });
  return { ...user, invitations };
}
export type StandingRights = Awaited<ReturnType<typeof standingRights>>;

/** Two sweeps, or a sweep and a new role, of one person come one after the other. */
export async function lockPerson(tx: Tx, userId: UserId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
}

type Ids = { id: string }[];
const among = (rows: Ids) => ({ id: { in: rows.map(({ id }) => id) } });

/** The rows stay: who held what until when is part of the record. */
export async function endRights(
  tx: Tx,
  rights: { roles: Ids; guardianships: Ids; grants: Ids; invitations: Ids },
  reason: string,
  at: Date,
): Promise<void> {
  await tx.roleAssignment.updateMany({ where: among(rights.roles), data: { endsAt: at } });
  const withdrawn = { withdrawnAt: at, withdrawnReason: reason };
  await tx.guardianship.updateMany({ where: among(rights.guardianships), data: withdrawn });
  await tx.viewingGrant.updateMany({ where: among(rights.grants), data: { withdrawnAt: at } });
  await tx.invitation.updateMany({ where: { ...among(rights.invitations), usedAt: null }, data: { revokedAt: at } });
}

/** Closes the account: suspended, without a PIN, acting on no tablet, signed in nowhere. */
export async function closeAccount(tx: Tx, userId: UserId, at: Date): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, suspendedAt: null }, data: { suspendedAt: at } });
  await tx.user.update({ where: { id: userId }, data: { pinHash: null } });
  await tx.device.updateMany({ where: { actingUserId: userId }, data: { actingUserId: null, actingSince: null } });
  await tx.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: at, endReason: 'account-inactive' },
  });
}
