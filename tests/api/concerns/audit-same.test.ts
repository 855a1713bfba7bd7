import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { sealAll } from '../../../server/audit/seal-entries.ts';
import type { AuditPage } from '../../../server/contract/audit.ts';
import type { UserId } from '../../../server/contract/ids.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { aConcern } from '../../support/concerns.ts';
import { PIN } from '../../support/nursery.ts';

/**
 * A caregiver reports on the tablet about the director, with a wrong PIN first; the operator opens it. What the director
 * and an inspector read of the audit is the same to the letter as it was before, by every way there is.
 */
let work: Clockwork;
beforeAll(async () => {
  work = await openClockwork();
  work.at('10:00');
  const tablet = await work.tablet(work.nursery.toddlerRoomId, null);
  const { caregiverId: userId } = work.nursery;
  for (const pin of ['0000', '1111'])
    expect((await tablet('POST', '/api/device/act', { userId, pin })).status).toBe(403);
});
afterAll(() => work.stop());

const later = (seconds = 1) => (work.clock.now = new Date(work.clock.now.getTime() + seconds * 1_000));
type Ask = Awaited<ReturnType<Clockwork['as']>>;
const pageOf = ({ body }: Awaited<ReturnType<Ask>>) => body as z.infer<typeof AuditPage>;

async function readBy(userId: UserId) {
  await sealAll(work.db);
  const ask = await work.as(userId);
  const whole = await ask('GET', '/api/admin/audit?limit=200');
  const first = await ask('GET', '/api/admin/audit?limit=1');
  const rest = await ask('GET', `/api/admin/audit?limit=200&before=${pageOf(first).before}`);
  const ofTablet = await ask('GET', `/api/admin/audit?kind=devices&siteId=${work.nursery.siteId}`);
  const ofKind = await ask('GET', '/api/admin/audit?kind=concerns');
  const chain = await ask('GET', '/api/admin/audit/chain');
  return [whole, first, rest, ofTablet, ofKind, chain].map(({ status, text }) => [status, text]);
}
async function exportedBy(userId: UserId, filter: object = {}): Promise<string> {
  later();
  const ask = await work.as(userId);
  return (await ask('POST', '/api/admin/audit/export', { language: 'zh', ...filter })).text;
}

let concernId: string;
async function report(): Promise<void> {
  const { nursery: n } = work;
  const tablet = await work.tablet(n.toddlerRoomId, null);
  const about = aConcern(n.siteId, { about: 'staff', subjectId: n.siteAdminId });
  for (const pin of ['0000', PIN]) {
    const { status } = await tablet('POST', '/api/concerns', { ...about, by: { userId: n.caregiverId, pin } });
    expect(status).toBe(pin === PIN ? 200 : 403);
  }
  concernId = (await work.db.concern.findFirstOrThrow()).id;
  const operator = await work.as(n.operatorAdminId);
  expect((await operator('GET', `/api/admin/concerns/${concernId}`)).status).toBe(200);
  const step = { stepId: randomUUID(), kind: 'noted', text: '已问过' };
  expect((await operator('POST', `/api/admin/concerns/${concernId}/steps`, step)).status).toBe(200);
}

test('attack: with a report about the director their audit is the same to the letter, and so is an inspector’s', async () => {
  const { siteAdminId, inspectorId, operatorAdminId } = work.nursery;
  const readers = [siteAdminId, inspectorId];
  const before = await Promise.all(readers.map(readBy));
  expect(JSON.stringify(before)).not.toContain('place\\":');
  const [wrongPin] = pageOf(await (await work.as(siteAdminId))('GET', '/api/admin/audit?kind=devices')).entries;
  expect(wrongPin?.action).toBe('wrong-pin'); // it would have been seen
  await report();
  expect(await work.db.auditEntry.count({ where: { action: { startsWith: 'concern-' } } })).toBe(4);
  expect(await Promise.all(readers.map(readBy))).toEqual(before);
  const ofOperator = await exportedBy(operatorAdminId);
  expect([ofOperator.includes('concern-reported'), ofOperator.includes('concern-wrong-pin')]).toEqual([true, false]);
});

test('attack: neither what the operator took out nor how much of it tells the director of the report', async () => {
  const { siteAdminId, operatorAdminId, siteId } = work.nursery;
  const span = { siteId, to: later().toISOString() };
  const own = (await exportedBy(siteAdminId, span)).trim().split('\r\n').length - 1;
  const whole = (await exportedBy(operatorAdminId, span)).trim().split('\r\n').length - 1;
  expect(whole).toBe(own + 3);
  await exportedBy(operatorAdminId, { ...span, kind: 'concerns' });
  const exportsFor = async (userId: UserId) => {
    const { entries } = pageOf(await (await work.as(userId))('GET', `/api/admin/audit?kind=audit&siteId=${siteId}`));
    return entries.map(({ details: { kind, rows } }) => [kind, rows]);
  };
  expect(await exportsFor(siteAdminId)).toEqual([
    [null, own],
    [null, own],
  ]);
  expect(await exportsFor(operatorAdminId)).toEqual([
    ['concerns', 0],
    [null, own],
    [null, own],
  ]);
});

test('neither place nor hash leaves in a director’s export; the operator’s holds both', async () => {
  const { siteAdminId, operatorAdminId } = work.nursery;
  expect((await exportedBy(siteAdminId)).split('\r\n')[0]).not.toMatch(/链条位置|哈希/);
  expect((await exportedBy(operatorAdminId)).split('\r\n')[0]).toMatch(/链条位置.*哈希/);
});

test('attack: where a page begins is not found out by counting on', async () => {
  const director = await work.as(work.nursery.siteAdminId);
  const { entries, before } = pageOf(await director('GET', '/api/admin/audit?limit=1'));
  expect(entries[0]?.id).toMatch(/^[\w-]{22}$/);
  const made = `${before?.split('.')[0]}.${'A'.repeat(22)}`;
  expect((await director('GET', `/api/admin/audit?before=${made}`)).status).toBe(400);
});
