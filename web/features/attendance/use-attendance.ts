import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type AttendanceRecorded, type Room, type RoomChild, UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import { AttendanceEventId, type ChildId, type ClassroomId, type DeviceId, type UserId } from '#contract/ids.ts';
import type { Problem } from '#contract/problem.ts';
import { randomId } from '../../shared/random-id.ts';
import { onTold } from '../../shared/socket.ts';
import { sendTap } from './attendance-api.ts';
import { KeptTaps } from './kept-taps.ts';
import { type Tap, withTaps } from './tap.ts';
import { TapQueue } from './tap-queue.ts';
import { roomKey, useRoom } from './use-room.ts';

/** What the lower bar offers to take back, until `until`. */
export type UndoOffer = {
  eventId: AttendanceEventId;
  child: RoomChild;
  undoes: 'check-in' | 'check-out';
  until: number;
};
type Refusals = ReadonlyMap<ChildId, Problem>;
export type Attendance = ReturnType<typeof useAttendance>;

const idsOf = (taps: readonly Tap[]): AttendanceEventId[] => taps.map(({ eventId }) => eventId);
const newEventId = (): AttendanceEventId => AttendanceEventId.parse(randomId());

type AttendanceDeps = Pick<QueueHookDeps, 'classroomId' | 'owner' | 'actsNow' | 'onActorNeeded'>;

/** The room with every tap shown at once, and the ways to tap. */
export function useAttendance({ classroomId, owner, actsNow, onActorNeeded }: AttendanceDeps) {
  const client = useQueryClient();
  const { data, error, refetch } = useRoom(classroomId);
  const [refusals, setRefusals] = useState<Refusals>(new Map());
  const [offer, setOffer] = useState<UndoOffer | null>(null);

  const onRefused = useCallback((tap: Tap, problem: Problem) => {
    setRefusals((before) => new Map(before).set(tap.childId, problem));
    setOffer((shown) => (shown?.eventId === tap.eventId ? null : shown));
  }, []);
  const queue = useTapQueue({ client, classroomId, owner, actsNow, onRefused, onActorNeeded });
  const taps = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const room = useMemo(() => data && withTaps(data, taps), [data, taps]);

  const make = (child: RoomChild, tap: { kind: 'check-in' } | { kind: 'check-out'; withUserId: UserId | null }) => {
    const eventId = newEventId();
    const actorId = actsNow();
    if (actorId === null) {
      onActorNeeded();
      return;
    }
    queue.add({ ...tap, eventId, childId: child.childId, actorId, happenedAt: new Date().toISOString() });
    setOffer({ eventId, child, undoes: tap.kind, until: Date.now() + UNDO_WINDOW_SECONDS * 1_000 });
  };
  const undo = ({ eventId, child: { childId }, undoes }: UndoOffer) => {
    setOffer(null);
    const actorId = actsNow();
    if (queue.drop(eventId) || actorId === null) return;
    const happenedAt = new Date().toISOString();
    queue.add({ kind: 'undo', eventId: newEventId(), undoesId: eventId, undoes, childId, actorId, happenedAt });
  };
  const dismiss = (childId: ChildId) =>
    setRefusals((before) => new Map([...before].filter(([refused]) => refused !== childId)));

  return {
    room,
    error,
    reread: () => void refetch(),
    unsent: taps,
    held: queue.held(),
    takeOver: (held: readonly Tap[]) => queue.takeOver(idsOf(held)),
    discard: (held: readonly Tap[]) => queue.discard(idsOf(held)),
    refusals,
    offer,
    checkIn: (child: RoomChild) => make(child, { kind: 'check-in' }),
    checkOut: (child: RoomChild, withUserId: UserId | null) => make(child, { kind: 'check-out', withUserId }),
    undo,
    dismiss,
    resume: () => queue.resume(),
  };
}

type QueueHookDeps = {
  client: QueryClient;
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  /** The tablet, or the person on their own browser: nobody else may send what is unsent of theirs. */
  owner: DeviceId | UserId;
  /** Asked at the instant of a tap and of its sending; never changes itself. */
  actsNow: () => UserId | null;
  onRefused: (tap: Tap, problem: Problem) => void;
  onActorNeeded: () => void;
};

function useTapQueue({ client, classroomId, owner, actsNow, onRefused, onActorNeeded }: QueueHookDeps): TapQueue {
  const queue = useMemo(
    () =>
      new TapQueue({
        send: sendTap,
        kept: new KeptTaps(localStorage, owner),
        actsNow,
        onRecorded: (_tap, recorded) => keepRecorded(client, classroomId, recorded),
        onRefused,
        onActorNeeded,
      }),
    [client, classroomId, owner, actsNow, onRefused, onActorNeeded],
  );
  useEffect(() => {
    queue.resume();
    const resume = (): void => queue.resume();
    const stop = onTold('hello', resume);
    const forgotten = ({ key, newValue }: StorageEvent): void => {
      if (key !== null && newValue === null) queue.forgottenElsewhere(key);
    };
    window.addEventListener('online', resume);
    window.addEventListener('storage', forgotten);
    return () => {
      stop();
      window.removeEventListener('online', resume);
      window.removeEventListener('storage', forgotten);
      queue.stop();
    };
  }, [queue]);
  return queue;
}

/** Written into what was read, so that the tile does not fall back before the next reading. */
function keepRecorded(
  client: QueryClient,
  classroomId: ClassroomId | null,
  { childId, state, at }: AttendanceRecorded,
): void {
  // A reading already on its way may be older than this answer.
  void client.cancelQueries({ queryKey: roomKey(classroomId) });
  client.setQueryData<Room>(
    roomKey(classroomId),
    (room) =>
      room && {
        ...room,
        children: room.children.map((child) => (child.childId === childId ? { ...child, state, at } : child)),
      },
  );
  void client.invalidateQueries({ queryKey: roomKey(classroomId) });
}
