import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParentHome } from '../../server/contract/live.ts';
import { LiveRoom } from '../support/live-room.ts';
import { ownOf } from '../support/consents.ts';
import type { Person } from '../support/test-server.ts';

let room: LiveRoom;
let mother: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  mother = await room.signIn(room.nursery.duoduo.guardianId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
const unsigned = async () => ((await mother.call('GET', '/api/home')).body as ParentHome).children[0]?.unsigned;

test('home says which papers are still to be signed, and no more of them once one waits for the nursery', async () => {
  expect(await unsigned()).toEqual([]);
  const { childId, guardianId } = room.nursery.duoduo;
  await db().consentEntry.create({ data: { childId, kind: 'video', given: false } });
  await db().consentEntry.create({ data: { childId, kind: 'insurance', given: true, validUntil: new Date(0) } });
  expect(await unsigned()).toEqual(['insurance', 'video']);
  const sent = { childId, kind: 'insurance', mediaType: 'image/jpeg', uploadedAt: new Date(), uploadedBy: guardianId };
  await db().consentScan.create({ data: { ...sent, sealed: Buffer.from('x') } });
  expect(await unsigned()).toEqual(['video']);
});

test('whoever may withdraw is told whether the room waits for everyone', async () => {
  const isStrict = async () => (await ownOf(mother))[0]?.isRoomStrict;
  await db().site.updateMany({ data: { roomConsentMode: 'strict' } });
  expect(await isStrict()).toBe(true);
  await db().site.updateMany({ data: { roomConsentMode: 'enrolment' } });
  expect(await isStrict()).toBe(false);
});

test('a right that was taken says nothing of papers either', async () => {
  await db().guardianship.updateMany({
    where: { userId: room.nursery.duoduo.guardianId },
    data: { custodyBlockedAt: new Date() },
  });
  expect(await unsigned()).toEqual([]);
});
