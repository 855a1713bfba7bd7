import { expect, test } from '@jest/globals';
import { ClassroomId, PickupPersonId, UserId } from '#contract/ids.ts';
import {
  checkInRecord,
  checkOutRecord,
  NOBODY,
  transferRecord,
  undoRecord,
} from '../../../web/features/attendance/attendance-records.ts';
import { noticeRecord } from '../../../web/features/attendance/notice-records.ts';
import { steadyOrder } from '../../../web/features/attendance/tablet-order.ts';
import { elsewhere, isAwaited, type Tap, withUnsent } from '../../../web/features/attendance/tap.ts';
import { child, room, uuid } from '../caregiver/room-server.ts';

const AT = '2026-11-20T00:10:00.000Z';
const BY = { actorId: UserId.parse(uuid(700)), happenedAt: AT, isOffline: false };
const OTHER_ROOM = ClassroomId.parse(uuid(901));
const eventIdOf = (tap: Tap) => {
  if (!('eventId' in tap)) throw new Error('many, or none');
  return tap.eventId;
};

test('one child is one check-in; several are one record that is taken whole or not at all', () => {
  const [first, second] = [child(1, '马小宇', 'expected'), child(2, '赵可心', 'expected')];
  const one = checkInRecord([first], NOBODY, BY).record;
  expect(one.path).toBe('/api/attendance/check-ins');
  expect(one.body).toEqual({ eventId: one.id, childId: uuid(1), happenedAt: AT, isOffline: false, ...NOBODY });
  const many = checkInRecord([first, second], NOBODY, BY).record;
  expect(many.path).toBe('/api/attendance/arrivals');
  expect(many.body['arrivals']).toMatchObject([{ childId: uuid(1) }, { childId: uuid(2) }]);
  expect(many.orderKeys).toEqual([`child:${uuid(1)}`, `child:${uuid(2)}`]);
});

test('a child who was brought by somebody is in, and its line says who it was', () => {
  const bringer = { withUserId: UserId.parse(uuid(101)), withPickupId: null };
  const shown = room([child(1, '马小宇', 'expected')]);
  const { record } = checkInRecord(shown.children, bringer, BY);
  expect(record.body).toMatchObject(bringer);
  expect(withUnsent(shown, [record]).children[0]).toMatchObject({ state: 'present', lines: [bringer] });
});

test('what the family said on the phone stands at the child at once, and goes when it is taken back', () => {
  const shown = room([child(1, '马小宇', 'expected')]);
  const said = [
    { kind: 'absence', reason: 'sick' },
    { kind: 'late_pickup', untilAt: '2026-11-20T10:30:00.000Z' },
    { kind: 'pick_up', who: '妈妈', withUserId: UserId.parse(uuid(101)), withPickupId: null },
  ] as const;
  const notices = said.map((each) => noticeRecord(shown.children[0]!, each, 'Asia/Shanghai', BY));
  const told = notices.map(({ record }) => record);
  expect(told.map(({ body }) => body)).toMatchObject([
    { kind: 'absence', fromDay: '2026-11-20', toDay: '2026-11-20', reason: 'sick' },
    { kind: 'late_pickup', day: '2026-11-20', untilMinute: 18 * 60 + 30 },
    { kind: 'pick_up', day: '2026-11-20', withUserId: uuid(101), withPickupId: null },
  ]);
  expect(withUnsent(shown, told).children[0]).toMatchObject({
    absence: { reason: 'sick', by: '' },
    latePickUpUntil: '2026-11-20T10:30:00.000Z',
    fetchedBy: { withUserId: uuid(101) },
  });
  const back = notices.flatMap(({ undoing }) => undoing.flatMap(({ by }) => by));
  expect(back.map(({ body }) => body['withdrawsId'])).toEqual(told.map(({ id }) => id));
  expect(withUnsent(shown, [...told, ...back]).children).toEqual(shown.children);
});

test('the room shows every unsent record at once, and an undo puts back what stood before', () => {
  const shown = room([child(1, '马小宇', 'present')]);
  const [before] = shown.children;
  const out = checkOutRecord(before!, { withUserId: null, withPickupId: PickupPersonId.parse(uuid(801)) }, BY);
  const left = withUnsent(shown, [out.record]).children[0];
  expect(left).toMatchObject({ state: 'left', at: AT });
  expect(left?.lines.at(-1)).toMatchObject({ kind: 'checked_out', withPickupId: uuid(801) });
  const back = undoRecord(before!, eventIdOf(out.tap), BY);
  expect(withUnsent(shown, [out.record, back.record]).children[0]).toEqual(before);
});

test('a child moved to another room is not awaited here, though it comes here today', () => {
  const shown = room([child(1, '马小宇', 'present')]);
  const moved = transferRecord(shown.children[0]!, OTHER_ROOM, BY);
  const there = withUnsent(shown, [moved.record]).children[0]!;
  expect(there.state).toBe('expected');
  expect(elsewhere(there, shown)).toBe(OTHER_ROOM);
  expect(isAwaited(there, shown)).toBe(false);
  const home = transferRecord(there, shown.classroomId, BY);
  expect(withUnsent(shown, [moved.record, home.record]).children[0]).toMatchObject({ state: 'present' });
});

test('while somebody taps no tile moves: who is new stands at the end; afterwards the order is as it should be', () => {
  const [a, b, c] = [child(1, '甲', 'expected'), child(2, '乙', 'expected'), child(3, '丙', 'left')];
  const shown = steadyOrder([], [a, b, c], false);
  expect(shown).toEqual([uuid(1), uuid(2), uuid(3)]);
  const tapped = [{ ...a, state: 'present' as const }, b, child(4, '丁', 'expected')];
  expect(steadyOrder(shown, tapped, true)).toEqual([uuid(1), uuid(2), uuid(4)]);
  expect(steadyOrder(shown, tapped, false)).toEqual([uuid(2), uuid(4), uuid(1)]);
});
