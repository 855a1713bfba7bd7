import { roleHas } from '../contract/roles.ts';
import type { ReportConcern } from '../contract/concerns.ts';
import type { ClassroomId, UserId } from '../contract/ids.ts';
import type { Asking, AskingUser } from '../platform/asking.ts';
import { AppError } from '../platform/errors.ts';
import type { ConcernDeps } from './concern-deps.ts';
import { childAt, type ConcernSite, ownChildren, roomAt, siteOf, sitesOfStaff, staffOf } from './places-store.ts';

export type Reporter = {
  userId: UserId;
  deviceId: string | null;
  site: ConcernSite;
  /** Whose staff they may name: null for all of the site, else that of these rooms and the directors. */
  rooms: readonly string[] | null;
};

const STAFF = (asking: Pick<AskingUser, 'roles' | 'withheld'>) =>
  // A second factor keeps people from reading, not from reporting.
  [...asking.roles, ...asking.withheld].filter(({ role }) => roleHas(role, 'concerns:report'));

/** Where this person is one of the staff, with their rooms. */
export const staffSites = ({ db }: Pick<ConcernDeps, 'db'>, asking: AskingUser) => sitesOfStaff(db, STAFF(asking));

/**
 * One of the site's staff, by their PIN on a tablet; or a guardian, of their own child alone.
 * @throws AppError 'who-is-acting', 'wrong-pin', 'too-many-tries' on a tablet; 'not-found' for a site, child, room or person
 * that is not theirs to name
 */
export async function reporterOf(deps: ConcernDeps, asking: Asking, input: ReportConcern): Promise<Reporter> {
  const reporter =
    asking.kind === 'device' ? await onTablet(deps, asking, input) : await inBrowser(deps, asking, input);
  await requireNameable(deps, reporter, input);
  return reporter;
}

async function onTablet(deps: ConcernDeps, asking: Extract<Asking, { kind: 'device' }>, { by, siteId }: ReportConcern) {
  if (by === undefined) throw new AppError('who-is-acting');
  const site = siteId === asking.siteId ? await siteOf(deps.db, siteId) : null;
  if (site === null) throw new AppError('not-found');
  await deps.provePin(asking, by);
  return { userId: by.userId, deviceId: asking.deviceId, site, rooms: null };
}

async function inBrowser(deps: ConcernDeps, asking: AskingUser, { siteId, childId }: ReportConcern): Promise<Reporter> {
  const { userId } = asking;
  const [site, staffed, children] = await Promise.all([
    siteOf(deps.db, siteId),
    staffSites(deps, asking),
    ownChildren(deps.db, userId),
  ]);
  if (site === null) throw new AppError('not-found');
  if (staffed.has(siteId)) return { userId, deviceId: null, site, rooms: null };
  const own = children.find(({ id }) => id === childId);
  if (own?.siteId !== siteId) throw new AppError('not-found');
  return { userId, deviceId: null, site, rooms: own.enrolments.map(({ classroomId }) => classroomId) };
}

async function requireNameable(
  { db, now }: ConcernDeps,
  { site, rooms }: Reporter,
  input: ReportConcern,
): Promise<void> {
  const { childId, classroomId, subjectId, about } = input;
  const isOfSite = (found: { siteId: string } | null): boolean => found?.siteId === site.id;
  if (childId !== null && !isOfSite(await childAt(db, childId))) throw new AppError('not-found');
  if (classroomId !== null && !isOfSite(await roomAt(db, classroomId))) throw new AppError('not-found');
  if (subjectId === null) return;
  if (about !== 'staff' && about !== 'director')
    throw new AppError('bad-request', { fields: { subjectId: 'not-of-the-staff' } });
  const staff = await staffOf(db, { site, rooms, isForStaff: rooms === null, at: now() });
  if (!staff.some(({ userId }) => userId === subjectId)) throw new AppError('not-found');
}

/** A tablet's own room, where nothing else was said. */
export const roomSaid = (asking: Asking, classroomId: ClassroomId | null): ClassroomId | null =>
  classroomId ?? (asking.kind === 'device' ? asking.classroomId : null);
