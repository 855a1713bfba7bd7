import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { SiteId, UserId } from '../contract/ids.ts';
import type { SavePerson } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { PeopleDeps } from './people-deps.ts';
import { visiblePerson, wholePerson } from './person-reach.ts';
import { type PersonRow, updatePerson } from './persons-store.ts';

/**
 * Changes the name and the phone number of a person; one's own too, unlike what opens an account.
 * @throws AppError 'forbidden' for one who belongs elsewhere too, or 'not-found' for an unknown or foreign person
 */
export async function savePerson(
  deps: Pick<PeopleDeps, 'db' | 'now'>,
  asking: AskingUser,
  userId: UserId,
  fields: z.output<typeof SavePerson>,
): Promise<void> {
  const person =
    userId === asking.userId
      ? await visiblePerson(deps, asking, 'people:write', userId)
      : await wholePerson(deps, asking, userId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await updatePerson(tx, userId, fields);
    const { userId: actorId, address } = asking;
    // Past looks and acts are read under the name of today: under which one they were done stays known.
    const details = { nameBefore: person.name, nameAfter: fields.name };
    await recordAudit(tx, { action: 'person-saved', at, actorId, subjectId: userId, address, details });
    for (const siteId of sitesOf(person))
      await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  });
}

function sitesOf({ roles, guardianships }: PersonRow): Set<SiteId> {
  const sites = [...roles.map((role) => role.site ?? role.classroom?.site), ...guardianships.map((g) => g.child.site)];
  return new Set(sites.flatMap((site) => (site ? [site.id as SiteId] : [])));
}
