import { expect, test } from '@jest/globals';
import type { RoomChild } from '#contract/attendance.ts';
import { shownChildren } from '../../../web/features/attendance/shown-children.ts';
import { callName } from '../../../web/shared/call-name.ts';
import { child } from '../caregiver/room-server.ts';

const called = (n: number, name: string, nickname: string): RoomChild => ({
  ...child(n, name, 'expected'),
  nickname,
});

test('children stand by the names they are called by, in the order of pinyin', () => {
  const children = [called(1, '赵可心', '可心'), called(2, '马小宇', ''), called(3, '白朵朵', '朵朵')];
  expect(shownChildren(children).map(callName)).toEqual(['朵朵', '可心', '马小宇']);
});

test('two who are called alike go by their full names', () => {
  const children = [called(1, '白朵朵', '朵朵'), called(2, '王朵朵', '朵朵'), called(3, '马小宇', '小宇')];
  expect(shownChildren(children).map(callName)).toEqual(['白朵朵', '王朵朵', '小宇']);
});
