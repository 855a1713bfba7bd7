import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type AttendanceRecorded, type Room, type RoomChild, UNDO_WINDOW_SECONDS } from '#contract/attendance.ts';
import { AttendanceEventId, type ChildId, type ClassroomId, type DeviceId, type UserId } from '#contract/ids.ts';
import type { Problem } from '#contract/problem.ts';
import { randomId } from '../../shared/random-id.ts';
import { onTold } from '../../shared/socket.ts';
import { sendTap } from './attendance-api.ts';
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

const newEventId = (): AttendanceEventId => AttendanceEventId.parse(randomId());

type AttendanceDeps = Pick<QueueHookDeps, 'classroomId' | 'owner' | 'onActorNeeded'>;

/** The room with every tap shown at once, and the ways to tap. */
export function useAttendance({ classroomId, owner, onActorNeeded }: AttendanceDeps) {
  const client = useQueryClient();
  const { data, error, refetch } = useRoom(classroomId);
  const [refusals, setRefusals] = useState<Refusals>(new Map());
  const [offer, setOffer] = useState<UndoOffer | null>(null);

  const onRefused = useCallback((tap: Tap, problem: Problem) => {
    setRefusals((before) => new Map(before).set(tap.childId, problem));
    setOffer((shown) => (shown?.eventId === tap.eventId ? null : shown));
  }, []);
  const queue = useTapQueue({ client, classroomId, owner, onRefused, onActorNeeded });
  const taps = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const room = useMemo(() => data && withTaps(data, taps), [data, taps]);

  const make = (child: RoomChild, tap: { kind: 'check-in' } | { kind: 'check-out'; withUserId: UserId | null }) => {
    const eventId = newEventId();
    queue.add({ ...tap, eventId, childId: child.childId, happenedAt: new Date().toISOString() });
    setOffer({ eventId, child, undoes: tap.kind, until: Date.now() + UNDO_WINDOW_SECONDS * 1_000 });
  };
  const undo = ({ eventId, child: { childId }, undoes }: UndoOffer) => {
    setOffer(null);
    if (queue.drop(eventId)) return;
    const happenedAt = new Date().toISOString();
    queue.add({ kind: 'undo', eventId: newEventId(), undoesId: eventId, undoes, childId, happenedAt });
  };
  const dismiss = (childId: ChildId) =>
    setRefusals((before) => new Map([...before].filter(([refused]) => refused !== childId)));

  return {
    room,
    error,
    reread: () => void refetch(),
    unsent: taps,
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
  owner: DeviceId | UserId;
  onRefused: (tap: Tap, problem: Problem) => void;
  onActorNeeded: () => void;
};

function useTapQueue({ client, classroomId, owner, onRefused, onActorNeeded }: QueueHookDeps): TapQueue {
  const queue = useMemo(
    () =>
      new TapQueue({
        send: sendTap,
        owner,
        storage: localStorage,
        onRecorded: (_tap, recorded) => keepRecorded(client, classroomId, recorded),
        onRefused,
        onActorNeeded,
      }),
    [client, classroomId, owner, onRefused, onActorNeeded],
  );
  useEffect(() => {
    queue.resume();
    const resume = (): void => queue.resume();
    const stop = onTold('hello', resume);
    window.addEventListener('online', resume);
    return () => {
      stop();
      window.removeEventListener('online', resume);
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
