import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AUDIT_EXPORT_ROWS } from '../../server/contract/audit.ts';
import { recordAudits } from '../../server/audit/audit-store.ts';
import { type Office, openOffice, outcome } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const exported = async (filter: object, userId: string = office.nursery.siteAdminId) => {
  office.wait(1_000);
  const answer = await (
    await office.as(userId)
  )
    .post('/api/admin/audit/export', { language: 'zh', ...filter })
    .buffer(true)
    .expect(200);
  return { text: answer.text, headers: answer.headers as Record<string, string>, lines: answer.text.split('\r\n') };
};
const newest = () =>
  office.db.auditEntry.findFirstOrThrow({ where: { action: 'audit-exported' }, orderBy: { id: 'desc' } });

test('an export is UTF-8 with its mark, has a line for each entry newest first, and is itself recorded', async () => {
  const { nursery: n, clock } = office;
  const at = (minute: number) => new Date(clock.now.getTime() - minute * 60_000);
  const siteId = n.siteId;
  await recordAudits(office.db, [
    {
      action: 'view-opened',
      at: at(9),
      actorId: n.duoduo.guardianId,
      siteId,
      cameraId: n.toddlerCameraId,
      childId: n.duoduo.childId,
    },
    {
      action: 'right-withdrawn',
      at: at(8),
      actorId: n.siteAdminId,
      siteId,
      subjectId: n.duoduo.guardianId,
      details: { reason: '家长, "要求"' },
    },
    { action: 'view-opened', at: at(7), actorId: n.xingxing.guardianId, siteId: n.otherSiteId },
  ]);

  const { text, lines, headers } = await exported({ siteId });

  expect(text.startsWith('\ufeff')).toBe(true);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['x-rows']).toBe('2');
  expect(headers['x-cut']).toBeUndefined();
  expect(lines).toHaveLength(4); // the last one is closed as well
  expect(lines[1]).toContain('收回观看权利,王芳,,,"{""reason"":""家长, \\""要求\\""""}",right-withdrawn');
  expect(lines[2]).toContain('海棠园,王芳,,打开画面,,李朵朵,小雨滴班 全景,{},view-opened');
  expect(text).not.toContain('丁香');
  expect(await newest()).toMatchObject({
    actorId: n.siteAdminId,
    siteId,
    details: { rows: 2, isCut: false, personId: null, cameraId: null, childId: null, kind: null, from: null, to: null },
  });
});

test('the same search, in English; its own entry is not in it', async () => {
  const { duoduo } = office.nursery;
  const { lines } = await exported({ personId: duoduo.guardianId, kind: 'looks', language: 'en' });
  expect(lines[0]).toContain('did what');
  expect(lines.slice(1, -1)).toEqual([expect.stringContaining('opened a picture')]);
  const { lines: ofAudit } = await exported({ kind: 'audit' });
  expect(ofAudit.filter((line) => line.includes('audit-exported'))).toHaveLength(2);
});

test.each(['=HYPERLINK("http://x")', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1'])(
  'attack: a name that is a formula stays text: %s',
  async (name) => {
    const { nursery: n, db } = office;
    await db.user.update({ where: { id: n.duoduo.guardianId }, data: { name } });
    const { text } = await exported({ personId: n.duoduo.guardianId, kind: 'looks' });
    expect(text).toContain(`'${name.replaceAll('"', '""')}`);
    expect(text).not.toMatch(/[,"\n](=|\+1|-1|@|\t|＝)/u);
  },
);

test('attack: a site out of reach gives an empty file, and nothing stands in its audit', async () => {
  const { otherSiteId, xingxing } = office.nursery;
  const { headers, lines } = await exported({ siteId: otherSiteId });
  expect([headers['x-rows'], lines.length]).toEqual(['0', 2]);
  expect((await newest()).siteId).toBeNull();
  expect((await exported({ personId: xingxing.guardianId })).headers['x-rows']).toBe('0');
});

test('a malformed search or language is a 400 and is not recorded', async () => {
  const before = await office.db.auditEntry.count({ where: { action: 'audit-exported' } });
  const admin = await office.as(office.nursery.siteAdminId);
  for (const body of [{}, { language: 'fr' }, { language: 'zh', from: 'x' }, { language: 'zh', kind: ['looks'] }])
    expect(outcome(await admin.post('/api/admin/audit/export', body))).toBe('bad-request');
  expect(await office.db.auditEntry.count({ where: { action: 'audit-exported' } })).toBe(before);
});

test('the newest entries up to the bound are exported, and it says that there are older ones', async () => {
  const { siteId, siteAdminId } = office.nursery;
  const at = new Date(office.clock.now.getTime() - 86_400_000);
  await office.db.$executeRaw`
    INSERT INTO audit_entry (at, action, actor_id, site_id, details)
    SELECT ${at}::timestamptz - n * interval '1 s', 'view-opened', ${siteAdminId}::uuid, ${siteId}::uuid, jsonb_build_object('n', n)
    FROM generate_series(1, ${AUDIT_EXPORT_ROWS + 10}) n`;
  const { headers, lines } = await exported({ siteId, kind: 'looks', to: at.toISOString() });
  expect([headers['x-rows'], headers['x-cut']]).toEqual([String(AUDIT_EXPORT_ROWS), '1']);
  expect(lines).toHaveLength(AUDIT_EXPORT_ROWS + 2);
  expect(lines[1]).toContain('{""n"":1}');
  expect(lines.at(-2)).toContain(`{""n"":${AUDIT_EXPORT_ROWS}}`);
  expect((await newest()).details).toMatchObject({ rows: AUDIT_EXPORT_ROWS, isCut: true });
});
