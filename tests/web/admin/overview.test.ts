import { expect, test } from '@jest/globals';
import type { Dashboard, DashboardSite, Exception, Finding } from '#contract/dashboard.ts';
import { targetOf } from '../../../web/admin/find/target.ts';
import { placeOf } from '../../../web/admin/overview/exception-place.ts';
import { textOf } from '../../../web/admin/overview/exception-text.ts';
import { openHoursOf, refusalsOf, scoped, viewersOf } from '../../../web/admin/overview/scoped.ts';

const site = (siteId: string, more: Partial<DashboardSite>) =>
  ({ siteId, refusals: [], refusedPersons: 0, viewers: { today: [], weekBefore: [] }, ...more }) as DashboardSite;
const A = site('a', {
  refusals: [
    { reason: 'outside-window', looks: 3 },
    { reason: 'child-left', looks: 2 },
  ],
  refusedPersons: 2,
  viewers: { today: [1, 2], weekBefore: [5, 5, 5] },
});
const B = site('b', {
  refusals: [{ reason: 'child-left', looks: 2 }],
  refusedPersons: 1,
  viewers: { today: [0, 1, 4], weekBefore: [1] },
});
const ALL = {
  now: '2026-06-03T04:00:00Z',
  sites: [A, B],
  refusedPersons: 2,
  exceptions: [{ siteId: 'a' }, { siteId: 'b' }],
} as Dashboard;

test('a chosen site filters everything; one that is not there filters nothing', () => {
  expect(scoped(ALL, 'b')).toMatchObject({ sites: [B], refusedPersons: 1, exceptions: [{ siteId: 'b' }] });
  expect(scoped(ALL, '')).toBe(ALL);
  expect(scoped(ALL, 'gone')).toBe(ALL);
});

test('refusals of several sites are added by reason, the most frequent first', () => {
  expect(refusalsOf([A, B])).toEqual([
    { reason: 'child-left', looks: 4 },
    { reason: 'outside-window', looks: 3 },
  ]);
});

test('viewers of several sites are added by the time of day, as far as the longest has come', () => {
  expect(viewersOf([A, B])).toEqual({ today: [1, 3, 4], weekBefore: [6, 5, 5] });
  expect(viewersOf([])).toEqual({ today: [], weekBefore: [] });
});

test('the day’s plot spans the hours of all sites that are open today', () => {
  const open = (fromMinute: number, toMinute: number) => site('c', { openToday: { fromMinute, toMinute } });
  expect(openHoursOf([open(450, 1050), open(480, 1110), site('d', { openToday: null })])).toEqual([7, 19]);
  expect(openHoursOf([site('d', { openToday: null })])).toBeNull();
});

test('a finding that nobody answered leads to the health cases of its room', () => {
  const alert = { kind: 'alert', alert: 'health', siteId: 'a', classroomId: 'r' } as Exception;
  expect(placeOf(alert)).toEqual({ screen: 'health', search: { room: 'r' } });
});

test('an incident leads to its own page, and says what waits in both languages', () => {
  const incident = {
    ...{ kind: 'incident', siteId: 'a', incidentId: 'i', number: '2026-0603-02', incidentKind: 'burn', isGrave: true },
    ...{ classroomName: '海棠班', names: ['朵朵', '石头'], what: 'call', why: null },
  } as unknown as Exception;
  expect(placeOf(incident)).toEqual({ path: 'incidents/i' });
  const say = (key: string) => key;
  expect(textOf(incident, say, 'zh')).toEqual({
    title: '严重事件待通话',
    which: '海棠班 朵朵、石头：烫伤',
    why: '还没打通家长电话，打通前不会推送',
  });
  const later = { ...incident, what: 'overdue', why: 'not-closed', names: [] } as Exception;
  expect(textOf(later, say, 'en')).toEqual({
    title: 'Incident not closed in time',
    which: '海棠班: Burn or scald',
    why: 'No. 2026-0603-02',
  });
});

test('a guardian who is found leads to why they may or may not watch', () => {
  const mother = {
    kind: 'guardian',
    id: 'm',
    name: '张岚',
    of: '赵可心',
    siteId: 'a',
    siteName: '新城园',
    cameraId: 'c',
  };
  const target = targetOf(mother as Finding);
  expect(target.of).toBe('赵可心 · 新城园');
  const address = new URL(target.to, 'http://kanwa.test');
  expect(address.pathname).toBe('/a/access');
  expect(Object.fromEntries(address.searchParams)).toEqual({ site: 'a', q: '张岚', cell: 'm.c' });
  expect(targetOf({ ...mother, cameraId: null } as Finding).to).not.toContain('cell');
});

test('a camera or room leads to itself, and papers that wait to where they are decided on', () => {
  const found = { id: 'c', name: '全景', of: '', siteId: 'a', siteName: '新城园' };
  expect(targetOf({ ...found, kind: 'camera' } as Finding).to).toBe('/a/cameras?site=a&camera=c');
  expect(targetOf({ ...found, kind: 'room' } as Finding).to).toBe('/a/sites?site=a&room=c');
  const scans = { kind: 'scans-waiting', siteId: 'a', siteName: '新城园', since: null, n: 2 };
  expect(placeOf(scans as Exception)).toEqual({ screen: 'consents', search: { tab: 'papers' } });
});
