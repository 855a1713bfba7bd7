import type { MediaNode } from '#media';
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import type { Log } from '../platform/log.ts';
import { createThrottle, type Throttle } from '../platform/throttle.ts';
import type { CameraSecrets } from './camera-secrets.ts';
import { RecentLooks } from './recent-looks.ts';

export type CameraDeps = {
  db: Db;
  now: Clock;
  log: Log;
  secrets: CameraSecrets;
  media: Pick<MediaNode, 'probe' | 'findDevices' | 'readDeviceStreams'>;
  /** Probes and log-ins of one person; each makes media dial an address, so they are few. */
  probeThrottle: Throttle;
  /** Searches of one person; each asks a whole network. */
  searchThrottle: Throttle;
  recentLooks: RecentLooks;
  /** Tells media which cameras are wanted now. Never rejects: a node that is away is told when it is back. */
  syncCameras: () => Promise<void>;
  onFactsChanged: OnFactsChanged;
};

const PROBE_LIMIT = { tries: 10, windowSeconds: 60 };
const SEARCH_LIMIT = { tries: 3, windowSeconds: 60 };

/** What keeps looking at cameras within bounds, and what was seen lately. */
export const createProbing = (pool: Pool, now: Clock) => ({
  probeThrottle: createThrottle(pool, 'camera-probe', PROBE_LIMIT),
  searchThrottle: createThrottle(pool, 'camera-search', SEARCH_LIMIT),
  recentLooks: new RecentLooks(now),
});
