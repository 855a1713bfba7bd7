import { recordAudit } from '../audit/audit-store.ts';
import { brokenBy, limitsOf, type BreachKind } from '../contract/room-standard.ts';
import { appendEvent } from '../events/append-event.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import { closeBreach, lockRoom, openBreach } from './breach-store.ts';
import { breachesIn, ratioByMinute, type RatioBreach } from './ratio-by-minute.ts';
import { countAt, presencesIn } from './room-counts.ts';
import { roomFacts, type RoomFacts } from './room-facts-store.ts';
import type { ChildRooms } from './staffing-deps.ts';

type SettleDeps = { db: Db; now: Clock; childRooms: ChildRooms };

/**
 * Opens and closes a room's breaches as its children and staff are now: one statement to read, and most often nothing to
 * write. What is to be written is judged again under the room's lock, so that two servers open one breach.
 */
export async function settleBreaches({ db, now, childRooms }: SettleDeps, classroomId: string): Promise<void> {
  const seen = await roomFacts(db, classroomId, now());
  if (seen === null || changesOf(classroomId, seen, now(), childRooms).length === 0) return;
  await db.$transaction(async (tx) => {
    await lockRoom(tx, classroomId);
    const at = now();
    const facts = await roomFacts(tx, classroomId, at);
    if (facts === null) return;
    for (const change of changesOf(classroomId, facts, at, childRooms))
      await write(tx, { classroomId, facts, at }, change);
  });
}

type Counted = { children: number; staff: number };
type Change =
  | ({ is: 'broken'; kind: BreachKind; since: Date } & Counted)
  | ({ is: 'kept'; kind: BreachKind; since: Date; breachId: string } & Counted);

function changesOf(classroomId: string, facts: RoomFacts, at: Date, childRooms: ChildRooms): Change[] {
  const limits = limitsOf(facts);
  const present = presencesIn(classroomId, facts, childRooms);
  const counted = { children: countAt(present.children, at), staff: countAt(present.staff, at) };
  // Where nobody has ever recorded when they came, nothing is known of the ratio.
  const broken = brokenBy(limits, counted.children, counted.staff).filter(
    (kind) => kind !== 'ratio' || facts.isRecorded,
  );
  const lastOf = (kind: BreachKind): RatioBreach | undefined => {
    const earliest = new Date(
      Math.min(at.getTime(), ...[...present.children, ...present.staff].map((span) => span.from.getTime())),
    );
    const until = new Date(at.getTime() + 1);
    const steps = ratioByMinute(present.children, present.staff, { from: earliest, to: until });
    return breachesIn(steps, limits, until).findLast((breach) => breach.kind === kind);
  };
  return [
    ...broken
      .filter((kind) => !facts.open.some((breach) => breach.kind === kind))
      .map((kind): Change => ({ is: 'broken', kind, since: lastOf(kind)?.from ?? at, ...counted })),
    ...facts.open
      .filter(({ kind }) => !broken.includes(kind))
      .map(({ kind, id, openedAt }): Change => {
        // Another limit or a correction ends a breach without an event at which it ended.
        const ended = lastOf(kind)?.to ?? openedAt;
        return { is: 'kept', kind, since: ended > openedAt ? ended : at, breachId: id, ...counted };
      }),
  ];
}

type Room = { classroomId: string; facts: RoomFacts; at: Date };

async function write(tx: Tx, { classroomId, facts, at }: Room, change: Change): Promise<void> {
  const { kind, children, staff } = change;
  const { limit, rule } = limitsOf(facts)[kind];
  const about = { at, siteId: facts.siteId };
  const details = { classroomId, kind, children, staff, limit, rule };
  if (change.is === 'kept') {
    await closeBreach(tx, change.breachId, change.since);
    await appendEvent(tx, { type: 'ratio:restored', ...about, classroomId, payload: { kind } });
    await recordAudit(tx, { action: 'ratio-restored', ...about, actorId: null, details });
    return;
  }
  const row = { classroomId, kind, openedAt: change.since, childrenCount: children, staffCount: staff, limit, rule };
  await openBreach(tx, row);
  const payload = { kind, children, staff, limit, rule };
  await appendEvent(tx, { type: 'ratio:breached', ...about, classroomId, payload });
  await recordAudit(tx, { action: 'ratio-breached', ...about, actorId: null, details });
}
