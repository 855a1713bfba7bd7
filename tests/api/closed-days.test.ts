import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ClosedDay } from '../../server/contract/closed-days.ts';
import type { LiveViewSwitch } from '../../server/contract/live-view-record.ts';
import { addDays, localDay } from '../../server/platform/calendar.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
let today: string;
let path: string;
beforeAll(async () => {
  office = await openOffice();
  today = localDay(office.clock.now, 'Asia/Shanghai');
  path = `/api/admin/sites/${office.nursery.siteId}/closed-days`;
});
beforeEach(async () => {
  office.wait(1);
  admin = await office.as(office.nursery.siteAdminId);
  await office.db.closedDay.deleteMany();
  office.rechecked.length = 0;
});
afterAll(() => office.close());

const closed = async () => (await admin.get(path).expect(200)).body as ClosedDay[];
const faults = (answer: { body: unknown }) => (answer.body as { problem: { fields: object } }).problem.fields;

test('closing days from today on asks views anew and stands in the audit with its reason', async () => {
  const { siteId, siteAdminId } = office.nursery;
  const range = { from: today, to: addDays(today, 2), reason: '消毒' };

  const answer = await admin.post(path, range).expect(200);

  const days = [0, 1, 2].map((n) => ({ day: addDays(today, n), reason: '消毒' }));
  expect(answer.body).toEqual({ days, endedViews: 1 });
  expect(await closed()).toEqual(days);
  expect(office.rechecked).toEqual([{ siteId }]);
  const entry = await office.db.auditEntry.findFirstOrThrow({ where: { action: 'days-closed' } });
  expect(entry).toMatchObject({ siteId, actorId: siteAdminId, details: range });
});

test.each<[string, () => object, Record<string, string>]>([
  ['are closed already', () => ({ from: addDays(today, 4), to: addDays(today, 6) }), { from: 'closed-already' }],
  ['are past', () => ({ from: addDays(today, -1), to: today }), { from: 'in-the-past' }],
  ['end before they begin', () => ({ from: addDays(today, 3), to: today }), { to: 'end-before-start' }],
  ['are too many', () => ({ from: today, to: addDays(today, 92) }), { to: 'too-many-days' }],
  ['are no days', () => ({ from: '2027-02-30', to: '2027-03-01' }), { from: 'invalid_format' }],
])('days that %s are refused at their field, and none of them is closed', async (_what, range, expected) => {
  await admin.post(path, { from: addDays(today, 5), to: addDays(today, 5), reason: '放假' }).expect(200);
  const answer = await admin.post(path, { reason: '放假', ...range() }).expect(400);
  expect(faults(answer)).toEqual(expected);
  expect(await closed()).toHaveLength(1);
});

test('days are closed with a reason', async () => {
  const answer = await admin.post(path, { from: today, to: today, reason: ' ' }).expect(400);
  expect(faults(answer)).toEqual({ reason: 'too_small' });
});

test('closed days are taken back one by one; what is past stays for the record', async () => {
  const { siteId } = office.nursery;
  const yesterday = addDays(today, -1);
  await office.db.closedDay.create({ data: { siteId, day: new Date(yesterday), reason: '放假' } });
  await admin.post(path, { from: today, to: addDays(today, 1), reason: '放假' }).expect(200);

  const answer = await admin.delete(`${path}?from=${today}&to=${today}`).expect(200);

  expect((answer.body as { days: ClosedDay[] }).days.map(({ day }) => day)).toEqual([yesterday, addDays(today, 1)]);
  const refused = await admin.delete(`${path}?from=${yesterday}&to=${yesterday}`).expect(400);
  expect(faults(refused)).toEqual({ from: 'in-the-past' });
});

test('who only reads may read them; a site elsewhere is not found', async () => {
  const { inspectorId, orgAdminId, otherSiteAdminId } = office.nursery;
  expect(outcome(await (await office.as(inspectorId)).get(path))).toBe('ok');
  expect(outcome(await (await office.as(orgAdminId)).get(path))).toBe('ok');
  expect(outcome(await (await office.as(otherSiteAdminId)).get(path))).toBe('not-found');
  expect(outcome(await (await office.as(inspectorId)).post(path, { from: today, to: today, reason: '放假' }))).toBe(
    'forbidden',
  );
});

test('each switch of live view can be read again: when, by whom, on which basis', async () => {
  const live = `/api/admin/sites/${office.nursery.siteId}/live-view`;
  await admin.post(live, { on: true, basis: '家委会 1 号决定' }).expect(200);
  office.wait(1_000);
  await admin.post(live, { on: false, reason: '主管部门要求' }).expect(200);
  const record = (await admin.get(live).expect(200)).body as LiveViewSwitch[];
  expect(record).toMatchObject([
    { on: false, words: '主管部门要求', by: '陈园长', at: office.clock.now.toISOString() },
    { on: true, words: '家委会 1 号决定', by: '陈园长' },
  ]);
});
