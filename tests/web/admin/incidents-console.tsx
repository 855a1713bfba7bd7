import { afterEach, beforeEach } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, within } from '@testing-library/react';
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
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const [CHOKED, BITTEN, FILED] = [uuid(11), uuid(12), uuid(13)];
export const [KEXIN, XIAOZHOU] = [uuid(21), uuid(22)];
export const [MOTHER, FATHER] = [uuid(31), uuid(32)];
const SITE = { siteId: uuid(1), name: '青禾新城园', timeZone: 'Asia/Shanghai' } as SiteView;
export const AT = '2026-06-03T02:15:08.000Z';

export const incident = (incidentId: string, more: object) => ({
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
export const family = (childId: string, name: string, told: string, guardians: object[]) => ({
  ...{ childId, name, nickname: name.slice(1), portrait: null, guardians, view: view(childId, name.slice(1), told) },
  answer: guardians.length > 0 ? 'awaited' : 'unknown',
});
export const guardian = (userId: string, name: string, relation: string) => ({
  ...{ userId, name, relation, phone: '138 0000 8817', portrait: null },
});
export const FILE = {
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
/** What the server is asked, and what it answers with: null is none. */
export const given: { asked: Asked[]; file: IncidentFile | null; refusal: object | null; list: object[] } = {
  ...{ asked: [], file: FILE, refusal: null, list: LIST },
};
beforeEach(() => {
  setLanguage('zh');
  Object.assign(given, { asked: [], file: FILE, refusal: null, list: LIST });
  globalThis.fetch = (input, init) => {
    const { pathname: path } = new URL(input as string, 'http://kanwa.test');
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    given.asked.push({ method: init?.method ?? 'GET', path, body });
    if (path.endsWith('/open')) return Promise.resolve(webAnswer({ incidents: given.list }));
    if (path.endsWith('/steps') && given.refusal) return Promise.resolve(webAnswer({ problem: given.refusal }, 409));
    if (path.endsWith('/steps'))
      return Promise.resolve(webAnswer({ incidentId: CHOKED, number: '2026-0603-01', state: 'in-review' }));
    return Promise.resolve(
      given.file
        ? webAnswer(given.file)
        : webAnswer({ problem: { code: 'not-found', message: { zh: '没有找到。', en: 'Not found.' }, id: 'x' } }, 404),
    );
  };
});
afterEach(() => {
  cleanup();
  globalThis.fetch = originalFetch;
});

export function open(path = '/a/incidents') {
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
/** The steps that were sent. */
export const steps = () => given.asked.filter(({ path }) => path.endsWith('/steps')).map(({ body }) => body);
export const recordOf = async () => within(await screen.findByRole('region', { name: '噎住、误食 · 赵可心' }));
