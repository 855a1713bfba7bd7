import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { MemoryRouter, Route, Routes } from 'react-router';
import { IncidentDetails } from '#contract/incident-details.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import { ReportScreen } from '../../../web/admin/incidents-register/report-screen.tsx';
import { setLanguage } from '../../../web/shared/words/language.ts';
import '../../support/antd-globals.ts';
import { webAnswer } from '../../support/web-answer.ts';

configure({ asyncUtilTimeout: 15_000 });
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [DUODUO, SHITOU] = [uuid(11), uuid(12)];
const AT = '2026-06-02T02:15:00.000Z';
const PHOTO = { photoId: uuid(41), width: 800, height: 600 };
const ALONE = { photoId: uuid(42), width: 800, height: 600 };

const view = (childId: string, childName: string, told: string) => ({
  ...{ incidentId: uuid(1), childId, childName, number: '2026-0602-01', kind: 'bite', isGrave: false },
  ...{ classroomName: '海棠班', happenedAt: AT, publishedAt: AT, calledAt: null, reachedAt: null, injury: null, told },
  ...{
    marks: childId === DUODUO ? ['front-left-forearm'] : [],
    addenda: [],
    acknowledgedAt: null,
    photos: childId === DUODUO ? [PHOTO] : [],
  },
});
const family = (childId: string, name: string, guardian: string, told: string) => ({
  ...{ childId, name, nickname: '', portrait: null, answer: 'signed', view: view(childId, name, told) },
  guardians: [{ userId: uuid(20), name: guardian, relation: '妈妈', phone: '13900000000', portrait: null }],
});
let lines = 0;
const line = (kind: string, by: string | null, more: object = {}) => ({
  ...{ stepId: uuid(100 + (lines += 1)), kind, at: AT, happenedAt: AT, by, childId: null, guardianId: null },
  ...{ isReached: null, text: '', unsigned: [], signature: null, ...more },
});
const FILE = {
  ...{ incidentId: uuid(1), number: '2026-0602-01', kind: 'bite', isGrave: false, state: 'published' },
  ...{ siteId: uuid(2), classroomId: uuid(3), classroomName: '海棠班', happenedAt: AT, recordedAt: AT, by: '林老师' },
  ...{ isAuthorConfirmed: true, isSigned: false, holds: [], mayReview: true, due: [], photos: [ALONE, PHOTO] },
  children: [
    { childId: DUODUO, name: '李朵朵' },
    { childId: SHITOU, name: '石磊' },
  ],
  details: IncidentDetails.parse({ cause: '石磊抢积木，咬了李朵朵', supervisors: [uuid(30)] }),
  families: [family(DUODUO, '李朵朵', '王芳', '手臂有牙印。'), family(SHITOU, '石磊', '刘梅', '咬了人，已谈过。')],
  lines: [
    line('flagged', '林老师'),
    line('submitted', '林老师'),
    line('published', '陈园长'),
    line('acknowledged', '王芳', { childId: DUODUO, signature: { kind: 'drawn', strokes: [[10, 10, 60, 40]] } }),
    line('acknowledged', '刘梅', { childId: SHITOU, signature: { kind: 'typed', name: '刘梅' } }),
  ],
  staff: [{ userId: uuid(30), name: '林老师' }],
} as unknown as IncidentFile;
const SITE = { siteId: uuid(2), operatorId: uuid(4), name: '青禾新城园', timeZone: 'Asia/Shanghai' };

const originalFetch = globalThis.fetch;
const asked: string[] = [];
beforeEach(() => setLanguage('zh'));
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

function show(
  language: 'zh' | 'en' = 'zh',
  { of = '', answer = never, file = FILE }: { of?: string; answer?: () => Promise<Response>; file?: IncidentFile } = {},
) {
  setLanguage(language);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(['sites'], [SITE]);
  client.setQueryData(['incidents', 'file', uuid(1)], file);
  asked.length = 0;
  globalThis.fetch = (input) => {
    asked.push(input as string);
    return answer();
  };
  render(
    <QueryClientProvider client={client}>
      <App>
        <MemoryRouter initialEntries={[`/a/incidents/${uuid(1)}/print${of}`]}>
          <Routes>
            <Route path="/a/incidents/:incidentId/print" element={<ReportScreen />} />
          </Routes>
        </MemoryRouter>
      </App>
    </QueryClientProvider>,
  );
}
/** Pictures that are still on their way. */
const never = () => new Promise<Response>(() => undefined);
const pathOf = (photo: number) => `/api/incidents/${uuid(1)}/photos/${uuid(photo)}?size=full`;
const paper = () => screen.getByRole('article');

test('the file’s paper has everything, with the hands of all', () => {
  show();
  for (const said of [
    '石磊抢积木，咬了李朵朵',
    '手臂有牙印。',
    '咬了人，已谈过。',
    '王芳（妈妈）',
    '2026-06-02 10:15:00',
  ])
    expect(paper().textContent).toContain(said);
  expect(screen.getByText('林老师（本人账号）')).toBeTruthy();
  expect(screen.getByText('陈园长（本人账号）')).toBeTruthy();
  const drawn = screen.getByRole('img', { name: '王芳的手写签名' });
  expect(drawn.querySelector('polyline')?.getAttribute('points')).toBe('10 10 60 40');
  expect(screen.getByText('刘梅（输入姓名）')).toBeTruthy();
  expect(paper().textContent).not.toContain('13900000000');
  expect(document.title).toBe('事件记录 2026-0602-01');
  expect(asked).toEqual([41, 42].map(pathOf).reverse());
});

test('attack: on the paper for one child’s guardians nothing tells of the other child', () => {
  show('en');
  asked.length = 0;
  fireEvent.click(screen.getByText('For the guardians of 李朵朵'));
  expect(screen.getByText('Photo 1')).toBeTruthy();
  expect(screen.queryByText('Photo 2')).toBeNull();
  expect(paper().textContent).toContain('手臂有牙印。');
  expect(screen.getByRole('img', { name: 'Signature drawn by 王芳' })).toBeTruthy();
  for (const said of ['石磊', '刘梅', '积木', '咬了人']) expect(paper().outerHTML).not.toContain(said);
});

test('of a child that it does not concern no paper is shown, least of all the file’s', () => {
  show('zh', { of: `?of=${uuid(13)}` });
  expect(screen.queryByRole('article')).toBeNull();
  expect(screen.getByText('这个事件里没有这个孩子，没有可以打印的。请在上面重新选。')).toBeTruthy();
  for (const said of ['王芳', '刘梅', '积木']) expect(document.body.textContent).not.toContain(said);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '打印 / 存为 PDF' }).disabled).toBe(true);
});

test('of what was taken back there is the file’s paper alone, with no line to sign on', () => {
  const lines = [line('flagged', '林老师'), line('withdrawn', '陈园长')];
  const file = { ...FILE, state: 'withdrawn', lines } as unknown as IncidentFile;
  show('zh', { file });
  expect(screen.queryByText('给李朵朵的监护人')).toBeNull();
  expect(screen.queryByText('签字')).toBeNull();
  cleanup();
  show('zh', { file, of: `?of=${DUODUO}` });
  expect(screen.queryByRole('article')).toBeNull();
});

test('nothing is printed while a picture is on its way; one that does not come is said on the paper', async () => {
  const arrive: (() => void)[] = [];
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  const picture = { ok: true, headers: new Headers(), blob: () => Promise.resolve(new Blob(['x'])) } as Response;
  const lost = webAnswer({ problem: { code: 'not-found', message: { zh: '', en: '' }, id: 'p' } }, 404);
  const answers = [picture, lost];
  show('zh', { answer: () => new Promise((come) => arrive.push(() => come(answers.shift()!))) });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: '照片正在打开…' });
  expect(button.disabled).toBe(true);
  arrive[0]?.();
  await screen.findByRole('img', { name: /^照片/ });
  expect(button.disabled).toBe(true);
  arrive[1]?.();
  expect(await screen.findByText(/没有打开，不在这张纸上/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '打印 / 存为 PDF' }).disabled).toBe(false);
});

test('who did it is the clock only where nobody does it; what nobody was known to do on the tablet, the tablet did', () => {
  const lines = [
    line('flagged', null),
    line('reminded', null, { childId: DUODUO }),
    line('escalated', null, { why: 'not-reviewed' }),
    line('withdrawn', null),
  ];
  show('zh', { file: { ...FILE, state: 'withdrawn', lines } as unknown as IncidentFile });
  const rows = () => [...document.querySelectorAll('.rr-history tr')].map((row) => [...row.children].slice(1));
  const said = () => rows().map((cells) => cells.map(({ textContent }) => textContent));
  expect(said()).toEqual([
    ['平板（没有人登记）', '标记'],
    ['系统', '提醒监护人'],
    ['系统', '上报运营方：没有按时复核'],
    ['平板（没有人登记）', '撤销标记'],
  ]);
});
