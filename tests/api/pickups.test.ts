import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { ChildPickups, OwnPickups, PickupCode } from '../../server/contract/pickups.ts';
import type { z } from 'zod';
import { blockFrom, bodyOf, familyAtTheDoor, openDoor, type Asker, type Door } from '../support/door.ts';
import { GRANDMOTHER } from '../support/door-objects.ts';
import { makePerson, type Family } from '../support/nursery.ts';
import { askAt } from '../support/security-ask.ts';
import { phonePhoto, pixelBomb, WRONG_FILES } from '../support/scan-files.ts';

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

const MINUTE = 60_000;
const name = async (who = GRANDMOTHER) =>
  bodyOf<{ pickupId: string }>(await mother('POST', '/api/pickups', { ...who, childId: family.childId })).pickupId;
const code = async (who = GRANDMOTHER) =>
  bodyOf<z.infer<typeof PickupCode>>(await mother('POST', '/api/pickups/codes', { ...who, childId: family.childId }));
const check = (digits: string, from = tablet) =>
  from('POST', '/api/pickups/codes/check', { childId: family.childId, code: digits });
const tap = () => ({ eventId: randomUUID(), childId: family.childId, happenedAt: door.clock.now.toISOString() });
const arrive = () => tablet('POST', '/api/attendance/check-ins', tap());
const leaveWith = (withPickupId: string, from = tablet) => {
  door.wait(1_000);
  return from('POST', '/api/attendance/check-outs', { ...tap(), withUserId: null, withPickupId });
};
const peopleOf = async (asker: Asker) =>
  bodyOf<z.infer<typeof OwnPickups>>(await asker('GET', '/api/pickups')).children.find(
    ({ childId }) => childId === family.childId,
  )?.people ?? null;
const acts = async () =>
  (await door.db.auditEntry.findMany({ where: { childId: family.childId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );

test('a mother names the grandmother: the other parent reads who named her, and the room may hand the child to her', async () => {
  const fatherId = await makePerson(door.db, '周强');
  await door.db.guardianship.create({ data: { childId: family.childId, userId: fatherId, relation: '爸爸' } });
  const father = await door.as(fatherId);

  const pickupId = await name();

  expect(await peopleOf(father)).toMatchObject([
    { pickupId, name: '王奶奶', addedBy: { name: '周敏' }, hasPhoto: false, onlyOn: null, isVoid: false },
  ]);
  await arrive();
  expect((await leaveWith(pickupId)).code).toBe('ok');
  expect(await acts()).toContain('pickup-named');
});

test('the photo is upright, small, without what the camera wrote into it, sealed at rest, and shown to those it is for', async () => {
  const pickupId = await name();
  const photo = { method: 'PUT', path: `/api/pickups/${pickupId}/photo` };
  const headers = { 'content-type': 'application/octet-stream' };
  const token = await tokenOf(family.guardianId);
  expect((await askAt(door.url, { ...photo, headers, token, raw: await phonePhoto() })).code).toBe('ok');

  const stored = await door.db.pickupPerson.findUniqueOrThrow({ where: { id: pickupId } });
  expect(Buffer.from(stored.photo!).includes(Buffer.from([255, 216, 255]))).toBe(false);
  const shown = await fetch(`${door.url}${photo.path}`, { headers: { authorization: `Bearer ${token}` } });
  const bytes = Buffer.from(await shown.arrayBuffer());
  const { width, height, exif, format } = await sharp(bytes).metadata();
  expect({ width, height, exif, format }).toEqual({ width: 256, height: 512, exif: undefined, format: 'jpeg' });
  expect(shown.headers.get('cache-control')).toContain('private');
  expect((await tablet('GET', photo.path)).code).toBe('ok');
  const otherRoom = await door.tablet(door.nursery.seniorRoomId, door.nursery.seniorCaregiverId);
  expect((await otherRoom('GET', photo.path)).code).toBe('not-found');

  const director = await door.as(door.nursery.siteAdminId);
  expect((await director('GET', photo.path)).code).toBe('ok');
  expect((await acts()).filter((action) => action === 'pickup-photo-seen')).toHaveLength(1);
});

test('what is no photo is refused with its reason: HEIC, a bomb of pixels, a paper, half a picture', async () => {
  const pickupId = await name();
  const token = await tokenOf(family.guardianId);
  const send = (raw: Uint8Array<ArrayBuffer>) =>
    askAt(door.url, {
      ...{ method: 'PUT', path: `/api/pickups/${pickupId}/photo`, raw, token },
      headers: { 'content-type': 'application/octet-stream' },
    });
  const faults = async (bytes: Uint8Array<ArrayBuffer>) => (await send(bytes)).problem?.fields;
  expect(await faults(WRONG_FILES['an HEIC picture']!.bytes)).toEqual({ file: 'heic' });
  expect(await faults(WRONG_FILES['a JPEG that breaks off']!.bytes)).toEqual({ file: 'damaged' });
  expect(await faults(WRONG_FILES['an SVG with a script']!.bytes)).toEqual({ file: 'wrong-type' });
  expect(await faults(await pixelBomb())).toEqual({ file: 'too-many-pixels' });
  expect(await door.db.pickupPerson.findUniqueOrThrow({ where: { id: pickupId } })).toMatchObject({ photo: null });
});

test.each([
  ['by phone, written otherwise', { name: '李师傅', relation: '朋友', phone: '+86 136-0000-1111' }],
  ['by name, spaced otherwise', { name: '李 强', relation: '叔叔', phone: '137 2222 3333' }],
])('attack: a blocked father comes back through this door %s', async (_how, who) => {
  const fatherId = await makePerson(door.db, '李强', { phone: '13600001111' });
  await blockFrom(door.db, family.childId, fatherId);
  await door.db.event.deleteMany({}).catch(() => undefined);

  const refused = await mother('POST', '/api/pickups', { ...who, childId: family.childId });

  expect(refused.code).toBe('ask-the-nursery');
  expect(refused.text).not.toMatch(/李强|custody|监护/);
  expect(await door.db.pickupPerson.count({ where: { childId: family.childId } })).toBe(0);
  const [alarm] = await door.db.event.findMany({ where: { type: 'pickup:alarm', childId: family.childId } });
  expect(alarm?.payload).toMatchObject({ what: 'named', personId: fatherId });
  expect(await acts()).toEqual(expect.arrayContaining(['pickup-refused', 'pickup-alarm']));
  expect((await mother('POST', '/api/pickups/codes', { ...who, childId: family.childId })).code).toBe(
    'ask-the-nursery',
  );
});

test('attack: whoever was named before the order came does not get the child after it', async () => {
  const pickupId = await name({ name: '李强', relation: '爸爸', phone: '136 0000 2222' });
  await blockFrom(door.db, family.childId, await makePerson(door.db, '李强', { phone: '13600002222' }));
  await arrive();
  expect((await leaveWith(pickupId)).code).toBe('forbidden');
});

test('who was named by a guardian who may fetch no more may not either, and the other parent can take back what one gave', async () => {
  const pickupId = await name();
  await arrive();
  await door.db.guardianship.update({ where: { id: family.guardianshipId }, data: { mayPickUp: false } });
  expect((await leaveWith(pickupId)).code).toBe('forbidden');
  expect(await peopleOf(mother)).toMatchObject([{ pickupId, isVoid: true }]);
  expect((await mother('DELETE', `/api/pickups/${pickupId}`)).code).toBe('ask-the-nursery');

  const fatherId = await makePerson(door.db, '周强');
  await door.db.guardianship.create({ data: { childId: family.childId, userId: fatherId, relation: '爸爸' } });
  const father = await door.as(fatherId);
  expect((await father('DELETE', `/api/pickups/${pickupId}`)).code).toBe('ok');
  expect(await peopleOf(father)).toEqual([]);
  expect((await father('DELETE', `/api/pickups/${pickupId}`)).code).toBe('not-found');
});

test('a code for today: shown once, right on this tablet for ten minutes, used up by the departure', async () => {
  const { pickupId, code: digits, onlyOn, expiresAt } = await code();
  expect({ onlyOn, expiresAt }).toEqual({ onlyOn: '2026-06-03', expiresAt: '2026-06-03T16:00:00.000Z' });
  await arrive();
  expect((await leaveWith(pickupId)).code).toBe('forbidden'); // nobody said the code

  expect(bodyOf(await check(digits))).toEqual({ pickupId, ...GRANDMOTHER, by: '周敏' });
  const other = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  expect((await leaveWith(pickupId, other)).code).toBe('forbidden'); // not on that one
  door.wait(11 * MINUTE);
  expect((await leaveWith(pickupId)).code).toBe('forbidden'); // too long ago
  await check(digits);
  expect((await leaveWith(pickupId)).code).toBe('ok');

  door.wait(MINUTE);
  expect((await check(digits)).code).toBe('wrong-pickup-code');
  door.wait(MINUTE);
  await arrive();
  expect((await leaveWith(pickupId)).code).toBe('forbidden');
  expect(await peopleOf(mother)).toEqual([]);
});

test('a code counts for when the child was handed over, also where the network came back only later', async () => {
  const { pickupId, code: digits } = await code();
  await arrive();
  await check(digits);
  door.wait(MINUTE);
  const inTime = { ...tap(), isOffline: true, withUserId: null, withPickupId: pickupId };
  door.wait(10 * MINUTE);
  const tooLate = { ...tap(), isOffline: true, withUserId: null, withPickupId: pickupId };
  door.wait(4 * MINUTE);
  expect((await tablet('POST', '/api/attendance/check-outs', tooLate)).code).toBe('forbidden');
  expect((await tablet('POST', '/api/attendance/check-outs', inTime)).code).toBe('ok');
});

test('a departure that was taken back uses no code up', async () => {
  const { pickupId, code: digits } = await code();
  await arrive();
  await check(digits);
  door.wait(1_000);
  const left = { ...tap(), withUserId: null, withPickupId: pickupId };
  expect((await tablet('POST', '/api/attendance/check-outs', left)).code).toBe('ok');
  const undo = { eventId: randomUUID(), undoesId: left.eventId };
  expect((await tablet('POST', '/api/attendance/undos', undo)).code).toBe('ok');
  expect((await check(digits)).code).toBe('ok');
});

test('a code is over with the site’s day', async () => {
  const before = door.clock.now;
  const { code: digits } = await code();
  door.wait(15 * 60 * MINUTE); // midnight in Shanghai
  const later = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  expect((await check(digits, later)).code).toBe('wrong-pickup-code');
  door.clock.now = before;
});

test('guessing: five codes for one child on a tablet, thirty in a day over all; wrong ones are written down', async () => {
  const { code: digits } = await code();
  const wrong = digits === '000000' ? '111111' : '000000';
  for (let index = 0; index < 5; index += 1) expect((await check(wrong)).code).toBe('wrong-pickup-code');
  expect((await check(digits)).code).toBe('too-many-tries');
  expect((await acts()).filter((action) => action === 'wrong-pickup-code')).toHaveLength(5);
  for (let round = 0; round < 5; round += 1) {
    const next = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
    for (let index = 0; index < 5; index += 1) await check(wrong, next);
  }
  const last = await door.tablet(door.nursery.toddlerRoomId, door.nursery.caregiverId);
  expect((await check(digits, last)).code).toBe('too-many-tries');
});

test('the room calls the director without a word: told at once, above all else, until somebody says that they know', async () => {
  const fatherId = await makePerson(door.db, '周刚');
  await blockFrom(door.db, family.childId, fatherId);
  expect((await tablet('POST', '/api/pickups/alarms', { childId: family.childId, userId: fatherId })).code).toBe('ok');
  expect(
    (await tablet('POST', '/api/pickups/alarms', { childId: family.childId, userId: family.guardianId })).code,
  ).toBe('not-found');
  const director = await door.as(door.nursery.siteAdminId);
  const alarmsOf = async () =>
    bodyOf<{ exceptions: { kind: string; alarmId?: string }[] }>(
      await director('GET', '/api/admin/dashboard'),
    ).exceptions.filter(({ kind, ...alarm }) => kind === 'pickup-alarm' && JSON.stringify(alarm).includes('周刚'));
  const [alarm] = await alarmsOf();
  expect(alarm).toMatchObject({ what: 'here', childName: '周小满', personName: '周刚', by: '林老师' });

  expect((await director('POST', `/api/admin/pickup-alarms/${alarm!.alarmId!}/acknowledge`, {})).code).toBe('ok');
  expect((await director('POST', `/api/admin/pickup-alarms/${alarm!.alarmId!}/acknowledge`, {})).code).toBe('ok');
  expect(await alarmsOf()).toEqual([]);
  expect((await acts()).filter((action) => action === 'pickup-alarm-known')).toHaveLength(1);
});

test('the office reads who may fetch and ends it with a reason; the photo goes with it', async () => {
  const pickupId = await name();
  const director = await door.as(door.nursery.siteAdminId);
  const read = async () =>
    bodyOf<z.infer<typeof ChildPickups>>(await director('GET', `/api/admin/children/${family.childId}/pickups`)).people;
  expect(await read()).toMatchObject([{ pickupId, name: '王奶奶', addedBy: { name: '周敏' } }]);
  const path = `/api/admin/pickups/${pickupId}/withdraw`;
  expect((await director('POST', path, { reason: '' })).code).toBe('bad-request');
  expect((await director('POST', path, { reason: '家长来电' })).code).toBe('ok');
  expect(await read()).toEqual([]);
  await arrive();
  expect((await leaveWith(pickupId)).code).toBe('forbidden');
});

test('at most twelve at a time; a name is shown as text and a phone is a phone', async () => {
  for (let index = 0; index < 12; index += 1) await name({ ...GRANDMOTHER, name: `<b>亲友${String(index)}</b>` });
  const more = await mother('POST', '/api/pickups', { ...GRANDMOTHER, childId: family.childId });
  expect(more.problem?.fields).toEqual({ childId: 'too-many' });
  const odd = await mother('POST', '/api/pickups', { ...GRANDMOTHER, phone: 'javascript:1', childId: family.childId });
  expect(odd.problem?.fields).toHaveProperty('phone');
});

async function tokenOf(userId: Family['guardianId']): Promise<string> {
  const { createAccessTokens } = await import('../../server/sign-in/access-token.ts');
  const expiresAt = new Date(door.clock.now.getTime() + 86_400_000);
  const session = await door.db.session.create({ data: { userId, expiresAt, address: '', userAgent: '' } });
  return createAccessTokens(door.key, () => door.clock.now).sign({ kind: 'session', id: session.id });
}
