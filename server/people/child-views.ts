import { type RequiredText, withRequired } from '../access/consent-state.ts';
import type { ListScopes } from '../access/roles.ts';
import { SessionKind } from '../contract/hours.ts';
import type { ChildId, ClassroomId, GuardianshipId, SiteId, UserId } from '../contract/ids.ts';
import { type ChildView, CONSENT_KINDS, type ConsentKind, type ConsentState, Portrait } from '../contract/people.ts';
import { dayOfColumn } from '../platform/calendar.ts';
import { type ChildFilter, childrenIn, type ChildRow } from './children-store.ts';
import type { PeopleDeps } from './people-deps.ts';
import { requiredTexts } from './required-texts-store.ts';
import { registeredChildren, type RegisteredChild, runningViews } from './register-store.ts';

type Deps = Pick<PeopleDeps, 'db' | 'dayState' | 'consentStanding' | 'now'>;

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
    consents: CONSENT_KINDS.map((kind) => consentState(deps, row, textsOf(row.siteId), kind, at)),
    guardians: row.guardianships.map((guardianship) => ({
      guardianshipId: guardianship.id as GuardianshipId,
      userId: guardianship.userId as UserId,
      name: guardianship.user.name,
      relation: guardianship.relation,
      mayWatch: guardianship.mayWatch,
      mayPickUp: guardianship.mayPickUp,
      custodyBlocked: guardianship.custodyBlockedAt !== null,
      withdrawn: guardianship.withdrawnAt !== null,
      runningViews: views.filter(({ userId, childId }) => userId === guardianship.userId && childId === row.id).length,
    })),
  }));
}

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
  { consentStanding }: Deps,
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
