import type { ClassroomId, OrganizationId, SessionId, SiteId, UserId } from '../contract/ids.ts';
import { Role } from '../contract/people.ts';
import type { AskingUser, HeldRole } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';

/** Who a running session stands for, with the roles held at this moment; null when it is over or its account suspended. */
export async function askingOfSession(
  db: Db,
  sessionId: SessionId,
  at: Date,
): Promise<Omit<AskingUser, 'address' | 'userAgent'> | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId, endedAt: null, expiresAt: { gt: at }, user: { suspendedAt: null } },
    select: {
      userId: true,
      secondFactorAt: true,
      user: { select: { roles: { where: { OR: [{ endsAt: null }, { endsAt: { gt: at } }] } } } },
    },
  });
  if (!session) return null;
  const { userId, secondFactorAt, user } = session;
  return { kind: 'user', userId: userId as UserId, sessionId, roles: user.roles.map(heldRole), secondFactorAt };
}

type RoleRow = { role: string; organizationId: string | null; siteId: string | null; classroomId: string | null };

const heldRole = (row: RoleRow): HeldRole => ({
  role: Role.parse(row.role),
  organizationId: row.organizationId as OrganizationId | null,
  siteId: row.siteId as SiteId | null,
  classroomId: row.classroomId as ClassroomId | null,
});
