import type { MediaNode } from '#media';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import type { Log } from '../platform/log.ts';
import type { Throttle } from '../platform/throttle.ts';
import type { CameraSecrets } from './camera-secrets.ts';

export type CameraDeps = {
  db: Db;
  now: Clock;
  log: Log;
  secrets: CameraSecrets;
  media: Pick<MediaNode, 'probe'>;
  /** Probes of one person; each makes media dial an address, so they are few (see PROBE_LIMIT). */
  probeThrottle: Throttle;
  /** Tells media which cameras are wanted now. Never rejects: a node that is away is told when it is back. */
  syncCameras: () => Promise<void>;
  onFactsChanged: OnFactsChanged;
};

/** For `probeThrottle`. */
export const PROBE_LIMIT = { tries: 10, windowSeconds: 60 };
