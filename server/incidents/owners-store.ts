import type { Db } from '../platform/database.ts';
import { isOwning } from './open-view.ts';

/** Of each of these incidents, who has made it their own since it was flagged (see `isOwning`). */
export async function ownersOf(db: Db, incidentIds: string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await db.incidentStep.findMany({
    where: { incidentId: { in: incidentIds }, kind: { in: ['detailed', 'submitted'] }, actorId: { not: null } },
    distinct: ['incidentId', 'actorId', 'kind', 'deviceId'],
    select: { incidentId: true, actorId: true, kind: true, deviceId: true },
  });
  const byIncident = Map.groupBy(rows.filter(isOwning), ({ incidentId }) => incidentId);
  return new Map([...byIncident].map(([id, of]) => [id, of.flatMap(({ actorId }) => actorId ?? [])]));
}
