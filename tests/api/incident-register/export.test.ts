import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { ExportRegister } from '../../../server/contract/incident-register.ts';
import { LiveRoom } from '../../support/live-room.ts';
import { makePerson } from '../../support/nursery.ts';
import { register } from '../../support/registered.ts';
import type { Person } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';
import { lineOf, readWorkbook } from '../../support/xlsx-cells.ts';

const NOW = new Date('2026-06-10T04:00:00Z');
const FORMULA = '=HYPERLINK("http://x")&<b>';

let room: LiveRoom;
let director: Person;
beforeAll(async () => {
  room = await LiveRoom.open(() => NOW);
  const { siteId, otherSiteId, toddlerRoomId, otherRoomId, duoduo, shitou, caregiverId, siteAdminId } = room.nursery;
  await db().child.update({
    where: { id: duoduo.childId },
    data: { bornOn: new Date('2024-02-29T00:00:00Z'), number: 'HT-0077' },
  });
  await db().child.update({ where: { id: shitou.childId }, data: { name: FORMULA } });
  const toddlers = { siteId, classroomId: toddlerRoomId };
  await register(db(), {
    ...{ ...toddlers, kind: 'bite', happenedAt: '2026-06-01T16:05:00Z', childIds: [duoduo.childId, shitou.childId] },
    details: {
      ...{ place: 'activity-room', activity: 'play', company: 'peers', treated: 'hospital', diagnosis: '软组织伤' },
      ...{
        cause: '抢积木',
        firstAid: '+冷敷',
        firstAidBy: [caregiverId],
        witnesses: [siteAdminId, caregiverId, shitou.guardianId],
      },
      ...{ supervisors: [caregiverId], prevention: '分开两组' },
      children: [
        {
          childId: duoduo.childId,
          injury: 'assault',
          marks: ['front-left-forearm', 'back-head'],
          told: '手臂有牙印。',
        },
        { childId: shitou.childId, told: '咬了人，已经谈过。' },
      ],
    },
    steps: [
      { kind: 'submitted', by: caregiverId, after: 20 },
      { kind: 'called', childId: duoduo.childId, by: caregiverId, data: { isReached: false }, after: 21 },
      { kind: 'called', childId: duoduo.childId, by: siteAdminId, data: { isReached: true }, after: 25 },
      { kind: 'published', by: siteAdminId, after: 30 },
      // Only written down afterwards: the family of 石磊 was told by the app before it.
      { kind: 'called', childId: shitou.childId, by: caregiverId, data: { isReached: true }, after: 40 },
      { kind: 'acknowledged', childId: duoduo.childId, by: duoduo.guardianId, after: 24 * 60 },
    ],
  });
  await register(db(), { ...toddlers, kind: 'fever', happenedAt: '2026-06-02T03:00:00Z', childIds: [duoduo.childId] });
  await register(db(), { ...toddlers, kind: 'missing', happenedAt: '2026-06-02T04:00:00Z' });
  await register(db(), {
    ...toddlers,
    kind: 'fall',
    happenedAt: '2026-06-02T05:00:00Z',
    steps: [{ kind: 'withdrawn', data: { reason: '标错了孩子' } }],
  });
  await register(db(), {
    siteId: otherSiteId,
    classroomId: otherRoomId,
    kind: 'fall',
    happenedAt: '2026-06-03T05:00:00Z',
  });
  director = await room.signIn(siteAdminId);
});
afterAll(() => room.server.stop());

const db = () => room.server.database.db;

async function taken(asked: Partial<ExportRegister>, who = director) {
  const answer = await fetch(`${room.server.url}/api/admin/incident-register/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ form: 'injuries', format: 'csv', ...asked }),
  });
  return { status: answer.status, headers: answer.headers, file: Buffer.from(await answer.arrayBuffer()) };
}
async function csv(asked: Partial<ExportRegister>, who = director) {
  const { status, file } = await taken(asked, who);
  expect(status).toBe(200);
  expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  return parse<Record<string, string>>(file.toString(), { bom: true, columns: true, record_delimiter: '\r\n' });
}
const lastAudit = () =>
  db().auditEntry.findMany({ where: { action: 'incidents-exported' }, orderBy: { id: 'desc' }, take: 2 });

test('the register of injuries has a line for each child, in the order of the form and with its codes', async () => {
  const lines = await csv({});
  expect(Object.keys(lines[0] ?? {}).slice(0, 18)).toEqual([
    ...['填表日期', '姓名', '性别', '年龄', '班级', '伤害发生日期', '伤害发生时间', '当班责任人', '填表人', '伤害类型'],
    ...[
      '伤害发生地点',
      '伤害发生时活动',
      '伤害发生时和谁在一起',
      '受伤后处理方式',
      '如果就诊，诊断是',
      '因伤害休息天数',
    ],
    ...['转归', '简述伤害发生经过'],
  ]);
  expect(lines.map((line) => line['姓名'])).toEqual(expect.arrayContaining(['李朵朵', `'${FORMULA}`]));
  expect(lines).toHaveLength(2);
  // In Shanghai it is the 2nd of June; born on a leap day, two years and three months before.
  expect(lines.find((line) => line['姓名'] === '李朵朵')).toMatchObject({
    ...{ 填表日期: '2026-06-02', 性别: '', 年龄: '2岁3个月', 班级: '小雨滴班', 伤害发生日期: '2026-06-02' },
    ...{ 伤害发生时间: '00:05', 当班责任人: '林老师', 填表人: '林老师', 伤害类型: '12=他伤或攻击伤' },
    ...{ 伤害发生地点: '2=活动室', 伤害发生时活动: '1=玩耍娱乐', 伤害发生时和谁在一起: '3=小伙伴' },
    ...{ 受伤后处理方式: '2=去医院', '如果就诊，诊断是': '软组织伤', 简述伤害发生经过: '抢积木' },
    ...{
      部位: '左前臂（正面）、头部（背面）',
      急救措施: "'+冷敷",
      见证人: '陈园长、林老师',
      告知监护人时间: '2026-06-02 00:30',
    },
    ...{ 告知人: '陈园长', 告知方式: '电话', 监护人确认日期: '2026-06-03', 监护人: '王芳', 孩子编号: 'HT-0077' },
    ...{ 事件编号: '2026-0602-01', 状态: '已发布' },
  });
  expect(lines.find((line) => line['姓名'] !== '李朵朵')).toMatchObject({
    ...{ 伤害类型: '', 告知监护人时间: '2026-06-02 00:35', 告知方式: '应用内', 监护人确认日期: '' },
  });
});

test('the log for the United States has every incident, in English, a room’s without a child', async () => {
  const lines = await csv({ form: 'us' });
  expect(lines.map((line) => line['Type of incident'])).toEqual([
    ...['Bite', 'Bite', 'Fever or unwell', 'Missing, stranger'],
  ]);
  expect(lines.find((line) => line["Child's name"] === '李朵朵' && line['Type of incident'] === 'Bite')).toMatchObject({
    ...{ 'Date of incident': '2026-06-02', 'Time of incident': '00:05', Age: '2 y 3 m', Location: 'Activity room' },
    ...{ Activity: 'Playing', 'Type of injury': 'By another person', 'How it occurred': '抢积木', Serious: 'no' },
    ...{
      'Body part': 'left forearm (front), head (back)',
      'First aid given by': '林老师',
      'Treated where': 'In hospital',
    },
    ...{ Witnesses: '陈园长, 林老师', 'Supervising staff': '林老师', 'Guardian notified at': '2026-06-02 00:30' },
    ...{ 'Guardian notified by': '陈园长', 'How notified': 'phone', 'Handed in by': '林老师' },
    ...{ 'Handed in at': '2026-06-02 00:25', 'Published by': '陈园长', 'Published at': '2026-06-02 00:35' },
    ...{ 'Guardian signature': '王芳', 'Guardian signature date': '2026-06-03' },
    ...{ 'Steps to prevent it': '分开两组' },
  });
  expect(lines.at(-1)).toMatchObject({ "Child's name": '', Serious: 'yes', 'How notified': '' });
});

test('what was sent back is handed in by nobody, and a room’s is reviewed without anybody’s signature', async () => {
  const { siteId, toddlerRoomId: classroomId, caregiverId, siteAdminId } = room.nursery;
  const inRoom = { siteId, classroomId, kind: 'other' } as const;
  await register(db(), {
    ...{ ...inRoom, happenedAt: '2026-06-04T03:00:00Z' },
    steps: [
      { kind: 'submitted', by: caregiverId, after: 5 },
      { kind: 'returned', by: siteAdminId, data: { reason: '请补急救' }, after: 6 },
    ],
  });
  await register(db(), {
    ...{ ...inRoom, happenedAt: '2026-06-04T04:00:00Z' },
    steps: [
      { kind: 'submitted', by: caregiverId, after: 5 },
      { kind: 'published', by: siteAdminId, after: 6 },
    ],
  });
  const lines = await csv({ form: 'us', from: '2026-06-04', to: '2026-06-04' });
  const blank = { 'Handed in at': '', 'Published by': '', 'Guardian signature': '', 'How notified': '' };
  expect(lines[0]).toMatchObject({ ...blank, 'Handed in by': '', State: 'Draft' });
  expect(lines[1]).toMatchObject({ 'Handed in by': '林老师', 'Guardian signature': '', State: 'Reviewed' });
  const { headers } = await taken({ from: '2026-06-04', to: '2026-06-04' });
  expect([headers.get('x-rows'), headers.get('x-left-out')]).toEqual(['0', '2']);
});

test('of one child its own lines alone leave, and of another one’s injury nothing is found', async () => {
  const { duoduo, shitou } = room.nursery;
  const lines = await csv({ form: 'us', childId: shitou.childId });
  expect(lines.map((line) => [line["Child's name"], line['Type of incident']])).toEqual([[`'${FORMULA}`, 'Bite']]);
  expect((await lastAudit())[0]).toMatchObject({ childId: shitou.childId, details: { rows: 1 } });
  expect(await csv({ form: 'us', childId: shitou.childId, injury: 'assault' })).toEqual([]);
  expect(await csv({ form: 'us', childId: duoduo.childId, injury: 'assault' })).toHaveLength(1);
});

test('a workbook has days and times as numbers, and a formula in a name stays text', async () => {
  const { file, headers } = await taken({
    format: 'xlsx',
    siteId: room.nursery.siteId,
    from: '2026-06-01',
    to: '2026-06-30',
  });
  expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(
    "filename*=UTF-8''儿童伤害登记表-海棠园-2026-06-01-2026-06-30.xlsx",
  );
  expect(headers.get('x-rows')).toBe('2');
  const [sheet] = readWorkbook(file);
  if (!sheet) throw new Error('no sheet');
  expect(sheet.name).toBe('儿童伤害登记表');
  expect(sheet.xml).toMatch(/<pane ySplit="1"[^>]* topLeftCell="A2"/);
  const lines = sheet.rows.slice(1).map((row) => lineOf(sheet, row));
  const named = (name: string) => lines.find((line) => line['姓名']?.value === name);
  expect(named(FORMULA)?.['姓名']).toMatchObject({ type: 'text', format: '@' });
  expect(named('李朵朵')).toMatchObject({
    伤害发生日期: { type: 'number', format: 'yyyy-mm-dd', value: '46175' },
    伤害发生时间: { type: 'number', format: 'hh:mm', value: String(5 / 1440) },
    急救措施: { type: 'text', value: '+冷敷' },
  });
});

test('what was taken out is recorded for each site it left, with its conditions and never with what was typed', async () => {
  await csv({ form: 'us', kind: 'bite', text: '朵朵' });
  const [entry] = await lastAudit();
  expect(entry).toMatchObject({ siteId: room.nursery.siteId, actorId: room.nursery.siteAdminId });
  expect(entry?.details).toMatchObject({ form: 'us', format: 'csv', kind: 'bite', rows: 2, isSearched: true });
  expect(JSON.stringify(entry?.details)).not.toContain('朵朵');
  await csv({ form: 'us' }, await room.signIn(room.nursery.operatorAdminId));
  expect((await lastAudit()).map(({ siteId, details }) => [siteId, (details as { rows: number }).rows])).toEqual(
    expect.arrayContaining([
      [room.nursery.siteId, 6],
      [room.nursery.otherSiteId, 1],
    ]),
  );
});

test('of a site elsewhere there is nothing in it, and nobody else takes anything', async () => {
  expect(await csv({ form: 'us', siteId: room.nursery.otherSiteId })).toEqual([]);
  expect((await lastAudit())[0]).toMatchObject({ siteId: null, details: { rows: 0 } });
  const before = await db().auditEntry.count({ where: { action: 'incidents-exported' } });
  const { caregiverId, orgAdminId, inspectorId, duoduo } = room.nursery;
  for (const userId of [caregiverId, orgAdminId, inspectorId, duoduo.guardianId])
    expect((await taken({}, await room.signIn(userId))).status).toBe(403);
  expect(await db().auditEntry.count({ where: { action: 'incidents-exported' } })).toBe(before);
});

test('attack: whose role ends while their file is made gets none, and nothing is recorded as taken', async () => {
  const { siteId } = room.nursery;
  const secondId = await makePerson(db(), '副园长');
  await db().roleAssignment.create({ data: { userId: secondId, role: 'site_admin', siteId } });
  const second = await room.signIn(secondId);
  const before = await db().auditEntry.count({ where: { action: 'incidents-exported' } });
  const { pool } = room.server.database;
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE incident_step IN ACCESS EXCLUSIVE MODE');
  const asked = taken({ form: 'us' }, second);
  await until('the file is being made', async () => {
    const waiting = `SELECT 1 FROM pg_locks WHERE relation = 'incident_step'::regclass AND NOT granted`;
    return (await pool.query(waiting)).rows.length > 0;
  });
  await db().roleAssignment.updateMany({
    where: { userId: secondId },
    data: { endsAt: new Date(NOW.getTime() - 1_000) },
  });
  await client.query('COMMIT');
  client.release();
  expect((await asked).status).toBe(403);
  expect(await db().auditEntry.count({ where: { action: 'incidents-exported' } })).toBe(before);
});

test('what was taken back stands in its own file, with why', async () => {
  const lines = await csv({ form: 'us', state: 'withdrawn' });
  expect(lines.map((line) => line['Reason taken back or closed unsigned'])).toEqual(['标错了孩子']);
});

test('attack: renaming people changes nothing of what the register says of them', async () => {
  const { caregiverId, siteAdminId, duoduo } = room.nursery;
  const before = await csv({ form: 'us' });
  expect(JSON.stringify(before)).toMatch(/林老师.*王芳/);
  for (const id of [caregiverId, siteAdminId, duoduo.guardianId])
    await db().user.update({ where: { id }, data: { name: '替罪羊' } });
  expect(await csv({ form: 'us' })).toEqual(before);
});
