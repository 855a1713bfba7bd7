import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ImportApplied, ImportReport } from '../../server/contract/imports.ts';
import { csvText, ENCODINGS, fileRow, type FileRow, sendFile } from '../support/import-file.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const FAULTY: [number, FileRow, string][] = [
  [11, { bornOn: '2026-02-30' }, 'bornOn not-a-day'],
  [22, { bornOn: '2999-01-01' }, 'bornOn not-our-time'],
  [33, { childName: '' }, 'childName missing'],
  [44, { childName: '=HYPERLINK("x")' }, 'childName looks-like-formula'],
  [55, { guardianName: '+1' }, 'guardianName looks-like-formula'],
  [66, { phone: '12345' }, 'phone bad-phone'],
  [77, { phone: '1.39E+10' }, 'phone bad-phone'],
  [88, { sessionKind: '天天托' }, 'sessionKind unknown-kind'],
  [99, { roomKind: '大班' }, 'roomKind unknown-kind'],
  [110, { to: '07:00' }, 'to end-before-start'],
  [121, { from: '25:00' }, 'from not-a-time'],
  [132, { weekdays: '八' }, 'weekdays not-weekdays'],
  [143, { mayWatch: '也许' }, 'mayWatch not-yes-no'],
  [154, { nickname: '长'.repeat(31) }, 'nickname too-long'],
  [165, { guardianName: 'a\u0007b' }, 'guardianName control-characters'],
  [176, { employer: '没有的单位' }, 'employer employer-unknown'],
  [187, { childNumber: 'A0001' }, 'childNumber number-of-another'],
  [198, { phone: '13900000001' }, 'phone phone-of-another'],
  [209, { room: '混龄一班', roomKind: '混合班' }, 'roomKind room-needs-settings'],
  [220, { startsOn: '' }, 'startsOn missing'],
];

test.each(Object.entries(ENCODINGS))(
  '1,000 children in %s: each of 20 faulty rows is named, and the others are in',
  async (_, encode) => {
    const rows = Array.from({ length: 1_000 }, (_row, n) => fileRow(n));
    for (const [n, change] of FAULTY) rows[n] = { ...rows[n], ...change };
    const bytes = encode(csvText(rows));
    const { accessToken } = await office.as(office.nursery.siteAdminId);
    const post = (path: string, more = '') =>
      sendFile(office.app, accessToken, `${path}?siteId=${office.nursery.siteId}&name=a.csv${more}`, bytes);
    const report = (await post('/trial').expect(200)).body as ImportReport;
    expect(report.errors.map(({ row, column, code }) => `${String(row)} ${column} ${code}`)).toEqual(
      FAULTY.map(([n, , fault]) => `${String(n + 2)} ${fault}`),
    );
    expect(report.errors[0]).toMatchObject({ value: '2026-02-30' });

    const applied = (await post('', '&rows=faultless').expect(200)).body as ImportApplied;
    expect(applied.counts).toEqual({ added: 980, changed: 0, same: 0, faulty: 20 });
    expect(await office.db.child.count({ where: { name: { startsWith: '孩子' } } })).toBe(980);
  },
  60_000,
);
