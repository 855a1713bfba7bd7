import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Dashboard } from '../../../server/contract/dashboard.ts';
import type { DayBoard } from '../../../server/contract/day-board.ts';
import type { EventView } from '../../../server/contract/events.ts';
import { dateColumn } from '../../../server/platform/calendar.ts';
import { type Clockwork, DAY, openClockwork } from '../../support/clockwork.ts';
import { connectSocket } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

let work: Clockwork;
beforeEach(async () => {
  work = await openClockwork();
});
afterEach(() => work.stop());

const eventsOf = async (hand: Awaited<ReturnType<Clockwork['as']>>) => {
  const { body } = await hand('GET', '/api/feed');
  return (body as { events: EventView[] }).events
    .filter(({ type }) => type.startsWith('alert:'))
    .map((event) => `${event.type} ${(event as { kind: string }).kind}`);
};

test('late is told to the room and the director, absent to the family too; each once, and the arrival clears it at once', async () => {
  const { nursery } = work;
  const { childId, guardianId } = nursery.duoduo;
  const mother = await work.as(guardianId);
  const stranger = await work.as(nursery.shitou.guardianId);
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  await tablet('POST', '/api/attendance/check-ins', work.arrive(nursery.shitou.childId));
  const room = await connectSocket(work.server, await work.tokenOf(nursery.caregiverId));
  work.at('8:15');
  await work.tick();
  await work.tick();
  expect(await work.told(childId)).toEqual(['late open']);
  expect(await work.told(nursery.shitou.childId)).toEqual([]);
  expect(await eventsOf(mother)).toEqual([]);
  work.at('9:00');
  await work.tick();
  expect(await work.told(childId)).toEqual(['late cleared', 'absent open']);
  expect(await eventsOf(mother)).toEqual(['alert:raised absent']);
  expect(await eventsOf(stranger)).toEqual([]);
  const { eventId, ...arrival } = work.arrive(childId);
  expect((await tablet('POST', '/api/attendance/check-ins', { eventId, ...arrival })).status).toBe(200);
  await until('it is cleared without a tick', async () => (await work.told(childId))[1] === 'absent cleared');
  const [absent] = await work.db.careAlert.findMany({ where: { childId, kind: 'absent' } });
  expect(absent?.clearedById).toBe(eventId);
  expect(await eventsOf(mother)).toEqual(['alert:raised absent', 'alert:cleared absent']);
  await until(
    'the room was told of each',
    () => room.events.filter(({ type }) => type.startsWith('alert:')).length >= 4,
  );
  const heard = room.events.flatMap((event) =>
    event.type.startsWith('alert:') && 'kind' in event ? `${event.type} ${event.kind}` : [],
  );
  expect(heard).toEqual(['alert:raised late', 'alert:cleared late', 'alert:raised absent', 'alert:cleared absent']);
  room.close();
});

test('two servers that look at the clock at the same moment tell each thing once', async () => {
  work.at('8:20');
  await Promise.all([work.tick(), work.second.app.everyMinute(), work.tick(), work.second.app.everyMinute()]);
  const alerts = await work.db.careAlert.findMany();
  expect(alerts).toHaveLength(4); // every child of both sites
  expect(await work.db.event.count({ where: { type: 'alert:raised' } })).toBe(4);
});

test('what passed while every server was down is told late only if it still stands', async () => {
  const { childId } = work.nursery.duoduo;
  work.at('9:30');
  await work.tick();
  expect(await work.told(childId)).toEqual(['absent open']);
  expect(await work.db.event.count({ where: { type: 'alert:raised', childId } })).toBe(1);
  work.clock.now = new Date(work.clock.now.getTime() + 16 * 3_600_000); // the middle of the next night
  await work.tick();
  expect(await work.told(childId)).toEqual(['absent cleared']);
  const [alert] = await work.db.careAlert.findMany({ where: { childId } });
  expect(alert?.clearedById).toBeNull();
});

test('a family’s word clears it, and the word that is taken back tells it again, once', async () => {
  const { childId, guardianId } = work.nursery.duoduo;
  work.at('9:00');
  await work.tick();
  const notice = { childId, note: '', actorId: guardianId, fromDay: dateColumn(DAY), toDay: dateColumn(DAY) };
  const id = randomUUID();
  await work.db.dayNotice.create({
    data: { ...notice, id, kind: 'absence', reason: 'sick', recordedAt: work.at('9:01') },
  });
  await work.tick();
  expect(await work.told(childId)).toEqual(['absent cleared']);
  expect((await work.db.careAlert.findFirst({ where: { childId } }))?.clearedById).toBe(id);
  await work.db.dayNotice.create({
    data: { ...notice, id: randomUUID(), kind: 'withdrawn', withdrawsId: id, recordedAt: work.at('9:05') },
  });
  await Promise.all([work.tick(), work.second.app.everyMinute()]);
  await work.tick();
  expect(await work.told(childId)).toEqual(['absent cleared', 'absent open']);
  expect(await work.db.event.count({ where: { type: 'alert:raised', childId } })).toBe(2);
});

test('a mis-tapped arrival that is undone leaves no missing child out of the lists', async () => {
  const { childId, guardianId } = work.nursery.duoduo;
  const tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
  work.at('9:00');
  await work.tick();
  const arrival = work.arrive(childId);
  await tablet('POST', '/api/attendance/check-ins', arrival);
  await until('it is cleared', async () => (await work.told(childId)).join() === 'absent cleared');
  const undo = { ...work.arrive(childId), undoesId: arrival.eventId };
  expect(await tablet('POST', '/api/attendance/undos', undo)).toMatchObject({ status: 200 });
  await work.tick();
  await work.tick();
  expect(await work.told(childId)).toEqual(['absent cleared', 'absent open']);
  expect(await eventsOf(await work.as(guardianId))).toEqual([
    'alert:raised absent',
    'alert:cleared absent',
    'alert:raised absent',
  ]);
});

test('who stays longer than booked and who is fetched late are two things, and the check-out clears both', async () => {
  const { nursery } = work;
  await work.db.enrolment.updateMany({ where: { childId: nursery.shitou.childId }, data: { sessionKind: 'hourly' } });
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  const families = [nursery.duoduo, nursery.shitou];
  const children = families.map(({ childId }) => childId);
  work.at('8:00');
  for (const childId of children) await tablet('POST', '/api/attendance/check-ins', work.arrive(childId));
  work.at('17:10');
  await work.tick();
  expect(await Promise.all(children.map(work.told))).toEqual([['late_pickup open'], ['overstay open']]);
  work.at('17:11');
  const evening = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  for (const { childId, guardianId } of families) {
    const left = { ...work.arrive(childId), withUserId: guardianId };
    expect(await evening('POST', '/api/attendance/check-outs', left)).toMatchObject({ status: 200 });
  }
  await until('both are cleared', async () =>
    (await Promise.all(children.map(work.told))).flat().every((line) => line.endsWith('cleared')),
  );
});

test('an alert that could be told is not told when the child comes at that very moment', async () => {
  const { nursery } = work;
  const { childId } = nursery.duoduo;
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  for (let nth = 0; nth < 8; nth += 1) {
    work.at(`9:${String(10 + nth)}`);
    await Promise.all([
      work.tick(),
      work.second.app.everyMinute(),
      tablet('POST', '/api/attendance/check-ins', work.arrive(childId)),
    ]);
    await work.tick();
    const alerts = await work.told(childId);
    expect(alerts.filter((line) => line.endsWith('open'))).toEqual([]);
    expect(alerts.length).toBeLessThanOrEqual(1);
  }
});

test('one site that cannot be looked at does not keep the others from being told', async () => {
  await work.db.site.update({ where: { id: work.nursery.siteId }, data: { timeZone: 'Nowhere/Land' } });
  work.at('8:20');
  await expect(work.tick()).rejects.toThrow('some sites');
  expect(await work.told(work.nursery.xingxing.childId)).toEqual(['late open']);
});

test('what ails a child stands before the director, and neither before an inspector nor before the family’s employer', async () => {
  const { nursery } = work;
  const { childId } = nursery.duoduo;
  work.at('8:00');
  const tablet = await work.tablet(nursery.toddlerRoomId, nursery.caregiverId);
  await tablet('POST', '/api/attendance/check-ins', work.arrive(childId));
  const { happenedAt } = work.arrive(childId);
  const fever = { checkId: randomUUID(), childId, period: 'morning', temperature: 385, signs: ['fever'], happenedAt };
  expect(await tablet('POST', '/api/health/checks', { checks: [fever] })).toMatchObject({ status: 200 });
  work.at('8:15');
  await work.tick();
  expect(await work.told(childId)).toEqual(['health open']);
  const seen = async (userId: Parameters<Clockwork['as']>[0]) => {
    const hand = await work.as(userId);
    const { exceptions } = (await hand('GET', '/api/admin/dashboard')).body as Dashboard;
    const path = `/api/admin/attendance/day?siteId=${nursery.siteId}&day=${DAY}`;
    const { children } = (await hand('GET', path)).body as DayBoard;
    return {
      overview: exceptions.flatMap((each) => (each.kind === 'alert' ? [[each.alert, ...each.names]] : [])),
      board: children.find((child) => child.childId === childId)?.alerts.map(({ kind }) => kind),
    };
  };
  const known = { overview: [['health', '李朵朵']], board: ['health'] };
  expect(await seen(nursery.siteAdminId)).toEqual(known);
  expect(await seen(nursery.operatorAdminId)).toEqual(known);
  expect(await seen(nursery.inspectorId)).toEqual({ overview: [], board: [] });
  expect(await seen(nursery.orgAdminId)).toEqual({ overview: [], board: [] });
});
