import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { ExportMonth, MonthView } from '../../server/contract/month-sheets.ts';
import { atMinute, dateColumn } from '../../server/platform/calendar.ts';
import { LiveRoom } from '../support/live-room.ts';
import { minuteAt } from '../support/month-facts.ts';
import { makePerson, type Family } from '../support/nursery.ts';
import type { Person } from '../support/test-server.ts';
import { lineOf, readWorkbook } from '../support/xlsx-cells.ts';

/** After the month of June, of which the sheets are. */
const NOW = new Date('2026-07-06T04:00:00Z');
const MONTH = '2026-06';
const FORMULA = '=HYPERLINK("http://x")&<b>';

let room: LiveRoom;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  const { duoduo, shitou, anan } = room.nursery;
  await db().child.update({ where: { id: anan.childId }, data: { name: FORMULA } });
  const hours = { fromMinute: 480, toMinute: 1050, weekdays: [1, 2, 3, 4, 5] };
  await db().enrolment.updateMany({ data: hours });
  await stayed(duoduo, '2026-06-01', '08:02', '17:31');
  await stayed(duoduo, '2026-06-02', '08:00', '11:30');
  await record(duoduo, 'checked_in', '2026-06-03', '08:00');
  await stayed(shitou, '2026-06-01', '08:00', '18:30');
  const arrival = await record(shitou, 'checked_in', '2026-06-02', '09:00');
  await record(shitou, 'checked_in', '2026-06-02', '08:00', {
    undoesId: arrival,
    reason: '老师点晚了',
    recordedAt: new Date('2026-06-02T10:15:30Z'),
    before: {
      kind: 'checked_in',
      happenedAt: instant('2026-06-02', '09:00'),
      classroomId: toddlers(),
      withUserId: null,
    },
  });
  await record(shitou, 'checked_out', '2026-06-02', '17:00');
  await db().dayNotice.create({
    data: {
      ...{ id: randomUUID(), childId: duoduo.childId, kind: 'absence', reason: 'sick', actorId: duoduo.guardianId },
      ...{ fromDay: dateColumn('2026-06-04'), toDay: dateColumn('2026-06-05'), recordedAt: NOW },
    },
  });
  director = await room.signIn(room.nursery.siteAdminId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;
const toddlers = () => room.nursery.toddlerRoomId;
const instant = (day: string, clock: string) => atMinute(day, minuteAt(clock), 'Asia/Shanghai').toISOString();

async function record({ childId }: Family, kind: string, day: string, clock: string, more: object = {}) {
  const id = randomUUID();
  const at = new Date(instant(day, clock));
  const who = { childId, classroomId: toddlers(), actorId: room.nursery.caregiverId };
  await db().attendanceEvent.create({
    data: { id, kind, happenedAt: at, recordedAt: at, day: dateColumn(day), ...who, ...more },
  });
  return id;
}
async function stayed(family: Family, day: string, from: string, to: string) {
  await record(family, 'checked_in', day, from);
  await record(family, 'checked_out', day, to);
}

async function exported(asked: Partial<ExportMonth>, who = director) {
  const answer = await fetch(`${room.server.url}/api/admin/attendance/month/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ month: MONTH, siteId: room.nursery.siteId, format: 'xlsx', language: 'zh', ...asked }),
  });
  expect(answer.status).toBe(200);
  return {
    file: Buffer.from(await answer.arrayBuffer()),
    disposition: answer.headers.get('content-disposition') ?? '',
  };
}
const csv = async (asked: Partial<ExportMonth>, who = director) => {
  const { file } = await exported({ format: 'csv', ...asked }, who);
  const options = { bom: true, columns: true, record_delimiter: '\r\n' } as const;
  return parse<Record<string, string>>(file.toString(), options);
};
async function view(who = director, more: Record<string, string> = {}) {
  const query = new URLSearchParams({ month: MONTH, siteId: room.nursery.siteId, ...more });
  return who.call('GET', `/api/admin/attendance/month?${query.toString()}`) as Promise<{
    status: number;
    body: MonthView;
  }>;
}

test('a month says of each day how it was, and sums it up', async () => {
  const { body } = await view();
  const duoduo = body.children.find(({ name }) => name === '李朵朵');
  expect(duoduo?.days.slice(0, 8).map(({ mark }) => mark)).toEqual([
    ...['full', 'half', 'open', 'absent-reported', 'absent-reported'],
    ...['not-planned', 'not-planned', 'absent-unreported'],
  ]);
  expect(duoduo?.sums).toMatchObject({ plannedDays: 22, fullDays: 1, halfDays: 1, openDays: 1, minutes: 569 + 210 });
  const shitou = body.children.find(({ name }) => name === '石磊');
  expect(shitou?.days[0]).toMatchObject({ lateMinutes: 60, isCorrected: false });
  expect(shitou?.days[1]).toMatchObject({ minutes: 540, isCorrected: true });
});

test('the workbook has its five sheets with frozen heads, days and times that are numbers with their format', async () => {
  const { file, disposition } = await exported({});
  const sheets = readWorkbook(file);
  expect(sheets.map(({ name }) => name)).toEqual(['按孩子汇总', '按班级、单位、园所', '逐日', '缺勤', '更正']);
  for (const { xml } of sheets) expect(xml).toMatch(/<pane ySplit="1"[^>]* topLeftCell="A2"/);
  expect(decodeURIComponent(disposition)).toContain(`filename*=UTF-8''考勤表-海棠园-2026-06.xlsx`);
  expect(disposition).toContain('filename="attendance-2026-06.xlsx"');
  const days = sheets[2];
  if (!days) throw new Error('no sheet of days');
  const first = days.rows.map((row) => lineOf(days, row)).find((line) => line['孩子']?.value === '李朵朵');
  expect(first).toMatchObject({
    日期: { type: 'number', format: 'yyyy-mm-dd', value: '46174' },
    到园: { type: 'number', format: 'hh:mm', value: String((8 * 60 + 2) / 1440) },
    离园: { type: 'number', format: 'hh:mm', value: String((17 * 60 + 31) / 1440) },
    在园分钟: { type: 'number', value: '569' },
    在园小时: { type: 'number', format: '0.00', value: '9.48' },
    出勤: { type: 'text', value: '全天' },
  });
});

test('a correction stands with what was before, what is now, why, by whom and when', async () => {
  const [line] = await csv({ sheet: 'corrections' });
  expect(line).toMatchObject({
    ...{ 孩子: '石磊', 日期: '2026-06-02', 原记录: '入园', 原时间: '09:00', 改为: '入园', 改后时间: '08:00' },
    ...{ 原因: '老师点晚了', 更正人: '林老师', 更正时间: '2026-06-02 18:15', 改后班级: '小雨滴班' },
  });
});

test('a name that looks like a formula stays text in both kinds of file', async () => {
  const sheets = readWorkbook((await exported({})).file);
  const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => [...row.values()]));
  expect(cells.filter(({ type }) => type === 'formula')).toEqual([]);
  expect(cells.filter(({ value }) => value === FORMULA).length).toBeGreaterThan(1);
  const lines = await csv({ sheet: 'summary' });
  expect(lines.map((line) => line['孩子'])).toContain(`'${FORMULA}`);
});

test('the sums of rooms, employers and the site agree with the children’s, in English as well', async () => {
  const lines = await csv({ sheet: 'totals', language: 'en' });
  const present = (by: string) =>
    lines.filter((line) => line['By'] === by).reduce((sum, line) => sum + Number(line['Hours present']), 0);
  const summary = await csv({ sheet: 'summary', language: 'en' });
  const total = summary.find((line) => line['Site'] === 'total');
  expect(lines.filter((line) => line['By'] === 'employer').map((line) => line['Name'])).toEqual([
    '北方联通',
    '北方铁路',
  ]);
  for (const by of ['room', 'employer', 'site']) expect(present(by)).toBeCloseTo(Number(total?.['Hours present']), 1);
});

test('a sheet of one class, child or employer holds that part alone', async () => {
  const names = async (asked: Partial<ExportMonth>) =>
    (await csv({ sheet: 'summary', ...asked })).map((line) => line['孩子']).filter((name) => name !== '');
  const { seniorRoomId, shitou, unicomId } = room.nursery;
  expect(await names({ classroomId: seniorRoomId })).toEqual([`'${FORMULA}`]);
  expect(await names({ childId: shitou.childId })).toEqual(['石磊']);
  expect((await names({ employerId: unicomId })).sort()).toEqual([`'${FORMULA}`, '李朵朵']);
});

test('an employer’s administrator takes out that employer’s children alone, and nothing in it tells of others', async () => {
  const { orgAdminId, operatorAdminId, duoduo, railwayId, otherSiteId } = room.nursery;
  const orgAdmin = await room.signIn(orgAdminId);
  const before = await exported({ siteId: undefined }, orgAdmin);
  const fatherId = await makePerson(db(), '另一位', { employerId: railwayId });
  await db().guardianship.create({ data: { userId: fatherId, childId: duoduo.childId, relation: '爸爸' } });
  const after = await exported({ siteId: undefined }, orgAdmin);
  expect(readWorkbook(after.file)).toEqual(readWorkbook(before.file)); // not even that a child is another employer's as well
  const text = (await exported({ siteId: undefined, format: 'csv', sheet: 'totals' }, orgAdmin)).file.toString();
  for (const other of ['铁路', '石磊', '丁星']) expect(text).not.toContain(other);
  expect(await csv({ employerId: railwayId, sheet: 'days' }, orgAdmin)).toEqual([]);
  expect((await view(orgAdmin)).body.children.map(({ employers }) => employers)).toEqual([['北方联通'], ['北方联通']]);
  expect(await csv({ siteId: otherSiteId, sheet: 'days' }, orgAdmin)).toEqual([]);

  const operator = await room.signIn(operatorAdminId);
  const totals = await csv({ siteId: undefined, sheet: 'totals' }, operator);
  const employers = totals.filter((line) => line['按'] === '单位');
  expect(employers.map((line) => [line['名称'], line['孩子数'], line['其中也属其他单位']])).toEqual([
    ['北方联通', '2', '1'],
    ['北方铁路', '3', '1'],
  ]);
  expect(totals.find((line) => line['按'] === '全部')).toMatchObject({ 孩子数: '4' });
  await db().guardianship.deleteMany({ where: { userId: fatherId } });
});

test('a site elsewhere is as empty as none, a month of nowhere is refused, and every export is in the audit', async () => {
  const other = await room.signIn(room.nursery.otherSiteAdminId);
  expect((await view(other)).status).toBe(404);
  const { file } = await exported({ format: 'csv', sheet: 'summary' }, other);
  expect(file.toString().trim().split('\r\n')).toHaveLength(1);
  expect((await view(director, { month: '2026-13' })).status).toBe(400);
  await exported({ format: 'csv', sheet: 'absences', classroomId: toddlers() });
  const entry = await db().auditEntry.findFirstOrThrow({
    where: { action: 'attendance-exported' },
    orderBy: { id: 'desc' },
  });
  expect(entry).toMatchObject({
    siteId: room.nursery.siteId,
    actorId: room.nursery.siteAdminId,
    details: { month: MONTH, format: 'csv', sheet: 'absences', classroomId: toddlers(), children: 2 },
  });
});
