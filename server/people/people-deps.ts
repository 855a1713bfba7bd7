import type { ConsentKind } from '../contract/people.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged, OnSessionEnded } from '../platform/effects.ts';

type DayEvent = {
  id: string;
  classroomId: string;
  kind: 'checked_in' | 'checked_out' | 'undone';
  undoesId: string | null;
  happenedAt: Date;
  recordedAt: Date;
};
type ConsentRow = { kind: ConsentKind; given: boolean; validFrom: Date; validUntil: Date | null; recordedAt: Date };

export type PeopleDeps = {
  db: Db;
  now: Clock;
  /** Attendance's own reading of a day, so that the register counts as the rooms do. */
  dayState: (events: readonly DayEvent[]) => { state: 'expected' | 'present' | 'left'; classroomId: string | null };
  /** The viewing rule's own reading of the consent ledger. */
  consentStanding: (
    rows: readonly ConsentRow[],
    kind: ConsentKind,
    now: Date,
  ) => { state: 'valid' | 'missing' | 'expired' | 'withdrawn' };
  /** Tells media in which networks cameras may be now. Never rejects. */
  syncCameras: () => Promise<void>;
  onFactsChanged: OnFactsChanged;
  onSessionEnded: OnSessionEnded;
};
