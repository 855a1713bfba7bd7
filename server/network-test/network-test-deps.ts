import type { MediaNode } from '#media';
import type { Pool } from 'pg';
import type { IceServer } from '../contract/live.ts';
import type { UserId } from '../contract/ids.ts';
import { createThrottle } from '../platform/throttle.ts';

/** Ten whole tests in ten minutes, of three ways each: enough for two people of the IT desk, too few to fill the video service. */
const OPENINGS = { tries: 30, windowSeconds: 600 };
/** At most 80 MB in ten minutes to one person. */
const DOWNLOADS = { tries: 10, windowSeconds: 600 };

export type NetworkTestDeps = {
  media: Pick<MediaNode, 'openNetworkTest' | 'startNetworkTest' | 'closeNetworkTest'>;
  /** Servers that pass packets on, with an account for this test; none where none is set up. */
  iceServers: (testId: string) => IceServer[];
  /** Throws AppError 'too-many-tries'. */
  spendOpening: (userId: UserId) => Promise<void>;
};

export type NetworkTestRoutesDeps = {
  /** Throws AppError 'too-many-tries'. */
  spendDownload: (userId: UserId) => Promise<void>;
};

export function createNetworkTestThrottles(pool: Pool) {
  const openings = createThrottle(pool, 'network-test', OPENINGS);
  const downloads = createThrottle(pool, 'network-speed', DOWNLOADS);
  return {
    spendOpening: (userId: UserId) => openings.take(userId),
    spendDownload: (userId: UserId) => downloads.take(userId),
  };
}
