import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { OrganizationId, UserId } from '../contract/ids.ts';
import { AddPerson } from '../contract/people.ts';
import { AppError } from '../platform/errors.ts';
import { hashSecret } from '../platform/secret-hash.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { insertOperator, operatorNamed } from './operators-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { insertPerson, insertRole } from './persons-store.ts';

export const FirstAdministrator = AddPerson.pick({ username: true, name: true, password: true }).extend({
  operatorName: AddPerson.shape.name,
});

export type CreatedAdministrator = { userId: UserId; operatorId: OrganizationId; isOperatorNew: boolean };

/**
 * Makes an administrator of an operator, and the operator when there is none of this name. It asks nobody's permission: it
 * is for whoever runs the machine, at the start or when every administrator has lost their password.
 * @throws ZodError for malformed input, AppError 'already-there' when the user name is taken; then nothing was made
 */
export async function createFirstAdministrator(
  { db, now }: Pick<PeopleDeps, 'db' | 'now'>,
  input: z.input<typeof FirstAdministrator>,
): Promise<CreatedAdministrator> {
  const { operatorName, password, ...person } = FirstAdministrator.parse(input);
  const passwordHash = await hashSecret(password);
  const at = now();
  const creating = db.$transaction(async (tx) => {
    const known = await operatorNamed(tx, operatorName);
    const operatorId = known ?? (await insertOperator(tx, operatorName));
    const userId = await insertPerson(tx, { ...person, phone: '', employerId: null, operatorId, passwordHash });
    const role = { role: 'operator_admin', organizationId: operatorId, siteId: null, classroomId: null };
    await insertRole(tx, { ...role, userId, endsAt: null }, at);
    const details = { role: role.role, organizationId: operatorId };
    await recordAudit(tx, { action: 'administrator-created', at, actorId: null, subjectId: userId, details });
    return { userId, operatorId, isOperatorNew: known === null };
  });
  return creating.catch((error: unknown) => {
    throw isUniqueViolation(error) ? new AppError('already-there', { cause: error }) : error;
  });
}
