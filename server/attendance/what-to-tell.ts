import { type NewEvent, toldLate } from '../events/append-event.ts';
import type { DayFacts, NewAttendance, RecordedEvent } from './attendance-store.ts';
import type { Decision } from './child-day.ts';
import { stateOf } from './day-state.ts';
import type { Day } from './derive-day.ts';

/** A record with the child's day before and after it. */
export type Recorded = {
  decision: Decision;
  row: NewAttendance;
  facts: DayFacts;
  before: Day<RecordedEvent>;
  after: Day<RecordedEvent>;
};

/** What the log is told of one record, so that nobody hears of an arrival twice, and of a contradiction everybody who has to. */
export function whatToTell(recorded: Recorded): NewEvent[] {
  const told = [theRecord(recorded), contradiction(recorded), movedAway(recorded)];
  return told.filter((event) => event !== null);
}

function theRecord(recorded: Recorded): NewEvent {
  const { decision, row, facts } = recorded;
  const late = toldLate(facts.day, row.recordedAt, facts.timeZone);
  const event = { ...decision.event, ...(leftTwice(recorded) ?? toldAsCorrection(recorded)) };
  return {
    at: row.happenedAt, // the day's line says when it happened; when it was recorded, the row and the audit say
    ...event,
    ...placeOf(recorded),
    payload: { by: row.actorId, ...late, ...event.payload },
  };
}

/** An arrival told late, of a child whose later one is on record: the family has heard that it came, and hears when it did. */
function toldAsCorrection({ decision, row, before, after }: Recorded): Partial<Decision['event']> | null {
  const part = PART[decision.event.type];
  if (part === undefined) return null;
  const standsFor = (day: Day<RecordedEvent>) => new Set(day.stays.map((stay) => stay[part]?.id));
  const still = standsFor(after);
  if (!still.has(row.id)) return null;
  const instead = before.stays.map((stay) => stay[part]).find((event) => event && !still.has(event.id));
  if (!instead) return null;
  const { kind, withUserId, withPickupId, happenedAt } = row;
  const was = instead.happenedAt.toISOString();
  const payload = { kind, was, becomes: happenedAt.toISOString(), withUserId, withPickupId };
  return { type: 'attendance:corrected', at: row.recordedAt, payload };
}

const PART: Partial<Record<NewEvent['type'], 'arrival' | 'departure'>> = {
  'attendance:checked-in': 'arrival',
  'attendance:checked-out': 'departure',
};

/** Who fetched the child is not known until somebody settles it: the family hears that, and not the one that came last. */
function leftTwice({ decision, row, before, after }: Recorded): Partial<Decision['event']> | null {
  if (decision.event.type !== 'attendance:checked-out') return null;
  const known = new Set(before.conflicts.map(({ event }) => event.id));
  const isNew = after.conflicts.some(({ kind, event }) => kind === 'left-twice' && !known.has(event.id));
  return isNew ? { type: 'attendance:contradicted', at: row.recordedAt, payload: { about: 'departure' } } : null;
}

function contradiction(recorded: Recorded): NewEvent | null {
  const { decision, row, before, after } = recorded;
  const isNew = after.conflicts.length > before.conflicts.length && decision.event.type !== 'attendance:contradicted';
  if (!isNew || leftTwice(recorded) !== null) return null;
  return { type: 'attendance:contradicted', at: row.recordedAt, ...placeOf(recorded), payload: { by: row.actorId } };
}

/** The room that a child is in no more is told, too: the record itself is of the room it is in now. */
function movedAway(recorded: Recorded): NewEvent | null {
  const { row, before, after } = recorded;
  const [was, is] = [stateOf(before), stateOf(after)];
  const { siteId, childId, classroomId } = placeOf(recorded);
  const isElsewhere = was.state === 'present' && was.classroomId !== is.classroomId && was.classroomId !== classroomId;
  if (!isElsewhere) return null;
  const payload = { by: row.actorId, toClassroomId: is.classroomId };
  return { type: 'attendance:moved-away', at: row.recordedAt, siteId, childId, classroomId: was.classroomId, payload };
}

/** What is taken back is told where the child is by that; everything else where it happened. */
function placeOf({ facts: { siteId, childId }, row, after }: Recorded) {
  const back = row.kind === 'undone' ? stateOf(after).classroomId : null;
  return { siteId, childId, classroomId: back ?? row.classroomId };
}
