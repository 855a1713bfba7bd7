import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beginPage, button, CLASSROOM, endPage, openRoom } from '../caregiver/open-room.tsx';
import { child, room, RoomServer, uuid } from '../caregiver/room-server.ts';

beforeEach(beginPage);
afterEach(endPage);

/** What was found at 赵可心, as the server tells it; nothing before it was recorded. */
const found = (more: object = {}) => ({
  ...{ checkId: uuid(700), childId: uuid(2), childName: '可心', classroomId: CLASSROOM, classroomName: '海棠班' },
  ...{ period: 'morning', temperature: 376, signs: ['cough'], note: '', by: '王丽', state: 'waiting', followUps: [] },
  fetchedAt: null,
  ...{ at: new Date().toISOString(), dueAt: new Date(Date.now() + 900_000).toISOString() },
  ...more,
});

const OWED = {
  ...{ now: new Date().toISOString(), timeZone: 'Asia/Shanghai', classroomId: CLASSROOM, sleepCheckMinutes: 10 },
  ...{ alerts: [], tasks: [], sleep: null },
};
type Sent = { checkId: string; childId: string; takesBackId?: string };

/** The room's server with its health beside it: what is recorded is there at the next reading. */
class CareServer extends RoomServer {
  cases: object[] = [];
  readonly checks = new Map<string, object[]>();

  override read(path: string): unknown {
    const now = new Date().toISOString();
    if (path.startsWith('/api/todo')) return OWED;
    if (!path.startsWith('/api/health/room')) return super.read(path);
    const children = [...this.checks].map(([childId, checks]) => ({ childId, checks }));
    return { now, timeZone: 'Asia/Shanghai', classroomId: CLASSROOM, children, cases: this.cases };
  }

  keep(sent: readonly Sent[]): void {
    for (const { takesBackId, ...check } of sent)
      this.checks.set(
        check.childId,
        takesBackId ? [] : [{ ...check, isAbnormal: false, at: new Date().toISOString(), by: '王丽' }],
      );
  }
}

async function openSheet(cases: object[] = []): Promise<CareServer> {
  const server = new CareServer(
    room([child(2, '赵可心', 'present'), child(3, '王梓萱', 'present'), child(4, '陈果', 'expected')]),
  );
  server.cases = cases;
  server.answer = ({ body }) => {
    if (Array.isArray(body['checks'])) server.keep(body['checks'] as Sent[]);
    return { status: 200, body: { recorded: [] } };
  };
  await openRoom(server);
  fireEvent.click(button(/^晨检$/));
  // Whatever the hour is: the sheet opens with the part of the day that it is.
  fireEvent.click(screen.getAllByRole('button', { name: '晨检' }).at(-1)!);
  return server;
}

test('one tap says that a child is well, another that all the others are; who has not come is not looked at', async () => {
  const server = await openSheet();
  expect(screen.queryByRole('button', { name: /陈果正常/ })).toBeNull();
  fireEvent.click(button(/^赵可心正常$/));
  await waitFor(() => expect(screen.getByRole('button', { name: '赵可心，正常' })).toBeTruthy());
  fireEvent.click(button(/其余都正常 · 1 人/));
  await waitFor(() => expect(server.asked).toHaveLength(2));
  expect(server.asked.map(({ path }) => path)).toEqual(['/api/health/checks', '/api/health/checks']);
  expect(server.asked[1]?.body).toMatchObject({ checks: [{ childId: uuid(3), temperature: null, signs: [] }] });
  expect(screen.getByRole('button', { name: /^撤销/ })).toBeTruthy();
});

test('all the others taken back: each look is named, so that what was set right since stands', async () => {
  const server = await openSheet();
  fireEvent.click(button(/其余都正常 · 2 人/));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  const sent = (server.asked[0]?.body['checks'] as { checkId: string }[]).map(({ checkId }) => checkId);
  fireEvent.click(button(/^撤销/));
  await waitFor(() => expect(server.asked).toHaveLength(2));
  const back = server.asked[1]?.body['checks'] as { takesBackId: string }[];
  expect(back.map(({ takesBackId }) => takesBackId)).toEqual(sent);
});

test('a temperature takes two taps and a sign one; from 37.3 °C on the family’s words are shown before they are sent', async () => {
  const server = await openSheet();
  fireEvent.click(button(/^赵可心，记体温和症状$/));
  fireEvent.click(button(/^37 度$/));
  fireEvent.click(button(/^点 2$/));
  expect(screen.queryByText(/家长看到的是/)).toBeNull();
  fireEvent.click(button(/^点 3$/));
  fireEvent.click(button(/^咳嗽$/));
  expect(screen.getByText('赵可心晨检：37.3 ℃、咳嗽', { exact: false })).toBeTruthy();
  fireEvent.click(button(/记录并告知家长/));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  expect(server.asked[0]?.body).toMatchObject({
    checks: [{ childId: uuid(2), temperature: 373, signs: ['cough'], period: 'morning' }],
  });
});

test('what was found stands in the panel until it is closed; the family’s number is beside it, a blocked parent’s is not', async () => {
  const server = await openSheet([found()]);
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(await screen.findByRole('button', { name: /可心 37.6 ℃、咳嗽/ }));
  expect(screen.getAllByRole('link')).toHaveLength(1);
  fireEvent.click(button(/处理完了/));
  fireEvent.click(button(/家长接回家/));
  await waitFor(() => expect(server.asked).toHaveLength(1));
  expect(server.asked[0]).toMatchObject({
    path: `/api/health/checks/${uuid(700)}/follow-ups`,
    body: { kind: 'closed', note: '家长接回家' },
  });
});

test('nobody answered for a quarter of an hour: the line says for how long', async () => {
  const at = new Date(Date.now() - 20 * 60_000).toISOString();
  await openSheet([found({ at, dueAt: new Date(Date.now() - 300_000).toISOString() })]);
  fireEvent.click(button(/^回到海棠班$/));
  expect(await screen.findByText('20 分钟没有答复')).toBeTruthy();
});

test('what the family answered stands in the panel and on the tile: who is coming, not only that they know', async () => {
  const answer = {
    followUpId: uuid(710),
    note: '十分钟到',
    temperature: null,
    by: '苏日娜',
    relation: '妈妈',
    at: new Date().toISOString(),
  };
  const followUps = [
    { ...answer, kind: 'guardian_knows', note: '' },
    { ...answer, followUpId: uuid(711), kind: 'guardian_comes' },
  ];
  await openSheet([found({ state: 'answered', followUps })]);
  fireEvent.click(button(/^回到海棠班$/));
  expect(await screen.findByText('妈妈来接 · 十分钟到')).toBeTruthy();
  expect(screen.queryByText('家长已知道')).toBeNull();
  expect(button(/^赵可心，\d\d:\d\d 到，.*妈妈来接$/)).toBeTruthy();
});

test('what was found stands on the child’s sheet and its tile, with what the family answered', async () => {
  const knows = {
    followUpId: uuid(800),
    kind: 'guardian_knows',
    note: '',
    temperature: null,
    by: '苏日娜',
    relation: '妈妈',
  };
  const followUps = [{ ...knows, at: new Date().toISOString() }];
  await openSheet([found({ state: 'answered', followUps, at: '2026-11-20T00:10:00.000Z' })]);
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(button(/^赵可心，.*37\.6 ℃、咳嗽，妈妈已知道$/));
  expect(screen.getByText('晨检 37.6 ℃、咳嗽').parentElement?.textContent).toMatch(/08:10 · 妈妈已知道$/);
});

test('a finding that waits to be sent stands on the child’s sheet as well', async () => {
  const server = await openSheet();
  server.answer = () => 'away';
  fireEvent.click(button(/^赵可心，记体温和症状$/));
  fireEvent.click(button(/^38 度$/));
  fireEvent.click(button(/^点 2$/));
  fireEvent.click(button(/^记录并告知家长$/));
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(button(/^赵可心，.*38\.2 ℃$/));
  expect(screen.getByText('晨检 38.2 ℃')).toBeTruthy();
});

test('a finding says when and by whom it was made; the call stands first only until the family knows', async () => {
  const server = await openSheet([found({ at: '2026-11-20T00:10:00.000Z' })]);
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(await screen.findByRole('button', { name: /可心 37.6 ℃、咳嗽/ }));
  expect(screen.getByText(/08:10 王丽$/)).toBeTruthy();
  const main = () => [...document.querySelectorAll('dialog .tb-go')].map(({ textContent }) => textContent);
  expect(main()).toEqual(['打了电话，说清楚了']);
  server.cases = [found({ state: 'answered', at: '2026-11-20T00:10:00.000Z' })];
  fireEvent.click(button(/^打了电话，说清楚了$/));
  fireEvent.click(button(/^回到海棠班$/));
  fireEvent.click(await screen.findByRole('button', { name: /可心 37.6 ℃、咳嗽/ }));
  expect(main()).toEqual(['处理完了']);
});
