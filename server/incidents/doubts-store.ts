import type { Db } from '../platform/database.ts';
import { namesAt, STAFF } from './names-store.ts';
import { type AccountAct, type Doubt, doubtsOf } from './signature-doubts.ts';
import { textOf } from './step-data.ts';

type Step = { id: string; kind: string; childId: string | null; actorId: string | null; recordedAt: Date };
type Signature = Step & { childId: string; actorId: string };

/** What stands beside families' signatures, by the id of the step that signed; a signature beside which nothing stands has none. */
export async function doubtsIn(
  db: Db,
  { recordedAt, steps }: { recordedAt: Date; steps: readonly Step[] },
): Promise<ReadonlyMap<string, Doubt[]>> {
  const signatures = steps.filter(
    (step): step is Signature => step.kind === 'acknowledged' && step.childId !== null && step.actorId !== null,
  );
  if (signatures.length === 0) return new Map();
  const userIds = [...new Set(signatures.map(({ actorId }) => actorId))];
  const [acts, roles] = await Promise.all([actsOn(db, userIds), rolesOf(db, userIds)]);
  const nameAt = await namesAt(
    db,
    acts.flatMap(({ by }) => by ?? []),
  );
  return new Map(
    signatures.map(({ id, actorId, childId, recordedAt: at }) => {
      const own = acts
        .filter((act) => act.userId === actorId && (act.childId === null || act.childId === childId))
        .map((act): AccountAct => ({ ...act, by: act.by && nameAt(act.by, act.at) }));
      const isStaff = roles.some((role) => role.userId === actorId && (role.endsAt === null || role.endsAt > at));
      return [id, doubtsOf({ at, incidentAt: recordedAt, isStaff }, own)];
    }),
  );
}

type Act = Omit<AccountAct, 'by'> & { userId: string | null; childId: string | null; by: string | null };

async function actsOn(db: Db, userIds: string[]): Promise<Act[]> {
  const entries = await db.auditEntry.findMany({
    where: {
      subjectId: { in: userIds },
      action: { in: ['password-reset', 'second-factor-reset', 'guardian-linked', 'invitation-accepted'] },
    },
    select: { action: true, at: true, actorId: true, subjectId: true, childId: true, details: true },
  });
  return entries.flatMap(({ action, actorId, subjectId, details, ...act }): Act[] => {
    const of = { ...act, userId: subjectId };
    if (action === 'guardian-linked') return [{ ...of, action: 'linked', by: actorId }];
    if (action === 'invitation-accepted')
      return [{ ...of, action: 'linked', by: textOf(details, 'invitedBy') || null }];
    // Of one's own account one may do what one likes.
    if (actorId === subjectId) return [];
    return [{ ...of, childId: null, action: action as 'password-reset' | 'second-factor-reset', by: actorId }];
  });
}

const rolesOf = (db: Db, userIds: string[]) =>
  db.roleAssignment.findMany({
    where: { userId: { in: userIds }, role: { in: STAFF } },
    select: { userId: true, endsAt: true },
  });
