import type { IncidentClocks } from '../contract/incident-clocks.ts';
import type { IncidentStepKind } from '../contract/incidents.ts';
import type { Db } from '../platform/database.ts';
import { clocksOfRow } from './clocks-store.ts';
import type { TimedStep, TimedSubject } from './incident-due.ts';
import { timedSubject } from './incidents-store.ts';
import { toldSince } from './told-store.ts';

/** An incident that is neither closed nor withdrawn, as far as its times depend on it. */
export type RunningIncident = {
  incidentId: string;
  siteId: string;
  classroomId: string;
  kind: string;
  day: Date;
  number: number;
  childIds: string[];
  subject: TimedSubject;
  steps: TimedStep[];
  clocks: IncidentClocks;
};

type Row = Omit<RunningIncident, 'subject' | 'steps' | 'clocks'> & {
  happenedAt: Date;
  steps: { kind: IncidentStepKind; childId: string | null; at: string; isReached: boolean; why: string }[];
};

/**
 * All of them, or those of these sites, in three queries however many they are; the oldest first. Savings of details are
 * left out: there are many, they are long, and no time depends on them.
 */
export async function runningIncidents(db: Db, siteIds: readonly string[] | null): Promise<RunningIncident[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT incident.id AS "incidentId", incident.site_id AS "siteId", incident.classroom_id AS "classroomId",
      incident.kind, incident.day, incident.number, incident.happened_at AS "happenedAt",
      ARRAY(SELECT child_id FROM incident_child WHERE incident_id = incident.id ORDER BY child_id) AS "childIds",
      (SELECT json_agg(json_build_object('kind', kind, 'childId', child_id, 'at', recorded_at,
          'isReached', coalesce((data->>'isReached')::bool, false), 'why', coalesce(data->>'why', '')) ORDER BY seq)
        FROM incident_step WHERE incident_id = incident.id AND kind <> 'detailed') AS steps
    FROM incident
    WHERE (${siteIds === null} OR incident.site_id = ANY(${siteIds ?? []}::uuid[])) AND NOT EXISTS (
      SELECT FROM incident_step WHERE incident_id = incident.id AND kind IN ('closed', 'withdrawn'))
    ORDER BY incident.happened_at, incident.id`;
  if (rows.length === 0) return [];
  const [told, clocks] = await Promise.all([
    toldSince(db, [...new Set(rows.flatMap(({ childIds }) => childIds))]),
    db.incidentClocks.findMany({ where: { siteId: { in: [...new Set(rows.map(({ siteId }) => siteId))] } } }),
  ]);
  const clocksAt = new Map(clocks.map((row) => [row.siteId, row]));
  return rows.map(({ happenedAt, steps, ...row }) => ({
    ...row,
    subject: timedSubject({ ...row, happenedAt }, told),
    steps: steps.map((step) => ({ ...step, at: new Date(step.at) })),
    clocks: clocksOfRow(clocksAt.get(row.siteId) ?? null),
  }));
}

type Named = { where: { id: { in: string[] } }; select: { id: true; name: true } };
const named = (ids: readonly string[]): Named => ({
  where: { id: { in: [...new Set(ids)] } },
  select: { id: true, name: true },
});
const byId = (rows: readonly { id: string; name: string }[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ id, name }) => [id, name]));

export const childNames = async (db: Db, ids: readonly string[]) => byId(await db.child.findMany(named(ids)));
export const roomNames = async (db: Db, ids: readonly string[]) => byId(await db.classroom.findMany(named(ids)));
