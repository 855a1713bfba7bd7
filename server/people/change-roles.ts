import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { recordAudit } from '../audit/audit-store.ts';
import type { AuditAction } from '../contract/audit-actions.ts';
import type { ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import type { AddRole } from '../contract/people.ts';
import { ROLE_SCOPES, TEMPORARY_ROLE_DAYS, TEMPORARY_ROLES } from '../contract/roles.ts';
import { appendEvent } from '../events/append-event.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { PeopleDeps } from './people-deps.ts';
import { isRoleWithin, isRunning, visiblePerson } from './person-reach.ts';
import { endRole, insertRole, peopleScopes, type PeopleScopes } from './persons-store.ts';
import { placeOfRoom, placeOfSite } from './places-store.ts';
import { isWholeSite } from './scope.ts';

type RoleInput = z.output<typeof AddRole>;
type RoleScope = Pick<RoleInput, 'organizationId' | 'siteId' | 'classroomId'>;

/**
 * Gives a person a role that lies within the giver's own scope; directors are made by the operator. Nobody gives one to
 * themselves.
 * @throws AppError 'forbidden', 'bad-request' when role and scope do not fit, 'already-there', or 'not-found' for an unknown or foreign person or scope
 */
export async function giveRole(deps: PeopleDeps, asking: AskingUser, userId: UserId, input: RoleInput): Promise<void> {
  await visiblePerson(deps, asking, 'people:write', userId);
  const siteId = await requireGivable(deps, await peopleScopes(deps.db, listScopes(asking, 'people:write')), input);
  if (userId === asking.userId) throw new AppError('forbidden');
  const at = deps.now();
  const endsAt = input.endsAt === null ? null : new Date(input.endsAt);
  const endFault = faultOfEnd(input.role, endsAt, at);
  if (endFault !== null) throw new AppError('bad-request', { fields: { endsAt: endFault } });
  await deps.db.$transaction(async (tx) => {
    if (!(await insertRole(tx, { ...input, userId, endsAt }, at))) throw new AppError('already-there');
    await record(tx, at, asking, { action: 'role-given', userId, siteId, role: input.role, scope: input });
  });
  await recheck(deps, userId, input.classroomId);
}

/**
 * Ends a role now; nobody ends their own, so that an operator is never left without anyone.
 * @throws AppError 'forbidden', or 'not-found' for an unknown, foreign or ended role
 */
export async function takeRole(deps: PeopleDeps, asking: AskingUser, userId: UserId, roleId: string): Promise<void> {
  const person = await visiblePerson(deps, asking, 'people:write', userId);
  const scopes = await peopleScopes(deps.db, listScopes(asking, 'people:write'));
  const at = deps.now();
  const held = person.roles.find(({ id }) => id === roleId);
  if (!held || !isRunning(held, at) || !isRoleWithin(scopes, held)) throw new AppError('not-found');
  if (userId === asking.userId) throw new AppError('forbidden');
  const siteId = (held.site ?? held.classroom?.site)?.id ?? null;
  const scope = held as RoleScope;
  await deps.db.$transaction(async (tx) => {
    if (!(await endRole(tx, roleId, at))) throw new AppError('not-found');
    await record(tx, at, asking, { action: 'role-ended', userId, siteId, role: held.role, scope });
  });
  await recheck(deps, userId, scope.classroomId);
}

const DAY_MS = 86_400_000;

/** Who comes for a time gets an end, so that nobody has to remember to end it. */
function faultOfEnd(role: RoleInput['role'], endsAt: Date | null, at: Date): string | null {
  const isTemporary = TEMPORARY_ROLES.includes(role);
  if (endsAt === null) return isTemporary ? 'required' : null;
  if (endsAt <= at) return 'in-the-past';
  return isTemporary && endsAt.getTime() > at.getTime() + TEMPORARY_ROLE_DAYS * DAY_MS ? 'too-far' : null;
}

/** @returns the site of the role, if it has one */
async function requireGivable(deps: PeopleDeps, scopes: PeopleScopes, input: RoleInput): Promise<SiteId | null> {
  const { role, organizationId, siteId, classroomId } = input;
  const fits: readonly string[] = ROLE_SCOPES[role];
  const named = Object.entries({ classroom: classroomId, site: siteId, organization: organizationId });
  if (named.some(([scope, id]) => id !== null && !fits.includes(scope)))
    throw new AppError('bad-request', { fields: { role: 'does-not-fit-scope' } });
  if (classroomId !== null) return within(scopes, await placeOfRoom(deps.db, classroomId));
  if (siteId !== null) {
    const place = await placeOfSite(deps.db, siteId);
    const id = within(scopes, place);
    // A director who could make directors could make one who opens to them what nobody opens for themselves.
    if (role === 'site_admin' && !scopes.operatorIds.some((own) => own === place?.operatorId))
      throw new AppError('forbidden');
    return id;
  }
  if (organizationId === null) throw new AppError('bad-request', { fields: { siteId: 'one-scope' } });
  return role === 'org_admin' ? ofEmployer(scopes, organizationId) : ofOperator(scopes, organizationId);
}

function within(scopes: PeopleScopes, place: { siteId: SiteId; operatorId: OrganizationId } | null): SiteId {
  if (!place || !isWholeSite(scopes, { id: place.siteId, operatorId: place.operatorId }))
    throw new AppError('not-found');
  return place.siteId;
}

function ofOperator({ operatorIds }: PeopleScopes, organizationId: OrganizationId): null {
  if (!operatorIds.includes(organizationId)) throw new AppError('not-found');
  return null;
}

/** An employer's administrator sees its families at every site that serves it: so the giver must reach all of these. */
function ofEmployer({ servedIds }: PeopleScopes, organizationId: OrganizationId): null {
  if (!servedIds.includes(organizationId)) throw new AppError('not-found');
  return null;
}

type RoleAct = { action: AuditAction; userId: UserId; siteId: string | null; role: string; scope: RoleScope };

async function record(
  tx: Tx,
  at: Date,
  asking: AskingUser,
  { action, userId, siteId, role, scope }: RoleAct,
): Promise<void> {
  const { organizationId, classroomId } = scope;
  const details = { role, organizationId, classroomId };
  await recordAudit(tx, {
    action,
    at,
    actorId: asking.userId,
    siteId,
    subjectId: userId,
    address: asking.address,
    details,
  });
  await appendEvent(tx, { type: 'register:changed', at, siteId, payload: { what: 'people' } });
  await appendEvent(tx, { type: 'access:changed', at, userId });
  if (classroomId !== null) await appendEvent(tx, { type: 'access:changed', at, siteId, classroomId });
}

/** The person's own views, and those of a room in which everyone filmed must have agreed. */
async function recheck({ onFactsChanged }: PeopleDeps, userId: UserId, classroomId: ClassroomId | null): Promise<void> {
  await onFactsChanged({ userId });
  if (classroomId !== null) await onFactsChanged({ classroomId });
}
