import type { CameraId, UserId } from '../contract/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import type { WatchDecision } from './may-watch.ts';

export type AccessDeps = {
  db: Db;
  now: Clock;
  onFactsChanged: OnFactsChanged;
  /** The rule's answer, were this person signed in and nothing known of their network. */
  decide: (userId: UserId, cameraId: CameraId) => Promise<WatchDecision>;
};

/** What the use cases that change a right need. */
export type RightsDeps = Omit<AccessDeps, 'decide'>;
