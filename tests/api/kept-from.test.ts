import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makePerson } from '../support/nursery.ts';
import { LiveRoom } from '../support/live-room.ts';
import type { UserId } from '../../server/contract/ids.ts';
import type { Person } from '../support/test-server.ts';

/** A guardian kept from a child, who administers for their employer: the console shows them nothing of the child. */

let room: LiveRoom;
let father: Person;
let fatherId: UserId;
beforeAll(async () => {
  room = await LiveRoom.open();
  const { unicomId } = room.nursery;
  fatherId = await makePerson(db(), '哈斯', { employerId: unicomId });
  await db().roleAssignment.create({ data: { userId: fatherId, role: 'org_admin', organizationId: unicomId } });
  await room.checkIn(room.nursery.anan.childId);
  father = await room.signIn(fatherId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;

/** Every page of the console that an employer's administrator opens, and those that concern the father himself. */
async function readConsole(): Promise<string> {
  const { siteId, anan } = room.nursery;
  const why = new URLSearchParams({ userId: fatherId, cameraId: room.camera }).toString();
  const paths = [
    ...['children', `children?siteId=${siteId}`, `children/${anan.childId}`, `access?siteId=${siteId}`],
    ...['people', `people?siteId=${siteId}`, 'consents', 'consents/counts', `find?text=${encodeURIComponent('安')}`],
    ...[`access/why?${why}`, 'classrooms', 'sites', 'employers', 'dashboard', 'consents/scans'],
  ];
  const answers = await Promise.all(paths.map((path) => father.call('GET', `/api/admin/${path}`)));
  return JSON.stringify(answers);
}

test('attack: a father kept from his child administers for his employer, whose employee the mother is, too: he reads neither child nor block', async () => {
  const { childId } = room.nursery.anan;
  const link = await db().guardianship.create({ data: { userId: fatherId, childId, relation: '继父' } });
  const before = await readConsole();
  expect(before).toContain(childId);
  expect(before).toContain('继父');
  for (const data of [
    { custodyBlockedAt: new Date() },
    { custodyBlockedAt: null, withdrawnAt: new Date(), withdrawnReason: '家长会决定' },
  ]) {
    await db().guardianship.update({ where: { id: link.id }, data });
    const seen = await readConsole();
    for (const hidden of [
      childId,
      link.id,
      '继父',
      '"安安"',
      'custodyBlocked":true',
      'custody-blocked',
      'withdrawn":true',
    ])
      expect([hidden, seen.includes(hidden)]).toEqual([hidden, false]);
    expect(seen).toContain(room.nursery.duoduo.childId);
  }
});
