import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { UserId } from '../../../server/contract/ids.ts';
import type { NotificationsView } from '../../../server/contract/notifications.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { type SmtpInbox, startSmtpInbox } from '../../support/smtp-inbox.ts';
import { type Ask, NOTIFICATIONS, openToldNursery, type ToldNursery } from '../../support/told-nursery.ts';
import { until } from '../../support/until.ts';

const ADDRESS = 'https://kanwa.example.test';
const trusted = getCACertificates('default');
let inbox: SmtpInbox;
let work: ToldNursery;
beforeAll(async () => {
  inbox = await startSmtpInbox();
});
afterAll(() => inbox.stop());
beforeEach(async () => {
  setDefaultCACertificates([...trusted, inbox.certificate]);
  inbox.mails.length = 0;
  inbox.refuse(() => null);
  work = await openToldNursery({ mail: inbox.settings, address: ADDRESS });
});
afterEach(async () => {
  await work.stop();
  setDefaultCACertificates(trusted);
});

const mother = () => work.nursery.duoduo.guardianId;
const settled = async () => {
  await until('every event has been looked at', work.isDerived);
  await sleep(100);
};
const codeIn = (text: string | undefined) => /\d{6}/.exec(text ?? '')?.[0] ?? '';
const give = (as: Ask, address: string) => as('POST', `${NOTIFICATIONS}/email`, { address });
const confirm = (as: Ask, code: string) => as('POST', `${NOTIFICATIONS}/email/confirmation`, { code });
const emailOf = async (as: Ask) => ((await as('GET', NOTIFICATIONS)).body as NotificationsView).email;

/** Gives an address and enters the code that came there. */
async function mailbox(userId: UserId, address: string): Promise<Ask> {
  const as = await work.as(userId);
  expect((await give(as, address)).status).toBe(200);
  expect((await confirm(as, codeIn(inbox.to(address).at(-1)?.text))).status).toBe(200);
  inbox.mails.length = 0;
  return as;
}

test('an address counts once the code that went there was entered; the mail says nothing of whose account it is', async () => {
  const as = await work.as(mother());
  expect(await emailOf(as)).toEqual({ isOffered: true, address: null, waiting: null });
  expect((await give(as, 'wang.fang@example.test')).status).toBe(200);
  expect(await emailOf(as)).toEqual({ isOffered: true, address: null, waiting: 'wang.fang@example.test' });
  const [mail] = inbox.mails;
  expect(mail?.subject).toBe('看娃：邮箱验证码');
  for (const name of ['王芳', '朵朵'])
    expect(`${mail?.raw ?? ''}${mail?.text ?? ''}${mail?.html ?? ''}`).not.toContain(name);
  const code = codeIn(mail?.text);
  expect((await confirm(as, code === '000000' ? '000001' : '000000')).text).toContain('wrong-email-code');
  const other = await work.as(work.nursery.shitou.guardianId);
  expect((await confirm(other, code)).text).toContain('wrong-email-code');
  expect((await confirm(as, code)).status).toBe(200);
  expect(await emailOf(as)).toEqual({ isOffered: true, address: 'wang.fang@example.test', waiting: null });
  expect((await confirm(as, code)).text).toContain('wrong-email-code');
  const audited = await work.db.auditEntry.findMany({ where: { action: 'email-confirmed' } });
  expect(audited.map(({ subjectId }) => subjectId)).toEqual([mother()]);
  expect(JSON.stringify(audited.map(({ details }) => details))).not.toContain('@');
});

test('a code is good for a quarter of an hour, the newest alone, and neither guessed nor sent without end', async () => {
  const as = await work.as(mother());
  await give(as, 'wang@example.test');
  const first = codeIn(inbox.mails[0]?.text);
  await give(as, 'wang@example.test');
  const second = codeIn(inbox.mails[1]?.text);
  if (first !== second) expect((await confirm(as, first)).status).toBe(403);
  work.clock.now = new Date(work.clock.now.getTime() + 15 * 60_000);
  expect((await confirm(as, second)).status).toBe(403);
  for (let n = 0; n < 3; n++) await give(as, 'wang@example.test');
  expect((await give(as, 'wang@example.test')).status).toBe(429);
  for (let n = 0; n < 6; n++) await confirm(as, '123456');
  expect((await confirm(as, '123456')).status).toBe(429);
  const other = await work.as(work.nursery.shitou.guardianId);
  expect((await give(other, 'WANG@example.test')).status).toBe(429); // nobody fills another's mailbox through us
  expect(inbox.mails).toHaveLength(5);
});

test('the same address for two accounts is no secret told: both answers read alike', async () => {
  await mailbox(mother(), 'family@example.test');
  const other = await work.as(work.nursery.shitou.guardianId);
  const [known, unknown] = [await give(other, 'family@example.test'), await give(other, 'nobody@example.test')];
  expect(known.text.replace('family', 'nobody')).toBe(unknown.text);
});

test('a family’s mail: the same words whatever happened, a link, and its own Message-ID', async () => {
  await mailbox(mother(), 'wang@example.test');
  await mailbox(work.nursery.shitou.guardianId, 'liu@example.test');
  const incidentId = await work.flag('bite');
  await work.publish(incidentId);
  await settled();
  await work.pass(16);
  await until('the mail', () => inbox.mails.length > 0);
  await settled();
  const [mail, ...more] = inbox.mails;
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: ['wang@example.test'], subject: '看娃：有一条新消息' });
  const link = `${ADDRESS}/p/incidents/${incidentId}?child=${work.nursery.duoduo.childId}`;
  expect(mail?.text).toContain(link);
  expect(mail?.html).toContain(`href="${link}"`);
  const row = await work.db.notification.findFirstOrThrow();
  expect(mail?.messageId).toBe(`<${row.id}@example.test>`);
  for (const inside of ['朵', '石', '咬', 'bite', '小雨滴', '王芳'])
    expect(`${mail?.raw ?? ''}${mail?.text ?? ''}${mail?.html ?? ''}`).not.toContain(inside);
});

test('a mailbox that is busy gets it later under the same id, one that does not exist is not tried again', async () => {
  await mailbox(mother(), 'busy@example.test');
  let left = 1;
  inbox.refuse(() => (left-- > 0 ? { code: 451, words: 'later <busy@example.test>' } : null));
  await work.publish(await work.flag('bite'));
  await settled();
  await work.pass(16);
  await until('the first try', () => left <= 0);
  await settled();
  expect(inbox.mails).toHaveLength(0);
  await work.pass(31);
  await until('the mail', () => inbox.mails.length === 1);
  const [row] = await work.db.notification.findMany();
  expect(row).toMatchObject({ attempts: 2 });
  expect(inbox.mails[0]?.messageId).toContain(row?.id);
  inbox.refuse(() => ({ code: 550, words: 'no such mailbox' }));
  await work.publish(await work.flag('fall'));
  await settled();
  await work.pass(16);
  await until('it is refused', async () => (await work.outcomes()).includes('email published refused'));
});

test('muted kinds and a switched-off channel are kept to, and grave ones come all the same; a removed address gets nothing', async () => {
  const as = await mailbox(mother(), 'wang@example.test');
  const saved = await as('PUT', NOTIFICATIONS, { routine: { push: true, email: false }, muted: [] });
  expect((saved.body as NotificationsView).routine).toEqual({ push: true, email: false });
  await work.publish(await work.flag('bite'));
  await settled();
  await as('PUT', NOTIFICATIONS, { routine: { push: true, email: true }, muted: ['published'] });
  await work.publish(await work.flag('bite'));
  await settled();
  await work.pass(16);
  await settled();
  expect(inbox.mails).toHaveLength(0);
  await work.publishGrave(await work.flag('burn'));
  await until('the grave one', () => inbox.mails.length === 1);
  await as('PUT', NOTIFICATIONS, { routine: { push: true, email: true }, muted: [] });
  await work.publish(await work.flag('fall'));
  await settled();
  expect((await as('DELETE', `${NOTIFICATIONS}/email`)).status).toBe(200);
  await work.pass(16);
  await settled();
  expect(inbox.mails).toHaveLength(1);
});

test('an employee who left, and a guardian who was withdrawn, get no mail; no sign-in is needed for the others', async () => {
  const { db, nursery, clock } = work;
  await mailbox(nursery.siteAdminId, 'chen@example.test');
  await mailbox(nursery.operatorAdminId, 'zhou@example.test');
  await mailbox(mother(), 'wang@example.test');
  await db.session.updateMany({ where: { userId: nursery.operatorAdminId }, data: { endedAt: clock.now } });
  const incidentId = await work.flag('bite');
  await work.publish(incidentId);
  await settled();
  await db.roleAssignment.updateMany({ where: { userId: nursery.siteAdminId }, data: { endsAt: clock.now } });
  await db.guardianship.updateMany({ where: { userId: mother() }, data: { withdrawnAt: clock.now } });
  await work.pass(16);
  await settled();
  expect(inbox.mails).toEqual([]);
  expect(await work.outcomes()).toEqual(['email review no-right', 'email published no-right']);
  await work.flag('choking', [nursery.shitou.childId]);
  await work.pass(21 * 60);
  await until('the operator hears that nobody called', () => inbox.to('zhou@example.test').length === 1);
});

test.each([
  'wang@example.test\r\nBcc: all@example.test',
  'a@example.test, b@example.test',
  'Wang <wang@example.test>',
  '"a b"@example.test',
  'wang@localhost',
])('attack: %j is no address', async (address) => {
  const as = await work.as(mother());
  expect((await give(as, address)).status).toBe(400);
  expect(inbox.mails).toEqual([]);
});

test('a mail server whose certificate nobody vouches for is told nothing, not even the login', async () => {
  setDefaultCACertificates(trusted);
  const mailer = createMailer(inbox.settings);
  const mail = { to: 'wang@example.test', id: 'x', subject: 's', text: 't', html: 'h' };
  expect(await mailer?.(mail)).toMatchObject({ is: 'failed' });
  expect(inbox.mails).toEqual([]);
});

test('attack: the password alone. Without the code of their phone nobody’s address, browsers or settings are changed', async () => {
  const as = await mailbox(mother(), 'wang@example.test');
  await work.db.user.update({ where: { id: mother() }, data: { totpSince: work.clock.now } });
  const asked = [
    await give(as, 'thief@example.test'),
    await confirm(as, '123456'),
    await as('DELETE', `${NOTIFICATIONS}/email`),
    await as('PUT', NOTIFICATIONS, { routine: { push: false, email: false }, muted: ['published'] }),
    await as('DELETE', `${NOTIFICATIONS}/browsers/0b6c1c1e-0000-4000-8000-000000000001`),
  ];
  expect(asked.map(({ status, text }) => [status, /second-factor-needed/.test(text)])).toEqual(
    asked.map(() => [403, true]),
  );
  expect(await emailOf(as)).toMatchObject({ address: 'wang@example.test', waiting: null });
});

test('a test mail comes at once', async () => {
  const as = await mailbox(mother(), 'wang@example.test');
  expect((await as('POST', `${NOTIFICATIONS}/trial`, { channel: 'email' })).status).toBe(204);
  expect(inbox.mails.map(({ subject }) => subject)).toEqual(['看娃：测试消息']);
  inbox.refuse(() => ({ code: 550, words: 'no' }));
  expect((await as('POST', `${NOTIFICATIONS}/trial`, { channel: 'email' })).text).toContain('not-delivered');
});
