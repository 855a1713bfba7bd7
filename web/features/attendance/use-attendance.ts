import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { AttendanceRecorded, BulkRecorded, type Room, type RoomChild } from '#contract/attendance.ts';
import type { ChildId, ClassroomId, UserId } from '#contract/ids.ts';
import type { Outbox, Refused } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import type { Undoing } from '../../shared/outbox/undoing.ts';
import { unsentOfToday } from '../../shared/outbox/unsent-of-today.ts';
import { useRefused, useUnsent } from '../../shared/outbox/use-outbox.ts';
import { onServerClock, recordTime } from '../../shared/server-clock.ts';
import { isOffline } from '../../shared/socket.ts';
import { useNow } from '../../shared/use-now.ts';
import {
  checkInRecord,
  checkOutRecord,
  correctionRecord,
  type Correction,
  type Doing,
  type Recipient,
  type Made,
  NOBODY,
  transferRecord,
  undoRecord,
} from './attendance-records.ts';
import { asOfToday, isNight } from './new-day.ts';
import { noticeRecord, type Said } from './notice-records.ts';
import { shownChildren } from './shown-children.ts';
import { childrenOf, type Tap, tapOf, withUnsent } from './tap.ts';
import { roomKey, useRoom } from './use-room.ts';

export type Attendance = ReturnType<typeof useAttendance>;

type AttendanceDeps = {
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  outbox: Outbox;
  actsNow: () => UserId | null;
  onActorNeeded: () => void;
};

/** The room with every tap shown at once, and the ways to tap. Each returns null when it must first be said who acts. */
export function useAttendance({ classroomId, outbox, actsNow, onActorNeeded }: AttendanceDeps) {
  const { data, dataUpdatedAt, error, refetch } = useRoom(classroomId);
  const now = useNow(60_000);
  const unsent = useUnsent(outbox);
  const refused = useRefused(outbox);
  const room = useMemo(
    () => data && shownNow(data, { readAt: onServerClock(dataUpdatedAt), now, unsent }),
    [data, dataUpdatedAt, now, unsent],
  );
  useRecorded(outbox, classroomId);
  const sendingOf = sendingIn(outbox, unsent);

  const doing = (): Doing | null => {
    const actorId = actsNow();
    if (actorId === null) onActorNeeded();
    return actorId && { actorId, happenedAt: recordTime(), isOffline: isOffline() };
  };
  const add = ({ record, tap }: Made, children: readonly RoomChild[], by: Doing): Undoing => {
    outbox.add(record);
    return [{ id: record.id, by: children.map((child) => undoRecord(child, eventOf(tap, child.childId), by).record) }];
  };

  return {
    room,
    error,
    reread: () => void refetch(),
    /** Whether something about the child is on its way, or waits for somebody's word. */
    sendingOf,
    refusals: useMemo(() => refusalsOf(refused), [refused]),
    dismiss: (childId: ChildId) =>
      outbox.dismiss(
        refused.filter(({ record }) => childrenIn(record).includes(childId)).map(({ record }) => record.id),
      ),
    checkIn: (children: readonly RoomChild[], bringer: Recipient = NOBODY): Undoing | null => {
      const by = doing();
      return by && add(checkInRecord(children, bringer, by), children, by);
    },
    checkOut: (child: RoomChild, to: Recipient): Undoing | null => {
      const by = doing();
      return by && add(checkOutRecord(child, to, by), [child], by);
    },
    transfer: (children: readonly RoomChild[], to: ClassroomId): Undoing | null => {
      const by = doing();
      return by && children.flatMap((child) => add(transferRecord(child, to, by), [child], by));
    },
    /** The family called: what they said of today. */
    writeDown: (child: RoomChild, said: Said, timeZone: string) => {
      const by = doing();
      const written = by && noticeRecord(child, said, timeZone, by);
      if (written) outbox.add(written.record);
      return written;
    },
    correct: (child: RoomChild, correction: Correction): boolean => {
      const by = doing();
      if (by) outbox.add(correctionRecord(child, correction, by).record);
      return by !== null;
    },
  };
}

type Shown = { readAt: Date; now: Date; unsent: readonly OutboxRecord[] };

/** Of each child, whether something about it is on its way (`unsent`), or waits for somebody's word (`held`). */
function sendingIn(outbox: Outbox, unsent: readonly OutboxRecord[]) {
  const unsentOf = new Set(unsent.flatMap(childrenIn));
  const heldOf = new Set(outbox.stuck().flatMap(childrenIn));
  return (childId: ChildId) => (heldOf.has(childId) ? 'held' : unsentOf.has(childId) ? 'unsent' : null);
}

/** Today as it will be once the server has everything. */
function shownNow(read: Room, { readAt, now, unsent }: Shown): Room {
  const ofToday = unsentOfToday(unsent, now, read.timeZone);
  const earlier = unsent.filter((record) => !ofToday.includes(record));
  const lastEvening = isNight(now, read.timeZone) ? withUnsent(read, earlier) : read;
  return inNameOrder(withUnsent(asOfToday(lastEvening, readAt, now), ofToday));
}

const inNameOrder = (room: Room): Room => ({ ...room, children: shownChildren(room.children) });

function eventOf(tap: Tap, childId: ChildId) {
  if ('eventId' in tap) return tap.eventId;
  if (tap.kind !== 'check-in') throw new Error('This is no record of attendance.');
  const own = tap.arrivals.find((arrival) => arrival.childId === childId);
  if (!own) throw new Error('This child is not among the arrivals.');
  return own.eventId;
}

function childrenIn(record: OutboxRecord): ChildId[] {
  const tap = tapOf(record);
  return tap ? childrenOf(tap) : [];
}

const refusalsOf = (refused: readonly Refused[]) =>
  new Map(refused.flatMap(({ record, problem }) => childrenIn(record).map((childId) => [childId, problem] as const)));

/** What the server has taken is written into what was read, so that the tile does not fall back before the next reading. */
function useRecorded(outbox: Outbox, classroomId: ClassroomId | null): void {
  const client = useQueryClient();
  useEffect(
    () =>
      outbox.onSettled((record, outcome) => {
        if (!tapOf(record)) return;
        if ('answer' in outcome) keepRecorded(client, classroomId, record, outcome.answer);
        void client.invalidateQueries({ queryKey: roomKey(classroomId) });
      }),
    [client, outbox, classroomId],
  );
}

function keepRecorded(
  client: QueryClient,
  classroomId: ClassroomId | null,
  record: OutboxRecord,
  answer: unknown,
): void {
  // A reading already on its way may be older than this answer.
  void client.cancelQueries({ queryKey: roomKey(classroomId) });
  const updatedAt = client.getQueryState(roomKey(classroomId))?.dataUpdatedAt ?? Date.now();
  const written = (room: Room | undefined) => {
    const shown = room && withUnsent(room, [record]);
    // Of a child who moved the answer says where it is now, not that it is here.
    return shown && tapOf(record)?.kind !== 'transfer' ? withStates(shown, answer) : shown;
  };
  // As old as it was: this is no new reading of the room.
  client.setQueryData<Room>(roomKey(classroomId), written, { updatedAt });
}

/** The server's word on where each child is goes before the tablet's own. */
function withStates(room: Room, answer: unknown): Room {
  const bulk = BulkRecorded.safeParse(answer);
  const one = AttendanceRecorded.safeParse(answer);
  const recorded = bulk.success ? bulk.data.recorded : one.success ? [one.data] : [];
  const states = new Map(recorded.map(({ childId, state, at }) => [childId, { state, at }]));
  return { ...room, children: room.children.map((child) => ({ ...child, ...states.get(child.childId) })) };
}
