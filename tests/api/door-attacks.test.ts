import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DoorVisit, KioskScreen } from '../../server/contract/kiosk.ts';
import { bodyOf, openDoor, type Asker, type Door } from '../support/door.ts';
import { makeFamily, makePerson, PASSWORD, type Family } from '../support/nursery.ts';
import { cookieOf } from '../support/office.ts';

let door: Door;
let screen: Asker;
let tablet: Asker;
let mother: Asker;
let family: Family;
let phone: string;
let nthFamily = 0;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  const { siteId, siteAdminId, toddlerRoomId: classroomId, caregiverId } = door.nursery;
  const director = await door.as(siteAdminId);
  const { code } = bodyOf<{ code: string }>(await director('POST', '/api/admin/kiosks', { siteId, name: '大门' }));
  const paired = await door.nobody('POST', '/api/kiosk/pair', { code });
  screen = door.screen(cookieOf({ 'set-cookie': paired.headers.getSetCookie() }));
  family = await makeFamily(door.db, { siteId, classroomId, child: '周小满', guardian: '周敏' });
  phone = `138${String(20_000_000 + (nthFamily += 1))}`;
  await door.db.user.update({ where: { id: family.guardianId }, data: { phone } });
  mother = await door.as(family.guardianId);
  tablet = await door.tablet(classroomId, caregiverId);
});

const shown = async () => bodyOf<KioskScreen>(await screen('GET', '/api/kiosk')).token;
const scan = (token: string, who: Asker) => who('POST', '/api/door/visits', { token });
const begin = async (who = mother) => bodyOf<DoorVisit>(await scan(await shown(), who)).visit;
const tap = (visit: string, what: 'arrived' | 'fetching', who = mother) => {
  door.wait(1_000);
  return who('POST', '/api/door/records', { visit, eventId: randomUUID(), childId: family.childId, what });
};
const arrivals = () =>
  door.db.attendanceEvent.findMany({ where: { childId: family.childId, kind: 'checked_in' }, orderBy: { id: 'asc' } });
const undo = (undoesId: string) => tablet('POST', '/api/attendance/undos', { eventId: randomUUID(), undoesId });
const onTablet = (what: 'check-ins' | 'check-outs') => {
  door.wait(1_000);
  const of = { eventId: randomUUID(), childId: family.childId, happenedAt: door.clock.now.toISOString() };
  return tablet('POST', `/api/attendance/${what}`, of);
};

/** Another guardian of the child with the mother's number. */
async function sharesHerNumber(): Promise<Asker> {
  const fatherId = await makePerson(door.db, '周强', { phone });
  await door.db.guardianship.create({ data: { childId: family.childId, userId: fatherId, relation: '爸爸' } });
  return door.as(fatherId);
}

test('attack: an arrival that the room took back is made again at the entrance by nobody: the room records it', async () => {
  const visit = await begin();
  expect((await tap(visit, 'arrived')).code).toBe('ok');
  const [made] = await arrivals();
  expect((await undo(made?.id ?? '')).code).toBe('ok');

  const again = { visit, eventId: made?.id, childId: family.childId, what: 'arrived' };
  expect((await mother('POST', '/api/door/records', again)).code).toBe('arrival-undone');
  expect((await tap(visit, 'arrived')).code).toBe('arrival-undone');
  expect((await tap(await begin(), 'arrived')).code).toBe('arrival-undone');
  const father = await sharesHerNumber();
  expect((await tap(await begin(father), 'arrived', father)).code).toBe('arrival-undone');

  expect(await arrivals()).toHaveLength(1);
  expect((await onTablet('check-ins')).code).toBe('ok');
});

test('a wrong tap on the tablet that was taken back keeps nobody from arriving at the entrance', async () => {
  await onTablet('check-ins');
  const [wrong] = await arrivals();
  expect((await undo(wrong?.id ?? '')).code).toBe('ok');
  expect((await tap(await begin(), 'arrived')).code).toBe('ok');
});

test('attack: a visit begun before the child left makes no second arrival, not even past midnight', async () => {
  door.clock.now = new Date('2026-06-03T15:58:00Z');
  tablet = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  const visit = await begin();
  expect((await tap(visit, 'arrived')).code).toBe('ok');
  expect((await onTablet('check-outs')).code).toBe('ok');
  expect((await tap(visit, 'arrived')).code).toBe('fetched-today');
  door.clock.now = new Date('2026-06-03T16:00:30Z');
  expect((await tap(visit, 'arrived')).code).toBe('fetched-today');
  expect(await arrivals()).toHaveLength(1);
});

test.each(['the office writes down', 'a tablet tells'])(
  'yesterday’s departure that %s during a visit keeps nobody from arriving',
  async (how) => {
    const { toddlerRoomId: classroomId, caregiverId, siteAdminId } = door.nursery;
    door.clock.now = new Date('2026-06-09T02:00:00Z');
    tablet = await door.tablet(classroomId, caregiverId);
    expect((await onTablet('check-ins')).code).toBe('ok');
    const happenedAt = '2026-06-09T09:00:00.000Z';
    door.clock.now = new Date('2026-06-10T01:00:00Z');
    mother = await door.as(family.guardianId);
    const visit = await begin();
    door.wait(1_000);
    const of = { eventId: randomUUID(), childId: family.childId };
    if (how === 'a tablet tells') {
      tablet = await door.tablet(classroomId, caregiverId);
      const told = { ...of, happenedAt, isOffline: true, withUserId: family.guardianId };
      expect((await tablet('POST', '/api/attendance/check-outs', told)).code).toBe('ok');
    } else {
      const to = { kind: 'checked_out', happenedAt, classroomId };
      const said = { ...of, correctsId: null, reason: '昨天忘了签离', to };
      const director = await door.as(siteAdminId);
      expect((await director('POST', '/api/attendance/corrections', said)).code).toBe('ok');
    }
    expect((await tap(visit, 'arrived')).code).toBe('ok');
  },
);

test('attack: a code sent on begins no visits of a whole group; who stands beside another is in time, the screen goes on', async () => {
  const code = await shown();
  expect(await shown()).toBe(code);
  const others = await Promise.all([sharesHerNumber(), sharesHerNumber(), sharesHerNumber(), sharesHerNumber()]);
  expect((await scan(code, mother)).code).toBe('ok');
  const next = await shown();
  expect(next).not.toBe(code);
  expect((await scan(code, mother)).code).toBe('door-code-void');
  const group = await Promise.all(others.map((who) => scan(code, who)));
  expect(group.map((answer) => answer.code).sort()).toEqual(['door-code-void', 'ok', 'ok', 'ok']);
  expect((await scan(next, mother)).code).toBe('ok');
  expect(await shown()).not.toBe(next);
});

test('a child that no room looks after today does not arrive at the entrance: the nursery is asked, nothing is recorded', async () => {
  const yesterday = new Date('2026-06-02');
  await door.db.enrolment.updateMany({ where: { childId: family.childId }, data: { endsOn: yesterday } });
  expect((await tap(await begin(), 'arrived')).code).toBe('ask-the-nursery');
  expect(await arrivals()).toEqual([]);
});

test('attack: who shares the mother’s number learns her PIN by setting it as their own: five a day, and then no more', async () => {
  const father = await sharesHerNumber();
  const guess = (pin: string) => father('PUT', '/api/me/door-pin', { pin, password: PASSWORD });
  const say = (pin: string) => screen('POST', '/api/kiosk/visits', { phone, pin });
  expect((await mother('PUT', '/api/me/door-pin', { pin: '482916', password: PASSWORD })).code).toBe('ok');
  expect((await guess('123456')).code).toBe('bad-request'); // refused before it is kept: no guess
  const guesses: string[] = [];
  for (const pin of ['730584', '591037', '826401', '640835', '903718', '482916', '371852'])
    guesses.push((await guess(pin)).code);
  expect(guesses).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'too-many-tries', 'too-many-tries']);
  const said: string[] = [];
  for (let nth = 0; nth < 7; nth += 1) said.push((await say('903718')).code);
  expect(said).toEqual([...Array.from({ length: 5 }, () => 'ok'), 'too-many-tries', 'too-many-tries']);
});

test('who has a number alone says the PIN as often as needed', async () => {
  await mother('PUT', '/api/me/door-pin', { pin: '482916', password: PASSWORD });
  for (let nth = 0; nth < 7; nth += 1)
    expect((await screen('POST', '/api/kiosk/visits', { phone, pin: '482916' })).code).toBe('ok');
});

test('attack: four hundred announcements of one visit are one line for the room, and then none is taken', async () => {
  const visit = await begin();
  await tap(visit, 'arrived');
  door.wait(1_000);
  const fetching = () =>
    mother('POST', '/api/door/records', { visit, eventId: randomUUID(), childId: family.childId, what: 'fetching' });
  const codes: string[] = [];
  for (let nth = 0; nth < 40; nth += 1) codes.push((await fetching()).code);
  expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'ok'));
  expect(codes.slice(-5)).toEqual(Array.from({ length: 5 }, () => 'too-many-tries'));
  const told = () => door.db.event.count({ where: { type: 'door:waiting', childId: family.childId } });
  expect(await told()).toBe(1);
  door.wait(61_000);
  expect((await tap(await begin(), 'fetching')).code).toBe('ok');
  expect(await told()).toBe(2);
});
