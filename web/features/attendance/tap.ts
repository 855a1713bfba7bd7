import { z } from 'zod';
import type { Room, RoomChild } from '#contract/attendance.ts';
import { AttendanceEventId, ChildId, UserId } from '#contract/ids.ts';

const base = {
  /** Made here, so the same tap sent twice is one record on the server. */
  eventId: AttendanceEventId,
  childId: ChildId,
  happenedAt: z.iso.datetime(),
  /** Who made the tap: it goes out under nobody else's name without their word. */
  actorId: UserId,
};

/** One tap on the tablet, as it is kept in the browser until the server has it. */
export const Tap = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('check-in') }),
  z.object({ ...base, kind: z.literal('check-out'), withUserId: UserId.nullable() }),
  z.object({
    ...base,
    kind: z.literal('undo'),
    undoesId: AttendanceEventId,
    undoes: z.enum(['check-in', 'check-out']),
  }),
]);
export type Tap = z.infer<typeof Tap>;

/** The room as it will be once the server has every tap: what a caregiver sees the instant they tap. */
export function withTaps(room: Room, taps: readonly Tap[]): Room {
  return {
    ...room,
    children: room.children.map((child) => taps.filter((t) => t.childId === child.childId).reduce(tapped, child)),
  };
}

function tapped(child: RoomChild, tap: Tap): RoomChild {
  switch (tap.kind) {
    case 'check-in':
      return { ...child, state: 'present', at: tap.happenedAt };
    case 'check-out':
      return { ...child, state: 'left', at: tap.happenedAt };
    case 'undo':
      return { ...child, state: tap.undoes === 'check-in' ? 'expected' : 'present', at: null };
  }
}

const ORDER: Record<RoomChild['state'], number> = { expected: 0, present: 1, left: 2, 'not-today': 3 };

/** Who is still awaited first, then who is here, then who left; the server's own order within each. */
export function inTabletOrder(children: readonly RoomChild[]): RoomChild[] {
  return [...children].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}
