import { z } from 'zod';
import type { SiteId } from '../contract/ids.ts';
import type { LiveViewSwitch } from '../contract/live-view-record.ts';
import type { Db } from '../platform/database.ts';

const MOST = 100;
const Words = z.object({ basis: z.string().optional(), reason: z.string().optional() });

export async function liveViewSwitches(db: Db, siteId: SiteId): Promise<z.input<typeof LiveViewSwitch>[]> {
  const entries = await db.auditEntry.findMany({
    where: { siteId, action: { in: ['live-view-on', 'live-view-off'] } },
    select: { at: true, action: true, actorId: true, details: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
  const ids = entries.flatMap(({ actorId }) => actorId ?? []);
  const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return entries.map(({ at, action, actorId, details }) => {
    const { basis, reason } = Words.parse(details);
    return {
      at: at.toISOString(),
      on: action === 'live-view-on',
      words: basis ?? reason ?? '',
      by: nameOf.get(actorId ?? '') ?? null,
    };
  });
}
