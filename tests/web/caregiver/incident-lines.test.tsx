import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { IncidentServer } from './incident-server.ts';
import { beginPage, button, endPage, openRoom, queries } from './open-room.tsx';
import { uuid } from './room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

const lines = () => [...document.querySelectorAll('.tb-todo li')].map(({ textContent }) => textContent);

test('what the room has to do comes first, the most urgent on top; what waits for others is folded behind it', async () => {
  const server = new IncidentServer();
  const like = (n: number, kind: string, more: object) => ({
    ...server.row(),
    ...{ incidentId: uuid(970 + n), kind, children: [], ...more },
  });
  server.others = [
    like(1, 'fall', { state: 'published' }),
    like(2, 'fever', { isReturned: true, returnedWhy: '请写上谁看到的' }),
    like(3, 'choking', { isGrave: true, state: 'in-review', isCallDue: true }),
    like(4, 'prick', { state: 'acknowledged' }),
    like(5, 'burn', { isGrave: true }),
  ];
  await openRoom(server);
  await screen.findByText('还有 2 件等园长或家人', {}, { timeout: 5_000 });
  expect(lines()).toMatchObject([
    expect.stringMatching(/^噎住.*先打电话/),
    expect.stringMatching(/^烫伤.*草稿/),
    expect.stringMatching(/^发热.*退回.*园长：请写上谁看到的$/),
    expect.stringMatching(/^咬伤.*草稿/),
    '还有 2 件等园长或家人',
  ]);
  fireEvent.click(button(/^还有 2 件/));
  // Nobody signed it: it was reviewed and nobody had to.
  expect(lines().slice(5)).toMatchObject([
    expect.stringMatching(/^跌倒.*已发布/),
    expect.stringMatching(/^扎伤.*已复核/),
  ]);
});

test('what the tablet delivered stays in its list while it cannot be read anew, and goes when the server says otherwise', async () => {
  const server = Object.assign(new IncidentServer(), { isListed: false });
  await openRoom(server);
  server.isListAway = true;
  fireEvent.click(button(/^赵可心，/));
  fireEvent.click(button(/^咬伤/));
  await waitFor(() => expect(screen.getByText(/已送出/)).toBeTruthy(), { timeout: 5_000 });
  fireEvent.click(button(/^好$|^完成$/));
  expect(lines()).toMatchObject([expect.stringMatching(/^咬伤.*赵可心.*草稿/)]);
  // Closed meanwhile: the list that is read next has it no more.
  server.isListAway = false;
  server.isListed = false;
  void queries().invalidateQueries();
  await waitFor(() => expect(lines()).toEqual([]), { timeout: 5_000 });
});
