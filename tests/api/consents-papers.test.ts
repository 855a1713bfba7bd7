import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WaitingScan } from '../../server/contract/consents.ts';
import { fileCall, makeText, ownOf } from '../support/consents.ts';
import { LiveRoom } from '../support/live-room.ts';
import { makePerson, usernameOf } from '../support/nursery.ts';
import { pdf } from '../support/scan-files.ts';
import { type Person, signInAt } from '../support/test-server.ts';

type Problem = { code: string; fields?: Record<string, string> };
const OWN = '/api/consents/scans';
const OFFICE = '/api/admin/consents/scans';

let room: LiveRoom;
let mother: Person;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  mother = await room.signIn(room.nursery.duoduo.guardianId);
  director = await room.signIn(room.nursery.siteAdminId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
const ofDuoduo = (kind: string) => new URLSearchParams({ childId: room.nursery.duoduo.childId, kind }).toString();
const send = (who: Person, query: string, path = OWN) => fileCall(room.server, who, `${path}?${query}`, pdf());
const idOf = async (answer: Response) => ((await answer.json()) as { scanId: string }).scanId;
const problemOf = (body: unknown) => (body as { problem: Problem }).problem;
const accept = (scanId: string, more: object = {}) =>
  director.call('POST', `${OFFICE}/${scanId}/accept`, { validUntil: null, signedBy: null, ...more });
const stateOf = async (kind: string) =>
  (await ownOf(mother))[0]?.consents.find((consent) => consent.kind === kind)?.state;

test('attack: a paper that was sent before a guardian took the consent back does not give it again', async () => {
  const before = await idOf(await send(mother, ofDuoduo('video')));
  await mother.call('POST', '/api/consents/withdraw', { childId: room.nursery.duoduo.childId, kind: 'video' });
  const { status, body } = await accept(before);
  expect(status).toBe(409);
  expect(problemOf(body)).toMatchObject({ code: 'conflict', fields: { scan: 'withdrawn-since' } });
  expect(await stateOf('video')).toBe('withdrawn');
  expect(await db().consentScan.findUniqueOrThrow({ where: { id: before } })).toMatchObject({ decidedAt: null });

  const after = await idOf(await send(mother, ofDuoduo('video')));
  expect((await accept(after)).status).toBe(200);
  expect(await stateOf('video')).toBe('valid');
});

test('a paper is agreement to the text that was out when it was sent or signed, however late it is looked at', async () => {
  const { operatorId, operatorAdminId: publishedBy } = room.nursery;
  const text = (version: number) => makeText(db(), { operatorId, kind: 'agreement', version, publishedBy });
  await text(1);
  const scanId = await idOf(await send(mother, ofDuoduo('agreement')));
  await text(2);
  const waiting = (await director.call('GET', OFFICE)).body as unknown as WaitingScan[];
  expect(waiting.find((scan) => scan.scanId === scanId)?.versions).toEqual([1]); // the second came later
  expect((await accept(scanId)).status).toBe(200);
  expect(await db().consentEntry.findFirstOrThrow({ where: { scanId } })).toMatchObject({ version: 1 });

  const later = await idOf(await send(mother, ofDuoduo('agreement')));
  expect((await accept(later, { signedOn: '2026-01-10' })).status).toBe(200);
  expect(await db().consentEntry.findFirstOrThrow({ where: { scanId: later } })).toMatchObject({ version: 1 });

  const said = await idOf(await send(mother, ofDuoduo('agreement')));
  expect((await accept(said, { version: 2 })).status).toBe(200);
  expect(await db().consentEntry.findFirstOrThrow({ where: { scanId: said } })).toMatchObject({ version: 2 });
});

test('attack: forty papers at once. Twelve wait, and the child’s other parent still sends theirs', async () => {
  const { guardianId, childId } = room.nursery.anan;
  const who = await room.signIn(guardianId);
  const query = new URLSearchParams({ childId, kind: 'agreement' }).toString();
  const answers = await Promise.all(Array.from({ length: 40 }, () => send(who, query)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(12);
  expect(await db().consentScan.count({ where: { childId } })).toBe(12);
  const refused = answers.find(({ status }) => status === 400);
  expect(problemOf(await refused?.json()).fields).toEqual({ file: 'too-many-waiting' });

  const otherId = await makePerson(db(), '另一位家长', {});
  await db().guardianship.create({ data: { userId: otherId, childId, relation: '爸爸' } });
  expect((await send(await signInAt(room.server, usernameOf(otherId)), query)).status).toBe(200);
});

test('a policy that the office sends needs its end as a family’s does', async () => {
  const answer = await send(director, ofDuoduo('insurance'), OFFICE);
  expect(problemOf(await answer.json()).fields).toEqual({ until: 'needed' });
  const over = new URLSearchParams({ until: '2026-01-10T00:00:00Z' }).toString();
  const late = await send(director, `${ofDuoduo('insurance')}&${over}`, OFFICE);
  expect(problemOf(await late.json()).fields).toEqual({ until: 'in-the-past' });
});

test.each([OWN, OFFICE, '/api/admin/imports', '/api/admin/imports/trial'])(
  'attack: at %s a file is not even begun to be read of somebody who may not send it',
  async (path) => {
    const huge = new Uint8Array(11_000_000);
    const problem = async (who: Person) => problemOf(await (await fileCall(room.server, who, path, huge)).json()).code;
    const { caregiverId } = room.nursery;
    expect(await problem({ ...mother, token: 'nobody' })).toBe('not-signed-in');
    if (path !== OWN) expect(await problem(await room.signIn(caregiverId))).toBe('forbidden');
    expect(await problem(path === OWN ? mother : director)).toBe('too-large');
  },
);
