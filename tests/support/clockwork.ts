import { randomUUID } from 'node:crypto';
import type { NotificationSettings } from '../../server/notifications/notification-settings.ts';
import type { ChildId, ClassroomId, UserId } from '../../server/contract/ids.ts';
import { atMinute } from '../../server/platform/calendar.ts';
import { createAccessTokens } from '../../server/sign-in/access-token.ts';
import { rightsChangedBy } from './as-owner.ts';
import { FakeMediaNode } from './fake-media-node.ts';
import { makeNursery } from './nursery.ts';
import { openTestDatabase } from './test-database.ts';
import { startTestServer } from './test-server.ts';

export const DAY = '2026-06-03'; // a Wednesday
const ZONE = 'Asia/Shanghai';
const KEY = Buffer.alloc(32, 5);

export type Clockwork = Awaited<ReturnType<typeof openClockwork>>;

/**
 * Two servers over one nursery and one clock that the test sets; 海棠's children come from eight to five, by the hour or for
 * the day, and nobody is there. `tick` is what the job of the minute does.
 */
export async function openClockwork(notifications: Partial<NotificationSettings> = {}) {
  const { url, close } = await openTestDatabase();
  const media = new FakeMediaNode();
  const clock = { now: atMinute(DAY, 7 * 60, ZONE) };
  const now = () => clock.now;
  const servers = await Promise.all(
    [0, 1].map(() => startTestServer({ media, databaseUrl: url, now, key: KEY, notifications })),
  );
  const [server, second] = servers;
  if (!server || !second) throw new Error('two servers');
  const { db } = server.database;
  const nursery = await makeNursery(db);
  await rightsChangedBy(db, new Date('2026-01-01T00:00:00Z'));
  await db.enrolment.updateMany({ data: { fromMinute: 8 * 60, toMinute: 17 * 60 } });
  await db.siteHours.updateMany({ data: { opensMinute: 7 * 60, closesMinute: 18 * 60 } });
  const tokens = createAccessTokens(KEY, now);
  const call =
    (subject: { kind: 'session' | 'device'; id: string }) => async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${server.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${tokens.sign(subject)}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        text,
        body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null) as never,
      };
    };
  const session = (userId: UserId) =>
    db.session.create({
      data: {
        userId,
        createdAt: now(),
        expiresAt: new Date(now().getTime() + 9e9),
        address: '192.0.2.1',
        userAgent: 'test',
      },
    });
  return {
    server,
    second,
    db,
    nursery,
    clock,
    /** `8:15` on the day's own wall clock. */
    at: (text: string) => {
      const [hour = 0, minute = 0] = text.split(':').map(Number);
      return (clock.now = atMinute(DAY, hour * 60 + minute, ZONE));
    },
    tick: () => server.app.everyMinute(),
    as: async (userId: UserId) => call({ kind: 'session', id: (await session(userId)).id }),
    tokenOf: async (userId: UserId) => tokens.sign({ kind: 'session', id: (await session(userId)).id }),
    tablet: async (classroomId: ClassroomId, actingUserId: UserId | null) => {
      const { siteId } = await db.classroom.findUniqueOrThrow({ where: { id: classroomId } });
      const paired = { pairedAt: now(), actingUserId, actingSince: now(), createdBy: nursery.siteAdminId };
      const device = await db.device.create({ data: { name: '平板', siteId, classroomId, ...paired } });
      return call({ kind: 'device', id: device.id });
    },
    arrive: (childId: ChildId) => ({ eventId: randomUUID(), childId, happenedAt: clock.now.toISOString() }),
    /** Alerts as the database holds them, oldest first: `late open`, `absent cleared`. */
    told: async (childId: ChildId) =>
      (await db.careAlert.findMany({ where: { childId }, orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }] })).map(
        ({ kind, clearedAt }) => `${kind} ${clearedAt ? 'cleared' : 'open'}`,
      ),
    stop: async () => {
      await Promise.all(servers.map((each) => each.stop()));
      await media.close();
      await close();
    },
  };
}
