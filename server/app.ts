import { attendanceParts } from './app/attendance-parts.ts';
import { clockParts } from './app/clock-parts.ts';
import { buildIdentity } from './app/identity.ts';
import type { AppDeps } from './app/app-deps.ts';
import { notificationParts } from './app/notification-parts.ts';
import { buildRealtime } from './app/realtime.ts';
import { featureRoutes } from './app/routes.ts';
import { staffingParts } from './app/staffing-parts.ts';
import { buildWebApp } from './app/web-app.ts';
import type { Effects } from './app/effects.ts';
import { healthRoutes } from './app/health-routes.ts';
import type { AttendanceDeps } from './attendance/attendance-deps.ts';
import { startSealing } from './audit/seal-entries.ts';
import { followCameraHealth } from './cameras/camera-health.ts';
import { createCameraSecrets, type CameraSecrets } from './cameras/camera-secrets.ts';
import { startPauseEnds } from './cameras/pause-ends.ts';
import { pickupAllowed } from './pickups/pickup-allowed.ts';
import { callIfKeptFrom } from './pickups/call-if-kept-from.ts';
import { whoMayFetch } from './pickups/who-may-fetch.ts';
import { createCameraSync } from './cameras/wanted-cameras.ts';
import { createMetrics } from './metrics/metrics.ts';
import { metricsRoute } from './metrics/metrics-route.ts';
import { NOTIFYING_EVENTS } from './contract/notifications.ts';
import type { EventLog } from './events/event-log.ts';
import type { Courier } from './notifications/courier.ts';
import { startDeletingOldSessions } from './sign-in/old-sessions.ts';
import type { StaffingDeps } from './staffing/staffing-deps.ts';

export type App = {
  effects: Effects;
  attendance: AttendanceDeps;
  staffing: StaffingDeps;
  cameraSecrets: CameraSecrets;
  /** What is due by the clock; one of the server processes runs it once a minute. */
  everyMinute: () => Promise<void>;
  syncCameras: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * The only place where features are wired: who is asking, the event log with live views and sockets, cameras, and every
 * feature's routes. Answers requests of `deps.http` from then on; `stop` ends every view and socket, and may be called twice.
 */
export async function buildApp(deps: AppDeps): Promise<App> {
  const { database, media, now, log, settings } = deps;
  const { db } = database;
  let stopping: Promise<void> | null = null;

  const cameraSecrets = createCameraSecrets([deps.deriveKey('camera-secrets')]);
  const syncCameras = createCameraSync({ db, media, secrets: cameraSecrets, log });
  const cameraHealth = followCameraHealth({ db, media, log });
  const pauseEnds = startPauseEnds({ db, now, log });
  const sealing = startSealing({ db, log });
  const oldSessions = startDeletingOldSessions({ db, now, log });

  const metrics = createMetrics();
  const identity = buildIdentity(deps);
  const realtime = buildRealtime(deps, identity, metrics);
  const staffing = staffingParts(deps);
  const clock = clockParts(deps);
  const notifications = notificationParts(deps);
  const attendance = attendanceParts(deps, realtime.effects, {
    afterwards: ({ classroomIds, childIds }) => {
      void staffing.onRoomChanged(classroomIds);
      void clock.onChildDayChanged(childIds);
    },
    pickupAllowed,
    callIfKeptFrom,
    whoMayFetch,
  });
  const webApp = buildWebApp({
    log,
    ...settings,
    authenticate: identity.authenticator.middleware,
    openRoutes: [
      healthRoutes({ database, media, isStopping: () => stopping !== null }),
      metricsRoute(metrics, settings.metricsToken),
      ...deps.openRoutes,
    ],
    routes: featureRoutes(deps, {
      ...{ identity, realtime, cameraSecrets, syncCameras },
      ...{ attendance, staffing, clock, notifications },
    }),
  });
  followChanges(realtime.eventLog, { syncCameras, courier: notifications.courier });
  deps.http.on('request', webApp);
  await realtime.eventLog.start();
  notifications.courier.wake(); // what was to be sent when the last process ended
  const judging = staffing.breaches.sweep().catch((error: unknown) => {
    log.warn({ err: error }, 'rooms were not judged at the start; the next minute judges them');
  });

  const stop = async () => {
    await realtime.stop();
    await Promise.all([judging, staffing.breaches.stop(), notifications.courier.stop()]);
    await Promise.all([cameraHealth.stop(), pauseEnds.stop(), sealing.stop(), oldSessions.stop()]);
  };
  return {
    ...{ effects: realtime.effects, attendance, staffing, cameraSecrets, syncCameras },
    everyMinute: async () => {
      await Promise.all([clock.everyMinute(), staffing.breaches.sweep()]);
      await notifications.courier.everyMinute();
    },
    stop: () => (stopping ??= stop()),
  };
}

/** Also what another server's process has changed. */
function followChanges(
  eventLog: EventLog,
  { syncCameras, courier }: { syncCameras: () => Promise<void>; courier: Courier },
): void {
  eventLog.onEvent(({ type, payload }) => {
    const isAboutCameras =
      type === 'register:changed' && (payload['what'] === 'cameras' || payload['what'] === 'sites');
    if (isAboutCameras) void syncCameras();
    if ((NOTIFYING_EVENTS as readonly string[]).includes(type)) courier.wake();
  });
}
