import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLog } from '../../server/platform/log.ts';
import { deleteOldSessions, startDeletingOldSessions } from '../../server/sign-in/old-sessions.ts';
import { makePerson } from '../support/nursery.ts';
import { openTestDatabase } from '../support/test-database.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-22T12:00:00Z');
const now = () => NOW;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let database: Database;
let userId: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  userId = await makePerson(database.db, '李四');
  close = async () => {
    await database.close();
    await testDatabase.close();
  };
});
beforeEach(() => database.db.session.deleteMany());
afterAll(() => close());

type Session = { beganDaysAgo: number; endedDaysAgo?: number; usedTokens?: number };

/** A session of thirty days with an unused token, and so many that were used on its first day. */
async function makeSession({ beganDaysAgo, endedDaysAgo, usedTokens = 0 }: Session): Promise<string> {
  const createdAt = daysAgo(beganDaysAgo);
  const token = (usedAt: Date | null) => ({ hash: new Uint8Array(randomBytes(32)), createdAt, usedAt });
  const { id } = await database.db.session.create({
    data: {
      ...{ userId, createdAt, lastSeenAt: createdAt, expiresAt: daysAgo(beganDaysAgo - 30) },
      ...{
        endedAt: endedDaysAgo === undefined ? null : daysAgo(endedDaysAgo),
        address: '192.0.2.1',
        userAgent: 'test',
      },
      tokens: { create: [token(null), ...Array.from({ length: usedTokens }, () => token(createdAt))] },
    },
  });
  return id;
}
const tokensOf = (sessionId: string) => database.db.refreshToken.count({ where: { sessionId } });
const isKept = async (id: string) => (await database.db.session.count({ where: { id } })) === 1;

test('a session that runs keeps every token until its last day, or a copied one could no longer be found out', async () => {
  const id = await makeSession({ beganDaysAgo: 29, usedTokens: 3 });
  expect(await deleteOldSessions({ db: database.db, now })).toEqual({ tokens: 0, sessions: 0 });
  expect(await tokensOf(id)).toBe(4);
});

test.each([
  ['ended a day ago', { beganDaysAgo: 10, endedDaysAgo: 1 }, 1, true],
  ['ended three days ago', { beganDaysAgo: 10, endedDaysAgo: 3 }, 0, true],
  ['ran out a day ago', { beganDaysAgo: 31 }, 1, true],
  ['ran out three days ago', { beganDaysAgo: 33 }, 0, true],
  ['ended 179 days ago', { beganDaysAgo: 190, endedDaysAgo: 179 }, 0, true],
  ['ended 181 days ago', { beganDaysAgo: 190, endedDaysAgo: 181 }, 0, false],
  ['ran out 181 days ago', { beganDaysAgo: 211 }, 0, false],
])(
  'of a session that %s the tokens go after two days and the session after 180',
  async (_what, session, tokens, kept) => {
    const id = await makeSession(session);
    await deleteOldSessions({ db: database.db, now });
    expect([await tokensOf(id), await isKept(id)]).toEqual([tokens, kept]);
  },
);

test('a long absence is worked off in batches, all of it', async () => {
  await makeSession({ beganDaysAgo: 40, usedTokens: 2_500 });
  expect(await deleteOldSessions({ db: database.db, now })).toEqual({ tokens: 2_501, sessions: 0 });
});

test('a server deletes at its start, and may be stopped at once and twice', async () => {
  const id = await makeSession({ beganDaysAgo: 300 });
  const deleting = startDeletingOldSessions({ db: database.db, now, log: createLog('silent') });
  await deleting.stop();
  await deleting.stop();
  expect(await isKept(id)).toBe(false);
});
