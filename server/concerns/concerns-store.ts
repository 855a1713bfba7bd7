import type { ConcernStepKind } from '../contract/concerns.ts';
import type { ConcernId, UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Kept } from './may-read-store.ts';

const STORED = {
  steps: { orderBy: { seq: 'asc' } },
  keptFrom: { select: { userId: true } },
  site: { select: { id: true, name: true, operatorId: true, timeZone: true } },
} as const;

export const findConcern = (db: Db | Tx, concernId: ConcernId) =>
  db.concern.findUnique({ where: { id: concernId }, include: STORED });
export type StoredConcern = NonNullable<Awaited<ReturnType<typeof findConcern>>>;

/** What this person sent under this id. */
export const findSent = (db: Db | Tx, reporterId: UserId, sentId: string) =>
  db.concern.findUnique({ where: { reporterId_sentId: { reporterId, sentId } }, include: STORED });

/** Holds the report until the transaction ends: two who write of it come one after the other. */
export async function lockConcern(tx: Tx, concernId: ConcernId): Promise<void> {
  await tx.$queryRaw`SELECT id FROM concern WHERE id = ${concernId}::uuid FOR NO KEY UPDATE`;
}

/** Holds whatever this person sends until the transaction ends, so that one report sent twice at once is one. */
export async function lockReporter(tx: Tx, reporterId: UserId): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`concern ${reporterId}`}, 0))`;
}

export const kindsOf = ({ steps }: { steps: readonly { kind: string }[] }): ConcernStepKind[] =>
  steps.map(({ kind }) => kind as ConcernStepKind);

export const keptIn = ({ site, isForOperator, childId, keptFrom, reportedAt }: StoredConcern): Kept => ({
  ...{ site, isForOperator, childId, reportedAt },
  keptFrom: keptFrom.map(({ userId }) => userId),
});

export type NewConcern = {
  id: ConcernId;
  siteId: string;
  receipt: string;
  reporterId: UserId;
  sentId: string;
  deviceId: string | null;
  reportedAt: Date;
  childId: string | null;
  classroomId: string | null;
  about: string;
  subjectId: string | null;
  happenedOn: Date | null;
  happenedMinute: number | null;
  toldAuthority: boolean;
  isForOperator: boolean;
  sealed: Uint8Array<ArrayBuffer>;
};

export async function insertConcern(tx: Tx, concern: NewConcern, keptFrom: readonly string[]): Promise<void> {
  await tx.concern.create({ data: concern });
  await tx.concernKeptFrom.createMany({ data: keptFrom.map((userId) => ({ concernId: concern.id, userId })) });
}

export type NewStep = {
  id: string;
  concernId: ConcernId;
  kind: ConcernStepKind;
  actorId: UserId | null;
  happenedAt: Date;
  recordedAt: Date;
  sealed?: Uint8Array<ArrayBuffer>;
};

export async function insertStep(tx: Tx, step: NewStep): Promise<void> {
  await tx.concernStep.create({ data: step });
}

/** As they are called now. */
export async function namesOf(db: Db, userIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = userIds.filter((id) => id !== null);
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** What this person reported after a moment, the newest first. */
export const ownConcerns = (db: Db, reporterId: UserId, after: Date | null) =>
  db.concern.findMany({
    where: { reporterId, ...(after && { reportedAt: { gt: after } }) },
    include: STORED,
    orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
  });

/** When somebody else last chose this person's password (null: nobody has), and whether it is still that one. */
export async function passwordSetByOthers(
  db: Db,
  userId: UserId,
): Promise<{ last: Date | null; isStillTheirs: boolean }> {
  const acts = await db.auditEntry.findMany({
    where: { action: { in: ['person-added', 'password-reset', 'password-changed'] }, subjectId: userId },
    orderBy: { at: 'desc' },
    select: { action: true, actorId: true, at: true },
  });
  const isOthers = ({ actorId }: { actorId: string | null }) => actorId !== null && actorId !== userId;
  const [newest] = acts;
  return { last: acts.find(isOthers)?.at ?? null, isStillTheirs: newest !== undefined && isOthers(newest) };
}
