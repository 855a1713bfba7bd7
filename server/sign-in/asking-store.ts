import type { SessionId, UserId } from '../contract/ids.ts';
import { type AdminSecondFactor, SECOND_FACTOR_ROLES } from '../contract/second-factor.ts';
import { heldRole, type AskingUser, type HeldRole } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';

type OfSession = Omit<AskingUser, 'address' | 'userAgent'>;

/**
 * Who a running session stands for, with the roles held at this moment; null when it is over or its account suspended.
 * The one place where an administrator's roles wait for the second factor: where it is required, and for whoever has one.
 */
export async function askingOfSession(
  db: Db,
  sessionId: SessionId,
  at: Date,
  adminSecondFactor: AdminSecondFactor,
): Promise<OfSession | null> {
  return (await askingsOfSessions(db, [sessionId], at, adminSecondFactor)).get(sessionId) ?? null;
}

/** The same for many with as few queries; those that are over are left out. */
export async function askingsOfSessions(
  db: Db,
  sessionIds: readonly SessionId[],
  at: Date,
  adminSecondFactor: AdminSecondFactor,
): Promise<Map<SessionId, OfSession>> {
  const sessions = await db.session.findMany({
    where: { id: { in: [...sessionIds] }, endedAt: null, expiresAt: { gt: at }, user: { suspendedAt: null } },
    select: {
      id: true,
      userId: true,
      secondFactorAt: true,
      user: { select: { totpSince: true, roles: { where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }] } } } },
    },
  });
  return new Map(
    sessions.map(({ id, userId, secondFactorAt, user }) => {
      const secondFactor = stateOf(user.totpSince, secondFactorAt);
      const sessionId = id as SessionId;
      const held = rolesBehind(secondFactor, user.roles.map(heldRole), adminSecondFactor);
      return [sessionId, { kind: 'user', userId: userId as UserId, sessionId, ...held, secondFactor }];
    }),
  );
}

/**
 * The roles that count for a person who is not signed in, as somebody who gets mail: those that would count once they were, with
 * the second factor if they have one. Null when the account is suspended.
 */
export async function rolesOfPerson(
  db: Db,
  userId: UserId,
  at: Date,
  adminSecondFactor: AdminSecondFactor,
): Promise<readonly HeldRole[] | null> {
  const user = await db.user.findFirst({
    where: { id: userId, suspendedAt: null },
    select: { totpSince: true, roles: { where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }] } } },
  });
  if (user === null) return null;
  return rolesBehind(stateOf(user.totpSince, user.totpSince), user.roles.map(heldRole), adminSecondFactor).roles;
}

function rolesBehind(
  secondFactor: AskingUser['secondFactor'],
  all: readonly HeldRole[],
  adminSecondFactor: AdminSecondFactor,
): Pick<AskingUser, 'roles' | 'withheld'> {
  const isWaiting = secondFactor === 'unmet' || (secondFactor === 'none' && adminSecondFactor === 'required');
  const withheld = isWaiting ? all.filter(({ role }) => SECOND_FACTOR_ROLES.includes(role)) : [];
  return { roles: all.filter((held) => !withheld.includes(held)), withheld };
}

function stateOf(totpSince: Date | null, metAt: Date | null): AskingUser['secondFactor'] {
  if (totpSince === null) return 'none';
  return metAt === null ? 'unmet' : 'met';
}
