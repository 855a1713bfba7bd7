import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConsentTextView, OperatorTexts, TextPublished } from '../../server/contract/consents.ts';
import type { z } from 'zod';
import { LiveRoom } from '../support/live-room.ts';
import { makeText, ownOf, textToSign } from '../support/consents.ts';
import { hasLength, type Person } from '../support/test-server.ts';

type Published = z.infer<typeof TextPublished>;

const now = () => new Date();
let room: LiveRoom;
let operator: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  await room.server.database.db.site.updateMany({ data: { roomConsentMode: 'enrolment' } });
  operator = await room.signIn(room.nursery.operatorAdminId);
  await room.checkIn(room.nursery.duoduo.childId);
});
afterAll(async () => {
  await room.allLeave();
  await room.server.stop();
});

const text = (more: object = {}) => ({
  operatorId: room.nursery.operatorId,
  kind: 'risk_notice',
  after: 0,
  zh: '风险告知：托育期间可能发生磕碰、摔倒等意外，园所按制度照护并及时告知。',
  en: 'Risk notice: children may bump or fall while in care; the nursery cares for them and tells you at once.',
  requiredFrom: null,
  ...more,
});
const publish = (more: object = {}, who: Person = operator) =>
  who.call('POST', '/api/admin/consents/texts', text(more));
const problemOf = ({ body }: { body: unknown }) => (body as { problem: { code: string; fields?: object } }).problem;
const stateOf = async (person: Person, kind: string) =>
  (await ownOf(person))[0]?.consents.find((consent) => consent.kind === kind);

test('a first text changes nothing for those who have signed already; a version is made on top of the one its author saw', async () => {
  const watching = await room.watching();
  const first = await publish();
  expect(first.body as Published).toMatchObject({ version: 1, requiredFrom: null, endedViews: 0 });
  expect(problemOf(await publish({ zh: text().zh + '（改）' })).code).toBe('conflict');
  expect((await publish({ after: 1 })).body as Published).toMatchObject({ version: 2, endedViews: 0 });
  expect(watching.socket.ended).toEqual([]);
  expect(await stateOf(watching.person, 'risk_notice')).toMatchObject({ state: 'valid', until: null, version: 1 });
});

test('a text that is needed at once ends the running views, and the answer says how many; signing it opens the room', async () => {
  const watching = await room.watching();
  const running = await room.openRows();
  const answer = (await publish({ after: 2, requiredFrom: 'now' })).body as Published;
  expect(answer).toMatchObject({ version: 3, endedViews: running });
  await hasLength('she is told', watching.socket.ended, 1);
  expect(watching.socket.ended[0]).toMatchObject({ refusal: { code: 'risk-notice-unread' } });
  expect(await stateOf(watching.person, 'risk_notice')).toMatchObject({ state: 'outdated', version: 1 });

  const { textId, version } = await textToSign(watching.person, 'risk_notice');
  expect(version).toBe(3);
  const signature = { childId: room.nursery.duoduo.childId, kind: 'risk_notice', textId, name: '王芳' };
  await watching.person.call('POST', '/api/consents/sign', signature);
  await room.openView(watching.socket);
});

test('a text that is needed from an instant on ends a running view at that instant, by the rule’s own answer', async () => {
  await room.allLeave();
  const watching = await room.watching();
  const requiredFrom = new Date(now().getTime() + 1_500).toISOString();
  expect((await publish({ after: 3, requiredFrom })).body as Published).toMatchObject({ endedViews: 0, requiredFrom });
  expect(await stateOf(watching.person, 'risk_notice')).toMatchObject({ state: 'valid', until: requiredFrom });
  expect(watching.socket.ended).toEqual([]);
  await hasLength('the view ends by itself', watching.socket.ended, 1);
  expect(now().getTime()).toBeGreaterThanOrEqual(Date.parse(requiredFrom));
  expect(watching.socket.ended[0]).toMatchObject({ refusal: { code: 'risk-notice-unread' } });
});

test('an instant that has passed, a text of a few letters and an insurance are refused with their fields', async () => {
  const past = new Date(now().getTime() - 1_000).toISOString();
  expect(problemOf(await publish({ after: 4, requiredFrom: past })).fields).toEqual({ requiredFrom: 'in-the-past' });
  expect(problemOf(await publish({ after: 4, en: 'short' })).fields).toHaveProperty('en');
  expect(problemOf(await publish({ kind: 'insurance' })).fields).toHaveProperty('kind');
});

test('texts are their operator’s: a director reads them and publishes none, another operator’s are not found', async () => {
  const director = await room.signIn(room.nursery.siteAdminId);
  expect(problemOf(await publish({ after: 4 }, director)).code).toBe('forbidden');
  const [ours] = (await director.call('GET', '/api/admin/consents/texts')).body as OperatorTexts[];
  expect(ours?.texts.map(({ version }: ConsentTextView) => version)).toEqual([4, 3, 2, 1]);
  expect(ours?.texts[0]).toMatchObject({ publishedBy: '周运营' });
  expect(ours).toMatchObject({ familyViews: 0 }); // he is not told of other sites' families
  const [whole] = (await operator.call('GET', '/api/admin/consents/texts')).body as OperatorTexts[];
  expect(whole?.signed).toEqual({ agreement: 4, risk_notice: 0, video: 4 });
  expect(problemOf(await publish({ operatorId: room.nursery.unicomId })).code).toBe('not-found');
  await expect(room.server.database.db.consentText.updateMany({ data: { zh: '改写' } })).rejects.toThrow();
});

test('each publication stands in the audit of every site that it concerns', async () => {
  const entries = await room.server.database.db.auditEntry.findMany({ where: { action: 'consent-text-published' } });
  const sites = new Set(entries.map(({ siteId }) => siteId));
  expect(sites).toEqual(new Set([room.nursery.siteId, room.nursery.otherSiteId]));
  expect(entries.at(-1)?.details).toMatchObject({ kind: 'risk_notice', version: 4 });
});

test('a paper is recorded as of the newest text, or of an older one that it names, and of none that is not out yet', async () => {
  const { operatorId, operatorAdminId: publishedBy, shitou, siteAdminId } = room.nursery;
  await makeText(room.server.database.db, { operatorId, kind: 'video', version: 1, publishedBy });
  await makeText(room.server.database.db, { operatorId, kind: 'video', version: 2, publishedBy });
  const director = await room.signIn(siteAdminId);
  const record = (more: object) =>
    director.call('POST', `/api/admin/children/${shitou.childId}/consents`, { kind: 'video', given: true, ...more });
  const versions = async () =>
    (
      await room.server.database.db.consentEntry.findMany({
        where: { childId: shitou.childId, kind: 'video' },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      })
    ).map(({ version }) => version);
  await record({});
  await record({ version: 1 });
  expect(problemOf(await record({ version: 3 })).fields).toEqual({ version: 'unknown-version' });
  expect(await versions()).toEqual([1, 2, 1]);
});
