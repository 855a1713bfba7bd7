import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LiveRoom } from '../support/live-room.ts';
import { Refused } from '../support/test-server.ts';
import { until } from '../support/until.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open();
});
afterAll(() => room.server.stop());

const REASON = '家长来电询问午睡';
const looksHeard = ({ events }: { events: { type: string }[] }) =>
  events.filter(({ type }) => type === 'look:reasoned');

async function refusalOf(asked: Promise<unknown>) {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  return error instanceof Refused ? error.problem.refusal : error;
}

test("a director's look with a reason is told to the operator at once, and not to the director", async () => {
  const { siteAdminId, operatorAdminId, inspectorId } = room.nursery;
  const [director, operator, inspector] = await Promise.all(
    [siteAdminId, operatorAdminId, inspectorId].map((userId) => room.come(userId)),
  );
  if (!director || !operator || !inspector) throw new Error('three have come');
  expect(await refusalOf(room.openView(director.socket))).toMatchObject({ code: 'reason-needed', n: 1 });
  const { viewId } = await room.openView(director.socket, room.camera, { reason: REASON });
  await until('the operator hears of it', () => looksHeard(operator.socket).length === 1);
  expect(looksHeard(operator.socket)).toMatchObject([{ viewId, cameraId: room.camera, by: '陈园长' }]);
  const [line] = await looksShown(operator.person);
  expect(line).toMatchObject({ viewId, by: '陈园长', reason: REASON });
  expect(await looksShown(director.person)).toEqual([]);

  const said = await operator.person.call('POST', `/api/admin/looks/${viewId}/acknowledge`);
  expect(said.status).toBe(204);
  await until('the director hears that it is known', () =>
    director.socket.events.some(({ type }) => type === 'look:known'),
  );
  expect(looksHeard(director.socket)).toEqual([]);
  expect(looksHeard(inspector.socket)).toEqual([]);
  expect(await looksShown(operator.person)).toEqual([]);
  await room.allLeave();
});

test('what staff look at on duty, and what a family is asked, tells nobody', async () => {
  const { operatorAdminId, caregiverId, duoduo } = room.nursery;
  await room.checkIn(duoduo.childId);
  const operator = await room.come(operatorAdminId);
  const mother = await room.come(duoduo.guardianId);
  await room.openView(mother.socket, room.camera, { reason: REASON });
  const caregiver = await room.come(caregiverId);
  await room.openView(caregiver.socket);
  await until(
    'both are known to be watching',
    () => operator.socket.events.filter(({ type }) => type === 'watching:changed').length >= 2,
  );
  expect(looksHeard(operator.socket)).toEqual([]);
  await room.allLeave();
});

test('where nobody else answers for the site, it is said before the look', async () => {
  const { siteAdminId, operatorAdminId } = room.nursery;
  await room.server.database.db.user.update({ where: { id: operatorAdminId }, data: { suspendedAt: new Date() } });
  const director = await room.come(siteAdminId);
  expect(await refusalOf(room.openView(director.socket))).toMatchObject({ code: 'reason-needed', n: 0 });
  await room.allLeave();
});

async function looksShown(person: Awaited<ReturnType<LiveRoom['come']>>['person']) {
  const { body } = await person.call('GET', '/api/admin/dashboard');
  return (body as { exceptions: { kind: string }[] }).exceptions.filter(({ kind }) => kind === 'look');
}
