import type { Router } from 'express';
import type { AttendanceDeps } from '../attendance/attendance-deps.ts';
import { attendanceRoutes } from '../attendance/attendance-routes.ts';
import { createProbing } from '../cameras/camera-deps.ts';
import { cameraRoutes } from '../cameras/camera-routes.ts';
import type { CameraSecrets } from '../cameras/camera-secrets.ts';
import { createDeviceThrottles } from '../devices/device-deps.ts';
import { deviceRoutes } from '../devices/device-routes.ts';
import { homeRoutes } from '../home/home-routes.ts';
import { importRoutes } from '../imports/import-routes.ts';
import { createJoinThrottle } from '../invitations/invitation-deps.ts';
import { invitationRoutes } from '../invitations/invitation-routes.ts';
import { employerRoutes } from '../organizations/employer-routes.ts';
import { peopleRoutes } from '../people/people-routes.ts';
import { accessRoutes } from '../access/access-routes.ts';
import { posterRoute } from '../live/poster-route.ts';
import { pictureRoute } from '../live/picture-route.ts';
import { Posters } from '../live/posters.ts';
import { ACCESS_TOKEN_SECONDS } from '../sign-in/access-token.ts';
import { staffingRoutes } from '../staffing/staffing-routes.ts';
import { createSealer } from '../platform/sealer.ts';
import { createKnownBrowsers } from '../sign-in/known-browsers.ts';
import { createFactorThrottles } from '../sign-in/second-factor-deps.ts';
import { clearFactor } from '../sign-in/second-factor-store.ts';
import { signInRoutes } from '../sign-in/sign-in-routes.ts';
import { createSignInThrottles } from '../sign-in/sign-in-throttles.ts';
import { answerFor } from './answer-for.ts';
import type { AppDeps } from './app-deps.ts';
import type { ClockParts } from './clock-parts.ts';
import { concernParts } from './concern-parts.ts';
import { consentRoutes } from './consent-parts.ts';
import { doorRoutes } from './door-parts.ts';
import { familyRoutes } from './family-parts.ts';
import type { Identity } from './identity.ts';
import { incidentParts } from './incident-parts.ts';
import { networkTestRoutesOf } from './network-test-parts.ts';
import type { NotificationParts } from './notification-parts.ts';
import { readingRoutes } from './reading-routes.ts';
import type { Realtime } from './realtime.ts';
import type { Staffing } from './staffing-parts.ts';

type Parts = {
  identity: Identity;
  realtime: Realtime;
  cameraSecrets: CameraSecrets;
  syncCameras: () => Promise<void>;
  attendance: AttendanceDeps;
  staffing: Staffing;
  clock: ClockParts;
  notifications: NotificationParts;
};

/** Every feature's REST edge, with what it needs from the others given as functions. */
export function featureRoutes(
  deps: AppDeps,
  { identity, realtime, cameraSecrets, syncCameras, attendance, staffing, clock, notifications }: Parts,
): Router[] {
  const { database, media, now, log, settings } = deps;
  const { db, pool } = database;
  const { onFactsChanged, onSessionEnded } = realtime.effects;
  const secureCookies = settings.areCookiesSecure;
  const changes = { db, now, onFactsChanged, onSessionEnded };
  const watching = { pool: database.rulePool, now, adminSecondFactor: settings.adminSecondFactor };
  const posters = new Posters({ db, media, now });
  const people = { ...changes, syncCameras, clearSecondFactor: clearFactor };
  return [
    signInRoutes({ ...changes, ...signInParts(deps, identity), secureCookies }),
    deviceRoutes({
      ...changes,
      throttles: createDeviceThrottles(pool),
      signDeviceToken: deviceTokens(identity),
      secureCookies,
    }),
    homeRoutes({
      db,
      now,
      answerFor: async (asking, cameraId) => (await answerFor(watching, asking, cameraId)).view,
      familyEventsSince: realtime.familyEventsSince,
    }),
    posterRoute({ posters, answerFor: (asking, cameraId) => answerFor(watching, asking, cameraId) }),
    networkTestRoutesOf(deps),
    pictureRoute(realtime.httpsReads),
    attendanceRoutes(attendance),
    ...doorRoutes({ ...deps, recorder: attendance.recorder }),
    ...familyRoutes(deps, clock.onChildDayChanged),
    ...incidentParts(deps),
    concernParts(deps),
    staffingRoutes(staffing),
    ...clock.routes,
    notifications.routes,
    peopleRoutes(people),
    ...consentRoutes(deps, people),
    invitationRoutes({ ...changes, throttle: createJoinThrottle(pool) }),
    employerRoutes(changes),
    importRoutes(changes),
    accessRoutes({ ...changes, pool, log }),
    ...readingRoutes({ ...deps, askAnew: identity.askAnew }),
    cameraRoutes({
      ...changes,
      log,
      media,
      secrets: cameraSecrets,
      ...createProbing(pool, now),
      syncCameras,
    }),
  ];
}

const signInParts = ({ database: { pool }, deriveKey, settings }: AppDeps, { tokens }: Identity) => ({
  tokens,
  throttles: createSignInThrottles(pool),
  knownBrowsers: createKnownBrowsers(deriveKey('known-browsers')),
  sealer: createSealer(deriveKey('second-factor')),
  factorThrottles: createFactorThrottles(pool),
  adminSecondFactor: settings.adminSecondFactor,
});

const deviceTokens = (identity: Identity) => (deviceId: string) => ({
  accessToken: identity.tokens.sign({ kind: 'device', id: deviceId }),
  expiresInSeconds: ACCESS_TOKEN_SECONDS,
});
