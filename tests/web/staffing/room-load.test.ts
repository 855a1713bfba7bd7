import { expect, test } from '@jest/globals';
import { perCaregiver, roomLoad } from '../../../web/features/staffing/room-load.ts';
import { staffRecord, withStaffRecords } from '../../../web/features/staffing/staff-record.ts';
import { child, room, uuid } from '../caregiver/room-server.ts';
import { away, person, staffRoom } from './staffed-room.ts';

const AT = new Date('2026-11-20T00:30:00Z');
const present = (n: number) => room(Array.from({ length: n }, (_, nth) => child(nth + 1, '小苗', 'present')));
const act = (kind: 'arrived' | 'break_began' | 'moved', classroomId = uuid(900)) =>
  ({ kind, classroomId }) as Parameters<typeof staffRecord>[1];

test('a room keeps its ratio at exactly so many children, and one more breaks it with the standard’s article', () => {
  const two = staffRoom([person(1, '王丽'), person(2, '孙静')]);
  expect(roomLoad(present(14), two).broken).toBeNull();
  const over = roomLoad(present(15), two);
  expect(over).toMatchObject({ broken: 'ratio', limits: { ratio: { limit: 7, rule: 'standard-20' } } });
  expect(perCaregiver(over)).toBe('7.5');
});

test('who has never recorded anything says nothing of the ratio, and too many places still count', () => {
  const unknown = staffRoom([person(1, '王丽', away)], { isRecorded: false });
  expect(roomLoad(present(9), unknown)).toMatchObject({ staff: null, broken: null });
  expect(roomLoad(present(21), unknown).broken).toBe('capacity');
  expect(roomLoad(present(9), null)).toMatchObject({ staff: null, broken: null });
});

test('records that wait count at once: an arrival, a break and a move into another room', () => {
  const wang = person(1, '王丽', away);
  const sun = person(2, '孙静');
  const shown = (...records: ReturnType<typeof staffRecord>[]) =>
    withStaffRecords(staffRoom([wang, sun]), records).staff;
  expect(shown()).toBe(1);
  expect(shown(staffRecord(wang, act('arrived'), AT))).toBe(2);
  expect(shown(staffRecord(sun, act('break_began'), AT))).toBe(0);
  expect(shown(staffRecord(sun, act('moved', uuid(901)), AT))).toBe(0);
});

test('a volunteer at work is not counted', () => {
  expect(withStaffRecords(staffRoom([person(1, '小志', { counts: false })]), []).staff).toBe(0);
});
