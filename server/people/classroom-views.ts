import type { ListScopes } from '../access/roles.ts';
import { SessionKind } from '../contract/hours.ts';
import type { ClassroomId, SiteId, UserId } from '../contract/ids.ts';
import { type ClassroomKind, type ClassroomView, Role } from '../contract/people.ts';
import { consentGaps } from './consent-gaps.ts';
import type { PeopleDeps } from './people-deps.ts';
import { type Register, readRegister } from './register.ts';
import { type ClassroomRow, classroomsIn } from './register-store.ts';
import { isWholeSite } from './scope.ts';

type Deps = Pick<PeopleDeps, 'db' | 'now'>;

export async function readClassrooms(
  deps: Deps,
  scopes: ListScopes,
  which: { siteId?: SiteId | undefined; classroomId?: ClassroomId },
): Promise<ClassroomView[]> {
  const at = deps.now();
  const rows = await classroomsIn(deps.db, scopes, which, at);
  const siteIds = [...new Set(rows.map(({ siteId }) => siteId))];
  return classroomViews(deps, scopes, { rows, register: await readRegister(deps, scopes, siteIds, at), at });
}

type Read = { rows: readonly ClassroomRow[]; register: Register; at: Date };

/** Rooms as these scopes may see them; of a site that is seen in part, nobody's name. */
export async function classroomViews(
  deps: Deps,
  scopes: ListScopes,
  { rows, register, at }: Read,
): Promise<ClassroomView[]> {
  const strict = rows.filter(({ site }) => isWholeSite(scopes, site) && site.roomConsentMode !== 'enrolment');
  const ids = strict.map(({ id }) => id);
  const gaps = await consentGaps(deps, ids, register, at);
  const present = Map.groupBy(register.children, ({ presentIn }) => presentIn);
  const enrolled = Map.groupBy(register.children, ({ enrolledIn }) => enrolledIn);
  return rows.map((row) => ({
    classroomId: row.id as ClassroomId,
    siteId: row.siteId as SiteId,
    name: row.name,
    kind: row.kind as ClassroomKind,
    capacity: row.capacity,
    ratio: row.ratio,
    windows: row.windows.map(windowOf),
    childrenPresent: present.get(row.id)?.length ?? 0,
    childrenEnrolled: enrolled.get(row.id)?.length ?? 0,
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
