import { addDays, type LocalDay } from '../platform/calendar.ts';
import { overlaps } from './check-rows.ts';
import type { ImportRow, Session } from './import-row.ts';
import type { KnownChild, KnownEnrolment } from './known.ts';
import { type Attempt, errorAt, note } from './plan-parts.ts';

export type SessionPlace = { siteId: string; childId: string; classroomId: string; today: LocalDay };

/**
 * Enrols a child in a room for one kind of care, or gives that enrolment other hours: from today on, since what was before
 * has happened. An enrolment that runs already says nothing any more of the day on which it began.
 */
export function planSession(
  attempt: Attempt,
  row: ImportRow,
  session: Session,
  child: KnownChild | null,
  place: SessionPlace,
): void {
  const { today, classroomId } = place;
  const open = child?.enrolments.filter(({ endsOn }) => endsOn === null || endsOn >= today) ?? [];
  const same = open.filter((one) => one.classroomId === classroomId && one.sessionKind === session.sessionKind);
  if (same.some((one) => isAsSaid(one, session, today))) return;
  const current = same.find(({ startsOn }) => startsOn <= today);
  const later = same.find(({ startsOn }) => startsOn > today);
  if (current && later) {
    attempt.errors.push(errorAt(row, 'startsOn', 'enrolment-later-exists'));
    return;
  }
  const next = nextOf(session, current ?? later ?? null, current ? latest(today, session.startsOn) : session.startsOn);
  if (open.some((one) => !same.includes(one) && overlaps(one, next))) {
    attempt.errors.push(errorAt(row, 'room', 'enrolment-overlaps'));
    return;
  }
  write(attempt, row, { current, later, next: { ...next, classroomId } }, place);
}

type Next = Omit<KnownEnrolment, 'id'>;

function write(
  attempt: Attempt,
  row: ImportRow,
  { current, later, next }: { current: KnownEnrolment | undefined; later: KnownEnrolment | undefined; next: Next },
  { siteId, childId, classroomId }: SessionPlace,
): void {
  const { changes } = attempt;
  const changed = later ?? (current && current.startsOn >= next.startsOn ? current : undefined);
  note(attempt, row, current || later ? 'changed' : 'added');
  if (changed) {
    changes.enrolmentChanges.push({ id: changed.id, siteId, childId, classroomId, fields: next });
    return;
  }
  const isCut = current && (current.endsOn === null || current.endsOn >= next.startsOn);
  if (isCut) {
    const fields = { endsOn: addDays(next.startsOn, -1) };
    changes.enrolmentChanges.push({ id: current.id, siteId, childId, classroomId, fields });
  }
  changes.newEnrolments.push({ ...next, row: row.row, siteId, childId });
}

function nextOf(session: Session, before: KnownEnrolment | null, startsOn: LocalDay): Omit<Next, 'classroomId'> {
  const { sessionKind, weekdays, fromMinute, toMinute } = session;
  const endsOn = before !== null && before.endsOn !== null && before.endsOn >= startsOn ? before.endsOn : null;
  return { sessionKind, weekdays, fromMinute, toMinute, startsOn, endsOn };
}

const isAsSaid = (one: KnownEnrolment, session: Session, today: LocalDay): boolean =>
  one.fromMinute === session.fromMinute &&
  one.toMinute === session.toMinute &&
  one.weekdays.toSorted().join() === session.weekdays.join() &&
  (one.startsOn <= today || one.startsOn === session.startsOn);

const latest = (a: LocalDay, b: LocalDay): LocalDay => (a > b ? a : b);
