import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import type { ImportApplied, ImportReport } from '../../server/contract/imports.ts';
import { csvText, fileRow, type FileRow, sendFile } from '../support/import-file.ts';
import { type Office, openOffice, outcome, type SignedInAs } from '../support/office.ts';

let office: Office;
let admin: SignedInAs;
beforeEach(async () => {
  office = await openOffice();
  admin = await office.as(office.nursery.siteAdminId);
});
afterEach(() => office.close());

const post = (path: string, bytes: Buffer, as = admin) => sendFile(office.app, as.accessToken, path, bytes);
const query = (more = '') => `?siteId=${office.nursery.siteId}&name=children.csv${more}`;
const bytesOf = (rows: FileRow[]) => Buffer.from(csvText(rows));
const trial = async (rows: FileRow[], as = admin) =>
  (await post(`/trial${query()}`, bytesOf(rows), as).expect(200)).body as ImportReport;
const apply = async (rows: FileRow[], which: 'all' | 'faultless' = 'all', as = admin) =>
  (await post(query(`&rows=${which}`), bytesOf(rows), as).expect(200)).body as ImportApplied;
const codes = ({ errors }: ImportReport) => errors.map(({ row, column, code }) => `${String(row)} ${column} ${code}`);
const tableSizes = async () => {
  const { db } = office;
  return Promise.all([
    db.child.count(),
    db.user.count(),
    db.guardianship.count(),
    db.enrolment.count(),
    db.classroom.count(),
    db.site.count(),
    db.importBatch.count(),
    db.auditEntry.count({ where: { action: { not: 'signed-in' } } }),
    db.event.count(),
  ]);
};

test('a trial says what would be new, and changes nothing', async () => {
  const before = await tableSizes();
  const report = await trial([fileRow(1), fileRow(2, { room: '新芽班', roomKind: '乳儿班' })]);
  expect(report.counts).toEqual({ added: 2, changed: 0, same: 0, faulty: 0 });
  expect(report.made).toEqual({ sites: 0, rooms: 1, children: 2, guardians: 2, links: 2, enrolments: 2 });
  expect(report.warnings).toEqual([{ row: 3, column: 'room', code: 'room-new', value: '新芽班', otherRow: null }]);
  expect(await tableSizes()).toEqual(before);
});

test('an import makes child, room, guardian and enrolment; done again, everything is as it is already', async () => {
  const rows = [
    fileRow(1, { nickname: '一一', allergies: '鸡蛋、牛奶', employer: '北方联通', mayPickUp: '' }),
    fileRow(1, { guardianName: '爸爸一', relation: '爸爸', phone: '13700000001', mayWatch: '否' }),
    fileRow(2, { room: '新芽班', roomKind: '乳儿班', childNumber: '' }),
  ];
  expect((await apply(rows)).counts).toEqual({ added: 3, changed: 0, same: 0, faulty: 0 });

  const child = await office.db.child.findFirstOrThrow({
    where: { number: 'A0001' },
    include: { enrolments: true, consents: true, guardianships: { include: { user: true }, orderBy: { id: 'asc' } } },
  });
  expect(child).toMatchObject({ name: '孩子1', nickname: '一一', allergies: ['鸡蛋', '牛奶'], consents: [] });
  expect(child.enrolments).toMatchObject([
    { classroomId: office.nursery.toddlerRoomId, sessionKind: 'full_day', weekdays: [1, 2, 3, 4, 5], fromMinute: 480 },
  ]);
  expect(child.guardianships).toMatchObject([
    {
      mayWatch: true,
      mayPickUp: false,
      user: { name: '家长1', phone: '13900000001', employerId: office.nursery.unicomId },
    },
    { mayWatch: false, mayPickUp: true, user: { name: '爸爸一', operatorId: office.nursery.operatorId } },
  ]);
  expect(await office.db.classroom.findFirstOrThrow({ where: { name: '新芽班' } })).toMatchObject({
    capacity: 10,
    ratio: 3,
  });
  expect(office.rechecked).toContainEqual({ siteId: office.nursery.siteId });
  const done = (await office.db.auditEntry.findMany({ where: { action: { not: 'signed-in' } } })).map(
    ({ action }) => action,
  );
  expect(done).toEqual(expect.arrayContaining(['import-applied', 'child-added', 'guardian-linked', 'person-added']));

  const before = await tableSizes();
  const again = await apply(rows);
  expect(again.counts).toEqual({ added: 0, changed: 0, same: 3, faulty: 0 });
  const after = await tableSizes();
  expect(after.slice(0, 6)).toEqual(before.slice(0, 6));
});

test('nobody signs in to an account that an import made until a password is given out', async () => {
  await apply([fileRow(1)]);
  const { username } = await office.db.user.findFirstOrThrow({ where: { name: '家长1' } });
  const answer = await request(office.app).post('/api/session').send({ username, password: '' });
  expect(outcome(answer)).not.toBe('ok');
  const tried = await request(office.app).post('/api/session').send({ username, password: 'haitang-2026-spring' });
  expect(outcome(tried)).toBe('wrong-credentials');
});

test('what is said otherwise is changed: name, allergies, hours from today on', async () => {
  await apply([fileRow(1)]);
  const report = await apply([fileRow(1, { childName: '孩子甲', allergies: '花生', from: '09:00' })]);
  expect(report.counts).toEqual({ added: 0, changed: 1, same: 0, faulty: 0 });
  const child = await office.db.child.findFirstOrThrow({ where: { number: 'A0001' }, include: { enrolments: true } });
  expect(child).toMatchObject({ name: '孩子甲', allergies: ['花生'] });
  expect(child.enrolments.map(({ fromMinute, endsOn }) => [fromMinute, endsOn === null]).sort()).toEqual([
    [480, false],
    [540, true],
  ]);
  expect((await trial([fileRow(1, { childName: '孩子甲', from: '09:00' })])).counts.same).toBe(1);
});

test('a right is taken by an import and never given back, and a block stays', async () => {
  await apply([fileRow(1), fileRow(2)]);
  const linkOf = (name: string) => office.db.guardianship.findFirstOrThrow({ where: { user: { name } } });
  const at = new Date();
  await office.db.guardianship.update({
    where: { id: (await linkOf('家长2')).id },
    data: { withdrawnAt: at, custodyBlockedAt: at },
  });
  await apply([fileRow(1, { mayWatch: '否' })]);
  expect(await linkOf('家长1')).toMatchObject({ mayWatch: false, mayPickUp: true });

  const report = await apply([fileRow(1), fileRow(2)]);

  expect(report.counts.same).toBe(2);
  expect(report.warnings.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'mayWatch', 'right-not-given-back'],
    [3, 'mayWatch', 'right-not-given-back'],
    [3, 'mayPickUp', 'right-not-given-back'],
  ]);
  expect(await linkOf('家长1')).toMatchObject({ mayWatch: false });
  expect(await linkOf('家长2')).toMatchObject({ withdrawnAt: at, custodyBlockedAt: at });
});

test('a child of another site, an employer the site does not serve and persons out of reach stay out of it', async () => {
  const { db, nursery } = office;
  await db.child.update({ where: { id: nursery.xingxing.childId }, data: { number: 'A0001' } });
  await db.user.update({ where: { id: nursery.xingxing.guardianId }, data: { phone: '13900000001' } });
  await db.siteEmployer.delete({
    where: { siteId_organizationId: { siteId: nursery.siteId, organizationId: nursery.railwayId } },
  });
  const rows = [fileRow(1), fileRow(2, { employer: '北方铁路' }), fileRow(3, { site: '银杏园' })];
  expect(codes(await trial(rows))).toEqual(['3 employer employer-unknown', '4 site site-unknown']);

  await apply(rows, 'faultless');

  expect(await db.child.findUniqueOrThrow({ where: { id: nursery.xingxing.childId } })).toMatchObject({
    siteId: nursery.otherSiteId,
    name: '丁星',
  });
  expect(await db.guardianship.count({ where: { userId: nursery.xingxing.guardianId } })).toBe(1);
});

test('an operator fills several sites by name, and a name that is none yet becomes a site without live view', async () => {
  const operator = await office.as(office.nursery.operatorAdminId);
  const rows = [
    fileRow(1, { site: '银杏园', room: '星星班', roomKind: '' }),
    fileRow(2, { site: '石榴园', room: '小苗班' }),
  ];
  const report = await apply(rows, 'all', operator);
  expect(report.made).toMatchObject({ sites: 1, rooms: 1, children: 2 });
  expect(report.warnings.map(({ code }) => code)).toContain('site-new');
  const site = await office.db.site.findFirstOrThrow({ where: { name: '石榴园' }, include: { hours: true } });
  expect(site).toMatchObject({ liveViewOnSince: null, operatorId: office.nursery.operatorId });
  expect(site.hours).toHaveLength(7);
  expect((await trial(rows, operator)).counts.same).toBe(2);
});

test('with an error in it, “all” imports nothing and “faultless” leaves that row out', async () => {
  const rows = [fileRow(1), fileRow(2, { bornOn: '2026-02-30' })];
  const before = await tableSizes();
  const refused = await post(query('&rows=all'), bytesOf(rows)).expect(400);
  expect(refused.body).toMatchObject({ problem: { fields: { file: 'has-errors' } } });
  expect(await tableSizes()).toEqual(before);

  expect((await apply(rows, 'faultless')).counts).toEqual({ added: 1, changed: 0, same: 0, faulty: 1 });
  expect(await office.db.child.count({ where: { number: { in: ['A0001', 'A0002'] } } })).toBe(1);
});

test('two imports of the same file at once make everything once', async () => {
  const rows = Array.from({ length: 30 }, (_, n) => fileRow(n));
  const answers = await Promise.all([apply(rows), apply(rows)]);
  expect(answers.map(({ counts }) => counts.added).sort((a, b) => a - b)).toEqual([0, 30]);
  expect(await office.db.child.count({ where: { number: { not: null } } })).toBe(30);
});

test('a fault in the middle leaves nothing of it', async () => {
  await office.db.$executeRawUnsafe(`CREATE FUNCTION break_enrolment() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no more'; END $$`);
  await office.db.$executeRawUnsafe(
    'CREATE TRIGGER break_enrolment BEFORE INSERT ON enrolment FOR EACH ROW EXECUTE FUNCTION break_enrolment()',
  );
  const before = await tableSizes();
  expect(outcome(await post(query('&rows=all'), bytesOf([fileRow(1), fileRow(2)])))).toBe('internal');
  expect(await tableSizes()).toEqual(before);
  expect(office.rechecked).toEqual([]);
});

test('what only the register knows is told as well: who left, other numbers, overlaps, shared telephones, oneself', async () => {
  const { db, nursery } = office;
  await apply([1, 2, 3, 4, 5].map((n) => fileRow(n)));
  const set = (n: number, data: object) => db.child.updateMany({ where: { number: `A000${String(n)}` }, data });
  await set(1, { leftAt: new Date() });
  await db.user.update({ where: { id: nursery.siteAdminId }, data: { phone: '13911112222' } });
  const report = await trial([
    fileRow(1),
    fileRow(2, { childNumber: 'B2' }),
    fileRow(3, { room: '大树班', roomKind: '' }),
    fileRow(4, { childName: '别人', bornOn: '2023-01-01' }),
    fileRow(5, { guardianName: '另一个人' }),
    fileRow(6, { guardianName: '陈园长', phone: '13911112222' }),
    fileRow(7, { childNumber: '', bornOn: '' }),
    fileRow(8),
    fileRow(8),
    fileRow(9, { roomKind: '乳儿班' }),
  ]);
  expect(codes(report)).toEqual([
    '2 childNumber child-has-left',
    '3 childNumber child-has-other-number',
    '4 room enrolment-overlaps',
    '5 childNumber number-registered-to-another',
    '6 phone phone-registered-to-another',
    '7 phone yourself',
    '8 bornOn needs-number-or-birthday',
    '10 guardianName row-twice',
    '11 roomKind room-kind-differs',
  ]);
  expect(report.errors.find(({ code }) => code === 'row-twice')).toMatchObject({ otherRow: 9 });
  expect(report.counts).toEqual({ added: 1, changed: 0, same: 0, faulty: 9 });
});

test('a room that becomes too full is told at the row that fills it', async () => {
  await office.db.classroom.update({ where: { id: office.nursery.toddlerRoomId }, data: { capacity: 4 } });
  const { warnings } = await trial([1, 2, 3, 4].map((n) => fileRow(n)));
  expect(warnings).toEqual([{ row: 4, column: 'room', code: 'room-over-capacity', value: '小雨滴班', otherRow: null }]);
});

test('two siblings have one mother, and a second import finds her again', async () => {
  const rows = [fileRow(1), fileRow(2, { guardianName: '家长1', phone: '139 0000 0001' })];
  expect((await apply(rows)).made).toMatchObject({ children: 2, guardians: 1, links: 2 });
  expect((await apply(rows)).counts.same).toBe(2);
});

test('property: whatever bytes come, the answer is a report or a problem, and nothing of the server’s own', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 60 }).map((cells) => {
      return Buffer.from(`孩子姓名,编号,手机,生日,班级,监护人姓名\n${cells.join(',')}`);
    }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (body) => {
      const { status } = await post(`/trial${query()}`, body);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 60 },
  );
  expect((await post(`/trial${query()}`, Buffer.alloc(5 * 1024 * 1024 + 1, 'a'))).status).toBe(413);
});
