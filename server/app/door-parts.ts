import type { Router } from 'express';
import { arrival } from '../attendance/check-in.ts';
import { recordOne, type Recorder } from '../attendance/recorder.ts';
import { roomsOfDay } from '../attendance/rooms-of-day.ts';
import { newPairingCode, plainCode } from '../devices/pairing-code.ts';
import { createDoorTokens } from '../kiosk/door-tokens.ts';
import { requireFirstArrival } from '../kiosk/first-arrival.ts';
import { createDoorThrottles, type KioskDeps } from '../kiosk/kiosk-deps.ts';
import { kioskRoutes } from '../kiosk/kiosk-routes.ts';
import { placeOfChild } from '../pickups/family-store.ts';
import { createPickupThrottles } from '../pickups/pickup-deps.ts';
import { pickupRoutes } from '../pickups/pickup-routes.ts';
import { raiseAlarm } from '../pickups/raise-alarm.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { createSealer } from '../platform/sealer.ts';
import { proveOwnPassword } from '../sign-in/prove-password.ts';
import { createSignInThrottles } from '../sign-in/sign-in-throttles.ts';
import type { AppDeps } from './app-deps.ts';

type Deps = Pick<AppDeps, 'database' | 'now' | 'deriveKey'> & {
  recorder: Recorder;
  settings: Pick<AppDeps['settings'], 'areCookiesSecure'>;
};

/** Who may fetch a child, and the screen at the entrance, which records through the attendance's one recorder. */
export function doorRoutes({ database: { db, pool }, now, deriveKey, recorder, settings }: Deps): Router[] {
  const pickups = {
    ...{ db, now },
    sealer: createSealer(deriveKey('pickup-photos')),
    throttles: createPickupThrottles(pool),
  };
  const kiosk: KioskDeps = {
    ...{ db, now },
    doorTokens: createDoorTokens(deriveKey('door')),
    throttles: createDoorThrottles(pool),
    pairingCode: { make: newPairingCode, plain: plainCode },
    recordArrival: arrivalBy(recorder, now),
    raiseAlarm: async (tx, { childId, personId, at, address }) => {
      const place = await placeOfChild(tx, childId, at);
      if (place)
        await raiseAlarm(tx, { place, personId, what: 'kiosk', actorId: personId, deviceId: null, at, address });
    },
    proveOwnPassword: (asking, password) =>
      proveOwnPassword({ db, throttles: createSignInThrottles(pool) }, asking, password),
  };
  return [pickupRoutes(pickups), kioskRoutes({ ...kiosk, secureCookies: settings.areCookiesSecure })];
}

/** The guardian brings the child into the room it comes to, by the server's clock. */
const arrivalBy =
  (recorder: Recorder, now: Clock): KioskDeps['recordArrival'] =>
  async ({ eventId, childId, guardianId, begunAt }) => {
    const happenedAt = now();
    const by = { withUserId: guardianId, withPickupId: null };
    const brought = { eventId, childId, happenedAt: happenedAt.toISOString(), isOffline: false, ...by };
    const act = arrival(brought, requireRooms, (day) => requireFirstArrival(day, childId, begunAt));
    const { at } = await recordOne(recorder, { actorId: guardianId, deviceId: null }, act);
    return at === null ? happenedAt : new Date(at);
  };

/** A child that no room looks after today is brought to none. */
function requireRooms(facts: Parameters<typeof roomsOfDay>[0]): ReturnType<typeof roomsOfDay> {
  const rooms = roomsOfDay(facts);
  if (rooms.length === 0) throw new AppError('not-found');
  return rooms;
}
