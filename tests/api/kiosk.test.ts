import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { DoorDone, DoorVisit, KioskScreen, KioskView } from '../../server/contract/kiosk.ts';
import { cookieOf } from '../support/office.ts';
import { blockFrom, bodyOf, openDoor, type Asker, type Door } from '../support/door.ts';
import { makeFamily, makePerson, PASSWORD, type Family } from '../support/nursery.ts';
import { TABLE } from '../support/security-table.ts';

let door: Door;
let screen: Asker;
let kioskId: string;
let mother: Asker;
let director: Asker;
let family: Family;
let nthFamily = 0;

beforeAll(async () => {
  door = await openDoor();
  director = await door.as(door.nursery.siteAdminId);
});
afterAll(() => door.close());
beforeEach(async () => {
  ({ screen, kioskId } = await pairedScreen());
  family = await newFamily();
  mother = await door.as(family.guardianId);
});

const PIN = '482916';
type Screen = z.infer<typeof KioskScreen>;
type Visit = z.infer<typeof DoorVisit>;
type Done = z.infer<typeof DoorDone>;

async function newFamily(): Promise<Family & { phone: string }> {
  const { siteId, toddlerRoomId: classroomId } = door.nursery;
  nthFamily += 1;
  const made = await makeFamily(door.db, { siteId, classroomId, child: '周小满', guardian: '周敏' });
  const phone = `139${String(10_000_000 + nthFamily)}`;
  await door.db.user.update({ where: { id: made.guardianId }, data: { phone } });
  return { ...made, phone };
}
const phoneOf = () => (family as Family & { phone: string }).phone;
const masked = () => `139 •••• ${phoneOf().slice(-4)}`;

async function pairedScreen(siteId: string = door.nursery.siteId) {
  const asking = siteId === door.nursery.siteId ? director : await door.as(door.nursery.otherSiteAdminId);
  const { code, kioskId } = bodyOf<{ code: string; kioskId: string }>(
    await asking('POST', '/api/admin/kiosks', { siteId, name: '大门' }),
  );
  const paired = await door.nobody('POST', '/api/kiosk/pair', { code });
  const cookie = cookieOf({ 'set-cookie': paired.headers.getSetCookie() });
  return { screen: door.screen(cookie), kioskId, code, paired };
}
const shown = async (from = screen) => bodyOf<Screen>(await from('GET', '/api/kiosk')).token;
const scan = (token: string, who = mother) => who('POST', '/api/door/visits', { token });
const visit = async (who = mother) => bodyOf<Visit>(await scan(await shown(), who));
const record = (visitOf: string, what: 'arrived' | 'fetching', who = mother, childId: string = family.childId) => ({
  body: { visit: visitOf, eventId: randomUUID(), childId, what },
  send(): ReturnType<Asker> {
    return who('POST', '/api/door/records', this.body);
  },
});
const setPin = (pin: string, password = PASSWORD, who = mother) => who('PUT', '/api/me/door-pin', { pin, password });
const say = (phone: string, pin: string, at = screen) => at('POST', '/api/kiosk/visits', { phone, pin });
const eventsOf = (childId: string) => door.db.event.findMany({ where: { childId }, orderBy: { id: 'asc' } });

test('a screen is paired once by its code, listed beside the tablets, and dark at once when it is switched off', async () => {
  const { paired, code } = await pairedScreen();
  expect(paired.headers.getSetCookie()[0]).toMatch(
    /^kanwa_kiosk=[\w-]{43};.*Path=\/api\/kiosk;.*HttpOnly; SameSite=Strict/,
  );
  expect((await door.nobody('POST', '/api/kiosk/pair', { code })).code).toBe('wrong-code');
  const token = await shown();
  const { visit: begun } = await visit();
  const list = async () =>
    bodyOf<z.infer<typeof KioskView>[]>(await director('GET', `/api/admin/kiosks?siteId=${door.nursery.siteId}`));
  expect((await list()).find((kiosk) => kiosk.kioskId === kioskId)).toMatchObject({ name: '大门', state: 'paired' });

  expect((await director('DELETE', `/api/admin/kiosks/${kioskId}`)).code).toBe('ok');

  expect((await screen('GET', '/api/kiosk')).code).toBe('kiosk-revoked');
  expect((await say('13900000000', PIN)).code).toBe('kiosk-revoked');
  expect((await scan(token)).code).toBe('door-code-void'); // what it showed a moment ago is dead as well
  expect((await record(begun, 'arrived').send()).code).toBe('door-code-void');
  expect((await list()).find((kiosk) => kiosk.kioskId === kioskId)?.state).toBe('revoked');
  expect((await director('DELETE', `/api/admin/kiosks/${kioskId}`)).code).toBe('not-found');
});

test('a mother scans and taps once: the child has arrived with her, and the room and she are told', async () => {
  const { children, siteName, visit: begun } = await visit();
  expect({ siteName, children }).toEqual({
    siteName: '海棠园',
    children: [{ childId: family.childId, callName: '满满', now: { state: 'expected', at: null } }],
  });

  const first = record(begun, 'arrived');
  expect(bodyOf<Done>(await first.send())).toMatchObject({ what: 'arrived', roomName: '小雨滴班' });

  const [event] = await door.db.attendanceEvent.findMany({ where: { childId: family.childId } });
  expect(event).toMatchObject({
    kind: 'checked_in',
    actorId: family.guardianId,
    withUserId: family.guardianId,
    deviceId: null,
  });
  expect((await eventsOf(family.childId)).map(({ type }) => type)).toEqual(['attendance:checked-in']);
  expect(bodyOf<Done>(await first.send()).what).toBe('arrived'); // the same tap sent twice
  expect(bodyOf<Done>(await record(begun, 'arrived').send()).what).toBe('already-here');
  expect(await door.db.attendanceEvent.count({ where: { childId: family.childId } })).toBe(1);
  const tablet = await door.tablet(door.nursery.toddlerRoomId, null);
  const room = bodyOf<{ children: { childId: string; state: string }[] }>(await tablet('GET', '/api/room'));
  expect(room.children.find(({ childId }) => childId === family.childId)?.state).toBe('present');
});

test('a child that was fetched today comes again by the room’s tablet alone', async () => {
  const { visit: begun } = await visit();
  const first = record(begun, 'arrived');
  await first.send();
  door.wait(1_000);
  const tablet = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  const tap = () => ({ eventId: randomUUID(), childId: family.childId, happenedAt: door.clock.now.toISOString() });
  expect((await tablet('POST', '/api/attendance/check-outs', tap())).code).toBe('ok');
  door.wait(1_000);
  expect((await record(begun, 'arrived').send()).code).toBe('fetched-today');
  expect(bodyOf<Done>(await first.send()).what).toBe('arrived'); // its answer was lost
  expect((await visit()).children[0]?.now).toMatchObject({ state: 'left' });
  const atScreen = bodyOf<Visit>(await setPin(PIN).then(() => say(phoneOf(), PIN)));
  const again = { visit: atScreen.visit, eventId: randomUUID(), childId: family.childId, what: 'arrived' };
  expect((await screen('POST', '/api/kiosk/records', again)).code).toBe('fetched-today');
  expect(await door.db.attendanceEvent.count({ where: { childId: family.childId } })).toBe(2);
  expect((await tablet('POST', '/api/attendance/check-ins', tap())).code).toBe('ok');
  expect(bodyOf<Done>(await record(begun, 'arrived').send()).what).toBe('already-here');
});

test('fetching at the entrance hands nobody over: the room is told who waits, and the child stays present', async () => {
  const { visit: begun } = await visit();
  expect((await record(begun, 'fetching').send()).code).toBe('not-present');
  await record(begun, 'arrived').send();
  door.wait(1_000);
  const coming = record(begun, 'fetching');
  expect(bodyOf<Done>(await coming.send())).toMatchObject({ what: 'announced', roomName: '小雨滴班' });
  await coming.send();
  const waiting = (await eventsOf(family.childId)).filter(({ type }) => type === 'door:waiting');
  expect(waiting).toMatchObject([
    { classroomId: door.nursery.toddlerRoomId, payload: { by: family.guardianId, relation: '妈妈' } },
  ]);
  expect(await door.db.attendanceEvent.count({ where: { childId: family.childId, kind: 'checked_out' } })).toBe(0);
});

test('attack: a code that was photographed: old after sixty seconds, good once for each person, and no other thing is one', async () => {
  const token = await shown();
  expect((await scan(token)).code).toBe('ok');
  expect((await scan(token)).code).toBe('door-code-void');
  const neighbour = await door.as((await newFamily()).guardianId);
  expect((await scan(token, neighbour)).code).toBe('ok'); // two parents before one screen
  door.wait(20_000); // the next one, which nobody has used
  const late = await shown();
  door.wait(60_000);
  expect((await scan(late)).code).toBe('door-code-void');
  const other = await shown();
  for (const forged of [
    other.slice(0, -1),
    `${other}A`,
    `${other.slice(0, 30)}${other[30] === 'A' ? 'B' : 'A'}${other.slice(31)}`,
    'x'.repeat(51),
  ])
    expect((await scan(forged)).code).toBe('door-code-void');
  expect((await door.nobody('POST', '/api/door/visits', { token: other })).code).toBe('not-signed-in');
});

test('attack: a visit is one guardian’s, for one’s own child, for three minutes, and never from the other way in', async () => {
  const { visit: begun } = await visit();
  const stranger = await door.as((await newFamily()).guardianId);
  expect((await record(begun, 'arrived', stranger).send()).code).toBe('door-code-void');
  expect((await record(begun, 'arrived', mother, door.nursery.duoduo.childId).send()).code).toBe('not-found');
  expect((await record(begun, 'arrived', mother, door.nursery.xingxing.childId).send()).code).toBe('not-found');
  expect((await screen('POST', '/api/kiosk/records', record(begun, 'arrived').body)).code).toBe('door-code-void');
  const changed = `${begun.slice(0, 5)}${begun[5] === 'A' ? 'B' : 'A'}${begun.slice(6)}`;
  expect((await record(changed, 'arrived').send()).code).toBe('door-code-void');
  door.wait(3 * 60_000);
  expect((await record(begun, 'arrived').send()).code).toBe('door-code-void');
  expect(await door.db.attendanceEvent.count({ where: { childId: family.childId } })).toBe(0);
});

test('attack: a blocked father at the entrance reads what anybody reads, gets nothing, and the director is called', async () => {
  const fatherId = await makePerson(door.db, '周强');
  await blockFrom(door.db, family.childId, fatherId);
  const father = await door.as(fatherId);
  const tired = await makePerson(door.db, '周叔');
  await door.db.guardianship.create({
    data: { childId: family.childId, userId: tired, relation: '叔叔', mayPickUp: false },
  });
  const uncle = await door.as(tired);
  const [his, hers] = [await visit(father), await visit(uncle)];
  expect(his.children).toEqual(hers.children);
  expect(his.children[0]?.now).toBeNull();
  await record((await visit()).visit, 'arrived').send();

  const refused = await record(his.visit, 'fetching', father).send();
  const others = await record(hers.visit, 'fetching', uncle).send();

  expect([refused.code, others.code]).toEqual(['ask-the-nursery', 'ask-the-nursery']);
  expect(refused.problem?.message).toEqual(others.problem?.message);
  expect((await record(his.visit, 'arrived', father).send()).code).toBe('ask-the-nursery');
  const alarms = (await eventsOf(family.childId)).filter(({ type }) => type === 'pickup:alarm');
  expect(alarms.map(({ payload }) => payload)).toMatchObject([{ what: 'kiosk', personId: fatherId }]);
});

test('a PIN that only its guardian knows: chosen with the password, kept as a hash, said at the screen', async () => {
  expect((await setPin(PIN, 'not-the-password')).code).toBe('wrong-credentials');
  expect(bodyOf(await setPin(PIN))).toEqual({ isSet: true, phone: masked() });
  expect(bodyOf(await mother('GET', '/api/me/door-pin'))).toEqual({ isSet: true, phone: masked() });
  const { doorPinHash } = await door.db.user.findUniqueOrThrow({ where: { id: family.guardianId } });
  expect(doorPinHash).toMatch(/^\$argon2id\$/);

  const begun = bodyOf<Visit>(await say(`+86 ${phoneOf()}`, PIN));
  const now = { state: 'expected', at: null };
  expect(begun.children).toEqual([{ childId: family.childId, callName: '满满', now }]); // neither a face nor a family name
  const arrived = { visit: begun.visit, eventId: randomUUID(), childId: family.childId, what: 'arrived' };
  expect(bodyOf<Done>(await screen('POST', '/api/kiosk/records', arrived)).what).toBe('arrived');
  expect((await mother('POST', '/api/door/records', { ...arrived, eventId: randomUUID() })).code).toBe(
    'door-code-void',
  );
  const { screen: another } = await pairedScreen();
  expect((await another('POST', '/api/kiosk/records', { ...arrived, eventId: randomUUID() })).code).toBe(
    'door-code-void',
  );

  expect((await mother('DELETE', '/api/me/door-pin', { password: PASSWORD })).code).toBe('ok');
  expect((await say(phoneOf(), PIN)).code).toBe('wrong-door-pin');
});

test('unknown number, wrong PIN, another site’s guardian, a suspended account: one answer', async () => {
  await setPin(PIN);
  const star = door.nursery.xingxing.guardianId;
  await door.db.user.update({ where: { id: star }, data: { phone: '13700007777' } });
  await setPin(PIN, PASSWORD, await door.as(star));
  const answers = [await say(phoneOf(), '591037'), await say('13811112222', PIN), await say('13700007777', PIN)];
  await door.db.user.update({ where: { id: family.guardianId }, data: { suspendedAt: door.clock.now } });
  answers.push(await say(phoneOf(), PIN));
  expect(answers.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'wrong-door-pin'));
  expect(new Set(answers.map(({ problem }) => JSON.stringify(problem?.message))).size).toBe(1);
  const { screen: there } = await pairedScreen(door.nursery.otherSiteId);
  expect((await say('13700007777', PIN, there)).code).toBe('ok');
});

test('two parents with one number are told apart by their PINs, and never guessed between', async () => {
  const fatherId = await makePerson(door.db, '周强', { phone: phoneOf() });
  await door.db.guardianship.create({ data: { childId: family.childId, userId: fatherId, relation: '爸爸' } });
  await setPin(PIN);
  await setPin('730584', PASSWORD, await door.as(fatherId));
  expect((await say(phoneOf(), PIN)).code).toBe('ok');
  expect((await say(phoneOf(), '730584')).code).toBe('ok');
  await setPin(PIN, PASSWORD, await door.as(fatherId));
  expect((await say(phoneOf(), PIN)).code).toBe('wrong-door-pin');
});

test('guessing: five PINs for one number in five minutes, thirty on one screen; known and unknown numbers alike', async () => {
  await setPin(PIN);
  for (let index = 0; index < 5; index += 1) {
    expect((await say(phoneOf(), '591037')).code).toBe('wrong-door-pin');
    expect((await say('13500005555', '591037')).code).toBe('wrong-door-pin');
  }
  expect((await say(phoneOf(), PIN)).code).toBe('too-many-tries');
  expect((await say('13500005555', PIN)).code).toBe('too-many-tries');
  door.wait(6 * 60_000);
  const codes: string[] = [];
  for (let index = 0; index < 25; index += 1) codes.push((await say(`1350001${String(1000 + index)}`, '591037')).code);
  expect(codes.at(-1)).toBe('too-many-tries');
  const wrong = await door.db.auditEntry.count({ where: { action: 'wrong-door-pin', siteId: door.nursery.siteId } });
  expect(wrong).toBeGreaterThan(20);
});

test('attack: a screen asks for anything else, and no token, tablet or person stands in for a screen', async () => {
  const asked = TABLE.map(({ route }) => route)
    .filter((route) => / \/api\//.test(route) && !/ \/api\/(kiosk|session|device|join)/.test(route))
    .map((route) => route.replaceAll(/:\w+/g, randomUUID()).split(' ') as [string, string]);
  expect(asked.length).toBeGreaterThan(80);
  const open = new Set<string>();
  for (const [method, path] of asked) {
    const { code } = await screen(method, path, method === 'GET' ? undefined : {});
    // What is malformed may be said before who asks is; nothing is said of anything that is kept.
    if (!['not-signed-in', 'bad-request'].includes(code)) open.add(`${method} ${path} ${code}`);
  }
  expect([...open]).toEqual([]);
  const tablet = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  for (const who of [tablet, mother, director, door.nobody])
    expect((await who('GET', '/api/kiosk')).code).toBe('not-signed-in');
});

test('obvious digits are refused before they are kept: rows of numbers, birthdays, the end of the number', async () => {
  await door.db.child.update({ where: { id: family.childId }, data: { bornOn: new Date('2024-08-31') } });
  for (const pin of ['123456', '246810', '900101', '310824', phoneOf().slice(-6)])
    expect([pin, (await setPin(pin)).problem?.fields]).toEqual([pin, { pin: 'obvious' }]);
  expect(bodyOf(await mother('GET', '/api/me/door-pin'))).toMatchObject({ isSet: false });
});
