import { listScopes } from '../access/roles.ts';
import type { ChildId, UserId } from '../contract/ids.ts';
import type { SurvivingRights } from '../contract/leaver.ts';
import { Role } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { Db, Tx } from '../platform/database.ts';
import { type StandingRights, standingRights } from './leaver-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { isRoleWithin, visiblePerson } from './person-reach.ts';
import { scopeName } from './person-view.ts';
import { peopleScopes, type PeopleScopes } from './persons-store.ts';
import { isWholeSite } from './scope.ts';

/** What of a person's rights the asking reaches, and how many they do not. */
export type Reached = Pick<StandingRights, 'roles' | 'guardianships' | 'grants' | 'invitations'> & {
  all: StandingRights;
  runningViews: number;
  elsewhere: number;
};

/** @throws AppError 'forbidden' for oneself, too, or 'not-found' for an unknown or foreign person */
export async function requireLeaver(deps: PeopleDeps, asking: AskingUser, userId: UserId): Promise<PeopleScopes> {
  await visiblePerson(deps, asking, 'people:write', userId);
  if (userId === asking.userId) throw new AppError('forbidden');
  return peopleScopes(deps.db, listScopes(asking, 'people:write'));
}

export async function reachedRights(db: Db | Tx, scopes: PeopleScopes, userId: UserId, at: Date): Promise<Reached> {
  const all = await standingRights(db, userId, at);
  const isHere = ({ site }: AtSite) => isWholeSite(scopes, site);
  const within = {
    roles: all.roles.filter((role) => isRoleWithin(scopes, role)),
    guardianships: all.guardianships.filter(({ child }) => isHere(child)),
    grants: all.grants.filter(({ camera }) => isHere(camera)),
    invitations: all.invitations.filter(({ child }) => isHere(child)),
  };
  const foreign = all.guardianships.filter(({ child }) => child.leftAt === null && !isHere(child)).length;
  const missing = (part: 'roles' | 'grants' | 'invitations') => all[part].length - within[part].length;
  const elsewhere = foreign + missing('roles') + missing('grants') + missing('invitations');
  const runningViews = elsewhere === 0 ? all.viewingSessions.length : viewsThatEnd(all, scopes);
  return { all, ...within, runningViews, elsewhere };
}

type AtSite = { site: { id: string; operatorId: string } };

/** While the account stays: a role for an organization elsewhere may go on reaching a camera here. */
function viewsThatEnd({ viewingSessions, roles }: StandingRights, scopes: PeopleScopes): number {
  const isKept = roles.some((role) => role.organizationId !== null && !isRoleWithin(scopes, role));
  return viewingSessions.filter(
    ({ viewedAs, camera }) => isWholeSite(scopes, camera.site) && (viewedAs !== 'staff' || !isKept),
  ).length;
}

/** Every surviving right in one list: what a sweep would end. @throws AppError as `requireLeaver` */
export async function readSurvivingRights(
  deps: PeopleDeps,
  asking: AskingUser,
  userId: UserId,
): Promise<SurvivingRights> {
  const scopes = await requireLeaver(deps, asking, userId);
  const reached = await reachedRights(deps.db, scopes, userId, deps.now());
  const { all } = reached;
  const cameraName = (camera: { name: string; site: { name: string } }) => `${camera.site.name} · ${camera.name}`;
  return {
    roles: reached.roles.map((role) => ({
      roleId: role.id,
      role: Role.parse(role.role),
      scope: scopeName(role),
      endsAt: role.endsAt?.toISOString() ?? null,
    })),
    guardianships: reached.guardianships.map(({ childId, child, relation }) => ({
      childId: childId as ChildId,
      name: child.name,
      relation,
      hasLeft: child.leftAt !== null,
    })),
    grants: reached.grants.map(({ camera, endsAt }) => ({ camera: cameraName(camera), endsAt: endsAt.toISOString() })),
    invitations: reached.invitations.map(({ name, child, expiresAt }) => ({
      name,
      child: child.name,
      expiresAt: expiresAt.toISOString(),
    })),
    denies: all.denies
      .filter(({ camera }) => camera === null || isWholeSite(scopes, camera.site))
      .map(({ camera, reason }) => ({ camera: camera && cameraName(camera), reason })),
    hasPin: all.pinHash !== null,
    // What they do where the asking does not reach is not theirs to know.
    sessions: reached.elsewhere === 0 ? all.sessions.length : 0,
    runningViews: reached.runningViews,
    elsewhere: reached.elsewhere,
    isSuspended: all.suspendedAt !== null,
  };
}
