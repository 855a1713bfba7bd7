import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { NotificationsView } from '../../server/contract/notifications.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { startServerProcess, type ServerProcess } from '../support/e2e-server.ts';
import { makeNursery, usernameOf, type Nursery } from '../support/nursery.ts';
import { startPushService, type PushBrowser, type PushService } from '../support/push-service.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { signInAt, type Person } from '../support/test-server.ts';
import { NOTIFICATIONS } from '../support/told-nursery.ts';
import { until } from '../support/until.ts';

const AT_ONCE = 100;
/** As many as one process tries at a time: only these can be on their way when it is killed. */
const ON_THEIR_WAY = 10;

let close: () => Promise<void>;
let database: Database;
let service: PushService;
let server: ServerProcess;
let nursery: Nursery;
let director: Person;
let browser: PushBrowser;
let key: string;

beforeAll(async () => {
  service = await startPushService();
  const testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  nursery = await makeNursery(database.db);
  server = await startServerProcess(testDatabase.url, {
    ...{ PUSH_SERVICES: service.host, NODE_EXTRA_CA_CERTS: service.certificateFile },
  });
  close = async () => {
    await server.stop();
    await database.close();
    await testDatabase.close();
    await service.stop();
  };
}, 120_000);
afterAll(() => close(), 60_000);

beforeEach(async () => {
  service.answerWith(() => ({ status: 201 }));
  director = await signInAt(server, usernameOf(nursery.siteAdminId));
  browser = service.browser(randomUUID());
  const { body } = await director.call('POST', `${NOTIFICATIONS}/browsers`, browser.subscription);
  key = (body as NotificationsView).push.applicationServerKey;
});

test('killed between the commit and the sending: told once after the start', async () => {
  const caregiver = await signInAt(server, usernameOf(nursery.caregiverId));
  const incidentId = randomUUID();
  const what = { kind: 'fall', childIds: [nursery.duoduo.childId], classroomId: nursery.toddlerRoomId };
  const flag = { incidentId, ...what, happenedAt: new Date().toISOString() };
  expect((await caregiver.call('POST', '/api/incidents', flag)).status).toBe(200);
  const submitted = { stepId: randomUUID(), kind: 'submitted' };
  expect((await caregiver.call('POST', `/api/incidents/${incidentId}/steps`, submitted)).status).toBe(200);
  await server.signal('SIGKILL');
  expect(browser.count()).toBe(0);
  await server.restart();
  await until('it is told', () => browser.count() > 0, 30_000);
  await sleep(3_000);
  expect(browser.messages(key).map(({ path }) => path)).toEqual([`/a/incidents/${incidentId}?site=${nursery.siteId}`]);
}, 120_000);

test('killed among a hundred: all are told, and only what was on its way comes again, in place of the first', async () => {
  service.answerWith(() => ({ status: 201, afterMs: 150 }));
  const at = new Date(Date.now() - 20_000); // due at once
  const ids = Array.from({ length: AT_ONCE }, () => randomUUID());
  await database.db.event.createMany({
    data: ids.map((incidentId) => ({
      ...{ type: 'incident:changed', at, siteId: nursery.siteId, classroomId: nursery.toddlerRoomId },
      payload: { incidentId, kind: 'fall', step: 'submitted' },
    })),
  });
  await until('some are told', () => browser.count() >= 25);
  await server.signal('SIGKILL');
  expect(browser.count()).toBeLessThan(AT_ONCE); // else nothing was interrupted
  await server.restart();
  const open = () => database.db.notification.count({ where: { doneAt: null } });
  await until('all are done', async () => (await open()) === 0, 120_000);
  const messages = browser.messages(key);
  const byIncident = Map.groupBy(messages, ({ path }) => path.slice('/a/incidents/'.length).split('?')[0] ?? '');
  expect([...byIncident.keys()].toSorted()).toEqual(ids.toSorted());
  for (const same of byIncident.values()) expect(new Set(same.map(({ tag }) => tag)).size).toBe(1);
  expect(messages.length - AT_ONCE).toBeLessThanOrEqual(ON_THEIR_WAY);
}, 240_000);
