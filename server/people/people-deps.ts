import type { consentStanding } from '../access/consent-state.ts';
import type { dayState } from '../attendance/day-state.ts';
import type { Clock } from '../platform/clock.ts';
import type { UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { OnFactsChanged, OnSessionEnded } from '../platform/effects.ts';

export type PeopleDeps = {
  db: Db;
  now: Clock;
  /** Attendance's own reading of a day, so that the register counts as the rooms do. */
  dayState: typeof dayState;
  /** The viewing rule's own reading of the consent ledger. */
  consentStanding: typeof consentStanding;
  /** Tells media in which networks cameras may be now. Never rejects. */
  syncCameras: () => Promise<void>;
  onFactsChanged: OnFactsChanged;
  onSessionEnded: OnSessionEnded;
  /** Sign-in's own. @returns false for one who had none */
  clearSecondFactor: (tx: Tx, userId: UserId) => Promise<boolean>;
};
