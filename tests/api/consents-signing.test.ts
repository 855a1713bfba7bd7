import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { ChildId, UserId } from '../../server/contract/ids.ts';
import { LiveRoom } from '../support/live-room.ts';
import { makePerson } from '../support/nursery.ts';
import { makeText, ownOf, textToSign } from '../support/consents.ts';
import { hasLength, type Person } from '../support/test-server.ts';

let room: LiveRoom;
let fatherId: UserId;
let videoId: string;
let oldVideoId: string;
beforeAll(async () => {
  room = await LiveRoom.open();
  const { operatorId, operatorAdminId: publishedBy, duoduo, siteId } = room.nursery;
  await room.server.database.db.site.update({ where: { id: siteId }, data: { roomConsentMode: 'enrolment' } });
  oldVideoId = await makeText(db(), { operatorId, kind: 'video', version: 1, publishedBy });
  videoId = await makeText(db(), { operatorId, kind: 'video', version: 2, publishedBy });
  await makeText(db(), { operatorId, kind: 'agreement', version: 1, publishedBy });
  fatherId = await makePerson(db(), '李强');
  await db().guardianship.create({ data: { userId: fatherId, childId: duoduo.childId, relation: '爸爸' } });
  await room.checkIn(duoduo.childId);
});
afterEach(() => room.allLeave());
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
const child = () => room.nursery.duoduo.childId;
const mother = () => room.signIn(room.nursery.duoduo.guardianId);
const sign = (person: Person, more: object = {}) =>
  person.call('POST', '/api/consents/sign', {
    childId: child(),
    kind: 'video',
    textId: videoId,
    name: '王芳',
    ...more,
  });
const withdraw = (person: Person, kind = 'video', childId: ChildId = child()) =>
  person.call('POST', '/api/consents/withdraw', { childId, kind });
const codeOf = ({ body }: { body: unknown }) => (body as { problem?: { code: string } } | null)?.problem?.code ?? 'ok';
const withoutId = ({ status, body }: { status: number; body: unknown }) => ({
  status,
  text: JSON.stringify(body).replaceAll(/"id":"[^"]+"/g, ''),
});

test('a withdrawal in the web ends the running views of every guardian at once, and a signature opens them again', async () => {
  const watching = await room.watching();
  const father = await room.come(fatherId);
  const { viewId } = await room.openView(father.socket);
  await room.startView(father.socket, viewId);

  const answer = await withdraw(father.person);
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.body)).not.toContain('endedViews');
  // Both were told before the answer came: nothing is waited for.
  await hasLength('the mother is told', watching.socket.ended, 1);
  await hasLength('the father is told', father.socket.ended, 1);
  expect(watching.socket.ended[0]).toMatchObject({ refusal: { code: 'video-consent-invalid' } });
  expect(room.server.media.sending).toEqual([]);
  await expect(room.openView(watching.socket)).rejects.toThrow('refused');

  const before = watching.socket.events.length;
  expect(codeOf(await sign(watching.person))).toBe('ok');
  await hasLength('her page is told to ask again', watching.socket.events, before + 1);
  expect(watching.socket.events.slice(before).map(({ type }) => type)).toContain('access:changed');
  await room.openView(watching.socket);
  const entry = await db().consentEntry.findFirstOrThrow({
    where: { textId: videoId },
    orderBy: { recordedAt: 'desc' },
  });
  expect(entry).toMatchObject({
    ...{ childId: child(), userId: room.nursery.duoduo.guardianId, kind: 'video', given: true, version: 2 },
    ...{ address: '127.0.0.1', recordedBy: room.nursery.duoduo.guardianId, validUntil: null },
  });
  const audit = await db().auditEntry.findMany({ where: { childId: child() }, orderBy: { id: 'asc' } });
  expect(audit.map(({ action }) => action).filter((action) => action.startsWith('consent-'))).toEqual([
    'consent-withdrawn',
    'consent-given',
  ]);
});

test('who signed, which version and when stands in the ledger for both parents to read', async () => {
  const [own] = await ownOf(await room.signIn(fatherId));
  expect(own?.consents.find(({ kind }) => kind === 'video')).toMatchObject({ state: 'valid', version: 2, until: null });
  expect(own?.ledger[0]).toMatchObject({
    kind: 'video',
    given: true,
    by: '王芳',
    how: 'web',
    version: 2,
    textId: videoId,
  });
  expect(own?.texts.map(({ kind, version }) => `${kind} ${String(version)}`)).toEqual(
    expect.arrayContaining(['video 2', 'agreement 1']),
  );
});

test('only the newest text can be signed, only with one’s own full name, and a text of nobody is not found', async () => {
  const person = await mother();
  expect(await sign(person, { textId: oldVideoId })).toMatchObject({
    status: 409,
    body: { problem: { code: 'conflict', fields: { textId: 'newer-text' } } },
  });
  expect(await sign(person, { name: '李强' })).toMatchObject({
    body: { problem: { fields: { name: 'not-your-name' } } },
  });
  expect(codeOf(await sign(person, { name: ' 王 芳 ' }))).toBe('ok');
  expect(codeOf(await sign(person, { textId: crypto.randomUUID() }))).toBe('not-found');
  expect(codeOf(await sign(person, { kind: 'agreement' }))).toBe('not-found'); // the text of another kind
  expect(codeOf(await sign(person, { kind: 'insurance' }))).toBe('bad-request'); // it has no text
});

test('an end that the director chose stays when a new text is signed long before it, and a signature near it renews', async () => {
  const person = await mother();
  const { textId } = await textToSign(person, 'agreement');
  const recordedUntil = async (days: number) => {
    const validUntil = new Date(Date.now() + days * 86_400_000);
    await db().consentEntry.create({ data: { childId: child(), kind: 'agreement', given: true, validUntil } });
    await sign(person, { kind: 'agreement', textId });
    const last = await db().consentEntry.findFirstOrThrow({
      where: { childId: child(), kind: 'agreement' },
      orderBy: { recordedAt: 'desc' },
    });
    return last.validUntil?.getTime() === validUntil.getTime();
  };
  expect(await recordedUntil(200)).toBe(true);
  expect(await recordedUntil(20)).toBe(false);
});

test('a child of others, an unknown one, and one that is withheld by order or withdrawn answer alike, word for word', async () => {
  const { shitou, duoduo } = room.nursery;
  const stranger = await room.signIn(shitou.guardianId);
  const foreign = withoutId(await sign(stranger));
  const unknown = withoutId(await sign(stranger, { childId: crypto.randomUUID() }));
  expect(foreign).toMatchObject({ status: 404 });
  expect(unknown).toEqual(foreign);
  const father = await room.signIn(fatherId);
  const where = { userId_childId: { userId: fatherId, childId: duoduo.childId } };
  const none = (await ownOf(await room.signIn(room.nursery.caregiverId))).length;
  for (const taken of [{ custodyBlockedAt: new Date() }, { withdrawnAt: new Date() }]) {
    await db().guardianship.update({ where, data: taken });
    expect(withoutId(await sign(father, { name: '李强' }))).toEqual(foreign);
    expect(withoutId(await sign(father, { name: '谁' }))).toEqual(foreign);
    expect(withoutId(await withdraw(father))).toEqual(foreign);
    expect(await ownOf(father)).toHaveLength(none);
    await db().guardianship.update({ where, data: { custodyBlockedAt: null, withdrawnAt: null } });
  }
  expect(await ownOf(father)).toHaveLength(1);
});

test('a guardian whose right was withdrawn does not end a view by withdrawing', async () => {
  const watching = await room.watching();
  await withdraw(await room.signIn(room.nursery.shitou.guardianId));
  expect(watching.socket.ended).toEqual([]);
});

test('a guardian who may not watch, and from whom nothing was taken, still answers for the child', async () => {
  const father = await room.signIn(fatherId);
  const where = { userId_childId: { userId: fatherId, childId: room.nursery.duoduo.childId } };
  await db().guardianship.update({ where, data: { mayWatch: false } });
  expect((await withdraw(father)).status).toBe(200);
  await db().guardianship.update({ where, data: { mayWatch: true } });
});
