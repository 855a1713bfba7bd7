import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { ConsentCounts, ConsentList, ConsentQuery } from '../../server/contract/consents.ts';
import { LiveRoom } from '../support/live-room.ts';
import type { Person } from '../support/test-server.ts';

let room: LiveRoom;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open();
  const { duoduo, shitou, anan } = room.nursery;
  const entry = (childId: string, data: { kind: string; given?: boolean; validUntil?: Date }) =>
    db().consentEntry.create({ data: { childId, given: true, ...data } });
  await entry(duoduo.childId, { kind: 'insurance', validUntil: inDays(12) });
  await entry(shitou.childId, { kind: 'video', given: false });
  await entry(anan.childId, { kind: 'insurance', validUntil: inDays(-1) });
  await db().child.update({ where: { id: anan.childId }, data: { name: '=HYPERLINK("http://x")' } });
  director = await room.signIn(room.nursery.siteAdminId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const list = async (query: ConsentQuery | { search: string }, who = director) => {
  const asked = new URLSearchParams(query as Record<string, string>).toString();
  return (await who.call('GET', `/api/admin/consents?${asked}`)).body as ConsentList;
};
const names = ({ rows }: ConsentList) => rows.map(({ name }) => name).sort();

test('the list says of each child and kind what the rule reads, and counts what is missing, over, and ends soon', async () => {
  const all = await list({});
  expect(all.counts).toEqual({ all: 3, missing: 1, outdated: 0, expired: 1, 'ends-soon': 1, waiting: 0 });
  const duoduo = all.rows.find(({ name }) => name === '李朵朵');
  expect(duoduo).toMatchObject({ room: '小雨滴班', siteName: '海棠园' });
  expect(duoduo?.consents.find(({ kind }) => kind === 'insurance')).toMatchObject({ state: 'valid' });
  expect(names(await list({ filter: 'ends-soon' }))).toEqual(['李朵朵']);
  expect(names(await list({ filter: 'missing' }))).toEqual(['石磊']);
  expect(names(await list({ filter: 'expired' }))).toEqual(['=HYPERLINK("http://x")']);
  expect(names(await list({ search: '雨滴' }))).toEqual(['李朵朵', '石磊']);
});

test('what ends is announced thirty days before, and not a moment earlier', async () => {
  const { xingxing, otherSiteAdminId } = room.nursery;
  const other = await room.signIn(otherSiteAdminId);
  const validUntil = (ms: number) => new Date(Date.now() + 30 * 86_400_000 + ms);
  const counted = async () =>
    ((await other.call('GET', '/api/admin/consents/counts')).body as ConsentCounts)['ends-soon'];
  const data = { childId: xingxing.childId, kind: 'insurance', given: true };
  await db().consentEntry.create({ data: { ...data, validUntil: validUntil(60_000) } });
  expect(await counted()).toBe(0);
  await db().consentEntry.create({ data: { ...data, validUntil: validUntil(-1) } });
  expect(await counted()).toBe(1);
});

test('an employer’s administrator reads and counts that employer’s families alone, another director none of them', async () => {
  const { orgAdminId, otherSiteAdminId, siteId } = room.nursery;
  const employers = await list({ siteId }, await room.signIn(orgAdminId));
  expect(names(employers)).toEqual(['=HYPERLINK("http://x")', '李朵朵']);
  expect(employers.counts.all).toBe(2);
  expect((await list({ siteId }, await room.signIn(otherSiteAdminId))).counts.all).toBe(0);
});

test('the exported list has a line for each child and kind; a name that begins like a formula stays text; it is recorded', async () => {
  const answer = await fetch(`${room.server.url}/api/admin/consents/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${director.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: room.nursery.siteId, language: 'zh' }),
  });
  const text = await answer.text();
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="consents-/);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true, record_delimiter: '\r\n' });
  expect(rows).toHaveLength(12);
  expect(rows.map((row) => row['孩子'])).toContain(`'=HYPERLINK("http://x")`);
  expect(rows.find((row) => row['孩子'] === '石磊' && row['种类'] === '视频同意')).toMatchObject({ 状态: '已撤回' });
  const entry = await db().auditEntry.findFirstOrThrow({ where: { action: 'consents-exported' } });
  expect(entry).toMatchObject({ siteId: room.nursery.siteId, details: { children: 3 } });
});
