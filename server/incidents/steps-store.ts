import type { Db, Tx } from '../platform/database.ts';

export type StoredStep = {
  id: string;
  incidentId: string;
  kind: string;
  childId: string | null;
  actorId: string | null;
  deviceId: string | null;
  happenedAt: Date;
  recordedAt: Date;
  data: unknown;
};

/**
 * The steps of these incidents, the earliest first. Of the savings of details only the last says what it holds: each is the
 * whole of it, and a page that saves by itself makes many.
 */
export async function readSteps(
  db: Db | Tx,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredStep[]>> {
  const rows = await db.$queryRaw<StoredStep[]>`
    SELECT id, incident_id AS "incidentId", kind, child_id AS "childId", actor_id AS "actorId", device_id AS "deviceId",
      happened_at AS "happenedAt", recorded_at AS "recordedAt",
      CASE WHEN kind <> 'detailed' OR seq = max(seq) FILTER (WHERE kind = 'detailed') OVER (PARTITION BY incident_id)
        THEN data ELSE '{}' END AS data
    FROM incident_step WHERE incident_id = ANY(${[...incidentIds]}::uuid[]) ORDER BY incident_id, seq`;
  return Map.groupBy(rows, ({ incidentId }) => incidentId);
}
