import type { Router } from 'express';
import { incidentClockRoutes } from '../incidents/clock-routes.ts';
import { createFlagThrottle } from '../incidents/incident-deps.ts';
import { incidentRoutes } from '../incidents/incident-routes.ts';
import { createPhotoThrottle } from '../incidents/photo-deps.ts';
import { incidentPhotoRoutes } from '../incidents/photo-routes.ts';
import { createSealer } from '../platform/sealer.ts';
import type { AppDeps } from './app-deps.ts';

/** What happened in rooms, with its photos. */
export function incidentParts({
  database: { db, pool },
  now,
  deriveKey,
}: Pick<AppDeps, 'database' | 'now' | 'deriveKey'>): Router[] {
  const photos = { sealer: createSealer(deriveKey('incident-photos')), throttle: createPhotoThrottle(pool) };
  return [
    incidentRoutes({ db, now, unproven: createFlagThrottle(pool) }),
    incidentClockRoutes({ db, now }),
    incidentPhotoRoutes({ db, now, ...photos }),
  ];
}
