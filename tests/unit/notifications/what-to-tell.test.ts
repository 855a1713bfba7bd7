import { expect, test } from '@jest/globals';
import { GRAVE_KINDS, INCIDENT_KINDS, INCIDENT_STEPS } from '#contract/incidents.ts';
import { waitAfterMs } from '../../../server/notifications/delivery.ts';
import { codeMail, mailOf, messageOf, trialMessage } from '../../../server/notifications/message.ts';
import { noticeOf, type NotedEvent } from '../../../server/notifications/what-to-tell.ts';

const event = (type: string, payload: object): NotedEvent => ({
  ...{ position: 7, type, at: new Date(0), siteId: 'site', childId: type === 'incident:told' ? 'child' : null },
  payload: { incidentId: 'incident', kind: 'bite', ...payload },
});
const told = (what: string, kind = 'bite') => noticeOf(event('incident:told', { what, kind }));
const changed = (step: string, kind = 'bite') => noticeOf(event('incident:changed', { step, kind }));

test.each([
  ['published', 'published'],
  ['addendum', 'addendum'],
  ['reminder', 'reminder'],
])('a family is told of what was %s', (what, kind) => {
  expect(told(what)).toEqual({ kind, isGrave: false, heardAs: 'family' });
  expect(told(what, 'burn')?.isGrave).toBe(true);
});

test('that one of a family has signed is told to nobody elsewhere, nor what nobody knows', () => {
  for (const what of ['acknowledged', 'constructor', '__proto__', 'undefined']) expect(told(what)).toBeNull();
});

test('the director is told of a grave flag at once, of others when they are to be reviewed; of what is over the operator, too', () => {
  for (const kind of INCIDENT_KINDS) {
    const isGrave = GRAVE_KINDS.includes(kind);
    expect(changed('flagged', kind)).toEqual(
      isGrave ? { kind: 'flagged', isGrave, heardAs: 'admin', roles: ['site_admin'] } : null,
    );
    expect(changed('submitted', kind)).toEqual({ kind: 'review', isGrave, heardAs: 'admin', roles: ['site_admin'] });
    expect(changed('escalated', kind)).toMatchObject({
      kind: 'overdue',
      isGrave,
      roles: ['site_admin', 'operator_admin'],
    });
  }
  const others = INCIDENT_STEPS.filter((step) => !['flagged', 'withdrawn', 'submitted', 'escalated'].includes(step));
  expect(others.map((step) => changed(step, 'burn'))).toEqual(others.map(() => null));
});

test('that a grave one was taken back is told to the operator, too, and cannot be muted; of another nobody hears', () => {
  const roles = ['site_admin', 'operator_admin'];
  expect(changed('withdrawn', 'burn')).toEqual({ kind: 'withdrawn', isGrave: true, heardAs: 'admin', roles });
  expect(changed('withdrawn', 'bite')).toBeNull();
});

test('a message is the same whatever happened, in its reader’s language, and leads to its page', () => {
  const messages = INCIDENT_KINDS.map((kind) => messageOf(event('incident:told', { what: 'published', kind }), 'zh'));
  expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(1);
  expect(messages[0]?.path).toBe('/p/incidents/incident?child=child');
  expect(messageOf(event('incident:changed', { step: 'submitted' }), 'en')).toMatchObject({
    ...{ path: '/a/incidents/incident?site=site', title: 'Kanwa: something waits for you' },
  });
});

test('a mail’s link is the service’s own, and no markup comes out of an id', () => {
  const mail = mailOf({ title: 't', body: 'b', path: '/p/"><script>', language: 'zh' }, 'https://kanwa.example.cn');
  expect(mail.html).not.toContain('<script>');
  expect(mail.text).toContain('https://kanwa.example.cn/p/');
});

test('a trial’s mail claims no news; the code’s is in both of its forms', () => {
  for (const language of ['zh', 'en'] as const) {
    const { text, html } = mailOf(trialMessage(language, '/p/notifications'), 'https://kanwa.example.cn');
    expect(text).not.toMatch(/新消息|something new/);
    expect(html).toMatch(/消息提醒|Notifications/);
    const code = codeMail('483920', 15, language);
    expect([code.text, code.html].every((form) => form.includes('483920') && form.includes('15'))).toBe(true);
  }
});

test('tries wait longer and longer, as long as a push service asks, never longer than four hours, and end', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => waitAfterMs(attempts) ?? 0);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waitAfterMs(1, 600_000)).toBe(600_000);
  expect(waitAfterMs(1, 9e12)).toBe(14_400_000);
  expect(waitAfterMs(8)).toBeNull();
});
