import { randomUUID } from 'node:crypto';
import type { ChildId, ClassroomId, UserId } from '../../server/contract/ids.ts';
import { localDay } from '../../server/platform/calendar.ts';
import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { checkInChild, makeNursery } from './nursery.ts';
import { connectSocket, startTestServer, type TestServer } from './test-server.ts';
import { openTestDatabase } from './test-database.ts';

const KEY = Buffer.alloc(32, 5);

export type Families = Awaited<ReturnType<typeof openFamilies>>;
export type Asker = ReturnType<Families['as']>;

/**
 * The whole server over the nursery of the tests, with a clock that the test moves, and everybody signed in on demand. It can
 * be started anew over the same database.
 */
export async function openFamilies() {
  const testDatabase = await openTestDatabase();
  const media = new FakeMediaNode();
  const clock = { now: new Date('2026-06-03T01:00:00Z') }; // a Wednesday, nine in the morning in Shanghai
  const now = () => clock.now;
  const start = () => startTestServer({ media, databaseUrl: testDatabase.url, now, key: KEY });
  let server: TestServer = await start();
  const nursery = await makeNursery(server.database.db);
  const signer = createAccessTokens(KEY, now);
  const db = () => server.database.db;
  const tokenOf = async (userId: UserId) => {
    const expiresAt = new Date(clock.now.getTime() + 3_600_000_000);
    const session = { userId, expiresAt, address: '192.0.2.1', userAgent: 'test' };
    return signer.sign({ kind: 'session', id: (await db().session.create({ data: session })).id });
  };
  const makeTablet = async (classroomId: ClassroomId) => {
    const { siteId } = await db().classroom.findUniqueOrThrow({ where: { id: classroomId } });
    const paired = { name: '平板', siteId, classroomId, pairedAt: clock.now, createdBy: nursery.siteAdminId };
    return (await db().device.create({ data: { id: randomUUID(), ...paired } })).id;
  };
  /** Whoever acts on it has just said their PIN. */
  const tokenOfTablet = async (id: string, actingUserId: UserId | null) => {
    await db().device.update({ where: { id }, data: { actingUserId, actingSince: clock.now } });
    return signer.sign({ kind: 'device', id });
  };
  /** Sign-ins end, and the clock is moved by days: each request has one of its own. */
  const asker = (token: () => Promise<string>) => ({
    get: async (path: string) => ask(server.url, await token(), 'GET', path),
    post: async (path: string, body: unknown) => ask(server.url, await token(), 'POST', path, body),
    listen: async () => connectSocket(server, await token()),
  });
  return {
    nursery,
    clock,
    db,
    at: (agoMs = 0) => new Date(clock.now.getTime() - agoMs).toISOString(),
    wait: (ms: number) => void (clock.now = new Date(clock.now.getTime() + ms)),
    as: (userId: UserId) => asker(() => tokenOf(userId)),
    tablet: async (classroomId: ClassroomId, actorId: UserId | null) => {
      const id = await makeTablet(classroomId);
      return asker(() => tokenOfTablet(id, actorId));
    },
    arrives: (childId: ChildId, classroomId: ClassroomId) =>
      checkInChild(db(), {
        ...{ childId, classroomId, actorId: nursery.caregiverId, at: clock.now },
        day: localDay(clock.now, 'Asia/Shanghai'),
      }),
    restart: async () => {
      await server.stop();
      server = await start();
    },
    close: async () => {
      await server.stop();
      await media.close();
      await testDatabase.close();
    },
  };
}

type Answered = { status: number; code: string; fields: Record<string, string>; body: never };

async function ask(url: string, token: string, method: string, path: string, body?: unknown): Promise<Answered> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  const parsed = (text === '' ? null : isJson ? JSON.parse(text) : text) as {
    problem?: { code: string; fields?: Record<string, string> };
  } | null;
  const problem = answer.ok ? undefined : parsed?.problem;
  return { status: answer.status, code: problem?.code ?? 'ok', fields: problem?.fields ?? {}, body: parsed as never };
}
