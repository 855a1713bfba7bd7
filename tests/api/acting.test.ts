import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../server/contract/ids.ts';
import { ACTOR_HEADER } from '../../server/contract/sign-in.ts';
import { type Care, openCare } from '../support/care.ts';
import { makeFamily, makeStaff } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

let care: Care;
let other: UserId;
beforeAll(async () => {
  care = await openCare();
  other = await makeStaff(care.db, '孙静', 'caregiver', { classroomId: care.nursery.toddlerRoomId });
});
afterAll(() => care.close());

/** An arrival, said to be `actorId`'s, on a tablet on which `acts` has said their PIN. */
async function arrives(acts: UserId, actorId: UserId) {
  const { siteId, toddlerRoomId } = care.nursery;
  const { childId } = await makeFamily(care.db, {
    siteId,
    classroomId: toddlerRoomId,
    child: '果果',
    guardian: '王芳',
  });
  const tablet = await care.tablet(toddlerRoomId, acts);
  const body = { eventId: randomUUID(), childId, happenedAt: care.clock.now.toISOString() };
  const answer = await tablet.post('/api/attendance/check-ins', body).set(ACTOR_HEADER, actorId);
  const rows = await care.db.attendanceEvent.findMany({ where: { childId }, select: { actorId: true } });
  return { outcome: outcome(answer), by: rows.map((row) => row.actorId) };
}

test('a record goes down under the name of whoever made it, and not at all while somebody else acts on the tablet', async () => {
  const { caregiverId } = care.nursery;
  expect(await arrives(other, caregiverId)).toEqual({ outcome: 'who-is-acting', by: [] });
  expect(await arrives(caregiverId, caregiverId)).toEqual({ outcome: 'ok', by: [caregiverId] });
});

test('on their own browser a record goes out under nobody else’s name either', async () => {
  const { caregiverId } = care.nursery;
  const asked = (await care.as(caregiverId)).get('/api/room').set(ACTOR_HEADER, other);
  expect(outcome(await asked)).toBe('who-is-acting');
});
