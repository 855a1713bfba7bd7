import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { isGrave } from '../contract/incidents.ts';
import type { RegisterPage, RegisterQuery, RegisterRow } from '../contract/incident-register.ts';
import { numberOf } from '../incidents/incident-number.ts';
import { detailsIn } from '../incidents/step-data.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { RegisterDeps } from './register-deps.ts';
import {
  countHits,
  findHits,
  reasonsOf,
  rowsOf,
  sitesOfRegister,
  type RegisterCursor,
  type RegisterHit,
  type RegisterSite,
} from './register-store.ts';

/**
 * What a director or operator looks for in their sites, page by page. A site out of reach is as empty as one without any.
 * @throws AppError 'forbidden', 'second-factor-needed'
 */
export async function searchRegister(
  { db }: Pick<RegisterDeps, 'db'>,
  asking: AskingUser,
  { order, after, limit, ...filter }: RegisterQuery,
): Promise<z.input<typeof RegisterPage>> {
  const sites = await sitesOfRegister(db, listScopes(asking, 'incidents:review'), filter.siteId);
  const [found, counted] = await Promise.all([
    findHits(db, sites, filter, { order, after: cursorOf(after), limit: limit + 1 }),
    after === undefined ? countHits(db, sites, filter) : null,
  ]);
  const hits = found.slice(0, limit);
  const ids = hits.map(({ id }) => id);
  const [stored, reasons] = await Promise.all([rowsOf(db, ids), reasonsOf(db, ids)]);
  const byId = new Map(stored.map((row) => [row.id, { ...row, reason: reasons.get(row.id) ?? '' }]));
  const last = found.length > limit ? hits.at(-1) : undefined;
  return {
    rows: hits.flatMap((hit) => rowOf(hit, byId.get(hit.id), sites)),
    found: counted,
    after: last ? `${last.happenedAt.getTime()}.${last.id}` : null,
  };
}

function cursorOf(after: string | undefined): RegisterCursor | null {
  const [ms, id] = after?.split('.') ?? [];
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id };
}

type Stored = Awaited<ReturnType<typeof rowsOf>>[number] & { reason: string };

function rowOf(
  { state }: RegisterHit,
  row: Stored | undefined,
  sites: readonly RegisterSite[],
): z.input<typeof RegisterRow>[] {
  const site = sites.find(({ id }) => id === row?.siteId);
  if (!row || !site) return [];
  const { cause, children: shares } = detailsIn(row.steps);
  return [
    {
      incidentId: row.id,
      number: numberOf(row),
      kind: row.kind as RegisterRow['kind'],
      isGrave: isGrave(row.kind),
      state,
      isSigned: row._count.steps > 0,
      siteId: site.id,
      siteName: site.name,
      timeZone: site.timeZone,
      classroomName: row.classroom.name,
      happenedAt: row.happenedAt.toISOString(),
      children: row.children.map(({ child: { id, name, number } }) => ({
        ...{ childId: id, name, number },
        injury: shares.find(({ childId }) => childId === id)?.injury ?? null,
      })),
      cause,
      reason: row.reason,
    },
  ];
}
