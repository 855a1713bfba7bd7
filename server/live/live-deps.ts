import type { MediaNode } from '#media';
import type { WatchDecision } from '../access/may-watch.ts';
import type { ClassroomId, SiteId } from '../contract/ids.ts';
import type { LiveCamera, LiveEnded } from '../contract/live.ts';
import type { Refusal, RefusalReason, ViewEnd } from '../contract/refusal.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { TurnServersFor } from './turn-access.ts';
import type { Viewer, Viewers } from './viewers.ts';

/** An answer of the rule, with what a guardian is told of a no, and where the camera is (null: there is no such camera). */
export type Decided = {
  decision: WatchDecision;
  refusal: Refusal | null;
  place: { classroomId: ClassroomId; siteId: SiteId; today: string } | null;
};

/** What is asked of the rule about a view; `viewId` names it once it runs. */
export type ViewQuestion = {
  userId: string;
  cameraId: string;
  at: Date;
  holderId: string;
  address: string;
  isReasonGiven: boolean;
  viewId: string;
};

/** A view to be written down, before its first packet can leave. `day` is the site's local day. */
export type Opening = { viewer: Viewer; leaseMs: number; day: string; reason: string | null };

export type LiveRecords = {
  opened: (opening: Opening) => Promise<void>;
  refused: (viewer: Viewer, reason: RefusalReason, at: Date) => Promise<void>;
  /** How many others would be told of a look with a reason. */
  secondPersons: (viewer: Viewer, at: Date) => Promise<number>;
  ended: (viewer: Viewer, reason: ViewEnd, at: Date) => Promise<void>;
  /** One write for all renewed views. */
  extend: (viewIds: readonly string[], leaseUntil: Date) => Promise<void>;
};

export type LiveDeps = {
  viewers: Viewers;
  media: MediaNode;
  /** Loads the facts and asks the rule. Rejects when it cannot: then nothing opens and nothing is renewed. */
  decide: (viewer: Viewer) => Promise<Decided>;
  records: LiveRecords;
  cameraState: (cameraId: string) => Omit<LiveCamera, 'cameraId'>;
  turnServersFor: TurnServersFor;
  tellViewer: (viewer: Viewer, ended: LiveEnded) => void;
  now: Clock;
  log: Log;
};
