import { FORBIDDEN_AREA_KINDS } from '../contract/cameras.ts';
import { type AdminSecondFactor, SECOND_FACTOR_ROLES } from '../contract/second-factor.ts';
import type { ClassroomId } from '../contract/ids.ts';
import { dayState } from '../attendance/day-state.ts';
import { atMinute, weekdayOf, type Span } from '../platform/calendar.ts';
import { kindsOn, nextBeginning, spansOfDay, windowsForAll, windowsForKinds, type WeeklyRow } from './day-spans.ts';
import { withRequired } from './consent-state.ts';
import type { ChildFacts, WatchFacts } from './facts.ts';
import type { CameraRow, ChildRow, HolderRow, PersonRow } from './watch-facts-rows.ts';

/** Who asks for what, and when. */
export type WatchQuestion = {
  userId: string;
  cameraId: string;
  at: Date;
  /** The sign-in or tablet that asks; null when nobody asks and an administrator wants to know: then it counts as signed in. */
  holderId: string | null;
  /** Where the asking comes from; null only together with `holderId`: then the network is not asked about. */
  address: string | null;
  isReasonGiven: boolean;
  /** Whether administrators watch by their role without a second factor; where nothing is said, they do not. */
  adminSecondFactor?: AdminSecondFactor;
  /** The view being decided, when it runs already. */
  viewId: string | null;
};

export type FactRows = { camera: CameraRow; person: PersonRow | null; holder: HolderRow };

const FORBIDDEN_AREAS: ReadonlySet<string> = new Set(FORBIDDEN_AREA_KINDS);
/** Roles whose duty it is to look at this room at any time; the others say a reason first. */
const ON_DUTY: ReadonlySet<string> = new Set(['caregiver']);
const WATCHING_ROLES: ReadonlySet<string> = new Set(['caregiver', 'site_admin', 'operator_admin']);

/** Rows as they were read become what the rule looks at: pure, and the same for one camera and for a whole site. */
export function composeFacts(rows: FactRows, question: WatchQuestion): WatchFacts {
  const day = dayOf(rows.camera);
  return personFacts(rows, cameraFacts(rows.camera, day, question.at), day, question);
}

/** What is the same for whoever looks through this camera. */
export type CameraFacts = Pick<WatchFacts, 'site' | 'room' | 'camera'>;

export function cameraFacts(camera: CameraRow, { spans, next, endsAt }: Day, at: Date): CameraFacts {
  const windows = windowsForAll(camera.windows);
  return {
    site: {
      isLiveOn: camera.isLiveOn,
      openToday: spans(camera.hours),
      nextOpening: next(camera.hours, at),
      dayEndsAt: endsAt,
    },
    room: {
      classroomId: camera.classroomId,
      windowsToday: windows.length === 0 ? null : spans(windows),
      nextWindow: next(windows, at),
      consentOf: camera.isConsentStrict ? [...presentConsents(camera), ...staffConsents(camera)] : null,
    },
    camera: {
      isEnabled: camera.isEnabled,
      isAreaLawful: !FORBIDDEN_AREAS.has(camera.areaKind),
      pausedUntil: camera.pausedUntil,
    },
  };
}

/** The site's local day. Working out instants from local clocks is what takes time here, so each is worked out once. */
export type Day = {
  spans: (rows: readonly WeeklyRow[]) => Span[];
  next: (rows: readonly WeeklyRow[], at: Date) => Date | null;
  endsAt: Date;
};

export function dayOf({ today, timeZone, closedDays }: CameraRow): Day {
  const closed = new Set(closedDays);
  const worked = new Map<string, Span[]>();
  const begun = new Map<string, Date | null>();
  return {
    spans: (rows) => remembered(worked, keyOf(rows), () => spansOfDay(rows, today, timeZone, closed)),
    next: (rows, at) =>
      remembered(begun, `${at.getTime()} ${keyOf(rows)}`, () => nextBeginning(rows, today, timeZone, closed, at)),
    endsAt: atMinute(today, 1440, timeZone),
  };
}

const keyOf = (rows: readonly WeeklyRow[]): string =>
  rows.map(({ weekday, fromMinute, toMinute }) => `${weekday} ${fromMinute} ${toMinute}`).join();

function remembered<T>(known: Map<string, T>, key: string, workOut: () => T): T {
  const found = known.has(key) ? (known.get(key) as T) : workOut();
  known.set(key, found);
  return found;
}

export function personFacts(rows: FactRows, ofCamera: CameraFacts, day: Day, question: WatchQuestion): WatchFacts {
  const { camera, person, holder } = rows;
  const isTablet = holder.tabletRoomId !== null;
  const duty = dutyOf(rows, question);
  return {
    ...ofCamera,
    viewer: viewerFacts(rows, duty, question),
    staff: duty.staff,
    // A shared tablet opens its own room to the staff on it, and nothing that belongs to one of them as a person.
    children: isTablet ? [] : childrenOf(rows).map((child) => childOf(child, camera, day, question.at)),
    grant: isTablet ? null : (person?.grants.find(({ cameraId }) => cameraId === camera.cameraId) ?? null),
    usage: usageOf(rows, question),
  };
}

const viewerFacts = (
  { camera, person, holder }: FactRows,
  duty: Duty,
  question: WatchQuestion,
): WatchFacts['viewer'] => ({
  isSignedIn: holder.isSignedIn,
  signInEndsAt: holder.signInEndsAt,
  heldBack: person?.heldBack ?? null,
  isActive: person?.isActive ?? false,
  isSecondFactorMet: holder.isSecondFactorMet || !(camera.secondFactorNeeded || duty.isWithheld),
  isDenied: person?.deniedCameraIds.some((id) => id === null || id === camera.cameraId) ?? false,
  address: question.address,
  networks: person?.networks ?? [],
});

/** The person's children of this camera's room: enrolled in it today, or seen in it today. */
export const childrenOf = ({ camera, person }: Pick<FactRows, 'camera' | 'person'>): ChildRow[] =>
  (person?.children ?? []).filter(({ enrolments, attendance }) =>
    [...enrolments, ...attendance].some(({ classroomId }) => classroomId === camera.classroomId),
  );

const presentConsents = (camera: CameraRow) =>
  camera.roomChildren
    .filter((child) => {
      const { state, classroomId } = dayState(child.attendance);
      return state === 'present' && classroomId === camera.classroomId;
    })
    .map((child) => withRequired(child.consents, camera.requiredTexts));

const staffConsents = (camera: CameraRow) => camera.roomStaff.map(({ consents }) => withRequired(consents, []));

/** `isWithheld`: the role that reaches this room waits for the second factor, and no other right stands beside it. */
type Duty = { staff: WatchFacts['staff']; isWithheld: boolean };

/** An administrator whose second factor was not met watches as the caregiver or guardian they are beside it, if they are. */
function dutyOf(rows: FactRows, question: WatchQuestion): Duty {
  const { camera, person, holder } = rows;
  const reaching = (person?.roles ?? []).filter(
    ({ role, classroomId, siteId, organizationId }) =>
      WATCHING_ROLES.has(role) &&
      (classroomId === camera.classroomId || siteId === camera.siteId || organizationId === camera.operatorId),
  );
  const isOffered = question.adminSecondFactor === 'offered' && !holder.hasSecondFactor;
  const counting = reaching.filter(
    ({ role }) => holder.isSecondFactorMet || isOffered || !SECOND_FACTOR_ROLES.some((name) => name === role),
  );
  const isGuest = childrenOf(rows).length > 0 || person?.grants.some(({ cameraId }) => cameraId === camera.cameraId);
  const isWithheld = counting.length === 0 && reaching.length > 0 && !isGuest;
  return { staff: staffOf(rows, isWithheld ? reaching : counting, question), isWithheld };
}

function staffOf(
  { camera, holder }: FactRows,
  reaching: PersonRow['roles'],
  question: WatchQuestion,
): WatchFacts['staff'] {
  const strongest = reaching.find(({ role }) => ON_DUTY.has(role)) ?? reaching[0];
  const { tabletRoomId } = holder;
  if (strongest === undefined || (tabletRoomId !== null && tabletRoomId !== camera.classroomId)) return null;
  return {
    isOnDuty: tabletRoomId !== null || ON_DUTY.has(strongest.role),
    isReasonGiven: question.isReasonGiven,
    until: strongest.endsAt,
  };
}

function childOf(child: ChildRow, camera: CameraRow, day: Day, now: Date): ChildFacts {
  const sessions = child.enrolments.flatMap(({ weekdays, fromMinute, toMinute }) =>
    weekdays.map((weekday) => ({ weekday, fromMinute, toMinute })),
  );
  const { state, classroomId, at } = dayState(child.attendance);
  return {
    childId: child.childId,
    isCustodyBlocked: child.isCustodyBlocked,
    isRightWithdrawn: child.isRightWithdrawn,
    presence: { state, classroomId: classroomId as ClassroomId | null, at },
    consents: withRequired(child.consents, camera.requiredTexts),
    sessionToday: day.spans(sessions),
    ownWindows: ownWindows(child, camera, day, now),
  };
}

function ownWindows(child: ChildRow, camera: CameraRow, day: Day, now: Date): ChildFacts['ownWindows'] {
  if (camera.windows.every(({ sessionKind }) => sessionKind === null)) return null;
  const kinds = kindsOn(weekdayOf(camera.today), camera.classroomId, child.enrolments);
  const windows = windowsForKinds(camera.windows, kinds);
  return windows && { today: day.spans(windows), next: day.next(windows, now) };
}

/** Of two views that began at the same moment the later one is the one too many, so only those before it count. */
function usageOf({ camera, person }: FactRows, question: WatchQuestion): WatchFacts['usage'] {
  const running = person?.running ?? [];
  const own = running.find(({ viewId }) => viewId === question.viewId);
  const others = running.filter(({ viewId }) => viewId !== question.viewId);
  // A tile or still of what this person watches already is no further picture.
  const rivals = question.viewId === null ? others.filter((other) => other.cameraId !== camera.cameraId) : others;
  const before = rivals.filter((other) => own === undefined || isBefore(other, own));
  return {
    minutesPerDay: camera.minutesPerDay,
    finishedMs: person?.finishedMs ?? 0,
    // Who only asks, and does not watch, uses up nothing: their answer does not run out with the minutes.
    runningSince: [
      ...others.filter(({ isCounted }) => isCounted),
      ...(question.viewId === null ? [] : [own ?? { openedAt: question.at }]),
    ].map(({ openedAt }) => openedAt),
    streamsAtOnce: camera.streamsAtOnce,
    otherStreams: before.length,
  };
}

type Running = PersonRow['running'][number];
const isBefore = (a: Running, b: Running): boolean =>
  a.openedAt.getTime() === b.openedAt.getTime() ? a.viewId < b.viewId : a.openedAt < b.openedAt;
