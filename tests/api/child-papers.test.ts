import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ChildView, SiteView } from '../../server/contract/people.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeAll(async () => {
  office = await openOffice();
  admin = await office.as(office.nursery.siteAdminId);
});
afterAll(() => office.close());

const fields = () => ({
  classroomId: office.nursery.toddlerRoomId,
  name: '何苗',
  nickname: '苗苗',
  bornOn: '2024-05-06',
  sessionKind: 'full_day',
  weekdays: [1, 5],
  fromMinute: 480,
  toMinute: 1080,
});
const newChild = () => ({ ...fields(), siteId: office.nursery.siteId, startsOn: '2026-01-10' });

test('a drawn portrait and allergies are there from the first day; what a change leaves out stays, and null takes the portrait away', async () => {
  const portrait = { skin: 1, hair: 2, hairStyle: 'buns', shirt: 3, ground: 4 };
  const lacking = async () =>
    ((await admin.get('/api/admin/sites')).body as SiteView[])[0]?.childrenWithoutConsents ?? 0;
  const before = await lacking();
  const made = (await admin.post('/api/admin/children', { ...newChild(), portrait, allergies: ['花生'] }).expect(200))
    .body as ChildView;
  expect(made).toMatchObject({ portrait, allergies: ['花生'] });
  expect(await lacking()).toBe(before + 1); // nothing is signed for it yet
  const save = async (more: object) => {
    const body = { ...fields(), allergies: [], ...more };
    return (await admin.put(`/api/admin/children/${made.childId}`, body).expect(200)).body as ChildView;
  };
  expect((await save({})).portrait).toEqual(portrait);
  expect((await save({ portrait: null })).portrait).toBeNull();
  expect(outcome(await admin.post('/api/admin/children', { ...newChild(), portrait: { ...portrait, skin: 9 } }))).toBe(
    'bad-request',
  );
});

test('a recorded consent says which guardian signed and counts from the day of the signature', async () => {
  const { duoduo, anan } = office.nursery;
  const record = (body: object) =>
    admin.post(`/api/admin/children/${duoduo.childId}/consents`, { kind: 'insurance', given: true, ...body });
  const validUntil = new Date(office.clock.now.getTime() + 86_400_000).toISOString();
  expect(outcome(await record({}))).toBe('bad-request');
  expect(outcome(await record({ validUntil, signedBy: anan.guardianId }))).toBe('bad-request');
  expect(outcome(await record({ validUntil, signedOn: '2999-01-01' }))).toBe('bad-request');
  await record({ validUntil, signedBy: duoduo.guardianId, signedOn: '2026-01-10' }).expect(200);
  const [entry] = await office.db.consentEntry.findMany({
    where: { childId: duoduo.childId, kind: 'insurance' },
    orderBy: { recordedAt: 'desc' },
  });
  expect(entry).toMatchObject({ userId: duoduo.guardianId, validFrom: new Date('2026-01-09T16:00:00Z') });
});
