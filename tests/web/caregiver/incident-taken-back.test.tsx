import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { onTakenBack } from '../../../web/features/incidents/use-remembering.ts';
import { IncidentServer, line } from './incident-server.ts';
import { beginPage, button, CLASSROOM, endPage, openRoom, queries } from './open-room.tsx';

beforeEach(beginPage);
afterEach(endPage);

const PATIENT = { timeout: 5_000 };
const lines = () => [...document.querySelectorAll('.tb-todo li')].map(({ textContent }) => textContent);

test('taken back while it is written, it says so with the reason, and what was typed stays to be read; nothing is sent', async () => {
  const server = new IncidentServer();
  await openRoom(server);
  fireEvent.click(await screen.findByRole('button', { name: /赵可心、王梓萱/ }, PATIENT));
  await screen.findByRole('heading', { level: 2, name: '在哪里发生的？' }, PATIENT);
  fireEvent.click(button(/^经过，/));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '从椅子上滑下来' } });
  server.state = 'withdrawn';
  server.lines = [line(0, 'flagged'), line(1, 'withdrawn', { by: '白音', text: '标错了孩子' })];
  await act(() => queries().invalidateQueries());
  const note = await screen.findByText(/白音已撤回这件事，原因：「标错了孩子」。/, {}, PATIENT);
  expect(note.textContent).toMatch(/您刚写的没有存进登记/);
  expect(note.closest('[role=alert]')).toBeTruthy();
  expect(screen.getByText('从椅子上滑下来')).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /提交复核|下一项/ })).toBeNull();
  await act(() => new Promise<void>((resolve) => void setTimeout(resolve, 1_500)));
  expect(server.asked).toEqual([]);
});

test('what somebody else took back stays in the list as taken back until it was opened', async () => {
  const server = new IncidentServer();
  await openRoom(server);
  await screen.findByText('咬伤 · 赵可心、王梓萱', {}, { timeout: 5_000 });
  server.state = 'withdrawn';
  server.lines = [line(0, 'flagged'), line(1, 'withdrawn', { by: '白音', text: '标错了孩子' })];
  server.isListed = false;
  act(() => onTakenBack(queries(), CLASSROOM, server.id));
  void queries().invalidateQueries();
  await screen.findByText('已撤回');
  expect(lines()).toMatchObject([expect.stringMatching(/^咬伤.*赵可心、王梓萱.*已撤回/)]);
  fireEvent.click(button(/^咬伤/));
  expect(await screen.findByText(/白音已撤回这件事，原因：「标错了孩子」。/, {}, { timeout: 5_000 })).toBeTruthy();
  fireEvent.click(button(/^回到海棠班$/));
  expect(lines()).toEqual([]);
});
