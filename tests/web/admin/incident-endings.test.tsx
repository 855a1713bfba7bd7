import { expect, test } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { FamilyAnswer, IncidentFile } from '#contract/incident-file.ts';
import { AT, CHOKED, FILE, KEXIN, given, open, recordOf, steps, uuid } from './incidents-console.tsx';

const reminded = { stepId: uuid(51), kind: 'reminded', at: AT, happenedAt: AT, by: null, childId: KEXIN };
const published = (lines: object[], answer: FamilyAnswer = 'awaited') => {
  const told = FILE.families.map((each) => ({ ...each, answer, view: { ...each.view, publishedAt: AT } }));
  return { ...FILE, state: 'published', isCallDue: false, families: told, lines } as unknown as IncidentFile;
};
const line = { guardianId: null, isReached: null, text: '', unsigned: [], signature: null };

test('a family that does not sign: filing waits for the reminder, and then asks why', async () => {
  given.file = published([]);
  open(`/a/incidents/${CHOKED}`);
  const record = await recordOf();
  expect(record.getByRole('button', { name: '归档' }).hasAttribute('disabled')).toBe(true);
  expect(record.getByText('等赵可心的家人签字；提醒发出后，可以写明原因归档')).toBeDefined();
  cleanup();
  given.file = published([{ ...line, ...reminded }], 'asked');
  open(`/a/incidents/${CHOKED}`);
  fireEvent.click((await recordOf()).getByRole('button', { name: '归档' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('没有签字也归档 2026-0603-01？')).toBeDefined();
  fireEvent.click(dialog.getByRole('button', { name: '归档' }));
  await dialog.findByText('请选一个原因，或自己写。');
  expect(steps()).toEqual([]);
  fireEvent.click(dialog.getByRole('button', { name: '孩子已经离园，联系不上家人' }));
  fireEvent.click(dialog.getByRole('button', { name: '归档' }));
  await screen.findByText('已归档。');
  expect(steps()).toMatchObject([{ kind: 'closed', reason: '孩子已经离园，联系不上家人' }]);
});

test('who was called in vain, then reached, is waited for as the server says, whatever the lines look like', async () => {
  const of = { ...line, at: AT, happenedAt: AT, by: '陈园长', childId: KEXIN };
  const call = { ...of, kind: 'called', isReached: false };
  given.file = published([
    { ...call, stepId: uuid(54) },
    { ...of, stepId: uuid(55), kind: 'escalated', by: null, why: 'call-overdue' },
    { ...call, stepId: uuid(56), isReached: true },
  ]);
  open(`/a/incidents/${CHOKED}`);
  expect((await recordOf()).getByRole('button', { name: '归档' }).hasAttribute('disabled')).toBe(true);
});

test('nobody could be told, and the only call came after the publication: it is filed without a reason', async () => {
  const file = published([], 'called');
  given.file = { ...file, state: 'acknowledged', families: file.families.map((each) => ({ ...each, guardians: [] })) };
  open(`/a/incidents/${CHOKED}`);
  fireEvent.click((await recordOf()).getByRole('button', { name: '归档' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('归档 2026-0603-01？')).toBeDefined();
  fireEvent.click(dialog.getByRole('button', { name: '归档' }));
  await screen.findByText('已归档。');
  expect(steps()).toEqual([{ kind: 'closed', stepId: expect.any(String) }]);
});

test.each([
  [false, /也不再为它标记录像/],
  [true, /已经标记的录像仍然保留/],
])('taking back says what becomes of the recording (serious: %s)', async (isGrave, says) => {
  given.file = { ...FILE, isGrave, isCallDue: false };
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '撤回这个事件' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect([/也不再为它标记录像/, /已经标记的录像仍然保留/].filter((each) => dialog.queryByText(each))).toEqual([says]);
});

test('a mistaken flag is taken back with a reason, and reads so: no recording is marked for it', async () => {
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '撤回这个事件' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '标错了孩子' }));
  fireEvent.click(dialog.getByRole('button', { name: '撤回这个事件' }));
  await screen.findByText('已撤回。');
  expect(steps()).toMatchObject([{ kind: 'withdrawn', reason: '标错了孩子' }]);
  cleanup();
  const back = { ...line, stepId: uuid(52), kind: 'withdrawn', at: AT, happenedAt: AT, by: '陈园长', childId: null };
  const lines = [{ ...back, text: '标错了孩子' }];
  given.file = {
    ...FILE,
    state: 'withdrawn',
    isGrave: false,
    isCallDue: false,
    holds: [],
    lines,
  } as unknown as IncidentFile;
  open(`/a/incidents/${CHOKED}`);
  expect(await screen.findByText('陈园长 撤回：标错了孩子')).toBeDefined();
  expect(screen.getByText('已撤回，不再为它标记录像。')).toBeDefined();
  expect(screen.getByRole('heading', { name: '家人看不到' })).toBeDefined();
  expect(screen.queryByText('谁会收到')).toBeNull();
  expect(screen.queryByText(/单独生成|发布后不能改/)).toBeNull();
  expect(screen.queryByRole('button', { name: '撤回这个事件' })).toBeNull();
});

/** What the line of steps says is done. */
const stepsDone = () =>
  within(screen.getByRole('list', { name: '进度' }))
    .getAllByText('已完成')
    .map((done) => (done.parentElement?.textContent ?? '').replace('已完成', ''));

test('what was filed without a signature says whose, and why', async () => {
  const closed = { ...line, stepId: uuid(53), kind: 'closed', at: AT, happenedAt: AT, by: '陈园长', childId: null };
  const lines = [
    { ...line, ...reminded },
    { ...closed, text: '联系不上', unsigned: [KEXIN] },
  ];
  given.file = { ...published(lines), state: 'closed' };
  open(`/a/incidents/${CHOKED}`);
  expect(await screen.findByText('陈园长 归档，赵可心的家人没有签字：联系不上')).toBeDefined();
  expect(stepsDone()).toEqual(['草稿', '复核中', '已发布', '已归档']);
  expect(screen.getByText('未签字')).toBeDefined();
  cleanup();
  const signed = given.file.families.map((each) => ({ ...each, view: { ...each.view, acknowledgedAt: AT } }));
  given.file = { ...given.file, families: signed, isSigned: true };
  open(`/a/incidents/${CHOKED}`);
  await recordOf();
  expect(stepsDone()).toEqual(['草稿', '复核中', '已发布', '已确认', '已归档']);
  cleanup();
  given.file = { ...given.file, lines: [{ ...closed, text: '联系不上' }] } as unknown as IncidentFile;
  open(`/a/incidents/${CHOKED}`);
  expect(await screen.findByText('陈园长 归档：联系不上')).toBeDefined();
});

test('what has to be known of a signature stands beside who got it, and in the question before filing', async () => {
  const doubts = [{ what: 'password-reset', at: AT, by: '敖登' }];
  const signed = { ...line, stepId: uuid(53), kind: 'acknowledged', at: AT, happenedAt: AT, by: '何雪' };
  const file = published([{ ...signed, childId: KEXIN, doubts }]);
  const families = file.families.map((each) => ({ ...each, view: { ...each.view, acknowledgedAt: AT } }));
  given.file = { ...file, state: 'acknowledged', isSigned: true, families } as unknown as IncidentFile;
  open(`/a/incidents/${CHOKED}`);
  const record = await recordOf();
  const note = /敖登重设了这个账号的密码/;
  expect(within(screen.getByRole('region', { name: '谁收到了' })).getByText(note)).toBeDefined();
  fireEvent.click(record.getByRole('button', { name: '归档' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('归档前请看赵可心家人的签字（何雪）')).toBeDefined();
  expect(dialog.getByText(note)).toBeDefined();
});
