import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { UserId } from '../contract/ids.ts';
import type { AddPerson } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import type { PeopleDeps } from './people-deps.ts';
import { insertPerson, peopleScopes, servesEmployer } from './persons-store.ts';

/**
 * Makes an account without any right. Until it has a role or a child, its operator's administrators reach it.
 * @throws AppError 'forbidden', 'already-there' for a taken user name, 'not-found' for an unknown or foreign employer
 */
export async function addPerson(
  deps: Pick<PeopleDeps, 'db' | 'now'>,
  asking: AskingUser,
  input: z.output<typeof AddPerson>,
): Promise<UserId> {
  const scopes = await peopleScopes(deps.db, listScopes(asking, 'people:write'));
  if (input.employerId !== null && !(await servesEmployer(deps.db, scopes, input.employerId)))
    throw new AppError('not-found');
  const [operatorId = null] = scopes.registrarIds;
  const { password, ...fields } = input;
  const passwordHash = await hashSecret(password);
  const adding = deps.db.$transaction(async (tx) => {
    const userId = await insertPerson(tx, { ...fields, operatorId, passwordHash });
    await recordAudit(tx, {
      action: 'person-added',
      at: deps.now(),
      actorId: asking.userId,
      subjectId: userId,
      address: asking.address,
    });
    return userId;
  });
  return adding.catch((error: unknown) => {
    throw isUniqueViolation(error)
      ? new AppError('already-there', { cause: error, fields: { username: 'taken' } })
      : error;
  });
}
