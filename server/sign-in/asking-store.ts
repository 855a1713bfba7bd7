import type { SessionId, UserId } from '../contract/ids.ts';
import { type AdminSecondFactor, SECOND_FACTOR_ROLES } from '../contract/second-factor.ts';
import { heldRole, type AskingUser } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';

/**
 * Who a running session stands for, with the roles held at this moment; null when it is over or its account suspended.
 * The one place where an administrator's roles wait for the second factor: where it is required, and for whoever has one.
 */
export async function askingOfSession(
  db: Db,
  sessionId: SessionId,
  at: Date,
  adminSecondFactor: AdminSecondFactor,
): Promise<Omit<AskingUser, 'address' | 'userAgent'> | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId, endedAt: null, expiresAt: { gt: at }, user: { suspendedAt: null } },
    select: {
      userId: true,
      secondFactorAt: true,
      user: { select: { totpSince: true, roles: { where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }] } } } },
    },
  });
  if (!session) return null;
  const secondFactor = stateOf(session.user.totpSince, session.secondFactorAt);
  const isWaiting = secondFactor === 'unmet' || (secondFactor === 'none' && adminSecondFactor === 'required');
  const all = session.user.roles.map(heldRole);
  const withheld = isWaiting ? all.filter(({ role }) => SECOND_FACTOR_ROLES.includes(role)) : [];
  const roles = all.filter((held) => !withheld.includes(held));
  return { kind: 'user', userId: session.userId as UserId, sessionId, roles, withheld, secondFactor };
}

function stateOf(totpSince: Date | null, metAt: Date | null): AskingUser['secondFactor'] {
  if (totpSince === null) return 'none';
  return metAt === null ? 'unmet' : 'met';
}
