import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { neededFor } from '../../server/audit/apart-from-audit.ts';
import { type AuditRecord, recordAudits } from '../../server/audit/audit-store.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../../server/contract/audit-actions.ts';
import type { AuditPage } from '../../server/contract/audit.ts';
import { type Office, openOffice } from '../support/office.ts';

/** What only fewer than the audit's readers may know: acts of rooms that an inspector has no right to. */
const APART = ['incident-flagged', 'incident-photo-seen', 'incidents-exported', 'health-checked', 'health-exported'];
const SAID_BY_NAME = /incident|health/;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const { nursery: n } = office;
  const at = new Date(office.clock.now.getTime() - 60_000);
  const of = { at, actorId: n.caregiverId, siteId: n.siteId, childId: n.duoduo.childId };
  const apart = APART.map((action): AuditRecord => ({ ...of, action: action as AuditAction, details: { what: 'x' } }));
  await recordAudits(office.db, [...apart, { ...of, action: 'attendance-checked-in' }]);
});
afterAll(() => office.close());

const listed = async (userId: string, query = '') => {
  const answer = await (await office.as(userId)).get(`/api/admin/audit?limit=200${query}`).expect(200);
  const { entries } = answer.body as z.infer<typeof AuditPage>;
  return entries.map(({ action }) => action).filter((action) => [...APART, 'attendance-checked-in'].includes(action));
};
const exported = async (userId: string) => {
  office.wait(1_000);
  return (await (await office.as(userId)).post('/api/admin/audit/export', { language: 'en' }).buffer(true)).text;
};

test('attack: an inspector reads no entry of incidents or of health, by no search and no export; the director all', async () => {
  const { inspectorId, siteAdminId, operatorAdminId, duoduo, siteId } = office.nursery;
  for (const query of ['', `&siteId=${siteId}`, `&childId=${duoduo.childId}`]) {
    expect(await listed(inspectorId, query)).toEqual(['attendance-checked-in']);
    for (const userId of [siteAdminId, operatorAdminId])
      expect((await listed(userId, query)).sort()).toEqual(['attendance-checked-in', ...APART].sort());
  }
  expect(await listed(inspectorId, '&kind=incidents')).toEqual([]);
  const text = await exported(inspectorId);
  expect([text.includes('attendance-checked-in'), APART.filter((action) => text.includes(action))]).toEqual([true, []]);
  expect(await exported(siteAdminId)).toContain('incident-flagged');
});

test('who directs one site and inspects another reads of incidents where they direct', async () => {
  const { db, nursery: n } = office;
  const endsAt = new Date(Date.now() + 86_400_000);
  await db.roleAssignment.create({ data: { userId: n.otherSiteAdminId, role: 'inspector', siteId: n.siteId, endsAt } });
  await recordAudits(db, [
    { action: 'incident-called', at: office.clock.now, actorId: n.otherCaregiverId, siteId: n.otherSiteId },
  ]);
  const answer = await (await office.as(n.otherSiteAdminId)).get('/api/admin/audit?kind=incidents').expect(200);
  expect((answer.body as z.infer<typeof AuditPage>).entries.map(({ action }) => action)).toEqual(['incident-called']);
});

test('every act that is called after incidents or health needs the right to them', () => {
  const acts = (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((action) => SAID_BY_NAME.test(action));
  expect(acts.length).toBeGreaterThan(15);
  expect(acts.filter((action) => neededFor(action) === null)).toEqual([]);
  expect(neededFor('attendance-checked-in')).toBeNull();
});
