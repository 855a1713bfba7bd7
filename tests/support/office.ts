import express, { type Express } from 'express';
import request from 'supertest';
import { auditRoutes } from '../../server/audit/audit-routes.ts';
import { alertsForDirector } from '../../server/alerts/alerts-for-director.ts';
import { dashboardRoutes } from '../../server/dashboard/dashboard-routes.ts';
import { createDeviceThrottles } from '../../server/devices/device-deps.ts';
import { deviceRoutes } from '../../server/devices/device-routes.ts';
import { askingOfDevice } from '../../server/devices/device-session.ts';
import { importRoutes } from '../../server/imports/import-routes.ts';
import { createJoinThrottle } from '../../server/invitations/invitation-deps.ts';
import { readableIds } from '../../server/concerns/may-read-store.ts';
import { unopenedFor } from '../../server/concerns/unopened-for.ts';
import { incidentsForDirector } from '../../server/incidents/incidents-for-director.ts';
import { invitationRoutes } from '../../server/invitations/invitation-routes.ts';
import { employerRoutes } from '../../server/organizations/employer-routes.ts';
import { peopleRoutes } from '../../server/people/people-routes.ts';
import { openAlarms } from '../../server/pickups/open-alarms.ts';
import { readPlaces } from '../../server/people/site-views.ts';
import type { AdminSecondFactor } from '../../server/contract/second-factor.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import type { FactsScope, SessionEnd, SessionScope } from '../../server/platform/effects.ts';
import { nothingHere, problems } from '../../server/platform/http.ts';
import { createLog } from '../../server/platform/log.ts';
import { createSealer } from '../../server/platform/sealer.ts';
import { sameOrigin } from '../../server/platform/origin.ts';
import { workingNow } from '../../server/staffing/working-now-store.ts';
import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import { createAuthenticator } from '../../server/sign-in/authenticator.ts';
import { createKnownBrowsers } from '../../server/sign-in/known-browsers.ts';
import { clearFactor } from '../../server/sign-in/second-factor-store.ts';
import { signInRoutes } from '../../server/sign-in/sign-in-routes.ts';
import { createFactorThrottles } from '../../server/sign-in/second-factor-deps.ts';
import { createSignInThrottles } from '../../server/sign-in/sign-in-throttles.ts';
import { makeNursery, PASSWORD, usernameOf } from './nursery.ts';
import { openTestDatabase } from './test-database.ts';

export type Office = Awaited<ReturnType<typeof openOffice>>;

/**
 * The administrators' and sign-in's REST edge over a nursery in a database of its own, with a clock that the test moves.
 * `rechecked` and `ended` hold what was told to live views and sockets, oldest first.
 */
export async function openOffice(adminSecondFactor: AdminSecondFactor = 'offered') {
  const testDatabase = await openTestDatabase();
  const database = openDatabase(testDatabase.url);
  const clock = { now: new Date() };
  const rechecked: FactsScope[] = [];
  const ended: { scope: SessionScope; reason: SessionEnd }[] = [];
  const effects = {
    onFactsChanged: (scope: FactsScope) => Promise.resolve(rechecked.push(scope) && 1),
    onSessionEnded: (scope: SessionScope, reason: SessionEnd) => Promise.resolve(void ended.push({ scope, reason })),
  };
  const app = composeApp(database, () => clock.now, effects, adminSecondFactor);
  const nursery = await makeNursery(database.db);
  return {
    app,
    db: database.db,
    nursery,
    clock,
    rechecked,
    ended,
    wait: (ms: number) => (clock.now = new Date(clock.now.getTime() + ms)),
    as: (userId: string) => signedIn(app, userId),
    close: async () => {
      await database.close();
      await testDatabase.close();
    },
  };
}

type Effects = Pick<Parameters<typeof peopleRoutes>[0], 'onFactsChanged' | 'onSessionEnded'>;

function composeApp(
  database: Database,
  now: () => Date,
  effects: Effects,
  adminSecondFactor: AdminSecondFactor,
): Express {
  const { db, pool } = database;
  const tokens = createAccessTokens(new Uint8Array(32).fill(7), now);
  const authenticator = createAuthenticator({
    db,
    now,
    tokens,
    adminSecondFactor,
    askingOfDevice: (id) => askingOfDevice(db, id, now()),
  });
  const syncCameras = () => Promise.resolve();
  const care = { syncCameras, clearSecondFactor: clearFactor };
  const deps = { db, now, ...effects, secureCookies: true, ...care };
  const signDeviceToken = (id: string) => ({ accessToken: tokens.sign({ kind: 'device', id }), expiresInSeconds: 600 });
  const knownBrowsers = createKnownBrowsers(new Uint8Array(32).fill(8));
  const app = express();
  app.set('trust proxy', 'loopback'); // so that a test can come from any address
  app.use(express.json({ limit: '100kb' }), sameOrigin(['https://kanwa.test']), authenticator.middleware);
  const throttles = createSignInThrottles(pool);
  const factor = {
    sealer: createSealer(new Uint8Array(32).fill(9)),
    factorThrottles: createFactorThrottles(pool),
    adminSecondFactor,
  };
  app.use(signInRoutes({ ...deps, ...factor, tokens, throttles, knownBrowsers }));
  app.use(deviceRoutes({ ...deps, throttles: createDeviceThrottles(pool), signDeviceToken }));
  app.use(invitationRoutes({ ...deps, throttle: createJoinThrottle(pool) }));
  app.use(
    employerRoutes(deps),
    peopleRoutes(deps),
    importRoutes(deps),
    auditRoutes({
      ...deps,
      log: createLog('silent'),
      entryKey: Buffer.alloc(32, 6),
      readableConcerns: (asking) => readableIds(db, asking),
    }),
  );
  app.use(
    dashboardRoutes({
      ...deps,
      openAlarms: (siteIds) => openAlarms(deps, siteIds),
      standingAlerts: (siteIds, answersFor) => alertsForDirector(db, siteIds, answersFor),
      incidents: (siteIds) => incidentsForDirector(deps, siteIds),
      unopenedConcerns: (asking, siteIds) => unopenedFor(deps, asking, siteIds),
      readStaff: (siteIds) => workingNow(db, siteIds, now()),
      readPlaces: (scopes, siteId) => readPlaces(deps, scopes, siteId),
    }),
  );
  app.use(nothingHere, problems(createLog('silent')));
  return app;
}

export type SignedInAs = Awaited<ReturnType<typeof signedIn>>;

/** Signs in by password and answers requests that carry the token. */
async function signedIn(app: Express, userId: string) {
  const answer = await signInAs(app, usernameOf(userId)).expect(200);
  const { accessToken } = answer.body as { accessToken: string };
  return { ...withToken(app, accessToken), accessToken, cookie: cookieOf(answer.headers) };
}

export const signInAs = (app: Express, username: string, password = PASSWORD, address = '192.0.2.1') =>
  request(app).post('/api/session').set('X-Forwarded-For', address).send({ username, password });

export function withToken(app: Express, token: string) {
  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete') => (path: string, body?: object) =>
    request(app)[method](path).set('Authorization', `Bearer ${token}`).send(body);
  return { get: send('get'), post: send('post'), put: send('put'), patch: send('patch'), delete: send('delete') };
}

/** `name=value` of the first cookie that an answer sets. */
export function cookieOf(headers: Record<string, unknown>): string {
  const [first = ''] = (headers['set-cookie'] ?? []) as string[];
  return first.split(';')[0] ?? '';
}

/** `name=value` of the cookie of this name that an answer sets. */
export function cookieNamed(name: string, headers: Record<string, unknown>): string {
  const set = ((headers['set-cookie'] ?? []) as string[]).find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
  return set.split(';')[0] ?? '';
}

/** The code of a problem, or `ok`. */
export const outcome = ({ status, body }: { status: number; body: unknown }): string =>
  status < 400 ? 'ok' : (body as { problem: { code: string } }).problem.code;
