import type { ListScopes } from '../access/roles.ts';
import type { OrganizationId, SiteId } from '../contract/ids.ts';
import { type ClassroomView, CONSENT_KINDS, type SiteView } from '../contract/people.ts';
import { classroomViews } from './classroom-views.ts';
import type { PeopleDeps } from './people-deps.ts';
import { type Register, readRegister } from './register.ts';
import { classroomsIn, type RegisteredChild, runningViews, type SiteRow, sitesIn } from './register-store.ts';
import { isWholeSite } from './scope.ts';

type Deps = Pick<PeopleDeps, 'db' | 'now'>;

/** Sites as these scopes may see them: to an employer's administrator, every number counts that employer's families alone. */
export async function readSites(deps: Deps, scopes: ListScopes, siteId?: SiteId): Promise<SiteView[]> {
  const at = deps.now();
  const rows = await sitesIn(deps.db, scopes, siteId);
  const ids = rows.map(({ id }) => id);
  return siteViews(deps, scopes, { rows, register: await readRegister(deps, scopes, ids, at), at });
}

/** Sites and their rooms at once, out of one reading of the register. */
export async function readPlaces(
  deps: Deps,
  scopes: ListScopes,
  siteId?: SiteId,
): Promise<{ sites: SiteView[]; rooms: ClassroomView[] }> {
  const at = deps.now();
  const [siteRows, roomRows] = await Promise.all([
    sitesIn(deps.db, scopes, siteId),
    classroomsIn(deps.db, scopes, { siteId }, at),
  ]);
  const ids = siteRows.map(({ id }) => id);
  const register = await readRegister(deps, scopes, ids, at);
  const [sites, rooms] = await Promise.all([
    siteViews(deps, scopes, { rows: siteRows, register, at }),
    classroomViews(deps, scopes, { rows: roomRows, register, at }),
  ]);
  return { sites, rooms };
}

type Read = { rows: readonly SiteRow[]; register: Register; at: Date };

async function siteViews({ db }: Deps, scopes: ListScopes, { rows, register, at }: Read): Promise<SiteView[]> {
  const ids = rows.map(({ id }) => id);
  const views = await runningViews(db, scopes, ids, at);
  const childrenAt = Map.groupBy(register.children, ({ siteId }): string => siteId);
  return rows.map((row) => ({
    ...siteFields(row, scopes),
    ...counts(register, childrenAt.get(row.id) ?? []),
    ...viewCounts(views.filter(({ camera }) => camera.siteId === row.id)),
  }));
}

function siteFields(row: SiteRow, scopes: ListScopes) {
  const isWhole = isWholeSite(scopes, row);
  const { name, address, phone, timeZone, liveViewBasis, viewMinutesPerDay, streamsAtOnce, secondFactorNeeded } = row;
  const employers = row.employers.filter(
    (e) => isWhole || scopes.employerIds.includes(e.organizationId as OrganizationId),
  );
  return {
    siteId: row.id as SiteId,
    operatorId: row.operatorId as OrganizationId,
    ...{ name, address, phone, timeZone, liveViewBasis, viewMinutesPerDay, streamsAtOnce, secondFactorNeeded },
    lateAfterMinutes: row.lateAfterMinutes,
    absentAfterMinutes: row.absentAfterMinutes,
    stayAfterMinutes: row.stayAfterMinutes,
    sleepCheckMinutes: row.sleepCheckMinutes,
    liveViewOnSince: row.liveViewOnSince?.toISOString() ?? null,
    roomConsentMode: row.roomConsentMode === 'enrolment' ? ('enrolment' as const) : ('strict' as const),
    cameraNetworks: isWhole ? row.cameraNetworks : [],
    hours: row.hours.map(({ weekday, opensMinute, closesMinute }) => ({
      weekday,
      fromMinute: opensMinute,
      toMinute: closesMinute,
    })),
    employers: employers.map(({ organizationId, organization }) => ({
      organizationId: organizationId as OrganizationId,
      name: organization.name,
    })),
    camerasLive: row.cameras.filter(({ phase, isEnabled }) => isEnabled && phase === 'live').length,
    cameras: row.cameras.length,
  };
}

const viewCounts = (views: readonly { viewedAs: string }[]) => ({
  viewsNow: views.length,
  staffViewsNow: views.filter(({ viewedAs }) => viewedAs === 'staff').length,
});

function counts({ standing }: Register, children: readonly RegisteredChild[]) {
  const enrolled = children.filter(({ enrolledIn }) => enrolledIn !== null);
  const lacking = enrolled.filter((child) => CONSENT_KINDS.some((kind) => standing(child, kind) !== 'valid'));
  return {
    childrenPresent: children.filter(({ presentIn }) => presentIn !== null).length,
    childrenLeft: children.filter(({ hasLeft }) => hasLeft).length,
    childrenEnrolled: enrolled.length,
    childrenWithoutConsents: lacking.length,
  };
}
