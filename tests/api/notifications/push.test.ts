import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EventPage } from '../../../server/contract/events.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import type { NotificationsView } from '../../../server/contract/notifications.ts';
import { appendEvent } from '../../../server/events/append-event.ts';
import { startPushService, type PushService } from '../../support/push-service.ts';
import { NOTIFICATIONS, openToldNursery, type ToldNursery } from '../../support/told-nursery.ts';
import { until } from '../../support/until.ts';

let service: PushService;
let work: ToldNursery;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.answerWith(() => ({ status: 201 }));
  work = await openToldNursery({ pushServices: [service.host] });
});
afterEach(() => work.stop());

const mother = () => work.nursery.duoduo.guardianId;
const settled = async () => {
  await until('every event has been looked at', work.isDerived);
  await sleep(100);
};

test('a family is told fifteen seconds later, encrypted for its browser: that there is something, where it is read, and nothing of it', async () => {
  const browser = await work.browser(service, mother());
  const other = await work.browser(service, work.nursery.shitou.guardianId);
  const incidentId = await work.flag('bite');
  await work.publish(incidentId);
  await work.pass(14);
  await settled();
  expect(browser.count()).toBe(0);
  await work.pass(2);
  await until('the message', () => browser.count() > 0);
  const [message] = browser.messages();
  expect(message).toEqual({
    tag: expect.stringMatching(/^[0-9a-f-]{36}$/),
    title: '看娃：有一条新消息',
    body: '关于您孩子的一条记录，请打开查看。',
    path: `/p/incidents/${incidentId}?child=${work.nursery.duoduo.childId}`,
    language: 'zh',
  });
  const [headers] = browser.headers();
  expect(headers).toMatchObject({ urgency: 'normal', ttl: '86400', topic: message?.tag.replaceAll('-', '') });
  await work.pass(60);
  await settled();
  expect([browser.count(), other.count()]).toEqual([1, 0]);
});

test('what is grave goes at once, to the director when it is flagged and to the family when it is published, whatever was muted or shown', async () => {
  const browser = await work.browser(service, mother());
  const office = await work.browser(service, work.nursery.siteAdminId);
  await work.db.user.update({ where: { id: mother() }, data: { language: 'en' } });
  const all = ['published', 'addendum', 'reminder', 'review', 'overdue'];
  for (const { as } of [browser, office])
    expect((await as('PUT', NOTIFICATIONS, { routine: { push: false, email: false }, muted: all })).status).toBe(200);
  const incidentId = await work.flag('burn');
  await until('the director’s message', () => office.count() > 0);
  expect(office.headers()[0]?.['urgency']).toBe('high');
  await work.publishGrave(incidentId);
  await until('the family’s message', () => browser.count() > 0);
  expect(browser.messages()[0]?.title).toBe('Kanwa: a new message');
  await until('the review is told, since it is grave', () => office.count() === 2);
  await work.publish(await work.flag('bite'));
  await work.pass(60);
  await settled();
  expect([browser.count(), office.count()]).toEqual([1, 2]);
});

test('the family of a child that has left is reminded of what it has not signed, here and in its feed, and hears nothing else', async () => {
  const browser = await work.browser(service, mother());
  const { childId } = work.nursery.duoduo;
  await work.publish(await work.flag('bite'));
  await work.pass(16);
  await until('the publication', () => browser.count() === 1);
  await work.db.child.update({ where: { id: childId }, data: { leftAt: work.clock.now } });
  await work.pass(4 * 3_600);
  await settled();
  await work.pass(16);
  await until('the reminder', () => browser.count() === 2);
  const place = { siteId: work.nursery.siteId, classroomId: work.nursery.toddlerRoomId, childId };
  await appendEvent(work.db, { type: 'notice:given', at: work.clock.now, ...place, payload: { kind: 'absent' } });
  await settled();
  const heard = async () => {
    const { body } = await browser.as('GET', '/api/feed');
    return (body as EventPage).events.map(({ type }) => type);
  };
  expect(await heard()).toEqual(['incident:told', 'incident:told']);
  await work.db.guardianship.updateMany({ where: { childId }, data: { withdrawnAt: work.clock.now } });
  expect(await heard()).toEqual([]);
});

test('a review waits for the director, and what is overdue for the operator beside them; neither is an inspector’s', async () => {
  const { siteAdminId, operatorAdminId, inspectorId, otherSiteAdminId, caregiverId } = work.nursery;
  const people = [siteAdminId, operatorAdminId, inspectorId, otherSiteAdminId, caregiverId];
  const browsers: Awaited<ReturnType<ToldNursery['browser']>>[] = [];
  for (const userId of people) browsers.push(await work.browser(service, userId));
  const counts = () => browsers.map((browser) => browser.count());
  const incidentId = await work.flag('fall');
  await work.submit(incidentId);
  await work.pass(16);
  await until('the review', () => counts()[0] === 1);
  await settled();
  expect(counts()).toEqual([1, 0, 0, 0, 0]);
  expect(browsers[0]?.messages()[0]?.path).toBe(`/a/incidents/${incidentId}?site=${work.nursery.siteId}`);
  await work.pass(121 * 60);
  await settled();
  await work.pass(16);
  await until('that the review is overdue', () => counts()[1] === 1);
  await settled();
  expect(counts()).toEqual([2, 1, 0, 0, 0]);
});

test('nobody is offered a switch for what never comes to them', async () => {
  const { siteAdminId, operatorAdminId, inspectorId, caregiverId, duoduo } = work.nursery;
  const kindsOf = async (userId: UserId) => {
    const { body } = await (await work.as(userId))('GET', NOTIFICATIONS);
    return (body as NotificationsView).kinds;
  };
  expect(await kindsOf(duoduo.guardianId)).toEqual(['published', 'addendum', 'reminder']);
  expect(await kindsOf(siteAdminId)).toEqual(['review', 'overdue']);
  expect(await kindsOf(operatorAdminId)).toEqual(['overdue']);
  expect(await kindsOf(inspectorId)).toEqual([]);
  expect(await kindsOf(caregiverId)).toEqual([]);
});

test('whose visible page has shown it is sent nothing; another’s word for it counts for nothing', async () => {
  const [browser, other] = [
    await work.browser(service, mother()),
    await work.browser(service, work.nursery.shitou.guardianId),
  ];
  await work.publish(await work.flag('bite'));
  await settled();
  const told = await work.db.event.findFirstOrThrow({ where: { type: 'incident:told' } });
  const seen = { position: Number(told.position) };
  expect((await other.as('POST', `${NOTIFICATIONS}/seen`, seen)).status).toBe(204);
  const again = await work.flag('fall');
  await work.publish(again);
  await settled();
  expect((await browser.as('POST', `${NOTIFICATIONS}/seen`, seen)).status).toBe(204);
  await work.pass(16);
  await until('the second one', () => browser.count() > 0);
  await settled();
  expect(browser.messages().map(({ path }) => path)).toEqual([expect.stringContaining(again)]);
  expect(await work.outcomes()).toEqual(['push published seen', 'push published sent']);
});

test('whoever lost the right between event and sending gets nothing: withdrawn, blocked, suspended, signed out, another role', async () => {
  const { db, nursery, clock } = work;
  const browser = await work.browser(service, mother());
  const father = await work.browser(service, nursery.anan.guardianId);
  await db.guardianship.create({
    data: { userId: nursery.anan.guardianId, childId: nursery.duoduo.childId, relation: '爸爸' },
  });
  const office = await work.browser(service, nursery.siteAdminId);
  const lose: [() => Promise<unknown>, () => Promise<unknown>][] = [
    [
      () => db.guardianship.updateMany({ where: { userId: mother() }, data: { withdrawnAt: clock.now } }),
      () => db.guardianship.updateMany({ where: { userId: mother() }, data: { withdrawnAt: null } }),
    ],
    [
      () => db.guardianship.updateMany({ where: { userId: mother() }, data: { custodyBlockedAt: clock.now } }),
      () => db.guardianship.updateMany({ where: { userId: mother() }, data: { custodyBlockedAt: null } }),
    ],
    [
      () => db.user.update({ where: { id: mother() }, data: { suspendedAt: clock.now } }),
      () => db.user.update({ where: { id: mother() }, data: { suspendedAt: null } }),
    ],
    [() => browser.as('DELETE', '/api/session'), () => Promise.resolve()],
  ];
  for (const [nth, [loseIt, giveBack]] of lose.entries()) {
    await work.publish(await work.flag('bite'));
    await settled();
    await loseIt();
    await work.pass(16);
    await until('the father is told', () => father.count() === nth + 1);
    await settled();
    await giveBack();
  }
  expect(browser.count()).toBe(0);
  const before = office.count();
  await work.submit(await work.flag('fall'));
  await settled();
  await db.roleAssignment.updateMany({
    where: { userId: nursery.siteAdminId },
    data: { role: 'inspector', endsAt: new Date(clock.now.getTime() + 9e9) },
  });
  await work.pass(16);
  await settled();
  expect(office.count()).toBe(before);
  expect((await work.outcomes()).filter((line) => line.endsWith('waits'))).toEqual([]);
});

test('a browser that its push service says is gone is told nothing more, and is out of the list', async () => {
  const browser = await work.browser(service, mother());
  service.answerWith(() => ({ status: 410 }));
  await work.publish(await work.flag('bite'));
  await settled();
  await work.pass(16);
  await until('it is tried', () => browser.count() === 1);
  await until('it is gone', async () => (await work.db.pushSubscription.count()) === 0);
  service.answerWith(() => ({ status: 201 }));
  await work.publish(await work.flag('fall'));
  await work.pass(16);
  await settled();
  expect(browser.count()).toBe(1);
  expect(((await browser.as('GET', NOTIFICATIONS)).body as NotificationsView).push.browsers).toEqual([]);
  expect(await work.db.auditEntry.count({ where: { action: 'push-ended', subjectId: mother() } })).toBe(1);
});

test('a push service that is away is asked again with growing waits, as patiently as it asks, and given up in the end', async () => {
  const browser = await work.browser(service, mother());
  service.answerWith(() => ({ status: 503, headers: { 'retry-after': '300' } }));
  await work.publish(await work.flag('bite'));
  await settled();
  await work.pass(16);
  await until('the first try', () => browser.count() === 1);
  await settled();
  await work.pass(290);
  await settled();
  expect(browser.count()).toBe(1);
  const [first] = browser.messages();
  const tries = () => browser.messages().filter(({ tag }) => tag === first?.tag).length; // reminders come meanwhile
  for (let nth = 2; nth <= 8; nth++) {
    await work.pass(14_400);
    await until(`try ${String(nth)}`, () => tries() === nth);
    await settled();
  }
  expect(await work.outcomes()).toContain('push published given-up');
  await work.pass(86_400);
  await settled();
  expect(tries()).toBe(8);
});

test('attack: a push service that redirects, answers without end or not at all leads nowhere and holds nobody up', async () => {
  const trap = service.browser('trap');
  const browser = await work.browser(service, mother());
  service.answerWith((path) =>
    path === '/push/trap'
      ? { status: 201 }
      : { status: 307, headers: { location: trap.subscription.endpoint }, body: 'x'.repeat(5_000_000) },
  );
  await work.publish(await work.flag('bite'));
  await settled();
  await work.pass(16);
  await until('it is refused', async () => (await work.outcomes()).includes('push published refused'));
  expect([browser.count(), trap.count()]).toEqual([1, 0]);
});

test('a hundred incidents at once, two servers: each is told once to each browser', async () => {
  const browser = await work.browser(service, mother());
  const second = await work.browser(service, mother());
  const ids = Array.from({ length: 100 }, () => randomUUID());
  await work.db.event.createMany({
    data: ids.map((incidentId) => ({
      ...{
        type: 'incident:told',
        at: work.clock.now,
        siteId: work.nursery.siteId,
        childId: work.nursery.duoduo.childId,
      },
      payload: { incidentId, kind: 'bite', what: 'published' },
    })),
  });
  await settled();
  work.clock.now = new Date(work.clock.now.getTime() + 16_000);
  await Promise.all([work.server.app, work.second.app].map((app) => app.everyMinute()));
  await until('all', () => browser.count() + second.count() >= 200, 60_000);
  await work.pass(61);
  await settled();
  for (const each of [browser, second]) {
    const told = each.messages().map(({ path }) => path.slice('/p/incidents/'.length).split('?')[0]);
    expect(told.toSorted()).toEqual(ids.toSorted());
  }
  expect(new Set((await work.outcomes()).map((line) => line.split(' ')[2]))).toEqual(new Set(['sent']));
});
