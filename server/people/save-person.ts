import type { z } from 'zod';
import { liftDeniesOf } from '../access/employer-denies-store.ts';
import { listScopes } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { SavePerson } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { PeopleDeps } from './people-deps.ts';
import { visiblePerson, wholePerson } from './person-reach.ts';
import { peopleScopes, type PersonRow, servesEmployer, updatePerson } from './persons-store.ts';

/**
 * Changes the name, the phone number and the employer of a person; one's own too, unlike what opens an account, but for the
 * employer, whose networks bind. Another employer's count from the commit on, also for pictures that run, and what the one
 * before denied is lifted.
 * @throws AppError 'forbidden' for one who belongs elsewhere too, or 'not-found' for an unknown or foreign person
 */
export async function savePerson(
  deps: Pick<PeopleDeps, 'db' | 'now' | 'onFactsChanged'>,
  asking: AskingUser,
  userId: UserId,
  fields: z.output<typeof SavePerson>,
): Promise<void> {
  const person =
    userId === asking.userId
      ? await visiblePerson(deps, asking, 'people:write', userId)
      : await wholePerson(deps, asking, userId);
  const employerBefore = person.employerId as OrganizationId | null;
  const { name, phone, employerId = employerBefore } = fields;
  const isMoved = employerId !== employerBefore;
  if (isMoved) await requireEmployer(deps, asking, userId, employerId);
  const at = deps.now();
  await deps.db.$transaction(async (tx) => {
    await updatePerson(tx, userId, { name, phone, employerId });
    const { userId: actorId, address } = asking;
    // Past looks and acts are read under the name of today: under which one they were done stays known.
    const moved = isMoved ? { employerBefore, employerAfter: employerId } : {};
    const details = { nameBefore: person.name, nameAfter: name, ...moved };
    await recordAudit(tx, { action: 'person-saved', at, actorId, subjectId: userId, address, details });
    for (const siteId of sitesOf(person))
      await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    // The one before lifts them no more, and the next has no part in them.
    if (isMoved && employerBefore !== null)
      await liftDeniesOf(tx, { employerId: employerBefore, userId }, { at, actorId, address });
    if (isMoved) await appendEvent(tx, { type: 'access:changed', at, userId });
  });
  if (isMoved) await deps.onFactsChanged({ userId });
}

async function requireEmployer(
  { db }: Pick<PeopleDeps, 'db'>,
  asking: AskingUser,
  userId: UserId,
  employerId: OrganizationId | null,
): Promise<void> {
  if (userId === asking.userId) throw new AppError('forbidden');
  const scopes = await peopleScopes(db, listScopes(asking, 'people:write'));
  if (employerId !== null && !(await servesEmployer(db, scopes, employerId))) throw new AppError('not-found');
}

function sitesOf({ roles, guardianships }: PersonRow): Set<SiteId> {
  const sites = [...roles.map((role) => role.site ?? role.classroom?.site), ...guardianships.map((g) => g.child.site)];
  return new Set(sites.flatMap((site) => (site ? [site.id as SiteId] : [])));
}
