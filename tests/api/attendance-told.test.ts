import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openCare, type Care } from '../support/care.ts';
import { makeFamily, type Family } from '../support/nursery.ts';
import { outcome } from '../support/office.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const MINUTE = 60_000;
let care: Care;
let tablet: Asker;
let child: Family;
beforeAll(async () => {
  care = await openCare();
});
beforeEach(async () => {
  const { siteId, toddlerRoomId, caregiverId } = care.nursery;
  tablet = await care.tablet(toddlerRoomId, caregiverId);
  child = await makeFamily(care.db, { siteId, classroomId: toddlerRoomId, child: '苗苗', guardian: '苗禾' });
});
afterAll(() => care.close());

const at = (ms = 0) => new Date(care.clock.now.getTime() + ms).toISOString();
/** As a tablet tells it that was offline then. */
const tap = (ms = 0, withUserId: string | null = null) => ({
  ...{ eventId: randomUUID(), childId: child.childId, happenedAt: at(ms), withUserId, isOffline: true },
});
const post = (what: string, body: object, by = tablet) => by.post(`/api/attendance/${what}`, body);
const told = () => care.db.event.findMany({ where: { childId: child.childId }, orderBy: { id: 'asc' } });
const typesTold = async () => (await told()).map(({ type }) => type);
const correction = (body: object) => ({
  ...{ eventId: randomUUID(), childId: child.childId, correctsId: null, to: null, reason: '没有记' },
  ...body,
});

test('an arrival and a departure that were told already are told again as what they are: an earlier time', async () => {
  await post('check-ins', tap(-55 * MINUTE)).expect(200);
  await post('check-ins', tap(-60 * MINUTE)).expect(200); // another tablet's, which was offline
  await post('check-outs', tap(-5 * MINUTE, child.guardianId)).expect(200);
  await post('check-outs', tap(-15 * MINUTE, child.guardianId)).expect(200);
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual([
    ...['attendance:checked-in', 'attendance:corrected'],
    ...['attendance:checked-out', 'attendance:corrected'],
  ]);
  expect(events[1]?.payload).toMatchObject({ kind: 'checked_in', was: at(-55 * MINUTE), becomes: at(-60 * MINUTE) });
  expect(events[3]?.payload).toMatchObject({ kind: 'checked_out', withUserId: child.guardianId, was: at(-5 * MINUTE) });
});

test('of a child that two people fetched nothing is told as settled, whichever record came first', async () => {
  const father = await makeGuardian();
  await post('check-ins', tap(-60 * MINUTE)).expect(200);
  await post('check-outs', tap(-5 * MINUTE, father)).expect(200);
  await post('check-outs', tap(-15 * MINUTE, child.guardianId)).expect(200);
  await post('check-outs', tap(-4 * MINUTE, child.guardianId)).expect(200);
  const events = await told();
  expect(events.map(({ type }) => type)).toEqual([
    ...['attendance:checked-in', 'attendance:checked-out'],
    ...['attendance:contradicted'],
  ]);
  expect(events[2]?.payload).toMatchObject({ about: 'departure' });
});

test('a second stay told late is told as news: it stands for no other record', async () => {
  await post('check-ins', tap(-30 * MINUTE)).expect(200);
  await post('check-outs', tap(-20 * MINUTE)).expect(200);
  await post('check-ins', tap(-60 * MINUTE)).expect(200);
  await post('check-outs', tap(-50 * MINUTE)).expect(200);
  expect(await typesTold()).not.toContain('attendance:contradicted');
  expect((await typesTold()).filter((type) => type === 'attendance:checked-out')).toHaveLength(2);
});

test('a transfer that is taken back is told to both rooms', async () => {
  const { toddlerRoomId, seniorRoomId } = care.nursery;
  await post('check-ins', tap(-30 * MINUTE)).expect(200);
  const moved = { ...tap(), toClassroomId: seniorRoomId };
  await post('transfers', moved).expect(200);
  await post('undos', { eventId: randomUUID(), undoesId: moved.eventId }).expect(200);
  const rooms = (await told()).slice(-2).map(({ type, classroomId }) => [type, classroomId]);
  expect(rooms).toEqual([
    ['attendance:undone', toddlerRoomId],
    ['attendance:moved-away', seniorRoomId],
  ]);
});

test('what a clock a little ahead recorded can be said at once not to have happened', async () => {
  const wrong = tap(90_000); // is recorded as of now
  await post('check-ins', wrong).expect(200);
  expect(outcome(await post('corrections', correction({ correctsId: wrong.eventId })))).toBe('ok');
});

test('of a child that has left the nursery who answers for it corrects the last month; nothing else is recorded', async () => {
  const arrival = tap(-60 * MINUTE);
  await post('check-ins', arrival).expect(200);
  await care.db.child.update({ where: { id: child.childId }, data: { leftAt: care.clock.now } });
  const to = { kind: 'checked_out', happenedAt: at(-5 * MINUTE), classroomId: care.nursery.toddlerRoomId };
  expect(outcome(await post('corrections', correction({ to })))).toBe('not-found');
  expect(outcome(await post('check-outs', tap()))).toBe('not-found');
  const director = await care.as(care.nursery.siteAdminId);
  expect(outcome(await post('corrections', correction({ to }), director))).toBe('ok');
});

test('nothing is added to a day before the child was enrolled', async () => {
  const to = { kind: 'checked_in', happenedAt: '1900-01-01T08:00:00.000Z', classroomId: care.nursery.toddlerRoomId };
  const director = await care.as(care.nursery.siteAdminId);
  expect(outcome(await post('corrections', correction({ to }), director))).toBe('bad-request');
});

test('handed over offline to somebody whom an order has kept from the child since: it is recorded, and the director is called', async () => {
  const father = await makeGuardian();
  await post('check-ins', tap(-60 * MINUTE)).expect(200);
  const order = { where: { userId: father, childId: child.childId }, data: { custodyBlockedAt: care.clock.now } };
  await care.db.guardianship.updateMany(order);
  const online = { ...tap(0, father), isOffline: false };
  expect(outcome(await post('check-outs', online))).toBe('forbidden');
  const handed = await post('check-outs', tap(-5 * MINUTE, father));
  expect(handed.body).toMatchObject({ state: 'left' });
  expect(await typesTold()).toEqual(['attendance:checked-in', 'pickup:alarm', 'attendance:checked-out']);
});

test('attack: another family’s person with the name of one whom an order keeps from this child is refused offline, too', async () => {
  const father = await makeGuardian();
  await post('check-ins', tap(-60 * MINUTE)).expect(200);
  const order = { where: { userId: father, childId: child.childId }, data: { custodyBlockedAt: care.clock.now } };
  await care.db.guardianship.updateMany(order);
  const { childId, guardianId: addedBy } = care.nursery.duoduo;
  const named = { childId, addedBy, name: '苗田', phone: '13900001111', relation: '舅舅', addedAt: care.clock.now };
  const { id: withPickupId } = await care.db.pickupPerson.create({ data: named });
  const handed = { ...tap(-5 * MINUTE), withUserId: null, withPickupId };
  expect(outcome(await post('check-outs', handed))).toBe('forbidden');
  expect(await typesTold()).not.toContain('attendance:checked-out');
});

const makeGuardian = async (): Promise<string> => {
  const data = { username: `g-${randomUUID()}`, name: '苗田', passwordHash: '-', operatorId: care.nursery.operatorId };
  const { id } = await care.db.user.create({ data });
  await care.db.guardianship.create({ data: { userId: id, childId: child.childId, relation: '爸爸' } });
  return id;
};
