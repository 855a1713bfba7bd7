import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../server/contract/ids.ts';
import { createFairTurns } from '../../server/platform/turns.ts';
import { LiveRoom } from '../support/live-room.ts';
import { makePerson } from '../support/nursery.ts';
import type { Person } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Files are made one at a time: what happens to those who wait. */
let room: LiveRoom;
let director: Person;
let second: Person;
let secondId: UserId;
beforeAll(async () => {
  room = await LiveRoom.open(() => new Date('2026-07-06T04:00:00Z'));
  director = await room.signIn(room.nursery.siteAdminId);
  secondId = await makePerson(db(), '副园长');
  await db().roleAssignment.create({ data: { userId: secondId, role: 'site_admin', siteId: room.nursery.siteId } });
  second = await room.signIn(secondId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
async function takeOut({ token }: Person): Promise<number> {
  const { siteId } = room.nursery;
  const answer = await fetch(`${room.server.url}/api/admin/attendance/month/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ month: '2026-06', siteId, format: 'csv', sheet: 'days', language: 'zh' }),
  });
  return answer.status;
}

/** While it is held no month can be read. @returns how to let it go */
async function holdRecords(): Promise<() => Promise<void>> {
  const client = await room.server.database.pool.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE attendance_event IN ACCESS EXCLUSIVE MODE');
  return async () => {
    await client.query('COMMIT');
    client.release();
  };
}
const isWaitedFor = async () => {
  const { rows } = await room.server.database.pool.query(
    `SELECT 1 FROM pg_locks WHERE relation = 'attendance_event'::regclass AND NOT granted`,
  );
  return rows.length > 0;
};

test('attack: whose role ends while their file waits gets none', async () => {
  const letGo = await holdRecords();
  const first = takeOut(director);
  await until('the first file is being made', isWaitedFor);
  const waiting = takeOut(second);
  await setTimeout(300); // it is asked who they are, and nothing shows that they wait
  await db().roleAssignment.updateMany({
    where: { userId: secondId },
    data: { endsAt: new Date('2026-07-06T03:00:00Z') },
  });
  await letGo();
  expect(await first).toBe(200);
  expect(await waiting).toBe(403);
});

test('attack: whose role ends while their own file is made gets none, and nothing of it is in the audit', async () => {
  const thirdId = await makePerson(db(), '督学');
  await db().roleAssignment.create({ data: { userId: thirdId, role: 'site_admin', siteId: room.nursery.siteId } });
  const third = await room.signIn(thirdId);
  const letGo = await holdRecords();
  const file = takeOut(third);
  await until('the file is being made', isWaitedFor);
  await db().roleAssignment.deleteMany({ where: { userId: thirdId } });
  await letGo();
  expect(await file).toBe(403);
  expect(await db().auditEntry.count({ where: { action: 'attendance-exported', actorId: thirdId } })).toBe(0);
});

test('attack: files that nobody takes are still one’s own: no third is made until they have gone', async () => {
  const turns = createFairTurns(1, 2);
  const taken: (() => void)[] = [];
  const notTaken = () => new Promise<void>((gone) => taken.push(gone));
  const made = () => Promise.resolve('made');
  expect(await turns('director', made, notTaken)).toBe('made');
  expect(await turns('director', made, notTaken)).toBe('made');
  await expect(turns('director', made)).rejects.toThrow('too-many-tries');
  expect(await turns('another', made)).toBe('made');
  taken[0]?.();
  await setTimeout(0);
  expect(await turns('director', made)).toBe('made');
});

test('attack: a pile of one person’s files keeps nobody else: two of theirs are taken, the others told to come back', async () => {
  const letGo = await holdRecords();
  const pile = Array.from({ length: 8 }, () => takeOut(director));
  await until('the first file is being made', isWaitedFor);
  await letGo();
  const statuses = (await Promise.all(pile)).sort();
  expect(statuses).toEqual([200, 200, ...Array.from({ length: 6 }, () => 429)]);
  expect(await takeOut(director)).toBe(200);
});
