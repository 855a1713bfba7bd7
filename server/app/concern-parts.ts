import type { Router } from 'express';
import { createReportThrottle } from '../concerns/concern-deps.ts';
import { concernRoutes } from '../concerns/concern-routes.ts';
import { provePin } from '../devices/act.ts';
import { createDeviceThrottles } from '../devices/device-deps.ts';
import { placeOf } from '../devices/device-session.ts';
import { deviceRow, staffOfRoom } from '../devices/devices-store.ts';
import type { AskingDevice } from '../platform/asking.ts';
import { createSealer } from '../platform/sealer.ts';
import type { AppDeps } from './app-deps.ts';

/** Reports of suspected abuse, from browsers and, by PIN, from tablets. */
export function concernParts({
  database: { db, pool },
  now,
  deriveKey,
}: Pick<AppDeps, 'database' | 'now' | 'deriveKey'>): Router {
  const throttles = createDeviceThrottles(pool); // counted in the database: the same as the tablets' own
  return concernRoutes({
    ...{ db, now },
    sealer: createSealer(deriveKey('concerns')),
    throttle: createReportThrottle(pool),
    provePin: (asking: AskingDevice, { userId, pin }) => {
      const findPinHash = async () => {
        const device = await deviceRow(db, asking.deviceId);
        const [member] = device ? await staffOfRoom(db, placeOf(device), now(), userId) : [];
        return member?.pinHash ?? null;
      };
      return provePin({ db, now, throttles }, asking, { userId, pin, findPinHash, wrongAs: 'concern-wrong-pin' });
    },
  });
}
