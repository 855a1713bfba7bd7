import type { z } from 'zod';
import { requirePermission } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildId } from '../contract/ids.ts';
import type { LinkGuardian } from '../contract/people.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { insertGuardianship } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { visiblePerson } from './person-reach.ts';
import { placeOfChild } from './places-store.ts';

/**
 * Makes a person a guardian of a child. Nobody makes themselves one: a director's own child is linked by someone else.
 * @throws AppError 'forbidden', 'already-there', or 'not-found' when child or person is unknown or foreign
 */
export async function linkGuardian(
  deps: PeopleDeps,
  asking: AskingUser,
  childId: ChildId,
  input: z.output<typeof LinkGuardian>,
): Promise<void> {
  const place = await placeOfChild(deps.db, childId);
  requirePermission(asking, 'families:write', place);
  await visiblePerson(deps, asking, 'families:write', input.userId);
  if (input.userId === asking.userId) throw new AppError('forbidden');
  const { siteId } = place;
  const { userId } = input;
  const at = deps.now();
  const linking = deps.db.$transaction(async (tx) => {
    await insertGuardianship(tx, childId, input);
    await recordAudit(tx, {
      action: 'guardian-linked',
      at,
      actorId: asking.userId,
      siteId,
      childId,
      subjectId: userId,
      address: asking.address,
    });
    await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
    await appendEvent(tx, { type: 'access:changed', at, siteId, childId, userId });
  });
  await linking.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('already-there', { cause: error }) : error;
  });
  await deps.onFactsChanged({ userId });
}
