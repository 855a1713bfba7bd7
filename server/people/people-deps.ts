import type { Clock } from '../platform/clock.ts';
import type { UserId } from '../contract/ids.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { OnFactsChanged, OnSessionEnded } from '../platform/effects.ts';

export type PeopleDeps = {
  db: Db;
  now: Clock;
  /** Tells media in which networks cameras may be now. Never rejects. */
  syncCameras: () => Promise<void>;
  onFactsChanged: OnFactsChanged;
  onSessionEnded: OnSessionEnded;
  /** Sign-in's own. @returns false for one who had none */
  clearSecondFactor: (tx: Tx, userId: UserId) => Promise<boolean>;
};
