import { expect, test } from '@jest/globals';
import { ClassroomId, PickupPersonId, UserId } from '#contract/ids.ts';
import {
  checkInRecord,
  checkOutRecord,
  transferRecord,
  undoRecord,
} from '../../../web/features/attendance/attendance-records.ts';
import { steadyOrder } from '../../../web/features/attendance/tablet-order.ts';
import { elsewhere, isAwaited, type Tap, withUnsent } from '../../../web/features/attendance/tap.ts';
import { child, room, uuid } from '../caregiver/room-server.ts';

const AT = '2026-11-20T00:10:00.000Z';
const BY = { actorId: UserId.parse(uuid(700)), happenedAt: AT, isOffline: false };
const OTHER_ROOM = ClassroomId.parse(uuid(901));
const eventIdOf = (tap: Tap) => {
  if (tap.kind === 'check-in') throw new Error('many');
  return tap.eventId;
};

test('one child is one check-in; several are one record that is taken whole or not at all', () => {
  const [first, second] = [child(1, '马小宇', 'expected'), child(2, '赵可心', 'expected')];
  const one = checkInRecord([first], BY).record;
  expect(one.path).toBe('/api/attendance/check-ins');
  expect(one.body).toEqual({ eventId: one.id, childId: uuid(1), happenedAt: AT, isOffline: false });
  const many = checkInRecord([first, second], BY).record;
  expect(many.path).toBe('/api/attendance/arrivals');
  expect(many.body['arrivals']).toMatchObject([{ childId: uuid(1) }, { childId: uuid(2) }]);
  expect(many.orderKeys).toEqual([`child:${uuid(1)}`, `child:${uuid(2)}`]);
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
