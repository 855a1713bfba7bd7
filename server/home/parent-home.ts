import { CONSENT_KINDS, type ConsentKind } from '../contract/people.ts';
import type { CameraTile, ParentHome, ViewAnswer } from '../contract/live.ts';
import type { CameraId, ChildId, ClassroomId } from '../contract/ids.ts';
import type { Portrait } from '../contract/people.ts';
import {
  consentStanding,
  type ConsentRow,
  type RequiredText,
  type SignedRow,
  withRequired,
} from '../access/consent-state.ts';
import { kindsOn, spansOfDay, windowsForAll, windowsForKinds, type WeeklyRow } from '../access/day-spans.ts';
import { enrolledRooms, enrolmentsOn } from './enrolled-rooms.ts';
import { daysNow, dayState, eventsNow, type DayEvent, type DayState } from '../attendance/day-state.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn, localDay, weekdayOf, type Span } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';
import { NO_WORD, wordOfFamily } from './word-of-family.ts';
import {
  readDays,
  readFamily,
  readPerson,
  readRoom,
  readWatchedMs,
  type FamilyRow,
  type RoomRow,
} from './home-store.ts';

export type HomeDeps = {
  db: Db;
  now: () => Date;
  /** The rule's answer in the contract's words. */
  answerFor: (asking: AskingUser, cameraId: string) => Promise<ViewAnswer>;
};

type HomeChild = ParentHome['children'][number];
/** Consents that end within this are announced. */
const NOTICE_DAYS = 30;
const DAY_MS = 86_400_000;

/** A guardian's home. A withdrawn or blocked right shows the child's name and room, which they know, and nothing of today. */
export async function readParentHome(deps: HomeDeps, asking: AskingUser): Promise<ParentHome> {
  const at = deps.now();
  const [family, person] = await Promise.all([readFamily(deps.db, asking.userId), readPerson(deps.db, asking.userId)]);
  const zone = family[0]?.child.site.timeZone ?? 'Asia/Shanghai';
  const limits = family.map(({ child }) => child.site.viewMinutesPerDay).filter((limit) => limit !== null);
  return {
    now: at.toISOString(),
    children: await Promise.all(family.map((row) => homeChild(deps, asking, row, at))),
    minutes: {
      used: Math.round((await readWatchedMs(deps.db, asking.userId, localDay(at, zone), at)) / 60_000),
      limit: limits.length === 0 ? null : Math.min(...limits),
    },
    watermark: person.phone.slice(-4),
  };
}

async function homeChild(deps: HomeDeps, asking: AskingUser, row: FamilyRow, at: Date): Promise<HomeChild> {
  const { child } = row;
  const { site } = child;
  const today = localDay(at, site.timeZone);
  const isClosedTo = row.withdrawnAt !== null || row.custodyBlockedAt !== null;
  const events = await readDays(deps.db, child.id, daysNow(at, site.timeZone));
  const state = dayState(eventsNow(events as (DayEvent & (typeof events)[number])[], at, site.timeZone));
  const rooms = await Promise.all(roomIds(row, today, isClosedTo ? null : state).map((id) => readRoom(deps.db, id)));
  return {
    childId: child.id as ChildId,
    name: child.name,
    nickname: child.nickname,
    portrait: child.portrait as Portrait | null,
    relation: row.relation,
    siteName: site.name,
    sitePhone: site.phone,
    timeZone: site.timeZone,
    classroom: rooms[0] ? { classroomId: rooms[0].id as ClassroomId, name: rooms[0].name, kind: rooms[0].kind } : null,
    attendance: isClosedTo
      ? { state: 'unknown', at: null }
      : { state: state.state, at: state.at?.toISOString() ?? null },
    word: isClosedTo ? NO_WORD : await wordOfFamily(deps.db, child.id, today, site.timeZone),
    tiles: (await Promise.all(rooms.map((room) => tilesOf(deps, asking, room)))).flat(),
    day: dayOf(child, rooms[0], today),
    expiring: isClosedTo ? [] : expiring(consentsOf(child), at),
    unsigned: isClosedTo ? [] : unsigned(child, at),
  };
}

/** The room the child is in first, then those it is enrolled in today. */
function roomIds({ child }: FamilyRow, today: string, state: DayState | null): string[] {
  const present = state?.state === 'present' && state.classroomId !== null ? [state.classroomId] : [];
  return [...new Set<string>([...present, ...enrolledRooms(child, today)])];
}

async function tilesOf(deps: HomeDeps, asking: AskingUser, room: RoomRow): Promise<CameraTile[]> {
  return Promise.all(
    room.cameras.map(async (camera) => {
      const view = await deps.answerFor(asking, camera.id);
      return {
        cameraId: camera.id as CameraId,
        name: camera.name,
        classroomId: room.id as ClassroomId,
        classroomName: room.name,
        view,
        camera: { phase: camera.phase as CameraTile['camera']['phase'], since: camera.phaseSince.toISOString() },
      };
    }),
  );
}

function dayOf(child: FamilyRow['child'], room: RoomRow | undefined, today: string): HomeChild['day'] {
  const { site } = child;
  const closed = new Set(site.closedDays.map(({ day }) => dayOfColumn(day)));
  const opening = site.hours.map((row) => ({
    weekday: row.weekday,
    fromMinute: row.opensMinute,
    toMinute: row.closesMinute,
  }));
  const hours = spansOfDay(opening, today, site.timeZone, closed);
  const rows = room === undefined ? [] : windowsOf(child, room, today);
  const windows = rows.length === 0 ? hours : spansOfDay(rows, today, site.timeZone, closed);
  return { hours: hours.map(written), windows: windows.map(written) };
}

/** The windows of the room that hold for this child today; none: all opening hours. */
function windowsOf(child: FamilyRow['child'], { id, windows }: RoomRow, today: string): WeeklyRow[] {
  const kinds = kindsOn(weekdayOf(today), id, enrolmentsOn(child, today));
  return windowsForKinds(windows, kinds) ?? windowsForAll(windows);
}

const written = ({ from, to }: Span) => ({ from: from.toISOString(), to: to.toISOString() });

const consentsOf = ({ consents, site }: FamilyRow['child']): ConsentRow[] =>
  withRequired(consents as SignedRow[], site.operator.consentTexts as RequiredText[]);

function unsigned(child: FamilyRow['child'], at: Date): ConsentKind[] {
  const consents = consentsOf(child);
  const sent = new Set(child.scans.map(({ kind }) => kind));
  return CONSENT_KINDS.filter((kind) => !sent.has(kind) && consentStanding(consents, kind, at).state !== 'valid');
}

function expiring(consents: readonly ConsentRow[], at: Date): { kind: ConsentKind; validUntil: string }[] {
  const horizon = at.getTime() + NOTICE_DAYS * DAY_MS;
  return CONSENT_KINDS.flatMap((kind) => {
    const { state, until } = consentStanding(consents, kind, at);
    return state === 'valid' && until !== null && until.getTime() <= horizon
      ? [{ kind, validUntil: until.toISOString() }]
      : [];
  });
}
