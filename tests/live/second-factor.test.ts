import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { EventPage } from '../../server/contract/events.ts';
import type { UserId } from '../../server/contract/ids.ts';
import type { RecoveryCodes, SecondFactorBegun } from '../../server/contract/second-factor.ts';
import { appendEvent } from '../../server/events/append-event.ts';
import { codeAt } from '../support/authenticator-app.ts';
import { LiveRoom, type Visitor } from '../support/live-room.ts';
import { makeStaff, PASSWORD } from '../support/nursery.ts';
import { hasLength, type Person, Refused } from '../support/test-server.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open(undefined, 'required');
});
afterEach(() => room.allLeave());
afterAll(() => room.server.stop());

const FACTOR = '/api/me/second-factor';
const newDirector = () => makeStaff(room.server.database.db, '新园长', 'site_admin', { siteId: room.nursery.siteId });
const look = ({ socket }: Visitor) => room.openView(socket, room.camera, { reason: '有人求助，看一下' });
const refusalOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof Refused ? error.problem.refusal?.code : error),
  );

async function setUp(person: Person): Promise<string[]> {
  const { secret } = (await person.call('POST', FACTOR)).body as SecondFactorBegun;
  const code = codeAt(secret, new Date());
  return ((await person.call('POST', `${FACTOR}/confirmation`, { code })).body as RecoveryCodes).recoveryCodes;
}

const arrives = () => {
  const { siteId, toddlerRoomId: classroomId, duoduo, caregiverId } = room.nursery;
  const arrival = { siteId, classroomId, childId: duoduo.childId, payload: { by: caregiverId } };
  return appendEvent(room.server.database.db, { type: 'attendance:checked-in', at: new Date(), ...arrival });
};

test('attack: a director’s socket with the password alone opens no picture and hears of no child; the code opens both, on the same socket', async () => {
  const userId = await newDirector();
  const director = await room.come(userId);
  expect(await refusalOf(look(director))).toBe('second-factor-needed');
  await arrives();
  expect((await director.socket.ask<EventPage>('events:since', { after: 0 })).events).toEqual([]);

  await setUp(director.person);

  expect(await refusalOf(look(director))).toBe('opened');
  await arrives();
  await hasLength('they hear of who arrives', director.socket.events, 1);
});

test('the running picture of a director ends when their second factor is switched off', async () => {
  const director = await room.come(await newDirector());
  const [code] = await setUp(director.person);
  const { viewId } = await look(director);
  await room.startView(director.socket, viewId);

  await director.person.call('POST', `${FACTOR}/off`, { password: PASSWORD, code });

  await hasLength('the view has ended', director.socket.ended, 1);
  expect(director.socket.ended[0]).toMatchObject({ viewId, reason: 'second-factor-needed' });
  expect(room.server.media.sending).toEqual([]);
});

test('a mother who is the director, too, watches her child’s room as a mother without the code', async () => {
  const { duoduo, siteId } = room.nursery;
  const { db } = room.server.database;
  await room.checkIn(duoduo.childId);
  const userId: UserId = duoduo.guardianId;
  await db.roleAssignment.create({ data: { userId, role: 'site_admin', siteId } });
  const mother = await room.come(userId);
  const { viewId } = await room.openView(mother.socket);
  expect(await room.sessionRow(viewId)).toMatchObject({ viewedAs: 'guardian', childId: duoduo.childId });
  const seniors = room.openView(mother.socket, room.nursery.seniorCameraId, { reason: '有人求助，看一下' });
  expect(await refusalOf(seniors)).toBe('second-factor-needed');
});
