import { consentStanding, type RequiredText, withRequired } from '../access/consent-state.ts';
import type { ListScopes } from '../access/roles.ts';
import { SessionKind } from '../contract/hours.ts';
import type { ChildId, ClassroomId, GuardianshipId, SiteId, UserId } from '../contract/ids.ts';
import { type ChildView, CONSENT_KINDS, type ConsentKind, type ConsentState, Portrait } from '../contract/people.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import { type ChildFilter, childrenIn, type ChildRow } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { requiredTexts } from './required-texts-store.ts';
import { registeredChildren, type RegisteredChild, runningViews } from './register-store.ts';
import { isStanding, isWholeSite } from './scope.ts';

type GuardianRow = ChildRow['guardianships'][number];
type Deps = Pick<PeopleDeps, 'db' | 'now'>;

/** Children as these scopes may see them, with what each guardian's withdrawal would end now. */
export async function readChildren(deps: Deps, scopes: ListScopes, filter: ChildFilter): Promise<ChildView[]> {
  const at = deps.now();
  const rows = await childrenIn(deps.db, scopes, filter);
  const siteIds = [...new Set(rows.map(({ siteId }) => siteId))];
  const [register, views, textsOf] = await Promise.all([
    registeredChildren(deps, scopes, siteIds, at),
    runningViews(deps.db, scopes, siteIds, at),
    requiredTexts(deps.db, siteIds),
  ]);
  const isKnown = ({ site }: ChildRow, guardian: GuardianRow): boolean =>
    isWholeSite(scopes, site) ||
    (isStanding(guardian) && scopes.employerIds.some((id) => id === guardian.user.employerId));
  const registered = new Map(register.map((child) => [child.childId, child]));
  return rows.map((row) => ({
    childId: row.id as ChildId,
    siteId: row.siteId as SiteId,
    name: row.name,
    nickname: row.nickname,
    portrait: Portrait.nullable().catch(null).parse(row.portrait),
    allergies: row.allergies,
    bornOn: row.bornOn === null ? null : dayOfColumn(row.bornOn),
    ...whereabouts(row, registered.get(row.id as ChildId)),
    consents: CONSENT_KINDS.map((kind) => consentState(row, textsOf(row.siteId), kind, at)),
    hasOtherGuardians: row.guardianships.some((guardian) => !isKnown(row, guardian)),
    guardians: row.guardianships
      .filter((guardian) => isKnown(row, guardian))
      .map((guardian) => guardianView(guardian, views)),
  }));
}

const guardianView = (row: GuardianRow, views: Awaited<ReturnType<typeof runningViews>>) => ({
  guardianshipId: row.id as GuardianshipId,
  userId: row.userId as UserId,
  name: row.user.name,
  relation: row.relation,
  mayWatch: row.mayWatch,
  mayPickUp: row.mayPickUp,
  custodyBlocked: row.custodyBlockedAt !== null,
  withdrawn: row.withdrawnAt !== null,
  runningViews: views.filter(({ userId, childId }) => userId === row.userId && childId === row.childId).length,
});

function whereabouts(row: ChildRow, registered: RegisteredChild | undefined) {
  const enrolment = row.enrolments.find(({ classroomId }) => classroomId === registered?.enrolledIn);
  return {
    classroom: enrolment ? { classroomId: enrolment.classroomId as ClassroomId, name: enrolment.classroom.name } : null,
    sessionKind: enrolment ? SessionKind.parse(enrolment.sessionKind) : null,
    session: enrolment
      ? { weekdays: enrolment.weekdays, fromMinute: enrolment.fromMinute, toMinute: enrolment.toMinute }
      : null,
    present: (registered?.presentIn ?? null) !== null,
  };
}

function consentState(
  { consents }: ChildRow,
  texts: readonly RequiredText[],
  kind: ConsentKind,
  at: Date,
): ConsentState {
  const rows = consents.filter((entry) => entry.kind === kind).map((entry) => ({ ...entry, kind }));
  const { state } = consentStanding(withRequired(rows, texts), kind, at);
  const newest = rows.filter(({ validFrom }) => validFrom <= at).at(-1);
  return { kind, state, validUntil: newest?.validUntil?.toISOString() ?? null };
}
