import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import { startTestServer } from './test-server.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { askAt, type Answer } from './security-ask.ts';
import { makeFamily, makeNursery, type Nursery } from './nursery.ts';
import { openTestDatabase } from './test-database.ts';
import type { ClassroomId, UserId } from '../../server/contract/ids.ts';
import type { Db } from '../../server/platform/database.ts';

const KEY = Buffer.alloc(32, 11);

export type Door = Awaited<ReturnType<typeof openDoor>>;
/** Asks as one person, tablet or screen; `of` reads what was answered. */
export type Asker = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** The whole server over a nursery, with a clock that the test moves: nine in the morning of a Wednesday in Shanghai. */
export async function openDoor() {
  const { url, close } = await openTestDatabase();
  const clock = { now: new Date('2026-06-03T01:00:00Z') };
  const media = new FakeMediaNode();
  const server = await startTestServer({ media, databaseUrl: url, key: KEY, now: () => clock.now });
  const { db } = server.database;
  const nursery = await makeNursery(db);
  const tokens = createAccessTokens(KEY, () => clock.now);
  const asker =
    (more: { token?: () => string; headers?: Record<string, string> }): Asker =>
    (method, path, body) =>
      askAt(server.url, {
        ...{ method, path, body },
        ...(more.token && { token: more.token() }),
        ...(more.headers && { headers: more.headers }),
      });
  return {
    url: server.url,
    db,
    nursery,
    clock,
    key: KEY,
    wait: (ms: number) => (clock.now = new Date(clock.now.getTime() + ms)),
    nobody: asker({}),
    /** The token is new each time: the clock moves on, and a sign-in lasts. */
    as: async (userId: UserId): Promise<Asker> => {
      const id = await openSession(db, userId, clock.now);
      return asker({ token: () => tokens.sign({ kind: 'session', id }) });
    },
    tablet: async (classroomId: ClassroomId, actorId: UserId | null): Promise<Asker> => {
      const id = await pairTablet(db, nursery, classroomId, actorId, clock.now);
      return asker({ token: () => tokens.sign({ kind: 'device', id }) });
    },
    screen: (cookie: string): Asker => asker({ headers: { cookie } }),
    close: async () => {
      await server.stop();
      await media.close();
      await close();
    },
  };
}

async function openSession(db: Db, userId: UserId, now: Date): Promise<string> {
  const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
  return (await db.session.create({ data: { userId, expiresAt, address: '192.0.2.1', userAgent: 'test' } })).id;
}

async function pairTablet(db: Db, nursery: Nursery, classroomId: ClassroomId, actingUserId: UserId | null, now: Date) {
  const { siteId } = await db.classroom.findUniqueOrThrow({ where: { id: classroomId } });
  const paired = { pairedAt: now, actingUserId, actingSince: now, createdBy: nursery.siteAdminId };
  return (await db.device.create({ data: { name: '平板', siteId, classroomId, ...paired } })).id;
}

/** What a good answer holds. */
// The test names the contract's shape that it reads.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const bodyOf = <T>({ code, text }: Answer): T => {
  if (code !== 'ok') throw new Error(`refused: ${code} ${text}`);
  return JSON.parse(text) as T;
};

/** A family of the toddler room at that door: its mother's own browser, and the room's tablet. */
export async function familyAtTheDoor(door: Door) {
  const { siteId, toddlerRoomId: classroomId, caregiverId } = door.nursery;
  const family = await makeFamily(door.db, { siteId, classroomId, child: '周小满', guardian: '周敏' });
  return { family, mother: await door.as(family.guardianId), tablet: await door.tablet(classroomId, caregiverId) };
}

/** A guardian whom an order keeps from the child. */
export async function blockFrom(db: Db, childId: string, userId: string, relation = '爸爸'): Promise<void> {
  await db.guardianship.create({ data: { childId, userId, relation, custodyBlockedAt: new Date() } });
}
