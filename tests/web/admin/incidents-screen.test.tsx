import { expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { IncidentFile } from '#contract/incident-file.ts';
import {
  AT,
  CHOKED,
  FILE,
  KEXIN,
  MOTHER,
  XIAOZHOU,
  family,
  given,
  incident,
  guardian,
  open,
  recordOf,
  steps,
  uuid,
} from './incidents-console.tsx';

test('the queue says what each waits for, keeps what is only to be filed apart, and opens the one to be called about', async () => {
  open();
  const queue = within(await screen.findByRole('navigation', { name: '未结束的事件' }));
  expect(queue.getAllByRole('link').map((row) => row.querySelector('.in-row-head')?.textContent)).toEqual([
    '噎住、误食 · 赵可心先打电话',
    '咬伤 · 赵可心、吴小舟补详情',
    '跌倒、碰撞 · 赵可心已签字',
  ]);
  expect(queue.getByText(/^[45] 分钟内未联系将上报$/)).toBeDefined();
  expect(queue.getByText('没有按时写完，已上报')).toBeDefined();
  const record = await recordOf();
  expect(record.getByText(/编号 2026-0603-01 · 海棠班 · .*平板时间 10:15:08，服务器 10:15:09/)).toBeDefined();
  expect(record.getByText('09 窒息')).toBeDefined();
  expect(record.getByText('复核中').getAttribute('aria-current')).toBe('step');
  expect(record.getByRole('img', { name: '从 10:10 到 10:25 已标记，事件在 10:15' })).toBeDefined();
});

test('a serious one of the whole room, where nobody is to be called, is marked as serious all the same', async () => {
  given.list = [incident(CHOKED, { kind: 'missing', isCallDue: false, state: 'draft', children: [] })];
  open();
  const queue = within(await screen.findByRole('navigation', { name: '未结束的事件' }));
  expect(queue.getByRole('link').querySelector('.in-row-head')?.textContent).toBe('走失、陌生人 · 整个班级严重补详情');
});

test('arrows move along the queue, over both lists', async () => {
  open();
  const [first, second] = await screen.findAllByRole('link');
  if (!first || !second) throw new Error('no queue');
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  fireEvent.keyDown(second, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(first);
});

/** It is asked once more, by name and time. */
async function sayReached(button: HTMLElement): Promise<void> {
  fireEvent.click(button);
  await screen.findAllByText(/打给妈妈 何雪 · 138 0000 8817，已接通？$/);
  const yes = screen.getAllByRole('button', { name: '是，记录' }).at(-1);
  if (yes) fireEvent.click(yes);
}

test('nothing is published before somebody was reached; the call says whom, and is one however often it is sent', async () => {
  given.refusal = { code: 'internal', message: { zh: '出错了。', en: 'An error.' }, id: 'x' };
  open();
  const record = await recordOf();
  const publish = record.getByRole('button', { name: '发布给监护人' });
  expect(publish.hasAttribute('disabled')).toBe(true);
  expect(record.getByText('接通电话后可发布')).toBeDefined();
  const reached = record.getByRole('button', { name: '接通了，记录' });
  await sayReached(reached);
  await screen.findByText(/出错了。/);
  given.refusal = null;
  await sayReached(reached);
  await screen.findByText('已记录：接通。');
  const [sent, again] = steps();
  expect(sent).toMatchObject({ kind: 'called', childId: KEXIN, guardianId: MOTHER, isReached: true });
  expect(again?.['stepId']).toBe(sent?.['stepId']);
});

test('publishing asks first and says by name who will read it; a no of the server is said there', async () => {
  given.file = { ...FILE, isCallDue: false };
  given.refusal = {
    code: 'names-other-child',
    message: { zh: '出现了别的孩子的名字。', en: 'Another name.' },
    id: 'x',
  };
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '发布给监护人' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('赵可心：妈妈 何雪、爸爸 赵宇 将读到')).toBeDefined();
  expect(dialog.getByText(/^还没有填：急救、见证人。/)).toBeDefined();
  fireEvent.click(dialog.getByRole('button', { name: '发布' }));
  expect(await dialog.findByText('请先补好，或勾选仍然发布。')).toBeDefined();
  expect(steps()).toEqual([]);
  fireEvent.click(dialog.getByRole('checkbox', { name: '不补急救，仍然发布' }));
  fireEvent.click(dialog.getByRole('button', { name: '发布' }));
  expect(await dialog.findByText('出现了别的孩子的名字。')).toBeDefined();
  expect(steps()).toEqual([{ kind: 'published', stepId: expect.any(String) }]);
});

test('what is missing for a family is said in the place of the dead button', async () => {
  given.file = {
    ...FILE,
    ...{ isCallDue: false, isGrave: false },
    families: [family(KEXIN, '赵可心', '', [guardian(MOTHER, '何雪', '妈妈')])] as unknown as IncidentFile['families'],
  };
  open();
  const record = await recordOf();
  expect(record.getByText('先写好赵可心的家人将看到的话')).toBeDefined();
  expect(record.getByRole('button', { name: '发布给监护人' }).hasAttribute('disabled')).toBe(true);
});

test('what was typed is not lost by closing: it is asked first', async () => {
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '修改' }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.change(drawer.getByLabelText('原因'), { target: { value: '苹果块太大' } });
  fireEvent.click(drawer.getByRole('button', { name: '取消' }));
  await screen.findAllByText('不保存就离开？');
  expect(drawer.getByDisplayValue('苹果块太大')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: '不保存，离开' }));
  await waitFor(() => expect(screen.queryByDisplayValue('苹果块太大')).toBeNull());
});

test('of a whole room nobody signs: the review is finished, not published', async () => {
  given.file = { ...FILE, ...{ kind: 'fall', isGrave: false, isCallDue: false, families: [], children: [] } };
  open();
  const record = within(await screen.findByRole('region', { name: '跌倒、碰撞 · 整个班级' }));
  expect(record.getByText('无需签字')).toBeDefined();
  expect(record.queryByText('已确认')).toBeNull();
  expect(record.getByRole('button', { name: '完成复核' })).toBeDefined();
});

test('the details are changed as a whole: what was not touched stays as it was', async () => {
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '修改' }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.change(drawer.getByLabelText('家人将看到的话'), { target: { value: '噎了一下，已经没事。' } });
  fireEvent.click(drawer.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(steps()).toHaveLength(1));
  expect(steps()[0]).toMatchObject({
    kind: 'detailed',
    base: { cause: '加餐，苹果块', children: [] },
    details: {
      ...{ cause: '加餐，苹果块', place: 'activity-room', treated: 'on-site', activity: null },
      children: [{ childId: KEXIN, told: '噎了一下，已经没事。' }],
    },
  });
});

test('that nothing is hurt is shown, and kept by who changes something else', async () => {
  const share = { childId: KEXIN, injury: null, isUnhurt: true, marks: [], told: '没事。' };
  const unhurt = ({ view, ...rest }: IncidentFile['families'][number]) => ({
    ...rest,
    view: { ...view, injury: null },
  });
  const families = FILE.families.map(unhurt);
  given.file = { ...FILE, families, details: { ...FILE.details, children: [share] as never } };
  open();
  const record = await recordOf();
  expect(record.getByText('没有受伤')).toBeDefined();
  fireEvent.click(record.getByRole('button', { name: '修改' }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.change(drawer.getByLabelText('家人将看到的话'), { target: { value: '吓了一跳，没事。' } });
  fireEvent.click(drawer.getByRole('button', { name: '保存' }));
  await waitFor(() => expect(steps()).toHaveLength(1));
  expect(steps()[0]).toMatchObject({
    details: { children: [{ injury: null, isUnhurt: true, told: '吓了一跳，没事。' }] },
  });
});

test('each family of several sees its own: the one that is chosen stands alone beside the record', async () => {
  given.file = {
    ...FILE,
    families: [
      ...FILE.families,
      family(XIAOZHOU, '吴小舟', '被噎住的小朋友吓了一跳。', [guardian(uuid(33), '吴敏', '妈妈')]),
    ] as unknown as IncidentFile['families'],
  };
  open(`/a/incidents/${CHOKED}`);
  const side = within((await screen.findByRole('heading', { name: '监护人将看到' })).closest('aside') as HTMLElement);
  expect(side.getByText('吃苹果块时噎了一下，已经没事。')).toBeDefined();
  fireEvent.click(side.getByText('吴小舟'));
  expect(await side.findByText('被噎住的小朋友吓了一跳。')).toBeDefined();
  expect(side.queryByText('吃苹果块时噎了一下，已经没事。')).toBeNull();
  expect(side.getByText('妈妈 吴敏')).toBeDefined();
});

test('one that is unknown, or of whom nothing may be read, is said to be neither; the queue stays', async () => {
  given.file = null;
  open(`/a/incidents/${uuid(99)}`);
  expect(await screen.findByText('没有这个事件，或者您看不到它。')).toBeDefined();
  expect(await screen.findAllByRole('link')).toHaveLength(3);
});

test('whether a call was answered is said by who logs it, never assumed', async () => {
  open();
  fireEvent.click((await recordOf()).getByRole('button', { name: '记一次电话' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '记一次电话' }));
  await dialog.findByText('请填这一项。');
  expect(steps()).toEqual([]);
  fireEvent.click(dialog.getByRole('radio', { name: '没接通' }));
  fireEvent.click(dialog.getByRole('button', { name: '记一次电话' }));
  await screen.findByText('已记录：没接通。');
  expect(steps()).toMatchObject([{ kind: 'called', isReached: false }]);
});

test('a serious one stands before what is older than it', async () => {
  const before = (minutes: number) => new Date(Date.parse(AT) - minutes * 60_000).toISOString();
  const like = (n: number, kind: string, more: object) =>
    incident(uuid(80 + n), { kind, isCallDue: false, isGrave: false, children: [], ...more });
  given.list = [
    like(1, 'fall', { happenedAt: before(90) }),
    like(2, 'prick', { happenedAt: before(60) }),
    like(3, 'burn', { isGrave: true }),
  ];
  open();
  const rows = await screen.findAllByRole('link');
  expect(rows.map(({ textContent }) => textContent.slice(0, 2))).toEqual(['烫伤', '跌倒', '扎伤']);
});
