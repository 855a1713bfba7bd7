import { z } from 'zod';
import type { Room, RoomChild } from '#contract/attendance.ts';
import type { IncidentKind } from '#contract/incidents.ts';
import { type ChildId, type IncidentId, StaffEventId } from '#contract/ids.ts';
import { Actor } from '#contract/sign-in.ts';
import type { Attendance } from '../features/attendance/use-attendance.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import type { OutboxOwner } from '../shared/outbox/outbox-record.ts';
import type { Undoing } from '../shared/outbox/undoing.ts';

/** Sheets that the lower bar, the panel or one's own name opens; each is one line in room-sheets.tsx. */
export type SheetName = 'arrivals' | 'transfer' | 'headcount' | 'health' | 'staff' | 'tasks' | 'sleep' | 'self';
/** Sheets about one child. */
export type ChildSheetName = 'child' | 'handover' | 'correct' | 'notice';

/** A record that was made by somebody's PIN on a tablet where they do not act. */
export const StaffUndo = z.object({
  person: Actor,
  recordId: StaffEventId,
  /** What was recorded, as it was offered to be taken back. */
  words: z.string(),
});
export type StaffUndo = z.infer<typeof StaffUndo>;

/** What weighs so much that the PIN is asked for again, of whoever acts already. */
export type AskedAgain = 'handOver' | 'correct' | 'pause';

/** What lies above the room; `then` is what the PIN was asked for, `ask` whose PIN is asked for without choosing a face. */
export type OpenSheet =
  | { sheet: SheetName; childId?: ChildId }
  | { sheet: ChildSheetName; childId: ChildId }
  | { sheet: 'flag'; childIds: readonly ChildId[] }
  | { sheet: 'flagged'; recordId: string; kind: IncidentKind; childIds: readonly ChildId[]; at: string }
  | { sheet: 'incident'; incidentId: IncidentId }
  | { sheet: 'concern' }
  | { sheet: 'pause' }
  | { sheet: 'pause-away' }
  | { sheet: 'staff-undo'; undo: StaffUndo }
  | { sheet: 'who'; ask: Actor | null; why: AskedAgain | null; then: () => void };

/** `asks`: taking it back needs that person's PIN. */
export type OfferUndo = (words: string, undoing: Undoing | null, asks?: StaffUndo) => void;

/** What every sheet and every card beside the room is given. */
export type RoomSheetProps = {
  /** As it will be once the server has every unsent tap. */
  room: Room;
  attendance: Attendance;
  /** Everything a sheet records goes through it, so that it works without a network. */
  outbox: Outbox;
  /** Whose records these are until they are sent. */
  owner: OutboxOwner;
  actor: Actor | null;
  /** Null on a tablet: it knows its own room. */
  classroomId: Room['classroomId'] | null;
  /** The child that the sheet was opened for. */
  childId: ChildId | null;
  /** Does it at once when it is known who acts, after the PIN otherwise. */
  asActor: (act: () => void) => void;
  /** Does it after the PIN of whoever acts was entered again; at once when that was a moment ago, or without a network. */
  askAgain: (why: AskedAgain, act: () => void) => void;
  open: (sheet: OpenSheet | null) => void;
  onClose: () => void;
  /** One line above the lower bar about what came of it; null takes it away. */
  onNote: (note: string | null) => void;
  /** Offers to take back what was just done, for UNDO_WINDOW_SECONDS. `null` (nobody acts) offers nothing. */
  offerUndo: OfferUndo;
  /** Takes this record back as it was offered; null when it is offered no more. */
  undoOf: (recordId: string) => (() => void) | null;
};

export type ChildSheetProps = RoomSheetProps & { child: RoomChild };
