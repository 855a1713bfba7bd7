import type { z } from 'zod';
import { liftDeniesOf } from '../access/employer-denies-store.ts';
import { listScopes, type ListScopes } from '../access/roles.ts';
import type { AddEmployer, SaveEmployer } from '../contract/employers.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import type { EmployerDeps } from './employer-deps.ts';
import { concernedBy } from './employed-store.ts';
import { isWhollyServed } from './employer-reach.ts';
import {
  addEmployerToSites,
  areSitesOf,
  employerIn,
  holdOperators,
  insertEmployer,
  isNameTaken,
  isServed,
  renameEmployer,
  takeEmployerFromSites,
} from './employers-store.ts';
import { recordEmployer } from './record-employer.ts';

type Deps = Pick<EmployerDeps, 'db' | 'now'>;

/** @throws AppError 'forbidden', 'not-found' for an unknown or foreign site, 'already-there' for a name that is taken */
export async function addEmployer(
  deps: Deps,
  asking: AskingUser,
  { name, siteIds }: z.output<typeof AddEmployer>,
): Promise<OrganizationId> {
  const scopes = listScopes(asking, 'employers:write');
  await requireSites(deps, scopes, siteIds);
  return deps.db.$transaction(async (tx) => {
    await holdOperators(tx, scopes.operatorIds);
    await requireFreeName(tx, scopes, name, null);
    const organizationId = await insertEmployer(tx, name);
    await addEmployerToSites(tx, organizationId, siteIds);
    const at = deps.now();
    await recordEmployer(tx, asking, { action: 'employer-added', at, organizationId, siteIds, details: { name } });
    return organizationId;
  });
}

/**
 * Another name, and which of the operator's sites serve it. Who has a child there goes on watching: it is the employer's
 * administrators who see families of these sites, or no more. Taken from its last site, what it denied is lifted.
 * @throws AppError as `addEmployer`, also 'forbidden' for a new name of one that serves sites of others, and for the first
 * site of an operator whom it does not serve while it serves others: to be shared is the employer's own operator's to say
 */
export async function saveEmployer(
  deps: EmployerDeps,
  asking: AskingUser,
  organizationId: OrganizationId,
  { name, siteIds }: z.output<typeof SaveEmployer>,
): Promise<void> {
  const scopes = listScopes(asking, 'employers:write');
  await requireSites(deps, scopes, siteIds);
  const lifted = await deps.db.$transaction(async (tx) => {
    await holdOperators(tx, scopes.operatorIds);
    const before = await employerIn(tx, scopes, organizationId);
    if (before === null) throw new AppError('not-found');
    await requireFreeName(tx, scopes, name, organizationId);
    const mayRename = isWhollyServed(scopes, organizationId, await concernedBy(tx, [organizationId]));
    if (name !== before.name && !mayRename) throw new AppError('forbidden');
    const served = before.employedSites
      .filter(({ site }) => scopes.operatorIds.includes(site.operatorId as OrganizationId))
      .map(({ site }) => site.id);
    const taken = served.filter((id) => !siteIds.includes(id as SiteId));
    const given = siteIds.filter((id) => !served.includes(id));
    if (given.length > 0 && served.length === 0 && before.employedSites.length > 0)
      throw new AppError('forbidden', { fields: { siteIds: 'of-another-operator' } });
    await renameEmployer(tx, organizationId, name);
    await takeEmployerFromSites(tx, organizationId, taken);
    await addEmployerToSites(tx, organizationId, given);
    const changed = name === before.name ? [...taken, ...given] : [...new Set([...served, ...siteIds])];
    const at = deps.now();
    const details = { nameBefore: before.name, nameAfter: name, sites: siteIds.join(' ') };
    await recordEmployer(tx, asking, { action: 'employer-saved', at, organizationId, siteIds: changed, details });
    const act = { at, actorId: asking.userId, address: asking.address };
    return (await isServed(tx, organizationId))
      ? new Set<string>()
      : liftDeniesOf(tx, { employerId: organizationId }, act);
  });
  if (lifted.size > 0) await deps.onFactsChanged({ userIds: lifted });
}

async function requireSites({ db }: Deps, { operatorIds }: ListScopes, siteIds: readonly SiteId[]): Promise<void> {
  if (!(await areSitesOf(db, operatorIds, siteIds))) throw new AppError('not-found');
}

async function requireFreeName(tx: Tx, scopes: ListScopes, name: string, except: OrganizationId | null): Promise<void> {
  if (await isNameTaken(tx, scopes, name, except)) throw new AppError('already-there', { fields: { name: 'taken' } });
}
