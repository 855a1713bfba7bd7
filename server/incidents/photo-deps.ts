import type { Pool } from 'pg';
import type { Sealer } from '../platform/sealer.ts';
import { createThrottle, type Throttle } from '../platform/throttle.ts';
import type { IncidentDeps } from './incident-deps.ts';

export type PhotoDeps = IncidentDeps & {
  /** Photos at rest. */
  sealer: Sealer;
  throttle: Throttle;
};

/** Of one tablet or sign-in: the photos of five incidents in half an hour. */
const PHOTO_LIMIT = { tries: 60, windowSeconds: 1_800 };

export const createPhotoThrottle = (pool: Pool): Throttle => createThrottle(pool, 'incident-photo', PHOTO_LIMIT);
