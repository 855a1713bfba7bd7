import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ConcernReceipt } from '../../server/contract/concerns.ts';
import type { UserId } from '../../server/contract/ids.ts';
import { aConcern, SECRET } from '../support/concerns.ts';
import { makeStaff, PIN } from '../support/nursery.ts';
import { askAt } from '../support/security-ask.ts';
import { castAt, type Cast } from '../support/security-cast.ts';
import { earsOf, type Ears } from '../support/security-ears.ts';
import { objectsIn } from '../support/security-objects.ts';
import { startSecuredAlone, type SecuredServer } from '../support/security-server.ts';
import { requestOf, TABLE } from '../support/security-table.ts';
import { until } from '../support/until.ts';

/**
 * A caregiver reports on the room's tablet that a director harms a child. Everybody has a page open meanwhile, and afterwards
 * asks by every route that reads. Whatever they were ever told, by socket or by answer, is searched for it.
 */
const DEAF = [
  ...['room', 'colleague', 'director', 'secondDirector', 'otherDirector', 'inspector', 'employer'],
  ...['mother', 'neighbour', 'blockedFather'],
] as const;

let server: SecuredServer;
let cast: Cast;
let operator: Ears;
let reporter: Ears;
const ears: Record<string, Ears> = {};
const tokens: Record<string, string> = {};
let concernId: string;
let receipt: string;

beforeAll(async () => {
  server = await startSecuredAlone();
  const { db } = server.database;
  cast = await castAt(db);
  const { nursery: n } = cast;
  const users: Record<string, UserId> = {
    ...{ colleague: n.seniorCaregiverId, director: n.siteAdminId, otherDirector: n.otherSiteAdminId },
    secondDirector: await makeStaff(db, '副园长', 'site_admin', { siteId: n.siteId }),
    ...{ inspector: n.inspectorId, employer: n.orgAdminId, mother: n.duoduo.guardianId },
    ...{ neighbour: n.shitou.guardianId, blockedFather: cast.blockedFatherId },
  };
  for (const [who, userId] of Object.entries(users)) tokens[who] = await cast.tokenOf(userId);
  tokens['room'] = (await cast.token('actingTablet')) ?? '';
  for (const who of DEAF) ears[who] = await earsOf(server, tokens[who] ?? '');
  operator = await earsOf(server, await cast.tokenOf(n.operatorAdminId));
  reporter = await earsOf(server, (await cast.token('tablet')) ?? '');
  await theWholeWay();
  await everybodyAsksEverything();
}, 240_000);
afterAll(async () => {
  for (const { socket } of [operator, reporter, ...Object.values(ears)]) socket.close();
  await server.stop();
});

async function theWholeWay(): Promise<void> {
  const { nursery: n } = cast;
  const about = { about: 'director' as const, subjectId: n.siteAdminId, childId: n.duoduo.childId };
  const by = { userId: n.caregiverId, pin: PIN };
  const sent = await reporter.rest('POST', '/api/concerns', { ...aConcern(n.siteId, about), by });
  ({ receipt } = JSON.parse(sent.text) as ConcernReceipt);
  concernId = (await server.database.db.concern.findUniqueOrThrow({ where: { receipt } })).id;
  expect((await operator.rest('GET', `/api/admin/concerns/${concernId}`)).code).toBe('ok');
  const step = { stepId: randomUUID(), kind: 'noted', text: '已联系公安' };
  expect((await operator.rest('POST', `/api/admin/concerns/${concernId}/steps`, step)).code).toBe('ok');
  await until('the operator was told all of it', () => toldLive(operator).length === 3);
  // What comes after it on every socket has been heard: so would it have been.
  const incident = { incidentId: randomUUID(), classroomId: n.toddlerRoomId, kind: 'bite', childIds: [] };
  const flag = { ...incident, happenedAt: new Date().toISOString() };
  expect((await operator.rest('POST', '/api/incidents', flag)).code).toBe('ok');
  await until('the director hears of what comes after', () => ears['director']!.socket.events.length > 0);
}

const toldLive = (who: Ears) => who.socket.events.filter(({ type }) => type === 'concern:changed');

const ENDS_LISTENING = /^DELETE \/api\/session|^POST \/api\/me\/password/;

async function everybodyAsksEverything(): Promise<void> {
  const rows = TABLE.filter(({ route }) => route.startsWith('GET') && route !== 'GET /readyz');
  const about = { concern: () => Promise.resolve(concernId), classroom: () => Promise.resolve(cast.here.classroomId) };
  for (const row of rows.filter(({ route }) => !ENDS_LISTENING.test(route))) {
    const asked = requestOf(row, await row.ask({ ...objectsIn(server, cast.here), ...about }));
    for (const who of DEAF) {
      const { text, headers } = await askAt(server.url, { ...asked, token: tokens[who] ?? null });
      ears[who]!.told.push(text, JSON.stringify([...headers]));
    }
  }
  for (const who of DEAF) {
    await ears[who]!.emit('events:since', { after: 0 });
    await ears[who]!.rest('POST', '/api/admin/audit/export', { language: 'zh' });
  }
}

test('it was worth listening to: the operator was told live, and read all of it', () => {
  expect(toldLive(operator).map((event) => 'what' in event && event.what)).toEqual(['reported', 'changed', 'changed']);
  expect(operator.told.join('\n')).toContain(SECRET);
  expect(JSON.stringify(toldLive(operator))).not.toContain(SECRET);
});

test.each(DEAF)('attack: of a report about the director nothing ever reached: %s', (who) => {
  const told = ears[who]!.told.join('\n');
  const words = [concernId, receipt, SECRET, '已联系公安', 'concern:changed', 'concern-reported', 'concern-seen'];
  expect(words.filter((word) => told.includes(word))).toEqual([]);
  expect(toldLive(ears[who]!)).toEqual([]);
});

test('attack: the tablet it was written on is told its receipt and nothing after it', () => {
  expect(toldLive(reporter)).toEqual([]);
  expect(reporter.told.filter((said) => said.includes(concernId) || said.includes(SECRET))).toEqual([]);
});

test('attack: nothing of what it says is in any line of the log', () => {
  const log = server.logged.join('\n');
  expect([SECRET, receipt, '已联系公安'].filter((word) => log.includes(word))).toEqual([]);
});
