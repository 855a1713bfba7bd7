import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Room } from '../../server/contract/attendance.ts';
import type { ChildDayView, DayBoard } from '../../server/contract/day-board.ts';
import { dateColumn } from '../../server/platform/calendar.ts';
import { LiveRoom } from '../support/live-room.ts';
import { makeFamily, makePerson, type Family } from '../support/nursery.ts';
import type { Person } from '../support/test-server.ts';
import { readWorkbook } from '../support/xlsx-cells.ts';

/** A Wednesday, ten in the morning in Shanghai. */
const NOW = new Date('2026-06-03T02:00:00Z');
const DAY = '2026-06-03';
const minutesAgo = (n: number) => new Date(NOW.getTime() - n * 60_000);

let room: LiveRoom;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  director = await room.signIn(room.nursery.siteAdminId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;

async function record({ childId }: Family, kind: string, at: Date, more: object = {}) {
  const id = randomUUID();
  const who = { childId, classroomId: room.nursery.toddlerRoomId, actorId: room.nursery.caregiverId };
  const times = { happenedAt: at, recordedAt: at, day: dateColumn(DAY) };
  await db().attendanceEvent.create({ data: { id, kind, ...times, ...who, ...more } });
  return id;
}
async function board(who = director, siteId: string = room.nursery.siteId, day = DAY) {
  return who.call('GET', `/api/admin/attendance/day?siteId=${siteId}&day=${day}`) as Promise<{
    status: number;
    body: DayBoard;
  }>;
}
const childIn = ({ children }: DayBoard, { childId }: Family) => children.find((child) => child.childId === childId);
async function childDay({ childId }: Family, who = director) {
  return who.call('GET', `/api/admin/attendance/child-day?childId=${childId}&day=${DAY}`) as Promise<{
    status: number;
    body: ChildDayView;
  }>;
}

/** What is taken out of the month's corrections, as text. */
async function corrections(who: Person, format: string) {
  const answer = await fetch(`${room.server.url}/api/admin/attendance/month/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      month: '2026-06',
      siteId: room.nursery.siteId,
      format,
      sheet: 'corrections',
      language: 'zh',
    }),
  });
  const file = Buffer.from(await answer.arrayBuffer());
  return format === 'csv'
    ? file.toString()
    : JSON.stringify(readWorkbook(file).map(({ xml, rows }) => [xml, rows.map((row) => [...row.values()])]));
}

test('the board says of each child who recorded its arrival, who fetched it, and what stands unanswered', async () => {
  const { duoduo, shitou, anan, siteId, seniorRoomId } = room.nursery;
  await record(duoduo, 'checked_in', minutesAgo(120));
  await record(duoduo, 'checked_out', minutesAgo(10), { withUserId: duoduo.guardianId });
  await record(shitou, 'checked_in', minutesAgo(90));
  await db().careAlert.create({
    data: {
      ...{ kind: 'absent', key: 'absent:1', siteId, classroomId: seniorRoomId, childId: anan.childId },
      ...{ day: dateColumn(DAY), dueAt: minutesAgo(60), raisedAt: minutesAgo(45) },
    },
  });
  const { body } = await board();
  expect(body).toMatchObject({ today: DAY, isClosed: false, timeZone: 'Asia/Shanghai' });
  expect(childIn(body, duoduo)).toMatchObject({ mark: 'gone', arrivedBy: '林老师', fetchedBy: '王芳', minutes: 110 });
  expect(childIn(body, shitou)).toMatchObject({
    ...{ mark: 'here', leftAt: null, stays: 1, minutes: 0, hereSince: minutesAgo(90).toISOString() },
  });
  expect(childIn(body, duoduo)?.hereSince).toBeNull();
  expect(childIn(body, anan)).toMatchObject({ mark: 'expected', alerts: [{ kind: 'absent' }] });
});

test('two tablets that say different things stand as a conflict, on the board and at the line', async () => {
  const { duoduo, siteAdminId } = room.nursery;
  const id = await record(duoduo, 'checked_out', minutesAgo(5), { withUserId: siteAdminId });
  expect(childIn((await board()).body, duoduo)?.conflicts).toEqual(['left-twice']);
  const { body } = await childDay(duoduo);
  expect(body.lines.find(({ eventId }) => eventId === id)).toMatchObject({ isConflict: true, state: 'standing' });
});

test('a child’s day holds every record: what was taken back, what was corrected with its reason, and both times', async () => {
  const { shitou, toddlerRoomId } = room.nursery;
  const late = await record(shitou, 'checked_out', minutesAgo(30), { recordedAt: minutesAgo(20) });
  await record(shitou, 'undone', minutesAgo(19), { undoesId: late });
  const wrong = (await childDay(shitou)).body.lines[0]?.eventId ?? '';
  await record(shitou, 'checked_in', minutesAgo(100), { undoesId: wrong, reason: '点晚了', recordedAt: NOW });
  const { body } = await childDay(shitou);
  expect(body.lines.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
    ['checked_in', 'corrected', null],
    ['checked_out', 'undone', null],
    ['undone', 'standing', null],
    ['checked_in', 'standing', '点晚了'],
  ]);
  expect(body.lines[1]).toMatchObject({
    at: minutesAgo(30).toISOString(),
    recordedAt: minutesAgo(20).toISOString(),
    classroomId: toddlerRoomId,
    by: '林老师',
  });
  expect(body.people.map(({ name }) => name)).toEqual(['刘梅']);
  expect(childIn((await board()).body, shitou)?.isCorrected).toBe(true);
});

test('an employer’s administrator sees that employer’s children, and not the name of another’s guardian who fetched one', async () => {
  const { duoduo, shitou, railwayId, orgAdminId, anan } = room.nursery;
  const fatherId = await makePerson(db(), '另一位', { employerId: railwayId });
  await db().guardianship.create({ data: { userId: fatherId, childId: anan.childId, relation: '爸爸' } });
  await record(anan, 'checked_in', minutesAgo(60), { actorId: fatherId });
  await record(anan, 'checked_out', minutesAgo(50), { withUserId: fatherId });
  const orgAdmin = await room.signIn(orgAdminId);
  const { body } = await board(orgAdmin);
  expect(body.children.map(({ childId }) => childId).sort()).toEqual([duoduo.childId, anan.childId].sort());
  expect(childIn(body, duoduo)).toMatchObject({ arrivedBy: '林老师', fetchedBy: '王芳' });
  expect(childIn(body, anan)).toMatchObject({ arrivedBy: null, fetchedBy: null });
  expect((await childDay(shitou, orgAdmin)).status).toBe(404);
  const day = await childDay(anan, orgAdmin);
  expect(JSON.stringify(day.body)).not.toContain('另一位');
  expect(JSON.stringify(day.body)).not.toContain(fatherId);
  expect(childIn((await board()).body, anan)).toMatchObject({ arrivedBy: '另一位', fetchedBy: '另一位' });
});

test('attack: whose guardianship ended, too, is named to no other employer; staff with a child here stay staff', async () => {
  const { railwayId, unicomId: employerId, orgAdminId, siteId, toddlerRoomId: classroomId } = room.nursery;
  const own = await makeFamily(db(), { siteId, classroomId, child: '许诺', guardian: '许诺妈妈', employerId });
  const orgAdmin = await room.signIn(orgAdminId);
  const formerId = await makePerson(db(), '从前的家长', { employerId: railwayId });
  const nurseId = await makePerson(db(), '许老师');
  await db().roleAssignment.create({
    data: { userId: nurseId, role: 'caregiver', classroomId, endsAt: minutesAgo(5) },
  });
  await db().guardianship.create({ data: { userId: nurseId, childId: own.childId, relation: '姑姑' } });
  await record(own, 'checked_in', minutesAgo(40), { actorId: nurseId });
  await record(own, 'checked_out', minutesAgo(30), { withUserId: formerId });

  expect(childIn((await board(orgAdmin)).body, own)).toMatchObject({ fetchedBy: null });
  const day = JSON.stringify((await childDay(own, orgAdmin)).body);
  expect(day).not.toContain('从前的家长');
  expect(day).toContain('许老师');
  expect(childIn((await board()).body, own)).toMatchObject({ fetchedBy: '从前的家长' });
});

test('attack: why something was corrected is free text that may name other children; no employer reads it', async () => {
  const { duoduo, orgAdminId, inspectorId } = room.nursery;
  const wrong = (await childDay(duoduo)).body.lines[0]?.eventId ?? '';
  await record(duoduo, 'checked_in', minutesAgo(115), { undoesId: wrong, reason: '和石磊弄混了', recordedAt: NOW });
  const query = new URLSearchParams({ month: '2026-06', siteId: room.nursery.siteId });
  const reads = async (who: Person) => {
    const { body } = await childDay(duoduo, who);
    const month = await who.call('GET', `/api/admin/attendance/month?${query.toString()}`);
    const files = await Promise.all(['csv', 'xlsx'].map((format) => corrections(who, format)));
    const line = body.lines.find(({ undoesId }) => undoesId === wrong);
    return { line, text: JSON.stringify([body, (await board(who)).body, month.body, files]) };
  };
  const employer = await reads(await room.signIn(orgAdminId));
  expect(employer.line).toMatchObject({ isCorrection: true, reason: null, by: '林老师' });
  expect(employer.text).not.toContain('石磊');
  for (const who of [director, await room.signIn(inspectorId)])
    expect((await reads(who)).line).toMatchObject({ isCorrection: true, reason: '和石磊弄混了' });
  expect(await corrections(director, 'csv')).toContain('和石磊弄混了');
  expect(await corrections(director, 'xlsx')).toContain('和石磊弄混了');
});

test('what ails a child stands on the board of the site’s own; of an employer and an inspector other alerts alone', async () => {
  const { duoduo, siteId, toddlerRoomId: classroomId, orgAdminId, inspectorId } = room.nursery;
  for (const kind of ['health', 'late'])
    await db().careAlert.create({
      data: {
        ...{ kind, key: `${kind}:board`, siteId, classroomId, childId: duoduo.childId, day: dateColumn(DAY) },
        ...{ dueAt: minutesAgo(kind === 'late' ? 60 : 50), raisedAt: minutesAgo(40) },
      },
    });
  const kindsOf = async (who: Person) => childIn((await board(who)).body, duoduo)?.alerts.map(({ kind }) => kind);
  expect(await kindsOf(director)).toEqual(['late', 'health']);
  for (const id of [orgAdminId, inspectorId]) expect(await kindsOf(await room.signIn(id))).toEqual(['late']);
});

test('a day stays corrected when a record that never was is taken out and the child is recorded anew', async () => {
  const { anan } = room.nursery;
  const wrong = await record(anan, 'checked_in', minutesAgo(80));
  await record(anan, 'undone', minutesAgo(79), { undoesId: wrong, reason: '点错了人' });
  await record(anan, 'checked_in', minutesAgo(70));
  expect(childIn((await board()).body, anan)).toMatchObject({ isCorrected: true, stays: 1, toldLateAt: null });
  const { body } = await director.call('GET', `/api/room?classroomId=${room.nursery.seniorRoomId}`);
  const onTablet = (body as Room).children.find(({ childId }) => childId === anan.childId);
  expect(onTablet).toMatchObject({ isCorrected: true });
  expect(onTablet?.lines.every(({ reason }) => reason === null)).toBe(true);
});

test('what a tablet kept and told long after it happened is marked, on the board and at its line', async () => {
  const { anan } = room.nursery;
  const [kept, soon] = [minutesAgo(69), minutesAgo(68)];
  const late = await record(anan, 'checked_out', kept, { recordedAt: minutesAgo(3) });
  const atOnce = await record(anan, 'checked_in', soon, { recordedAt: minutesAgo(60) });
  expect(childIn((await board()).body, anan)?.toldLateAt).toBe(minutesAgo(3).toISOString());
  const { lines } = (await childDay(anan)).body;
  expect(lines.find(({ eventId }) => eventId === late)?.isToldLate).toBe(true);
  expect(lines.find(({ eventId }) => eventId === atOnce)?.isToldLate).toBe(false);
});

test('a departure in the morning of a night’s stay contradicts nothing, on the board and at its line', async () => {
  const { siteId, toddlerRoomId: classroomId } = room.nursery;
  const guest = await makeFamily(db(), { siteId, classroomId, child: '留宿', guardian: '留宿妈妈' });
  const evening = { day: dateColumn('2026-06-02') };
  await record(guest, 'checked_in', minutesAgo(14 * 60), evening);
  const left = await record(guest, 'checked_out', minutesAgo(3 * 60));
  expect(childIn((await board()).body, guest)?.conflicts).toEqual([]);
  const { lines } = (await childDay(guest)).body;
  expect(lines).toMatchObject([{ eventId: left, isConflict: false }]);
});

test('a closed day is empty but for who came all the same; another site is not found', async () => {
  const { siteId, otherSiteId, duoduo } = room.nursery;
  await db().closedDay.create({ data: { siteId, day: dateColumn('2026-06-04') } });
  expect((await board(director, siteId, '2026-06-04')).body).toMatchObject({ isClosed: true, children: [] });
  expect((await board(director, otherSiteId)).status).toBe(404);
  expect((await childDay(duoduo, await room.signIn(room.nursery.otherSiteAdminId))).status).toBe(404);
});
