import type { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import type { NetworksSaved, SaveNetworks } from '../contract/employers.ts';
import type { OrganizationId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { isInNetworks, networkNamed } from '../platform/network-block.ts';
import { concernedBy, peopleOf, viewsOf } from './employed-store.ts';
import type { EmployerDeps } from './employer-deps.ts';
import { isOwnEmployer, isWhollyServed } from './employer-reach.ts';
import { employerIn, replaceNetworks } from './employers-store.ts';
import { recordEmployer } from './record-employer.ts';

/**
 * From which networks an employer's guardians may watch; none means from anywhere. A trial counts the pictures that would
 * end; without it they have ended when this returns.
 * @throws AppError 'forbidden' for one that serves sites of others too, 'not-found', or 'bad-request' naming each wrong line
 */
export async function saveNetworks(
  deps: EmployerDeps,
  asking: AskingUser,
  organizationId: OrganizationId,
  input: z.output<typeof SaveNetworks>,
): Promise<NetworksSaved> {
  await requireChangeable(deps, asking, organizationId);
  const networks = readNetworks(input.networks);
  const views = await viewsOf(deps.db, [organizationId], deps.now());
  const endedViews = input.trial
    ? views.filter(({ address }) => !mayWatchFrom(address, networks)).length
    : await replace(deps, asking, organizationId, networks);
  return {
    networks,
    yourAddress: asking.address,
    isYourAddressWithin: mayWatchFrom(asking.address, networks),
    viewsNow: views.length,
    endedViews,
  };
}

async function requireChangeable({ db }: EmployerDeps, asking: AskingUser, id: OrganizationId): Promise<void> {
  const scopes = listScopes(asking, 'networks:write');
  const employer = await employerIn(db, scopes, id);
  if (employer === null) throw new AppError('not-found');
  if (!isOwnEmployer(scopes, employer) && !isWhollyServed(scopes, id, await concernedBy(db, [id])))
    throw new AppError('forbidden');
}

async function replace(
  { db, now, onFactsChanged }: EmployerDeps,
  asking: AskingUser,
  organizationId: OrganizationId,
  networks: string[],
): Promise<number> {
  const concerned = await concernedBy(db, [organizationId]);
  const siteIds = concerned.map(({ siteId }) => siteId).filter((siteId) => siteId !== null);
  await db.$transaction(async (tx) => {
    const before = await replaceNetworks(tx, organizationId, networks);
    const details = { before: before.join(' '), after: networks.join(' ') };
    await recordEmployer(tx, asking, { action: 'networks-saved', at: now(), organizationId, siteIds, details });
  });
  return onFactsChanged({ userIds: await peopleOf(db, organizationId) });
}

/** Everywhere is no network: it is written as none. @throws AppError 'bad-request' */
function readNetworks(lines: readonly string[]): string[] {
  const named = lines.map(networkNamed);
  const faults = named.flatMap((network, index) => {
    const fault = network === null ? 'not-a-network' : network.endsWith('/0') ? 'network-everywhere' : null;
    return fault === null ? [] : [[`networks.${String(index)}`, fault] as const];
  });
  if (faults.length > 0) throw new AppError('bad-request', { fields: Object.fromEntries(faults) });
  return [...new Set(named.filter((network) => network !== null))];
}

const mayWatchFrom = (address: string, networks: readonly string[]): boolean =>
  networks.length === 0 || isInNetworks(address, networks);
