import { recordAudits, type AuditRecord } from '../audit/audit-store.ts';
import type { ChildId, ClassroomId, UserId } from '../contract/ids.ts';
import { appendEvents, type NewEvent } from '../events/append-event.ts';
import type { Tx } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import {
  insertAttendance,
  lockAndRead,
  type DayFacts,
  type NewAttendance,
  type RecordedEvent,
} from './attendance-store.ts';
import { RecordedRefusal, type Act, type ChildDay, type Decision } from './child-day.ts';
import { stateOf, type DayState } from './day-state.ts';
import { deriveDay } from './derive-day.ts';
import { whatToTell } from './what-to-tell.ts';

/** Who records: the person, and the tablet it was done on. */
export type Author = { actorId: UserId; deviceId: string | null };

/** Acts that stand or fall together. */
export type Unit = { author: Author; acts: readonly Act[] };

/** What became of one act: the day after it, and the rooms it may have changed. */
export type Outcome = { act: Act; after: DayState; classroomIds: ClassroomId[] };

type Rows = { attendance: NewAttendance[]; events: NewEvent[]; audits: AuditRecord[] };

/**
 * Decides and writes many units in one transaction: facts are read once, each unit is decided by itself in the order given
 * and sees what the ones before it wrote, and all rows are written together.
 * @returns unit by unit its outcomes, or why it was refused; a refused unit leaves nothing but, it may be, a line in the audit
 */
export async function writeDays(tx: Tx, units: readonly Unit[], at: Date): Promise<(Outcome[] | AppError)[]> {
  const acts = units.flatMap((unit) => unit.acts);
  const facts = await lockAndRead(
    tx,
    acts.map(({ asked }) => asked),
    at,
  );
  const batch = new Batch(tx, at, new Map(acts.map((act, i) => [act, facts[i] ?? null])));
  const outcomes: (Outcome[] | AppError)[] = [];
  for (const unit of units) outcomes.push(await batch.decide(unit));
  await batch.write();
  return outcomes;
}

class Batch {
  readonly #tx: Tx;
  readonly #at: Date;
  readonly #facts: ReadonlyMap<Act, DayFacts | null>;
  readonly #rows: Rows = { attendance: [], events: [], audits: [] };

  constructor(tx: Tx, at: Date, facts: ReadonlyMap<Act, DayFacts | null>) {
    this.#tx = tx;
    this.#at = at;
    this.#facts = facts;
  }

  async decide({ author, acts }: Unit): Promise<Outcome[] | AppError> {
    const draft: Rows = { attendance: [], events: [], audits: [] };
    try {
      const outcomes: Outcome[] = [];
      for (const act of acts) outcomes.push(await this.#decideOne(act, author, draft));
      for (const kind of ['attendance', 'events', 'audits'] as const)
        this.#rows[kind].push(...(draft[kind] as never[]));
      return outcomes;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error instanceof RecordedRefusal)
        this.#rows.audits.push(...refusalAudit(error, acts, author, this.#facts, this.#at));
      return error;
    }
  }

  async #decideOne(act: Act, author: Author, draft: Rows): Promise<Outcome> {
    const facts = factsFor(act, this.#facts.get(act) ?? null);
    const written = [...this.#rows.attendance, ...draft.attendance];
    const events = facts === null ? [] : eventsOf(facts, written);
    const day = deriveDay(events);
    const rooms = act.roomsOf(facts === null ? NOWHERE : { ...facts, events });
    if (facts === null) throw new AppError('not-found');
    const known = written.find(({ id }) => id === act.asked.eventId) ?? facts.known;
    const childDay: ChildDay = { tx: this.#tx, facts, rooms, events, day, before: stateOf(day), known, at: this.#at };
    const decision = await act.decide(childDay);
    if (decision === null) return { act, after: childDay.before, classroomIds: roomIds(events) };
    const row = newRow(decision, facts, author, this.#at);
    draft.attendance.push(row);
    draft.audits.push(newAudit(decision, facts, author, this.#at));
    const all = [...events, row];
    const after = deriveDay(all);
    draft.events.push(...whatToTell({ decision, row, facts, before: day, after }));
    return { act, after: stateOf(after), classroomIds: roomIds(all) };
  }

  async write(): Promise<void> {
    const { attendance, events, audits } = this.#rows;
    if (attendance.length > 0) {
      // The id was taken between the look and now: who asked for it tries again by itself and finds it.
      if (!(await insertAttendance(this.#tx, attendance))) throw new AppError('conflict');
      await appendEvents(this.#tx, events);
    }
    if (audits.length > 0) await recordAudits(this.#tx, audits);
  }
}

/** Of a child that has left the nursery nothing happens any more; what happened may be corrected. */
const factsFor = (act: Act, facts: DayFacts | null): DayFacts | null =>
  facts?.hasLeft && !act.isOfLeavers ? null : facts;

/** A child that does not exist answers as one of a room elsewhere does. */
const NOWHERE: DayFacts = {
  childId: '' as ChildId,
  siteId: '' as DayFacts['siteId'],
  operatorId: '' as DayFacts['operatorId'],
  timeZone: 'UTC',
  day: '1970-01-01',
  today: '1970-01-01',
  siteRoomIds: [],
  enrolments: [],
  events: [],
  known: null,
  hasLeft: false,
};

const eventsOf = ({ childId, day, events }: DayFacts, written: readonly NewAttendance[]): RecordedEvent[] => [
  ...events,
  ...written.filter((row) => row.childId === childId && row.day === day),
];

const roomIds = (events: readonly { classroomId: string }[]): ClassroomId[] => [
  ...new Set(events.map(({ classroomId }) => classroomId as ClassroomId)),
];

function newRow({ change }: Decision, { childId, day }: DayFacts, author: Author, at: Date): NewAttendance {
  return { reason: null, before: null, ...change, childId, day, recordedAt: at, ...author };
}

function newAudit({ change, action, details }: Decision, facts: DayFacts, author: Author, at: Date): AuditRecord {
  return {
    action,
    at,
    ...author,
    siteId: facts.siteId,
    childId: facts.childId,
    subjectId: change.withUserId ?? change.withPickupId,
    details: {
      eventId: change.id,
      classroomId: change.classroomId,
      happenedAt: change.happenedAt.toISOString(),
      ...details,
    },
  };
}

function refusalAudit(
  { audit }: RecordedRefusal,
  [act]: readonly Act[],
  author: Author,
  facts: ReadonlyMap<Act, DayFacts | null>,
  at: Date,
): AuditRecord[] {
  const of = act && facts.get(act);
  return of ? [{ ...audit, at, ...author, siteId: of.siteId, childId: of.childId }] : [];
}
