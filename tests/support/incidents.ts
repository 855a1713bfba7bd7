import { randomUUID } from 'node:crypto';
import type { ChildId, ClassroomId, SiteId, UserId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';

/** A room's, flagged just now. */
export async function makeIncident(
  db: Db,
  { siteId, classroomId, caregiverId }: { siteId: SiteId; classroomId: ClassroomId; caregiverId: UserId },
): Promise<string> {
  const at = new Date();
  const id = randomUUID();
  const day = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);
  const number = 1 + (await db.incident.count({ where: { siteId, day } }));
  const when = { happenedAt: at, recordedAt: at };
  const room = { siteId, classroomId, kind: 'other', day, number };
  await db.incident.create({ data: { id, ...room, ...when, authorId: caregiverId, isConfirmed: true } });
  await db.incidentStep.create({ data: { id, incidentId: id, kind: 'flagged', ...when, actorId: caregiverId } });
  return id;
}

/** One of this child that its family was told of. @param before what is done with it while it is a draft */
export async function makePublished(
  db: Db,
  place: Parameters<typeof makeIncident>[1] & { family: { childId: ChildId } },
  before: (about: { incidentId: string; childId: ChildId }) => Promise<void> = () => Promise.resolve(),
): Promise<{ incidentId: string; childId: string }> {
  const incidentId = await makeIncident(db, place);
  const { childId } = place.family;
  await db.incidentChild.create({ data: { incidentId, childId } });
  await before({ incidentId, childId });
  const at = new Date();
  const step = { incidentId, happenedAt: at, recordedAt: at, actorId: place.caregiverId };
  for (const kind of ['submitted', 'published'])
    await db.incidentStep.create({ data: { id: randomUUID(), kind, ...step } });
  return { incidentId, childId };
}
