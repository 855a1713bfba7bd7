import { randomBytes, randomUUID } from 'node:crypto';
import type { ReportConcern } from '../../server/contract/concerns.ts';
import type { ChildId, ConcernId, SiteId, UserId } from '../../server/contract/ids.ts';
import { sealWords } from '../../server/concerns/sealed-words.ts';
import type { Db } from '../../server/platform/database.ts';
import { createSealer } from '../../server/platform/sealer.ts';

/** Words that stand in nothing else, so that a search for them finds this report alone. */
export const SECRET = '手臂上有三道掐痕，孩子说是被人掐的';

/** A report that says the least. */
export const aConcern = (siteId: SiteId, more: Partial<ReportConcern> = {}): ReportConcern => ({
  ...{ sentId: randomUUID(), siteId, childId: null, about: 'unknown', subjectId: null, classroomId: null },
  ...{ happenedOn: null, happenedMinute: null, where: '', text: SECRET, toldAuthority: false },
  ...more,
});

/** One that was sent and opened, as the database holds it. @param key that of the server's sealers */
export async function makeConcern(
  db: Db,
  key: Uint8Array,
  of: { siteId: SiteId; reporterId: UserId; childId?: ChildId | null; keptFrom?: UserId[]; isForOperator?: boolean },
): Promise<ConcernId> {
  const { siteId, reporterId, childId = null, keptFrom = [], isForOperator = false } = of;
  const id = randomUUID() as ConcernId;
  await db.concern.create({
    data: {
      ...{ id, siteId, reporterId, childId, isForOperator, about: 'unknown', toldAuthority: false },
      ...{ sentId: randomUUID(), receipt: receipt(), reportedAt: new Date() },
      sealed: sealWords(createSealer(key), id, { where: '', text: SECRET }),
      steps: { create: { id: randomUUID(), kind: 'opened', happenedAt: new Date(), recordedAt: new Date() } },
      keptFrom: { create: keptFrom.map((userId) => ({ userId })) },
    },
  });
  return id;
}

const receipt = (): string =>
  randomBytes(4)
    .toString('hex')
    .toUpperCase()
    .replace(/(.{4})/, '$1-');
