import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import type { IncidentsQuery, OpenIncidents } from '../contract/incidents.ts';
import type { Asking } from '../platform/asking.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { namesAt } from './names-store.ts';
import { ownersOf } from './owners-store.ts';
import { openView } from './open-view.ts';
import { toldSince } from './told-store.ts';

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
  const [told, nameAt, owners] = await Promise.all([
    toldSince(
      deps.db,
      rows.flatMap(({ children }) => children.map(({ childId }) => childId)),
    ),
    namesAt(
      deps.db,
      rows.flatMap(({ authorId }) => authorId ?? []),
    ),
    ownersOf(
      deps.db,
      rows.map(({ id }) => id),
    ),
  ]);
  const at = deps.now();
  const views = rows.map((row) => openView(row, { told, nameAt, owners: owners.get(row.id) ?? [], at }));
  return { incidents: isNobody(asking) ? views.map((view) => ({ ...view, returnedWhy: '' })) : views };
}

/** What a director writes to the room is read with a PIN, as everything else of the file is: the screen hangs where families pass. */
const isNobody = (asking: Asking): boolean => asking.kind === 'device' && asking.actorId === null;

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

/** Savings of details are left out: there are many, they are long, and each of them has this read again. */
const openRows = (db: Db, reach: Reach, { siteId, classroomId }: Asked) =>
  db.incident.findMany({
    where: {
      ...(siteId && { siteId }),
      ...(classroomId && { classroomId }),
      classroom: reach,
      steps: { none: { kind: { in: ['closed', 'withdrawn'] } } },
    },
    include: {
      steps: { where: { kind: { not: 'detailed' } }, orderBy: { seq: 'asc' } },
      children: { select: { childId: true, child: { select: { name: true } } } },
      classroom: { select: { name: true, site: { select: { clocks: true } } } },
    },
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
