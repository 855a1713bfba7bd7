import type { z } from 'zod';
import { listScopes, requirePermission } from '../access/roles.ts';
import type { ClassroomId, SiteId } from '../contract/ids.ts';
import type { ConsentGap } from '../contract/people.ts';
import type { StrictTrial } from '../contract/strict-trial.ts';
import type { AskingUser } from '../platform/asking.ts';
import { countFamilyViews } from './consent-gaps-store.ts';
import { consentGaps } from './consent-gaps.ts';
import type { PeopleDeps } from './people-deps.ts';
import { placeOfSite } from './places-store.ts';
import { readRegister } from './register.ts';
import { classroomsIn } from './register-store.ts';

type Deps = Pick<PeopleDeps, 'db' | 'now'>;

/**
 * Which rooms the strict rule would close and how many views it would end; of a site that has it already, what it closes.
 * @throws AppError 'not-found' or 'forbidden' for who may not change the site
 */
export async function tryStrict(deps: Deps, asking: AskingUser, siteId: SiteId): Promise<z.input<typeof StrictTrial>> {
  requirePermission(asking, 'sites:write', await placeOfSite(deps.db, siteId));
  const at = deps.now();
  const scopes = listScopes(asking, 'sites:write');
  const rooms = await classroomsIn(deps.db, scopes, { siteId }, at);
  const ids = rooms.map(({ id }) => id);
  const gaps = await consentGaps(deps, ids, await readRegister(deps, scopes, [siteId], at), at);
  const closing = rooms.map(({ id, name }) => roomOf(id as ClassroomId, name, gaps.get(id) ?? []));
  const closed = closing.filter(({ isNow }) => isNow).map(({ classroomId }) => classroomId);
  return {
    rooms: closing.filter(({ children, staff }) => children + staff > 0),
    endedViews: await countFamilyViews(deps.db, closed, at),
  };
}

/** Who keeps it closed now; when nobody does yet, who will. */
function roomOf(classroomId: ClassroomId, name: string, gaps: readonly ConsentGap[]) {
  const isNow = gaps.some(({ blocksNow }) => blocksNow);
  const counted = gaps.filter(({ blocksNow }) => blocksNow || !isNow);
  const count = (who: ConsentGap['who']) => counted.filter((gap) => gap.who === who).length;
  return { classroomId, name, isNow, children: count('child'), staff: count('staff') };
}
