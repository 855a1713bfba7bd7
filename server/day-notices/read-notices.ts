import { deriveDay } from '../attendance/derive-day.ts';
import type { ChildId, DayNoticeId, PickupPersonId, UserId } from '../contract/ids.ts';
import type { ChildNotices, NoticeKind, NoticeView } from '../contract/day-notices.ts';
import { NOTICE_DAYS_AHEAD } from '../contract/day-notices.ts';
import type { Asking } from '../platform/asking.ts';
import { addDays, dayOfColumn, localDay, type LocalDay } from '../platform/calendar.ts';
import { openDaysOf } from '../platform/open-days-store.ts';
import { attendanceOn, namesOf, noticesSince, type NoticeChild, type RecordedNotice } from './day-notices-store.ts';
import { daysFrom, noticeDay } from './notice-days.ts';
import { speakerFor, type NamedPerson, type NoticeDeps } from './notice-deps.ts';
import { standingNotices } from './notices-on.ts';

/** What is said of a child's coming days, and what can be said. */
export async function readNotices(deps: NoticeDeps, asking: Asking, childId: ChildId): Promise<ChildNotices> {
  const { child } = await speakerFor(deps, asking, childId);
  const today = localDay(deps.now(), child.timeZone);
  const last = addDays(today, NOTICE_DAYS_AHEAD);
  const [rows, open, attendance, named] = await Promise.all([
    noticesSince(deps.db, childId, today),
    openDaysOf(deps.db, child.siteId, { from: today, to: last }),
    attendanceOn(deps.db, childId, today),
    deps.whoMayFetch(deps.db, [childId], today),
  ]);
  return {
    childId,
    name: child.name,
    nickname: child.nickname,
    timeZone: child.timeZone,
    today,
    arrivedAt: deriveDay(attendance).stays[0]?.from.toISOString() ?? null,
    notices: await viewsOf(deps, standingNotices(rows)),
    days: daysFrom(today, last).map((day) => noticeDay(child, day, open)),
    people: peopleOf(child, named.get(childId) ?? []),
  };
}

async function viewsOf({ db }: NoticeDeps, rows: readonly RecordedNotice[]): Promise<NoticeView[]> {
  const ids = (pick: (row: RecordedNotice) => string | null) => rows.flatMap((row) => pick(row) ?? []);
  const userIds = [...ids((row) => row.withUserId), ...ids((row) => row.actorId)];
  const names = await namesOf(
    db,
    userIds,
    ids((row) => row.withPickupId),
  );
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? ''));
  return rows.map((row) => viewOf(row, nameOf)).sort((a, b) => a.fromDay.localeCompare(b.fromDay));
}

const viewOf = (row: RecordedNotice, nameOf: (id: string | null) => string | null): NoticeView => ({
  noticeId: row.id as DayNoticeId,
  childId: row.childId as ChildId,
  kind: row.kind as NoticeKind,
  fromDay: row.fromDay,
  toDay: row.toDay,
  reason: row.reason as NoticeView['reason'],
  untilMinute: row.untilMinute,
  withName: nameOf(row.withUserId ?? row.withPickupId),
  note: row.note,
  by: nameOf(row.actorId) ?? '',
  recordedAt: row.recordedAt.toISOString(),
});

const dayOrNull = (column: Date | null): LocalDay | null => column && dayOfColumn(column);

const peopleOf = ({ guardianships }: NoticeChild, named: readonly NamedPerson[]): ChildNotices['people'] => [
  ...guardianships
    .filter(({ mayPickUp }) => mayPickUp)
    .map(({ userId, relation, user }) => ({
      withUserId: userId as UserId,
      withPickupId: null,
      name: user.name,
      relation,
      onlyOn: null,
    })),
  ...named
    .filter(({ isBlocked }) => !isBlocked)
    .map(({ id, name, relation, onlyOn }) => ({
      withUserId: null,
      withPickupId: id as PickupPersonId,
      name,
      relation,
      onlyOn: dayOrNull(onlyOn),
    })),
];
