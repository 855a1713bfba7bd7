import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OwnMonth } from '../../server/contract/own-month.ts';
import { openFamilies, type Asker, type Families } from '../support/families.ts';

let care: Families;
let mother: Asker;
beforeAll(async () => {
  care = await openFamilies();
  mother = care.as(care.nursery.duoduo.guardianId);
});
afterAll(() => care.close());

const childId = () => care.nursery.duoduo.childId;
const monthOf = (by: Asker, month = '2026-06', id: string = childId()) =>
  by.get(`/api/attendance/own-month?childId=${id}&month=${month}`);
const record = (day: string, kind: string, time: string, more: object = {}) => {
  const happenedAt = new Date(`${day}T${time}:00+08:00`);
  const id = randomUUID();
  const by = { actorId: care.nursery.caregiverId, classroomId: care.nursery.toddlerRoomId };
  const data = { id, childId: childId(), kind, happenedAt, recordedAt: happenedAt, day: new Date(day), ...by, ...more };
  return care.db().attendanceEvent.create({ data });
};

test('a guardian reads the own child’s month: who fetched, what was corrected, absences said and unsaid', async () => {
  const wrong = await record('2026-06-01', 'checked_in', '08:20');
  const right = { undoesId: wrong.id, reason: '点错了', before: { happenedAt: wrong.happenedAt.toISOString() } };
  await record('2026-06-01', 'checked_in', '08:02', right);
  await record('2026-06-01', 'checked_out', '17:31', { withUserId: care.nursery.duoduo.guardianId });
  const absent = { childId: childId(), kind: 'absence', reason: 'family', actorId: care.nursery.duoduo.guardianId };
  const days = { fromDay: new Date('2026-06-04'), toDay: new Date('2026-06-05'), recordedAt: care.clock.now };
  await care.db().dayNotice.create({ data: { id: randomUUID(), ...absent, ...days } });

  const month = (await monthOf(mother)).body as OwnMonth;
  expect(month).toMatchObject({ today: '2026-06-03', since: '2026-01-05', nickname: '朵朵' });
  expect(month.days).toHaveLength(30);
  expect(month.days.slice(0, 4).map(({ mark }) => mark)).toEqual([
    'full',
    'absent-unreported',
    'expected',
    'absent-reported',
  ]);
  expect(month.days[0]).toMatchObject({
    minutes: 569,
    isCorrected: true,
    lines: [
      { kind: 'checked_in', at: '2026-06-01T00:02:00.000Z', isCorrected: true, withName: null },
      { kind: 'checked_out', at: '2026-06-01T09:31:00.000Z', withName: '王芳', roomName: '小雨滴班' },
    ],
  });
  expect(month.days[3]).toMatchObject({ absenceReason: 'family', lines: [] });
  expect(month.sums).toMatchObject({ fullDays: 1, unreportedDays: 1, reportedDays: 0, minutes: 569 }); // both were told ahead
});

test('a child that is there: since when, and what of the day is over', async () => {
  await record('2026-06-03', 'checked_in', '07:30');
  await record('2026-06-03', 'checked_out', '08:00');
  await record('2026-06-03', 'checked_in', '08:45');
  const { days } = (await monthOf(mother)).body as OwnMonth;
  expect(days[2]).toMatchObject({ mark: 'here', minutes: 30, hereSince: '2026-06-03T00:45:00.000Z' });
  expect(days[0]?.hereSince).toBeNull();
});

test('attack: another family’s month and that of nobody read alike; a blocked guardian reads none', async () => {
  const { shitou, duoduo } = care.nursery;
  const others = [await monthOf(mother, '2026-06', shitou.childId), await monthOf(mother, '2026-06', randomUUID())];
  expect(others.map(({ code }) => code)).toEqual(['not-found', 'not-found']);
  await care
    .db()
    .guardianship.update({ where: { id: duoduo.guardianshipId }, data: { custodyBlockedAt: care.clock.now } });
  expect((await monthOf(mother)).code).toBe('not-found');
  await care.db().guardianship.update({ where: { id: duoduo.guardianshipId }, data: { custodyBlockedAt: null } });
});

test.each(['2026-13', '26-06', '2026-6', ''])('%j is no month', async (month) => {
  expect((await monthOf(mother, month)).code).toBe('bad-request');
});
