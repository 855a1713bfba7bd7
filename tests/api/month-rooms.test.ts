import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MonthView } from '../../server/contract/month-sheets.ts';
import { dateColumn } from '../../server/platform/calendar.ts';
import { LiveRoom } from '../support/live-room.ts';

let room: LiveRoom;
beforeAll(async () => {
  room = await LiveRoom.open(() => new Date('2026-07-06T04:00:00Z'));
});
afterAll(() => room.server.stop());

test('a child that changed rooms has its month’s sums apart, room by room, and together as before', async () => {
  const { duoduo, toddlerRoomId, seniorRoomId, siteId, siteAdminId, caregiverId: actorId } = room.nursery;
  const { db } = room.server.database;
  const { childId } = duoduo;
  const hours = { fromMinute: 480, toMinute: 1020, weekdays: [1, 2, 3, 4, 5] };
  await db.enrolment.updateMany({ where: { childId }, data: { ...hours, endsOn: dateColumn('2026-06-02') } });
  const next = { classroomId: seniorRoomId, sessionKind: 'full_day', startsOn: dateColumn('2026-06-03') };
  await db.enrolment.create({ data: { childId, ...hours, ...next } });
  for (const [day, classroomId, left] of [
    ['2026-06-01', toddlerRoomId, '17:00'],
    ['2026-06-03', seniorRoomId, '10:00'],
  ] as const)
    for (const [kind, clock] of [
      ['checked_in', '08:00'],
      ['checked_out', left],
    ] as const) {
      const at = new Date(`${day}T${clock}:00+08:00`);
      const when = { happenedAt: at, recordedAt: at, day: dateColumn(day) };
      await db.attendanceEvent.create({ data: { id: randomUUID(), childId, classroomId, kind, actorId, ...when } });
    }
  const director = await room.signIn(siteAdminId);
  const path = `/api/admin/attendance/month?month=2026-06&siteId=${siteId}`;
  const { children } = (await director.call('GET', path)).body as MonthView;
  const child = children.find((each) => each.childId === childId);
  expect(child?.sums).toMatchObject({ plannedDays: 22, fullDays: 1, halfDays: 1, unreportedDays: 20, minutes: 660 });
  const sumsIn = (id: string) => child?.rooms.find(({ classroomId }) => classroomId === id)?.sums;
  expect(child?.rooms).toHaveLength(2);
  expect(sumsIn(toddlerRoomId)).toMatchObject({ plannedDays: 2, fullDays: 1, unreportedDays: 1, minutes: 540 });
  expect(sumsIn(seniorRoomId)).toMatchObject({ plannedDays: 20, halfDays: 1, unreportedDays: 19, minutes: 120 });
});
