import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { installTabletApp } from '../../../web/features/devices/tablet-app.ts';
import { KeptRecords } from '../../../web/shared/outbox/kept-records.ts';
import type { OutboxRecord } from '../../../web/shared/outbox/outbox-record.ts';
import { PROBLEM_SENTENCE } from '#contract/problem.ts';
import { beginPage, button, endPage, openRoom, WANG } from './open-room.tsx';
import { child, room, RoomServer, uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const DAY_MS = 24 * 3_600_000;
const handOver = (n: number, name: string, at: Date): OutboxRecord => ({
  id: uuid(n),
  path: '/api/attendance/check-outs',
  body: {},
  orderKeys: [],
  actorId: WANG.userId,
  happenedAt: at.toISOString(),
  words: { zh: `${name}离园`, en: `${name} out` },
  memo: { kind: 'check-out', eventId: uuid(n), childId: uuid(n), withUserId: null, withPickupId: null },
});
const kept = () => new KeptRecords(localStorage, WANG.userId);
const refuse = (record: OutboxRecord): void =>
  kept().refuse({ record, problem: { code: 'forbidden', message: PROBLEM_SENTENCE.forbidden, id: 'p1' } });
const open = () => openRoom(new RoomServer(room([child(1, '马小宇', 'present')])));

test('a hand-over that was refused before a reload is told, with its day, also of a child that has no tile today', async () => {
  refuse(handOver(7, '赵可心', new Date(Date.now() - DAY_MS)));
  refuse(handOver(1, '马小宇', new Date()));
  await open();
  expect(screen.getByText(/^没有记下：昨天 \d\d:\d\d 赵可心离园。/)).toBeTruthy();
  expect(screen.queryByText(/没有记下：.*马小宇/)).toBeNull();
  expect(button(/^马小宇/).textContent).toContain(PROBLEM_SENTENCE.forbidden.zh);
  fireEvent.click(button(/^知道了$/));
  expect(screen.queryByText(/没有记下：/)).toBeNull();
  expect(
    kept()
      .refused()
      .map(({ record }) => record.id),
  ).toEqual([uuid(1)]);
});

test('what is kept and cannot be read is told until somebody has read it', async () => {
  localStorage.setItem(`kanwa:unsent:${WANG.userId}:${uuid(8)}`, '{"order":1}');
  await open();
  expect(screen.getByText(/^有 1 条存着的记录读不出来/)).toBeTruthy();
  fireEvent.click(button(/^知道了$/));
  expect(screen.queryByText(/读不出来/)).toBeNull();
});

test('what the browser has no room for is told', async () => {
  const setItem = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  try {
    const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
    server.answer = () => 'away';
    await openRoom(server);
    fireEvent.click(button(/^马小宇，未到/));
    expect(await screen.findByText(/^这台平板存不下了：1 条/)).toBeTruthy();
  } finally {
    setItem.mockRestore();
  }
});

/** A newer version waits. @returns how often it was taken, and how to take all this away */
async function withNewVersion() {
  let taken = 0;
  const waiting = { postMessage: () => taken++ };
  const registration = { waiting, addEventListener: () => undefined, update: () => Promise.resolve() };
  const workers = { register: () => Promise.resolve(registration), addEventListener: () => undefined };
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: workers });
  const stop = installTabletApp();
  await act(() => Promise.resolve());
  const end = async () => {
    stop();
    Object.assign(registration, { waiting: null });
    installTabletApp()();
    await act(() => Promise.resolve());
    Reflect.deleteProperty(navigator, 'serviceWorker');
  };
  return { taken: () => taken, end };
}

test('no newer version is taken by itself while something that was refused is unread', async () => {
  refuse(handOver(7, '赵可心', new Date()));
  await open();
  jest.useFakeTimers();
  const version = await withNewVersion();
  try {
    await waitFor(() => expect(screen.queryByText(/新版本/)).toBeTruthy());
    await act(() => jest.advanceTimersByTimeAsync(4 * 60_000));
    expect(version.taken()).toBe(0);
    fireEvent.click(button(/^知道了$/));
    await act(() => jest.advanceTimersByTimeAsync(4 * 60_000));
    expect(version.taken()).toBe(1);
  } finally {
    await version.end();
    jest.useRealTimers();
  }
});
