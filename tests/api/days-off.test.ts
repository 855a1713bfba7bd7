import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Room } from '../../server/contract/attendance.ts';
import type { Todo } from '../../server/contract/checks.ts';
import type { Dashboard } from '../../server/contract/dashboard.ts';
import type { DayBoard } from '../../server/contract/day-board.ts';
import type { ChildNotices } from '../../server/contract/day-notices.ts';
import { dateColumn } from '../../server/platform/calendar.ts';
import { type Clockwork, DAY, openClockwork } from '../support/clockwork.ts';

let work: Clockwork;
beforeEach(async () => {
  work = await openClockwork();
});
afterEach(() => work.stop());

/** What each part of the nursery says of the day, half an hour after the children were to come. */
async function saidOfDay() {
  const { siteId, siteAdminId, toddlerRoomId, caregiverId, duoduo } = work.nursery;
  const director = await work.as(siteAdminId);
  const tablet = await work.tablet(toddlerRoomId, caregiverId);
  const mother = await work.as(duoduo.guardianId);
  const taskOf = { siteId, classroomId: null, kind: 'patrol', name: '巡查', weekdays: [3], dueMinute: 480 };
  await director('POST', '/api/admin/tasks', taskOf);
  work.at('9:00');
  await work.tick();
  const room = (await tablet('GET', '/api/room')).body as Room;
  const notices = (await mother('GET', `/api/day-notices?childId=${duoduo.childId}`)).body as ChildNotices;
  const { sites } = (await director('GET', '/api/admin/dashboard')).body as Dashboard;
  const board = (await director('GET', `/api/admin/attendance/day?siteId=${siteId}&day=${DAY}`)).body as DayBoard;
  return {
    board: board.isClosed,
    alerts: await work.db.careAlert.count({ where: { siteId } }),
    room: room.children.find(({ childId }) => childId === duoduo.childId)?.state,
    notices: notices.days[0]?.isExpected,
    tasks: ((await tablet('GET', '/api/todo')).body as Todo).tasks.length,
    overview: sites.find((site) => site.siteId === siteId)?.childrenExpected,
  };
}
const OFF = { board: true, alerts: 0, room: 'not-today', notices: false, tasks: 0, overview: 0 };
const OPEN = { board: false, alerts: 5, room: 'expected', notices: true, tasks: 1, overview: 3 };

const site = () => work.nursery.siteId;
test.each<[string, () => Promise<unknown>, object]>([
  ['with hours', () => Promise.resolve(), OPEN],
  ['that was closed', () => work.db.closedDay.create({ data: { siteId: site(), day: dateColumn(DAY) } }), OFF],
  ['without hours on its weekday', () => work.db.siteHours.deleteMany({ where: { siteId: site(), weekday: 3 } }), OFF],
  ['of a site whose hours were never written down', () => work.db.siteHours.deleteMany(), OPEN],
])('a day %s is the same day for the sheet, the family, the tablet and the director', async (_what, make, said) => {
  await make();
  expect(await saidOfDay()).toEqual(said);
});

test('whose family said that it stays away is not expected on the overview, until the word is taken back', async () => {
  const { siteId: ofSite, siteAdminId, duoduo } = work.nursery;
  const { childId, guardianId: actorId } = duoduo;
  const director = await work.as(siteAdminId);
  const expected = async () => {
    const { sites } = (await director('GET', '/api/admin/dashboard')).body as Dashboard;
    return sites.find((site) => site.siteId === ofSite)?.childrenExpected;
  };
  const id = randomUUID();
  const said = { childId, note: '', actorId, fromDay: dateColumn(DAY), toDay: dateColumn(DAY) };
  expect(await expected()).toBe(3);
  const absence = { ...said, id, kind: 'absence', reason: 'sick', recordedAt: work.clock.now };
  await work.db.dayNotice.create({ data: absence });
  expect(await expected()).toBe(2);
  const withdrawn = { ...said, id: randomUUID(), kind: 'withdrawn', withdrawsId: id, recordedAt: work.clock.now };
  await work.db.dayNotice.create({ data: withdrawn });
  expect(await expected()).toBe(3);
});
