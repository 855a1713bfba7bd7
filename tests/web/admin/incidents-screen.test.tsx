import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { NO_DETAILS } from '#contract/incident-details.ts';
import type { ClockRule } from '#contract/incident-clocks.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import type { SiteView } from '#contract/people.ts';
import { IncidentsScreen } from '../../../web/admin/incidents/incidents-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { ownIncident } from '../../support/own-incident.ts';
import { webAnswer } from '../../support/web-answer.ts';

// A busy machine needs seconds for antd's dialogs.
configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [CHOKED, BITTEN, FILED] = [uuid(11), uuid(12), uuid(13)];
const [KEXIN, XIAOZHOU] = [uuid(21), uuid(22)];
const [MOTHER, FATHER] = [uuid(31), uuid(32)];
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
const AT = '2026-06-03T02:15:08.000Z';

const incident = (incidentId: string, more: object) => ({
  ...{ incidentId, number: '2026-0603-01', kind: 'choking', isGrave: true, state: 'in-review', isCallDue: true },
  ...{
    siteId: uuid(1),
    classroomId: uuid(2),
    classroomName: '海棠班',
    by: '王丽',
    isAuthorConfirmed: true,
    isSigned: false,
  },
  children: [{ childId: KEXIN, name: '赵可心' }],
  ...{ happenedAt: AT, recordedAt: '2026-06-03T02:15:09.000Z', due: [] },
  ...more,
});
const time = (rule: ClockRule, inMinutes: number) => ({
  ...{ rule, childId: null, at: new Date(Date.now() + inMinutes * 60_000).toISOString() },
  ...{ isOver: inMinutes < 0, isEscalated: inMinutes < 0 },
});
const LIST = [
  incident(BITTEN, {
    ...{ kind: 'bite', isGrave: false, isCallDue: false, state: 'draft', number: '2026-0603-02' },
    due: [time('not-written', -1), time('not-closed', 9_000)],
    children: [
      { childId: KEXIN, name: '赵可心' },
      { childId: XIAOZHOU, name: '吴小舟' },
    ],
  }),
  incident(CHOKED, { due: [time('call-overdue', 5)] }),
  incident(FILED, {
    kind: 'fall',
    isGrave: false,
    isCallDue: false,
    state: 'acknowledged',
    isSigned: true,
    number: '2026-0602-01',
  }),
];

const view = (childId: string, childName: string, told: string) =>
  ownIncident({
    ...{ incidentId: CHOKED, childId, childName, kind: 'choking', isGrave: true, happenedAt: AT, told, photos: [] },
    ...{ publishedAt: null, calledAt: null, injury: 'suffocation', marks: ['front-neck'] },
  });
const family = (childId: string, name: string, told: string, guardians: object[]) => ({
  ...{ childId, name, nickname: name.slice(1), portrait: null, guardians, view: view(childId, name.slice(1), told) },
});
const guardian = (userId: string, name: string, relation: string) => ({
  ...{ userId, name, relation, phone: '138 0000 8817', portrait: null },
});
const FILE = {
  ...incident(CHOKED, {}),
  details: { ...NO_DETAILS, cause: '加餐，苹果块', place: 'activity-room', treated: 'on-site' },
  families: [
    family(KEXIN, '赵可心', '吃苹果块时噎了一下，已经没事。', [
      guardian(MOTHER, '何雪', '妈妈'),
      guardian(FATHER, '赵宇', '爸爸'),
    ]),
  ],
  lines: [],
  photos: [],
  staff: [],
  holds: [
    {
      ...{ cameraId: uuid(41), cameraName: '海棠班教室' },
      ...{ from: '2026-06-03T02:10:08.000Z', to: '2026-06-03T02:25:08.000Z' },
    },
  ],
  mayReview: true,
} as unknown as IncidentFile;

type Asked = { method: string; path: string; body: Record<string, unknown> | undefined };
const originalFetch = globalThis.fetch;
let asked: Asked[] = [];
let file: IncidentFile | null = FILE;
let refusal: object | null = null;
beforeEach(() => {
  setLanguage('zh');
  [asked, file, refusal] = [[], FILE, null];
  globalThis.fetch = (input, init) => {
    const { pathname: path } = new URL(input as string, 'http://kanwa.test');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    asked.push({ method: init?.method ?? 'GET', path, body });
    if (path.endsWith('/open')) return Promise.resolve(webAnswer({ incidents: LIST }));
    if (path.endsWith('/steps') && refusal) return Promise.resolve(webAnswer({ problem: refusal }, 409));
    if (path.endsWith('/steps'))
      return Promise.resolve(webAnswer({ incidentId: CHOKED, number: '2026-0603-01', state: 'in-review' }));
    return Promise.resolve(
      file
        ? webAnswer(file)
        : webAnswer({ problem: { code: 'not-found', message: { zh: '没有找到。', en: 'Not found.' }, id: 'x' } }, 404),
    );
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

function open(path = '/a/incidents') {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <App>
          <MemoryRouter initialEntries={[path]}>
            <Routes>
              <Route path="/a/incidents/:incidentId?" element={<IncidentsScreen site={SITE} />} />
            </Routes>
          </MemoryRouter>
        </App>
      </ConfigProvider>
    </QueryClientProvider>,
  );
}
const steps = () => asked.filter(({ path }) => path.endsWith('/steps')).map(({ body }) => body);
const recordOf = async () => within(await screen.findByRole('region', { name: '噎住、误食 · 赵可心' }));

test('the queue says what each waits for, keeps what is only to be filed apart, and opens the one to be called about', async () => {
  open();
  const queue = within(await screen.findByRole('navigation', { name: '未结束的事件' }));
  expect(queue.getAllByRole('link').map((row) => row.querySelector('.in-row-head')?.textContent)).toEqual([
    '咬伤 · 赵可心、吴小舟补详情',
    '噎住、误食 · 赵可心先打电话',
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
  refusal = { code: 'internal', message: { zh: '出错了。', en: 'An error.' }, id: 'x' };
  open();
  const record = await recordOf();
  const publish = record.getByRole('button', { name: '发布给监护人' });
  expect(publish.hasAttribute('disabled')).toBe(true);
  expect(record.getByText('接通电话后可发布')).toBeDefined();
  const reached = record.getByRole('button', { name: '已接通，记录' });
  await sayReached(reached);
  await screen.findByText(/出错了。/);
  refusal = null;
  await sayReached(reached);
  await screen.findByText('已记录：接通。');
  const [sent, again] = steps();
  expect(sent).toMatchObject({ kind: 'called', childId: KEXIN, guardianId: MOTHER, isReached: true });
  expect(again?.['stepId']).toBe(sent?.['stepId']);
});

test('publishing asks first and says by name who will read it; a no of the server is said there', async () => {
  file = { ...FILE, isCallDue: false };
  refusal = { code: 'names-other-child', message: { zh: '出现了别的孩子的名字。', en: 'Another name.' }, id: 'x' };
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
  file = {
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
  file = { ...FILE, ...{ kind: 'fall', isGrave: false, isCallDue: false, families: [], children: [] } };
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

test('each family of several sees its own: the one that is chosen stands alone beside the record', async () => {
  file = {
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
  file = null;
  open(`/a/incidents/${uuid(99)}`);
  expect(await screen.findByText('没有这个事件，或者您看不到它。')).toBeDefined();
  expect(await screen.findAllByRole('link')).toHaveLength(3);
});

const reminded = { stepId: uuid(51), kind: 'reminded', at: AT, happenedAt: AT, by: null, childId: KEXIN };
const published = (lines: object[]) => {
  const told = FILE.families.map((each) => ({ ...each, view: { ...each.view, publishedAt: AT } }));
  return { ...FILE, state: 'published', isCallDue: false, families: told, lines } as unknown as IncidentFile;
};
const line = { guardianId: null, isReached: null, text: '', unsigned: [], signature: null };

test('a family that does not sign: filing waits for the reminder, and then asks why', async () => {
  file = published([]);
  open(`/a/incidents/${CHOKED}`);
  const record = await recordOf();
  expect(record.getByRole('button', { name: '归档' }).hasAttribute('disabled')).toBe(true);
  expect(record.getByText('等赵可心的家人签字；提醒发出后，可以写明原因归档')).toBeDefined();
  cleanup();
  file = published([{ ...line, ...reminded }]);
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
  file = { ...FILE, state: 'withdrawn', isCallDue: false, holds: [], lines } as unknown as IncidentFile;
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
  file = { ...published(lines), state: 'closed' };
  open(`/a/incidents/${CHOKED}`);
  expect(await screen.findByText('陈园长 归档，赵可心的家人没有签字：联系不上')).toBeDefined();
  expect(stepsDone()).toEqual(['草稿', '复核中', '已发布', '已归档']);
  expect(screen.getByText('未签字')).toBeDefined();
  cleanup();
  const signed = file.families.map((each) => ({ ...each, view: { ...each.view, acknowledgedAt: AT } }));
  file = { ...file, families: signed, isSigned: true };
  open(`/a/incidents/${CHOKED}`);
  await recordOf();
  expect(stepsDone()).toEqual(['草稿', '复核中', '已发布', '已确认', '已归档']);
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
