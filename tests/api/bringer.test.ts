import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { blockFrom, bodyOf, familyAtTheDoor, openDoor, type Asker, type Door } from '../support/door.ts';
import { GRANDMOTHER } from '../support/door-objects.ts';
import { makePerson, type Family } from '../support/nursery.ts';
import { until } from '../support/until.ts';

let door: Door;
let tablet: Asker;
let mother: Asker;
let family: Family;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  ({ family, mother, tablet } = await familyAtTheDoor(door));
});

const name = async (who = GRANDMOTHER) =>
  bodyOf<{ pickupId: string }>(await mother('POST', '/api/pickups', { ...who, childId: family.childId })).pickupId;
const tap = () => ({ eventId: randomUUID(), childId: family.childId, happenedAt: door.clock.now.toISOString() });
const arrive = (who: object, given = tap()) => tablet('POST', '/api/attendance/check-ins', { ...given, ...who });
/** What is still being committed beside it holds the log back for a moment. */
const told = () =>
  until('the arrival in the feed', async () => {
    const { events } = bodyOf<{ events: { type: string; withName?: string | null }[] }>(
      await mother('GET', '/api/feed'),
    );
    const arrivals = events.filter(({ type }) => type === 'attendance:checked-in');
    return arrivals.length > 0 && arrivals;
  });
const rows = () => door.db.attendanceEvent.findMany({ where: { childId: family.childId } });
const refusals = () => door.db.auditEntry.findMany({ where: { childId: family.childId, action: 'bringer-refused' } });

test('the room says who brought the child, a guardian or whom the family named, and the family reads it', async () => {
  const given = tap();
  expect((await arrive({ withUserId: family.guardianId }, given)).code).toBe('ok');
  expect(await rows()).toMatchObject([{ kind: 'checked_in', withUserId: family.guardianId, withPickupId: null }]);
  expect(await told()).toMatchObject([{ withName: '周敏' }]);
  expect((await arrive({ withUserId: family.guardianId }, given)).code).toBe('ok');
  expect((await arrive({}, given)).code).toBe('conflict'); // the same id says something else
  expect(await rows()).toHaveLength(1);
});

test('who the family named brings the child, and is on record as the bringer', async () => {
  const withPickupId = await name();
  expect((await arrive({ withPickupId })).code).toBe('ok');
  expect(await rows()).toMatchObject([{ kind: 'checked_in', withUserId: null, withPickupId }]);
  expect(await told()).toMatchObject([{ withName: GRANDMOTHER.name }]);
});

test('nobody is asked: a tap without a bringer is an arrival as before', async () => {
  expect((await arrive({})).code).toBe('ok');
  expect(await rows()).toMatchObject([{ kind: 'checked_in', withUserId: null, withPickupId: null }]);
});

test('attack: whom an order keeps from the child, a stranger and another family’s guardian are no bringers', async () => {
  const blockedId = await makePerson(door.db, '李强', { phone: '13600002222' });
  const withPickupId = await name({ name: '李强', relation: '爸爸', phone: '136 0000 2222' });
  await blockFrom(door.db, family.childId, blockedId);
  const strangers = [
    { withUserId: blockedId },
    { withPickupId },
    { withUserId: randomUUID() },
    { withPickupId: randomUUID() },
    { withUserId: door.nursery.shitou.guardianId },
  ];
  for (const who of strangers) expect((await arrive(who)).code).toBe('forbidden');
  expect((await arrive({ withUserId: family.guardianId, withPickupId })).code).toBe('bad-request');
  expect(await rows()).toEqual([]);
  expect(await refusals()).toHaveLength(strangers.length);
});

test('several at once are judged one by one, and a bringer who may not brings none of them in', async () => {
  const arrivals = [{ ...tap(), withUserId: randomUUID() }];
  expect((await tablet('POST', '/api/attendance/arrivals', { arrivals })).code).toBe('forbidden');
  expect(await rows()).toEqual([]);
});
