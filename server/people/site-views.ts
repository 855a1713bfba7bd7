import { withRequired } from '../access/consent-state.ts';
import type { ListScopes } from '../access/roles.ts';
import { SessionKind } from '../contract/hours.ts';
import type { ClassroomId, OrganizationId, SiteId, UserId } from '../contract/ids.ts';
import {
  type ClassroomKind,
  type ClassroomView,
  CONSENT_KINDS,
  type ConsentKind,
  Role,
  type SiteView,
} from '../contract/people.ts';
import { consentGaps } from './consent-gaps.ts';
import type { PeopleDeps } from './people-deps.ts';
import {
  type ClassroomRow,
  classroomsIn,
  consentsOf,
  registeredChildren,
  type RegisteredChild,
  runningViews,
  type SiteRow,
  sitesIn,
} from './register-store.ts';
import { requiredTexts } from './required-texts-store.ts';
import { isWholeSite } from './scope.ts';

type Deps = Pick<PeopleDeps, 'db' | 'dayState' | 'consentStanding' | 'now'>;

/** Sites as these scopes may see them: to an employer's administrator, every number counts that employer's families alone. */
export async function readSites(deps: Deps, scopes: ListScopes, siteId?: SiteId): Promise<SiteView[]> {
  const at = deps.now();
  const rows = await sitesIn(deps.db, scopes, siteId);
  const ids = rows.map(({ id }) => id);
  const [children, views] = await Promise.all([
    registeredChildren(deps, scopes, ids, at),
    runningViews(deps.db, scopes, ids, at),
  ]);
  const lacking = await lackingConsents(deps, children, at);
  return rows.map((row) => ({
    ...siteFields(row, scopes),
    ...counts(children.filter((child) => child.siteId === row.id)),
    childrenWithoutConsents: lacking.filter(({ siteId }) => siteId === row.id).length,
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

const counts = (children: RegisteredChild[]) => ({
  childrenPresent: children.filter(({ presentIn }) => presentIn !== null).length,
  childrenEnrolled: children.filter(({ enrolledIn }) => enrolledIn !== null).length,
});

/** Enrolled children of whose consents some kind is not valid now. */
async function lackingConsents(deps: Deps, children: RegisteredChild[], at: Date): Promise<RegisteredChild[]> {
  const enrolled = children.filter(({ enrolledIn }) => enrolledIn !== null);
  const ids = enrolled.map(({ childId }) => childId);
  const siteIds = enrolled.map(({ siteId }) => siteId);
  const [entries, textsOf] = await Promise.all([consentsOf(deps.db, ids), requiredTexts(deps.db, siteIds)]);
  const ofChild = Map.groupBy(entries, ({ childId }) => childId);
  return enrolled.filter(({ childId, siteId }) => {
    const rows = (ofChild.get(childId) ?? []).map((row) => ({ ...row, kind: row.kind as ConsentKind }));
    const dated = withRequired(rows, textsOf(siteId));
    return CONSENT_KINDS.some((kind) => deps.consentStanding(dated, kind, at).state !== 'valid');
  });
}

export async function readClassrooms(
  deps: Deps,
  scopes: ListScopes,
  which: { siteId?: SiteId | undefined; classroomId?: ClassroomId },
): Promise<ClassroomView[]> {
  const at = deps.now();
  const rows = await classroomsIn(deps.db, scopes, which, at);
  const children = await registeredChildren(deps, scopes, [...new Set(rows.map(({ siteId }) => siteId))], at);
  const strict = rows.filter(({ site }) => isWholeSite(scopes, site) && site.roomConsentMode !== 'enrolment');
  const gaps = await consentGaps(
    deps,
    strict.map(({ id }) => id),
    children,
    at,
  );
  return rows.map((row) => ({
    classroomId: row.id as ClassroomId,
    siteId: row.siteId as SiteId,
    name: row.name,
    kind: row.kind as ClassroomKind,
    capacity: row.capacity,
    ratio: row.ratio,
    windows: row.windows.map(windowOf),
    childrenPresent: children.filter(({ presentIn }) => presentIn === row.id).length,
    childrenEnrolled: children.filter(({ enrolledIn }) => enrolledIn === row.id).length,
    staff: isWholeSite(scopes, row.site) ? staffOf(row) : [],
    consentGaps: gaps.get(row.id) ?? [],
  }));
}

const windowOf = ({ weekday, fromMinute, toMinute, sessionKind }: ClassroomRow['windows'][number]) => ({
  ...{ weekday, fromMinute, toMinute },
  sessionKind: SessionKind.nullable().parse(sessionKind),
});

const staffOf = ({ roles }: ClassroomRow) =>
  roles.map(({ userId, user, role }) => ({ userId: userId as UserId, name: user.name, role: Role.parse(role) }));
