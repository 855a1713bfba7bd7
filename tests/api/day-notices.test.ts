import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ChildNotices } from '../../server/contract/day-notices.ts';
import type { ParentHome } from '../../server/contract/live.ts';
import type { Room } from '../../server/contract/attendance.ts';
import { addDays } from '../../server/platform/calendar.ts';
import { makePerson } from '../support/nursery.ts';
import { dayAhead } from '../support/day-ahead.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';
import { until } from '../support/until.ts';

let care: Families;
let mother: Asker;
let otherMother: Asker;
let tablet: Asker;
beforeAll(async () => {
  care = await openFamilies();
  mother = care.as(care.nursery.duoduo.guardianId);
  otherMother = care.as(care.nursery.shitou.guardianId);
  tablet = await care.tablet(care.nursery.toddlerRoomId, care.nursery.caregiverId);
});
afterAll(() => care.close());
/** Each test has a week of its own. */
beforeEach(() => care.wait(7 * 24 * 3_600_000));

const duoduo = () => care.nursery.duoduo.childId;
const today = () => dayAhead(0, care.clock.now);
const absence = (more: object = {}) => ({
  ...{ noticeId: randomUUID() as string, childId: duoduo(), kind: 'absence', reason: 'sick' },
  ...{ fromDay: today(), toDay: today() },
  ...more,
});
const give = (by: Asker, notice: object) => by.post('/api/day-notices', notice);
const withdraw = (by: Asker, withdrawsId: string) =>
  by.post('/api/day-notices/withdrawals', { noticeId: randomUUID(), withdrawsId });
const read = async () => (await mother.get(`/api/day-notices?childId=${duoduo()}`)).body as ChildNotices;
const rows = () => care.db().dayNotice.count();
const child = async () =>
  ((await tablet.get('/api/room')).body as Room).children.find(({ childId }) => childId === duoduo());
const word = async () => ((await mother.get('/api/home')).body as ParentHome).children[0]?.word;

test('an absence told from the phone is with the room and the other parent at once, and on the home', async () => {
  const ears = await tablet.listen();
  const notice = absence({ note: '发烧了' });
  expect((await give(mother, notice)).body).toMatchObject({ notices: [{ noticeId: notice.noticeId, by: '王芳' }] });
  await until('the room hears of it', () => ears.events.length > 0);
  expect(ears.events[0]).toMatchObject({ type: 'notice:given', kind: 'absence', reason: 'sick', by: '王芳' });
  expect(JSON.stringify(ears.events)).not.toContain('发烧了');
  expect((await child())?.absence).toMatchObject({ noticeId: notice.noticeId, reason: 'sick', by: '妈妈' });
  expect(await word()).toMatchObject({ absence: { noticeId: notice.noticeId, reason: 'sick' } });
  expect(await care.db().auditEntry.count({ where: { action: 'notice-given', childId: duoduo() } })).toBe(1);
  ears.close();
});

test('withdrawn, it counts no more; withdrawing twice is the same; both rows stay', async () => {
  const notice = absence();
  await give(mother, notice);
  const before = await rows();
  expect((await withdraw(mother, notice.noticeId)).body).toMatchObject({ notices: [] });
  expect((await withdraw(tablet, notice.noticeId)).code).toBe('ok');
  expect(await rows()).toBe(before + 1);
  expect((await child())?.absence).toBeNull();
});

test('the same notice sent twice is one; its id for something else is a conflict', async () => {
  const notice = absence();
  await give(mother, notice);
  const before = await rows();
  expect((await give(mother, notice)).code).toBe('ok');
  expect((await give(mother, { ...notice, reason: 'family' })).code).toBe('conflict');
  expect(await rows()).toBe(before);
});

test('staff who were called say it for the family; the day says that they did', async () => {
  const notice = absence({ fromDay: dayAhead(1, care.clock.now), toDay: dayAhead(3, care.clock.now) });
  expect((await give(tablet, notice)).code).toBe('ok');
  expect((await read()).notices).toMatchObject([{ by: '林老师', reason: 'sick' }]);
});

test.each<[string, string, () => object]>([
  ['a day that is over', 'day-past', () => absence({ fromDay: dayAhead(-1, care.clock.now) })],
  ['more than thirty days', 'bad-request', () => absence({ toDay: addDays(today(), 30) })],
  ['a last day before the first', 'bad-request', () => absence({ toDay: addDays(today(), -1) })],
  [
    'a day nobody plans yet',
    'bad-request',
    () => absence({ fromDay: addDays(today(), 61), toDay: addDays(today(), 61) }),
  ],
  ['a reason of one’s own', 'bad-request', () => absence({ reason: 'lazy' })],
  ['a child nobody knows', 'not-found', () => absence({ childId: randomUUID() })],
  ['another family’s child', 'not-found', () => absence({ childId: care.nursery.shitou.childId })],
  [
    'a late pick-up that is over',
    'outside-opening-hours',
    () => ({ noticeId: randomUUID(), childId: duoduo(), kind: 'late_pickup', day: today(), untilMinute: 540 }),
  ],
  [
    'somebody who may not fetch',
    'may-not-fetch',
    () => ({
      ...{ noticeId: randomUUID(), childId: duoduo(), kind: 'pick_up', day: today() },
      withUserId: care.nursery.shitou.guardianId,
    }),
  ],
  [
    'nobody to fetch',
    'bad-request',
    () => ({ noticeId: randomUUID(), childId: duoduo(), kind: 'pick_up', day: today() }),
  ],
])('%s is refused with a sentence and nothing is recorded', async (_title, code, notice) => {
  const before = await rows();
  expect((await give(mother, notice())).code).toBe(code);
  expect(await rows()).toBe(before);
});

test('a closed day, and a day on which the child does not come, have nothing to be told of', async () => {
  const closed = dayAhead(2, care.clock.now);
  await care.db().closedDay.create({ data: { siteId: care.nursery.siteId, day: new Date(closed) } });
  expect((await give(mother, absence({ fromDay: closed, toDay: closed }))).code).toBe('not-coming-then');
  const { days } = await read();
  expect(days.find(({ day }) => day === closed)).toMatchObject({ isExpected: false, opensUntil: null });
  expect(days[0]).toMatchObject({ day: today(), isExpected: true, opensUntil: 1440 });
});

test('no absence of today for a child that has arrived; of tomorrow there may be one', async () => {
  await care.arrives(duoduo(), care.nursery.toddlerRoomId);
  expect((await give(mother, absence())).code).toBe('already-arrived');
  expect((await give(mother, absence({ toDay: dayAhead(1, care.clock.now) }))).code).toBe('already-arrived');
  const tomorrow = dayAhead(1, care.clock.now);
  expect((await give(mother, absence({ fromDay: tomorrow, toDay: tomorrow }))).code).toBe('ok');
  expect((await read()).arrivedAt).toBe(care.at());
});

test('late pick-up and who fetches are with the room, by the later word', async () => {
  const { guardianId } = care.nursery.duoduo;
  const base = { childId: duoduo(), day: today() };
  await give(mother, { ...base, noticeId: randomUUID(), kind: 'late_pickup', untilMinute: 1080 });
  care.wait(1_000);
  await give(mother, { ...base, noticeId: randomUUID(), kind: 'late_pickup', untilMinute: 1110 });
  const fetched = { ...base, noticeId: randomUUID(), kind: 'pick_up', withUserId: guardianId };
  expect((await give(mother, fetched)).code).toBe('ok');
  expect(await child()).toMatchObject({
    latePickUpUntil: `${today()}T10:30:00.000Z`,
    fetchedBy: { withUserId: guardianId, withPickupId: null, by: '妈妈' },
  });
  expect(await word()).toMatchObject({ fetchedBy: '王芳', latePickUpUntil: `${today()}T10:30:00.000Z` });
});

test('a person whom the family named is announced; withdrawn, no more', async () => {
  const named = { childId: duoduo(), name: '李奶奶', relation: '奶奶', addedBy: care.nursery.duoduo.guardianId };
  const { id } = await care.db().pickupPerson.create({ data: { ...named, addedAt: care.clock.now } });
  const notice = () => ({ noticeId: randomUUID(), childId: duoduo(), kind: 'pick_up', day: today(), withPickupId: id });
  expect((await give(mother, notice())).body).toMatchObject({ notices: [{ withName: '李奶奶' }] });
  await care.db().pickupPerson.update({ where: { id }, data: { withdrawnAt: care.clock.now } });
  expect((await give(mother, notice())).code).toBe('may-not-fetch');
});

test('attack: a blocked or withdrawn father and a volunteer say nothing of a day; a blocked father is not announced', async () => {
  const fatherId = await makePerson(care.db(), '李强');
  const link = { childId: duoduo(), userId: fatherId, relation: '爸爸' };
  const { id } = await care.db().guardianship.create({ data: link });
  const father = care.as(fatherId);
  const notice = absence({ fromDay: dayAhead(1, care.clock.now), toDay: dayAhead(1, care.clock.now) });
  expect((await give(father, notice)).code).toBe('ok');
  for (const data of [
    { custodyBlockedAt: care.clock.now },
    { custodyBlockedAt: null, withdrawnAt: care.clock.now, withdrawnReason: '家长会决定' },
  ]) {
    await care.db().guardianship.update({ where: { id }, data });
    expect((await give(father, absence())).code).toBe('not-found');
    expect((await withdraw(father, notice.noticeId)).code).toBe('not-found');
    expect((await father.get(`/api/day-notices?childId=${duoduo()}`)).code).toBe('not-found');
    const announced = {
      noticeId: randomUUID(),
      childId: duoduo(),
      kind: 'pick_up',
      day: today(),
      withUserId: fatherId,
    };
    expect((await give(mother, announced)).code).toBe('may-not-fetch');
  }
  const senior = await care.tablet(care.nursery.seniorRoomId, care.nursery.seniorCaregiverId);
  expect((await give(senior, absence())).code).toBe('not-found');
});

test('attack: a parent who says a thousand words. After forty in ten minutes the next is refused with its reason, and others still speak', async () => {
  const said = await Promise.all(Array.from({ length: 45 }, () => give(otherMother, absence())));
  expect(said.some(({ body }) => (body as { problem?: { code: string } }).problem?.code === 'too-many-tries')).toBe(
    true,
  );
  expect((await give(mother, absence())).status).toBe(200);
});
