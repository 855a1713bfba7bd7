import express, { type Express } from 'express';
import { pino } from 'pino';
import { accessRoutes } from '../../server/access/access-routes.ts';
import { attendanceRoutes } from '../../server/attendance/attendance-routes.ts';
import { Recorder } from '../../server/attendance/recorder.ts';
import { createProbing } from '../../server/cameras/camera-deps.ts';
import { cameraRoutes } from '../../server/cameras/camera-routes.ts';
import { createCameraSecrets } from '../../server/cameras/camera-secrets.ts';
import { createCameraSync } from '../../server/cameras/wanted-cameras.ts';
import type { ClassroomId, DeviceId, UserId } from '../../server/contract/ids.ts';
import { staffingParts, type Staffing } from '../../server/app/staffing-parts.ts';
import { askingOfDevice } from '../../server/devices/device-session.ts';
import { callIfKeptFrom } from '../../server/pickups/call-if-kept-from.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import type { FactsScope } from '../../server/platform/effects.ts';
import { nothingHere, problems } from '../../server/platform/http.ts';
import type { Log } from '../../server/platform/log.ts';
import { staffingRoutes } from '../../server/staffing/staffing-routes.ts';
import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import { createAuthenticator } from '../../server/sign-in/authenticator.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { makeNursery, type Nursery } from './nursery.ts';
import { withToken } from './office.ts';
import { openTestDatabase } from './test-database.ts';

export type Care = Awaited<ReturnType<typeof openCare>>;

/**
 * Attendance, cameras and rights behind REST, over a nursery in a database of its own, with a clock that the test moves.
 * `rechecked` is what live views were told to decide again; `said` is every answer and every log line, as text.
 */
export async function openCare() {
  const testDatabase = await openTestDatabase();
  const database = openDatabase(testDatabase.url);
  const media = new FakeMediaNode();
  const rechecked: FactsScope[] = [];
  const said: string[] = [];
  const clock = { now: new Date('2026-06-03T01:00:00Z') }; // a Wednesday, nine in the morning in Shanghai
  const now = () => clock.now;
  const log = pino({ level: 'debug' }, { write: (line: string) => void said.push(line) });
  const secrets = createCameraSecrets([new Uint8Array(32).fill(3)]);
  const onFactsChanged = (scope: FactsScope) => Promise.resolve(rechecked.push(scope) && 1);
  const tokens = createAccessTokens(new Uint8Array(32).fill(7), now);
  const nursery = await makeNursery(database.db);
  const staffing = staffingParts({ database, now, log });
  const app = compose({ database, media, now, log, secrets, onFactsChanged, tokens, said, staffing });
  return {
    app,
    db: database.db,
    pool: database.pool,
    nursery,
    media,
    secrets,
    log,
    /** Whether rooms keep to their limits; judged after every record, and when a test says so. */
    breaches: staffing.breaches,
    clock,
    now,
    rechecked,
    said,
    wait: (ms: number) => (clock.now = new Date(clock.now.getTime() + ms)),
    as: (userId: UserId) => asUser({ database, now, tokens, app }, userId),
    tablet: (classroomId: ClassroomId, actorId: UserId | null) =>
      asTablet({ database, now, tokens, app }, nursery, classroomId, actorId),
    close: async () => {
      await staffing.breaches.stop();
      await media.close();
      await database.close();
      await testDatabase.close();
    },
  };
}

type Parts = {
  database: Database;
  media: FakeMediaNode;
  now: () => Date;
  log: Log;
  secrets: ReturnType<typeof createCameraSecrets>;
  onFactsChanged: (scope: FactsScope) => Promise<number>;
  tokens: ReturnType<typeof createAccessTokens>;
  said: string[];
  staffing: Staffing;
};

function compose({ database, media, now, log, secrets, onFactsChanged, tokens, said, staffing }: Parts): Express {
  const { db, pool } = database;
  const authenticator = createAuthenticator({
    db,
    now,
    tokens,
    adminSecondFactor: 'offered',
    askingOfDevice: (id) => askingOfDevice(db, id, now()),
  });
  const deps = { db, now, log, media, secrets, onFactsChanged };
  const syncCameras = createCameraSync(deps);
  const app = express();
  app.use((_req, res, next) => {
    const json = res.json.bind(res);
    res.json = (body: unknown) => {
      said.push(JSON.stringify(body));
      return json(body);
    };
    next();
  });
  app.use(express.json({ limit: '100kb' }), authenticator.middleware);
  const recorder = new Recorder({
    db,
    now,
    onFactsChanged,
    afterwards: ({ classroomIds }) => void staffing.onRoomChanged(classroomIds),
  });
  app.use(
    attendanceRoutes({
      db,
      now,
      recorder,
      pickupAllowed: () => Promise.resolve(false),
      callIfKeptFrom,
      whoMayFetch: () => Promise.resolve(new Map()),
    }),
  );
  app.use(staffingRoutes(staffing));
  app.use(cameraRoutes({ ...deps, syncCameras, ...createProbing(pool, now) }));
  app.use(accessRoutes({ db, pool, log, now, onFactsChanged }));
  app.use(nothingHere, problems(log));
  return app;
}

type Edge = Pick<Parts, 'database' | 'now' | 'tokens'> & { app: Express };

/** A session of this person, as signing in makes one. */
async function asUser({ database, now, tokens, app }: Edge, userId: UserId) {
  const expiresAt = new Date(now().getTime() + 3_600_000_000);
  const { id } = await database.db.session.create({
    data: { userId, expiresAt, address: '192.0.2.1', userAgent: 'test' },
  });
  return withToken(app, tokens.sign({ kind: 'session', id }));
}

/** A paired tablet of this room on which this person, if any, has just said their PIN. */
async function asTablet(
  { database, now, tokens, app }: Edge,
  nursery: Nursery,
  classroomId: ClassroomId,
  actingUserId: UserId | null,
) {
  const room = await database.db.classroom.findUniqueOrThrow({ where: { id: classroomId } });
  const paired = { pairedAt: now(), actingUserId, actingSince: now(), createdBy: nursery.siteAdminId };
  const { id } = await database.db.device.create({
    data: { name: '平板', siteId: room.siteId, classroomId, ...paired },
  });
  return { deviceId: id as DeviceId, ...withToken(app, tokens.sign({ kind: 'device', id })) };
}
