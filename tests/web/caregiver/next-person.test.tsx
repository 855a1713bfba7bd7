import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Actor } from '#contract/sign-in.ts';
import { tablet } from '../../../web/features/devices/tablet-session.ts';
import { beginPage, button, endPage, LI, openOnTablet, tabletOf, WANG } from './open-room.tsx';
import { child, room, RoomServer } from './room-server.ts';

const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem');

beforeEach(beginPage);
afterEach(() => {
  if (setItem) Object.defineProperty(Storage.prototype, 'setItem', setItem);
  endPage();
});

const says = (person: Actor) => act(() => tablet.set({ phase: 'paired', device: tabletOf(person) }));

test('what only the page holds of one person is still there, and still said, when the next one has entered a PIN', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  server.answer = () => 'away';
  says(WANG);
  await openOnTablet(server);
  Storage.prototype.setItem = () => {
    throw new Error('full');
  };
  fireEvent.click(button(/^马小宇，未到/));
  expect(await screen.findByText(/^这台平板存不下了：1 条/)).toBeTruthy();
  says(LI);
  expect(await screen.findByText(/^王丽点的，还没有发出：\d\d:\d\d 马小宇入园。/)).toBeTruthy();
  expect(screen.getByText(/^这台平板存不下了：1 条/)).toBeTruthy();
  expect(screen.getByText('待发送 1')).toBeTruthy();
});

test('what is answered after the next person has entered a PIN is sent once and offered to nobody for discarding', async () => {
  const server = new RoomServer(room([child(1, '马小宇', 'expected')]));
  let answer: () => void = () => undefined;
  server.answer = (asked) => new Promise((resolve) => (answer = () => resolve(server.recorded(asked))));
  says(WANG);
  await openOnTablet(server);
  fireEvent.click(button(/^马小宇，未到/));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  says(LI);
  act(() => answer());
  expect(await screen.findByText('已全部送达')).toBeTruthy();
  expect(screen.queryByText(/还没有发出/)).toBeNull();
  expect(server.asked).toHaveLength(1);
});
