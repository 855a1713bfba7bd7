import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../server/contract/ids.ts';
import type { EventPage } from '../../server/contract/events.ts';
import { appendEvent } from '../../server/events/append-event.ts';
import { LiveRoom } from '../support/live-room.ts';
import { hasLength } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** A clock that the test sets, and that runs. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open(now);
});
afterEach(async () => {
  await room.allLeave();
  ahead = 0;
});
afterAll(() => room.server.stop());

/** Its only role ends then; written as it is when the role is given. */
const endsIn = (userId: UserId, ms: number) =>
  room.server.database.db.roleAssignment.updateMany({
    where: { userId },
    data: { endsAt: new Date(now().getTime() + ms) },
  });
const arrives = () => {
  const { siteId, toddlerRoomId: classroomId, duoduo, caregiverId } = room.nursery;
  const arrival = { siteId, classroomId, childId: duoduo.childId, payload: { by: caregiverId } };
  return appendEvent(room.server.database.db, { type: 'attendance:checked-in', at: now(), ...arrival });
};

test.each(['inspectorId', 'caregiverId'] as const)(
  'the stream of events of an %s ends at the very moment at which the role does, although nothing is written then',
  async (who) => {
    const userId = room.nursery[who];
    await endsIn(userId, 60_000);
    const { socket } = await room.come(userId);
    await arrives();
    await hasLength('they hear while the role lasts', socket.events, 1);
    ahead += 60_000; // less than five seconds of the machine's own time later
    await arrives();
    await appendEvent(room.server.database.db, { type: 'access:changed', at: now(), userId });
    await until('what came after it is told', () => socket.events.some(({ type }) => type === 'access:changed'));
    expect(socket.events.map(({ type }) => type)).toEqual(['attendance:checked-in', 'access:changed']);
    const { events } = await socket.ask<EventPage>('events:since', { after: 0 });
    expect(events.map(({ type }) => type)).not.toContain('attendance:checked-in');
  },
);

test('the running picture of a caregiver ends with the role, although nothing is written then', async () => {
  const userId = room.nursery.seniorCaregiverId;
  await endsIn(userId, 1_500);
  const { socket } = await room.come(userId);
  const { viewId, watchUntil } = await room.openView(socket, room.nursery.seniorCameraId);
  await room.startView(socket, viewId);
  await hasLength('the viewer is told', socket.ended, 1);
  expect(room.server.media.sending).toEqual([]);
  expect(new Date(watchUntil).getTime()).toBeLessThanOrEqual(now().getTime());
});

test.each(['inspector', 'volunteer'] as const)('the role of %s opens no picture while it runs', async (role) => {
  const { otherCaregiverId: userId, siteId, toddlerRoomId: classroomId } = room.nursery;
  const scope = role === 'inspector' ? { siteId, classroomId: null } : { siteId: null, classroomId };
  await room.server.database.db.roleAssignment.updateMany({
    where: { userId },
    data: { role, ...scope, endsAt: inAnHour() },
  });
  const { socket } = await room.come(userId);
  await expect(room.openView(socket)).rejects.toThrow('refused');
});

const inAnHour = () => new Date(now().getTime() + 3_600_000);

test('a session whose time simply runs out is told so and its socket closed, although nothing is written then', async () => {
  const userId = room.nursery.caregiverId;
  const { socket } = await room.come(userId);
  const ofUser = { where: { userId }, data: { expiresAt: now() } }; // as time does it
  await room.server.database.db.session.updateMany(ofUser);
  await hasLength('the socket is told', socket.sessionEnds, 1);
  expect(socket.sessionEnds).toEqual(['expired']);
});
