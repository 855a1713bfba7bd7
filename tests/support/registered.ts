import { randomUUID } from 'node:crypto';
import { IncidentDetails } from '../../server/contract/incident-details.ts';
import type { IncidentKind, IncidentStepKind } from '../../server/contract/incidents.ts';
import type { ChildId, ClassroomId, SiteId, UserId } from '../../server/contract/ids.ts';
import { dateColumn, localDay } from '../../server/platform/calendar.ts';
import type { Db } from '../../server/platform/database.ts';

export type RegisteredStep = {
  kind: IncidentStepKind;
  childId?: ChildId;
  by?: UserId;
  data?: object;
  /** Minutes after it happened. */
  after?: number;
};

type Registered = {
  siteId: SiteId;
  classroomId: ClassroomId;
  kind: IncidentKind;
  happenedAt: string;
  timeZone?: string;
  childIds?: ChildId[];
  details?: object;
  steps?: RegisteredStep[];
};

/** An incident as it stands in the tables, with these steps after its flag. */
export async function register(db: Db, registered: Registered): Promise<string> {
  const { siteId, classroomId, kind, happenedAt, childIds = [], details, steps = [] } = registered;
  const id = randomUUID();
  const at = new Date(happenedAt);
  const day = dateColumn(localDay(at, registered.timeZone ?? 'Asia/Shanghai'));
  const number = 1 + (await db.incident.count({ where: { siteId, day } }));
  const when = { happenedAt: at, recordedAt: at };
  await db.incident.create({ data: { id, siteId, classroomId, kind, ...when, day, number, isConfirmed: true } });
  await db.incidentChild.createMany({ data: childIds.map((childId) => ({ incidentId: id, childId })) });
  const written: RegisteredStep[] = details ? [{ kind: 'detailed', data: IncidentDetails.parse(details) }] : [];
  let minutes = 0;
  for (const { kind: step, childId, by, data, after } of [
    { kind: 'flagged' as const },
    ...written,
    ...steps,
  ] as RegisteredStep[]) {
    minutes = after ?? minutes + 1;
    const then = new Date(at.getTime() + minutes * 60_000);
    const row = { id: randomUUID(), incidentId: id, kind: step, happenedAt: then, recordedAt: then };
    await db.incidentStep.create({
      data: { ...row, ...(childId && { childId }), ...(by && { actorId: by }), ...(data && { data }) },
    });
  }
  return id;
}
