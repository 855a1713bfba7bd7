import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { faultsOf, settle } from '../support/e2e-axe.ts';
import { type E2eBrowser, launchBrowser, signInByPage } from '../support/e2e-browser.ts';
import { startServerProcess, type ServerProcess } from '../support/e2e-server.ts';
import { makeNursery, usernameOf, type Nursery } from '../support/nursery.ts';
import { type SmtpInbox, startSmtpInbox } from '../support/smtp-inbox.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

let close: () => Promise<void>;
let database: Database;
let inbox: SmtpInbox;
let server: ServerProcess;
let nursery: Nursery;
let browser: E2eBrowser;

beforeAll(async () => {
  inbox = await startSmtpInbox();
  const { host, port, login, from } = inbox.settings;
  const testDatabase = await openTestDatabase();
  database = openDatabase(testDatabase.url);
  nursery = await makeNursery(database.db);
  server = await startServerProcess(testDatabase.url, {
    ...{ MAIL_HOST: host, MAIL_PORT: String(port), MAIL_FROM: from },
    ...{ MAIL_USER: login?.user ?? '', MAIL_PASSWORD: login?.password ?? '' },
    NODE_EXTRA_CA_CERTS: inbox.certificateFile,
  });
  browser = await launchBrowser();
  close = async () => {
    await browser.close();
    await server.stop();
    await database.close();
    await testDatabase.close();
    await inbox.stop();
  };
}, 120_000);
afterAll(() => close(), 60_000);

const mother = () => usernameOf(nursery.duoduo.guardianId);
const to = '/p/notifications';

test('a parent gives an address, enters the code that came there, gets a test mail, and mutes a kind; it stands after a reload', async () => {
  const { page, context } = await browser.open();
  await signInByPage(page, server.url, mother(), { to });
  await page.getByLabel('邮箱地址').fill('wang@example.test');
  await page.getByRole('button', { name: '发送验证码' }).click();
  await page.getByText('验证码已发到 wang@example.test').waitFor();
  const code = /\d{6}/.exec(inbox.to('wang@example.test')[0]?.text ?? '')?.[0] ?? '';
  await page.getByLabel('邮件里的 6 位验证码').fill(code);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText('提醒发到 wang@example.test').waitFor();
  await page.getByRole('button', { name: '发一条测试' }).click();
  await page.getByText('已发出').waitFor();
  const [, trial] = inbox.to('wang@example.test');
  expect(trial?.subject).toBe('看娃：测试消息');
  expect(trial?.html).toContain(`${server.url}/p/notifications`);
  await page.getByLabel('已有记录的补充说明').uncheck();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await page.getByText('提醒发到 wang@example.test').waitFor();
  expect(await page.getByLabel('已有记录的补充说明').isChecked()).toBe(false);
  expect(await page.getByLabel('孩子的新记录').isChecked()).toBe(true);
  await context.close();
  expect(browser.errors).toEqual([]);
});

/** As the log has it after a publication; nothing else is looked at here. */
async function tellOf(incidentId: string): Promise<bigint> {
  const { id } = await database.db.event.create({
    data: {
      ...{ type: 'incident:told', at: new Date(), siteId: nursery.siteId, childId: nursery.duoduo.childId },
      payload: { incidentId, kind: 'bite', what: 'published' },
    },
  });
  return until('it has its place', async () => (await database.db.event.findUnique({ where: { id } }))?.position);
}
const outcomeOf = (position: bigint) =>
  until(
    'it is looked after',
    async () => (await database.db.notification.findFirst({ where: { position } }))?.outcome,
    40_000,
  );

test('whoever has a page before their eyes gets no mail of what it has shown; once it is closed they do', async () => {
  const { page, context } = await browser.open();
  await signInByPage(page, server.url, mother(), { to });
  await page.getByText('提醒发到 wang@example.test').waitFor();
  const before = inbox.mails.length;
  expect(await outcomeOf(await tellOf('0b6c1c1e-0000-4000-8000-000000000001'))).toBe('seen');
  expect(inbox.mails).toHaveLength(before);
  await context.close();
  expect(await outcomeOf(await tellOf('0b6c1c1e-0000-4000-8000-000000000002'))).toBe('sent');
  expect(inbox.mails.at(-1)?.subject).toBe('看娃：有一条新消息');
}, 120_000);

test('what a mail server says of an address stays out of the log, and the page says that nothing went out', async () => {
  inbox.refuse((address) => ({ code: 550, words: `<${address}>: no such mailbox` }));
  const { page, context } = await browser.open();
  await signInByPage(page, server.url, mother(), { to });
  await page.getByRole('button', { name: '发一条测试' }).click();
  await page.getByText('没有发出去').waitFor();
  await until('the log says so', () => server.logged().includes('a trial notification was not taken'));
  expect(server.logged()).toContain('smtp-550');
  expect(server.logged()).not.toMatch(/@example[.]test|王芳|朵朵/);
  inbox.refuse(() => null);
  await context.close();
});

test.each([
  ['parent', 'zh', 390, 844],
  ['parent', 'en', 1440, 900],
  ['office', 'zh', 1280, 800],
  ['office', 'en', 390, 844],
] as const)(
  'the page of the %s in %s at %d × %d has no fault that axe finds, and nothing runs out of it',
  async (who, language, width, height) => {
    const { page, context } = await browser.open({ language, width, height });
    const [username, path] = who === 'parent' ? [mother(), to] : [usernameOf(nursery.siteAdminId), '/a/account'];
    await signInByPage(page, server.url, username, { to: path, language });
    await page.getByRole('switch').first().waitFor();
    await settle(page);
    expect(await faultsOf(page, `${who} ${language}`)).toEqual([]);
    if (who === 'parent')
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await context.close();
  },
);

/** The id by which the browser's own tools name our worker. */
async function workerOf(cdp: CDPSession): Promise<string> {
  const found: { id: string | null } = { id: null };
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    found.id = registrations.find(({ scopeURL }) => scopeURL.endsWith('/push-worker/'))?.registrationId ?? found.id;
  });
  await cdp.send('ServiceWorker.enable');
  return until('the worker is registered', () => found.id);
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration('/push-worker/');
    const all = (await worker?.getNotifications()) ?? [];
    return all.map(({ title, body, tag }) => ({ title, body, tag }));
  });

// No push service can be reached from here, so that the subscription itself ends in the page's sentence; what a push service
// would deliver is handed to the worker by the browser's own tools.
test('out of reach of a push service the page says what to do; a message that comes is shown, and its tap leads to its page and no other', async () => {
  const { page, context } = await browser.open();
  await context.grantPermissions(['notifications'], { origin: server.url });
  await signInByPage(page, server.url, mother(), { to });
  await page.getByRole('button', { name: '打开推送' }).click();
  await page.getByText(/推送服务现在连不上|您没有允许/).waitFor();
  const cdp = await context.newCDPSession(page);
  const registrationId = await workerOf(cdp);
  const deliver = (data: string) =>
    cdp.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data });
  const path = '/p/incidents/0b6c1c1e-0000-4000-8000-000000000001?child=0b6c1c1e-0000-4000-8000-000000000011';
  const message = { tag: 'one', title: '看娃：有一条新消息', body: '请打开查看。', path, language: 'zh' };
  await deliver(JSON.stringify(message));
  await until('it is shown', async () => (await shown(page)).length === 1);
  await deliver(JSON.stringify(message)); // sent again, it takes the place of the first
  // Once, on a busy machine, what the browser's tools handed over was never shown: it is handed over until it is.
  await until('both are shown', async () => {
    await deliver('no json');
    return (await shown(page)).length === 2;
  });
  expect(await shown(page)).toEqual(
    expect.arrayContaining([
      { title: '看娃：有一条新消息', body: '请打开查看。', tag: 'one' },
      { title: '看娃 Kanwa', body: '有新消息 · A new message', tag: 'kanwa' },
    ]),
  );
  const worker = await until('the worker runs', () =>
    context.serviceWorkers().find((each) => each.url().endsWith('/push-worker.js')),
  );
  const opened = await worker.evaluate(
    async (paths: string[]) => {
      // Only a person's own tap may open a window: here it is written down instead.
      const scope = globalThis as unknown as {
        clients: { openWindow: (url: string) => Promise<null> };
        registration: ServiceWorkerRegistration;
        dispatchEvent: (event: Event) => boolean;
        NotificationEvent: new (type: string, init: object) => Event;
      };
      const urls: string[] = [];
      scope.clients.openWindow = (url) => Promise.resolve(void urls.push(url) as never);
      for (const each of paths) {
        await scope.registration.showNotification('t', { tag: each, data: { path: each } });
        const notification = (await scope.registration.getNotifications({ tag: each }))[0];
        scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
        await new Promise((passed) => setTimeout(passed, 200));
      }
      return urls;
    },
    [path, 'https://evil.example/x', '//evil.example/x'],
  );
  expect(opened).toEqual([`${server.url}${path}`]);
  await context.close();
});
