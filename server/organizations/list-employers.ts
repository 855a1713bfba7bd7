import { listScopes, type ListScopes } from '../access/roles.ts';
import type { EmployerView } from '../contract/employers.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import { concernedBy, guardiansOf, viewsOf } from './employed-store.ts';
import type { EmployerDeps } from './employer-deps.ts';
import { isOwnEmployer, isWhollyServed, sitesSeen } from './employer-reach.ts';
import { employerIn, employersIn, type EmployerRow } from './employers-store.ts';

type Deps = Pick<EmployerDeps, 'db' | 'now'>;

/** @throws AppError 'forbidden' for who has nothing to do with employers */
export async function listEmployers(deps: Deps, asking: AskingUser): Promise<EmployerView[]> {
  const scopes = listScopes(asking, 'networks:write');
  return viewsOfEmployers(deps, scopes, await employersIn(deps.db, scopes));
}

/** @throws AppError 'forbidden', or 'not-found' for an unknown or foreign one */
export async function readEmployer(deps: Deps, asking: AskingUser, id: OrganizationId): Promise<EmployerView> {
  const scopes = listScopes(asking, 'networks:write');
  const row = await employerIn(deps.db, scopes, id);
  const [view] = row === null ? [] : await viewsOfEmployers(deps, scopes, [row]);
  if (view === undefined) throw new AppError('not-found');
  return view;
}

async function viewsOfEmployers({ db, now }: Deps, scopes: ListScopes, rows: EmployerRow[]): Promise<EmployerView[]> {
  const ids = rows.map(({ id }) => id);
  const siteIds = rows.flatMap((row) => sitesSeen(scopes, row).map(({ id }) => id));
  const [guardians, views, concerned] = await Promise.all([
    guardiansOf(db, ids, siteIds),
    viewsOf(db, ids, now()),
    concernedBy(db, ids),
  ]);
  return rows.map((row) => {
    const sites = sitesSeen(scopes, row);
    const isSeen = ({ employerId, siteId }: { employerId: string | null; siteId: string }) =>
      employerId === row.id && sites.some(({ id }) => id === siteId);
    const isWhole = isWhollyServed(scopes, row.id, concerned);
    return {
      organizationId: row.id as OrganizationId,
      name: row.name,
      networks: row.officeNetworks,
      sites: sites.map(({ id, name }) => ({ siteId: id as SiteId, name })),
      guardians: new Set(guardians.filter(isSeen).map(({ userId }) => userId)).size,
      viewsNow: views.filter(isSeen).length,
      maySave: isWhole,
      mayChangeNetworks: isWhole || isOwnEmployer(scopes, row),
    };
  });
}
