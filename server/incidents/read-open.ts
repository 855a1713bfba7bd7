import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { isGrave, type IncidentsQuery, type OpenIncident, type OpenIncidents } from '../contract/incidents.ts';
import type { Asking } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { numberOf } from './incident-number.ts';
import { stateAfter } from './incident-states.ts';
import { stepsOf, toldChildIds } from './incidents-store.ts';

type Asked = z.output<typeof IncidentsQuery>;

/**
 * What nobody has finished with, the oldest first: a tablet's of its own room, caregivers' of their rooms, directors' of their
 * sites. A place out of reach is as empty as one without any.
 * @throws AppError 'forbidden', 'second-factor-needed'; 'not-found' for a tablet that names another room
 */
export async function readOpen(
  deps: IncidentDeps,
  asking: Asking,
  asked: Asked,
): Promise<z.input<typeof OpenIncidents>> {
  const rows = await openRows(deps.db, reachOf(asking, asked), asked);
  const [told, names] = await Promise.all([
    toldChildIds(
      deps.db,
      rows.flatMap(({ children }) => children.map(({ childId }) => childId)),
    ),
    namesOf(deps.db, rows),
  ]);
  const incidents = rows
    .map((row) => view(row, new Set(told), names))
    .filter(({ state }) => state !== 'closed' && state !== 'withdrawn');
  return { incidents };
}

function reachOf(asking: Asking, { classroomId }: Asked) {
  if (asking.kind === 'device') {
    if (classroomId !== undefined && classroomId !== asking.classroomId) throw new AppError('not-found');
    return { id: asking.classroomId };
  }
  const { classroomIds, siteIds, operatorIds } = listScopes(asking, 'incidents:read');
  return {
    OR: [{ id: { in: classroomIds } }, { siteId: { in: siteIds } }, { site: { operatorId: { in: operatorIds } } }],
  };
}

type Reach = ReturnType<typeof reachOf>;

const openRows = (db: Db, reach: Reach, { siteId, classroomId }: Asked) =>
  db.incident.findMany({
    where: {
      ...(siteId && { siteId }),
      ...(classroomId && { classroomId }),
      classroom: reach,
      steps: { none: { kind: { in: ['closed', 'withdrawn'] } } },
    },
    include: {
      steps: { orderBy: { seq: 'asc' } },
      children: { select: { childId: true, child: { select: { name: true } } } },
      classroom: { select: { name: true } },
    },
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
type Row = Awaited<ReturnType<typeof openRows>>[number];

async function namesOf(db: Db, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ authorId }) => authorId ?? []);
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}

function view(row: Row, told: ReadonlySet<string>, names: ReadonlyMap<string, string>): z.input<typeof OpenIncident> {
  const { kind, children, authorId } = row;
  const toldHere = children.map(({ childId }) => childId).filter((id) => told.has(id));
  const state = stateAfter({ isGrave: isGrave(kind), toldChildIds: toldHere }, stepsOf(row));
  return {
    incidentId: row.id,
    number: numberOf(row),
    kind: kind as z.input<typeof OpenIncident>['kind'],
    isGrave: isGrave(kind),
    state: state === 'none' ? 'draft' : state,
    siteId: row.siteId,
    classroomId: row.classroomId,
    classroomName: row.classroom.name,
    children: children.map(({ childId, child }) => ({ childId, name: child.name })),
    happenedAt: row.happenedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    by: authorId === null ? null : (names.get(authorId) ?? null),
    isAuthorConfirmed: row.isConfirmed,
  };
}
