import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { TaskPlan, Todo } from '../../../server/contract/checks.ts';
import { type Clockwork, openClockwork } from '../../support/clockwork.ts';
import { checkInChild } from '../../support/nursery.ts';
import { until } from '../../support/until.ts';

let work: Clockwork;
let tablet: Awaited<ReturnType<Clockwork['tablet']>>;
beforeEach(async () => {
  work = await openClockwork();
  await work.db.enrolment.deleteMany(); // nobody is waited for: what stands is the room's own
  tablet = await work.tablet(work.nursery.toddlerRoomId, work.nursery.caregiverId);
});
afterEach(() => work.stop());

const todo = async () => (await tablet('GET', '/api/todo')).body as Todo;
const check = (kind: string, more: object = {}) => ({
  checkId: randomUUID(),
  kind,
  classroomId: work.nursery.toddlerRoomId,
  happenedAt: work.clock.now.toISOString(),
  ...more,
});
const record = (kind: string, more: object = {}) => tablet('POST', '/api/room-checks', check(kind, more));
const openKinds = async () =>
  (await work.db.careAlert.findMany({ where: { clearedAt: null, childId: null } })).map(
    ({ kind, escalatedAt }) => `${kind}${escalatedAt ? ' escalated' : ''}`,
  );
const comes = () =>
  checkInChild(work.db, {
    childId: work.nursery.duoduo.childId,
    classroomId: work.nursery.toddlerRoomId,
    actorId: work.nursery.caregiverId,
    at: work.clock.now,
    day: '2026-06-03',
  });
async function plan(more: object = {}) {
  const admin = await work.as(work.nursery.siteAdminId);
  const task = { classroomId: null, kind: 'patrol', name: '活动室巡查', weekdays: [3, 1, 3], dueMinute: 600, ...more };
  const answer = await admin('POST', '/api/admin/tasks', { siteId: work.nursery.siteId, ...task });
  return { admin, plan: answer.body as TaskPlan, status: answer.status };
}

test('a nap asks for a look every ten minutes; one that is not made is told, then escalates, and the look clears it at once', async () => {
  work.at('12:00');
  await comes();
  await record('sleep_began');
  expect((await todo()).sleep).toMatchObject({ lookedAt: null, dueAt: work.at('12:10').toISOString() });
  work.at('12:14');
  await work.tick();
  expect(await openKinds()).toEqual([]);
  work.at('12:15');
  await work.tick();
  expect(await openKinds()).toEqual(['sleep_check']);
  work.at('12:20');
  await work.tick();
  await work.tick();
  expect(await openKinds()).toEqual(['sleep_check escalated']);
  expect(await work.db.event.count({ where: { type: 'alert:raised', childId: null } })).toBe(2);
  expect((await todo()).alerts).toMatchObject([{ kind: 'sleep_check', isEscalated: true }]);
  work.at('12:21');
  const look = check('sleep_checked', { childIds: [work.nursery.duoduo.childId] });
  expect((await tablet('POST', '/api/room-checks', look)).status).toBe(200);
  expect(await openKinds()).toEqual([]);
  expect(await work.db.careAlert.findFirst({ where: { kind: 'sleep_check' } })).toMatchObject({
    clearedById: look.checkId,
  });
  expect((await todo()).sleep).toMatchObject({ lookedAt: work.clock.now.toISOString() });
  await record('sleep_ended');
  expect((await todo()).sleep).toBeNull();
});

test('of the sleepers a look can name whoever is of the room on that day: present there, or enrolled; nobody who has left', async () => {
  const { shitou, toddlerRoomId, duoduo } = work.nursery;
  work.at('12:00');
  await comes();
  const looked = async (childId: string) => (await record('sleep_checked', { childIds: [childId] })).status;
  expect([await looked(duoduo.childId), await looked(shitou.childId)]).toEqual([200, 404]);
  const care = { classroomId: toddlerRoomId, sessionKind: 'full_day', weekdays: [3], fromMinute: 480, toMinute: 1020 };
  await work.db.enrolment.create({
    data: { ...care, childId: shitou.childId, startsOn: new Date('2026-06-03T00:00:00Z') },
  });
  expect(await looked(shitou.childId)).toBe(200);
  await work.db.child.update({ where: { id: shitou.childId }, data: { leftAt: work.clock.now } });
  expect(await looked(shitou.childId)).toBe(404);
});

test('a nap that nobody ended asks for nothing when no child is there', async () => {
  work.at('12:00');
  await record('sleep_began');
  work.at('13:00');
  await work.tick();
  expect(await openKinds()).toEqual([]);
});

test('the same look sent twice is one; an id used for something else is a conflict; a clock a day off is refused', async () => {
  const began = check('sleep_began');
  expect((await tablet('POST', '/api/room-checks', began)).status).toBe(200);
  expect((await tablet('POST', '/api/room-checks', began)).status).toBe(200);
  expect(await work.db.roomCheck.count()).toBe(1);
  expect((await tablet('POST', '/api/room-checks', { ...began, kind: 'sleep_ended' })).status).toBe(409);
  expect((await record('sleep_began')).status).toBe(200);
  expect(await work.db.roomCheck.count()).toBe(1); // another tablet of the room said so before
  const old = new Date(work.clock.now.getTime() - 25 * 3_600_000).toISOString();
  expect((await record('sleep_checked', { happenedAt: old })).status).toBe(400);
  expect(await work.db.auditEntry.count({ where: { action: 'sleep-began' } })).toBe(1);
});

test('a tap is taken back within half a minute, and not after', async () => {
  const began = check('sleep_began');
  await tablet('POST', '/api/room-checks', began);
  const undo = { checkId: randomUUID(), undoesId: began.checkId };
  work.clock.now = new Date(work.clock.now.getTime() + 31_000);
  expect((await tablet('POST', '/api/room-checks/undos', undo)).status).toBe(409);
  work.clock.now = new Date(work.clock.now.getTime() - 2_000);
  expect((await tablet('POST', '/api/room-checks/undos', undo)).status).toBe(200);
  expect((await tablet('POST', '/api/room-checks/undos', undo)).status).toBe(200);
  expect((await todo()).sleep).toBeNull();
});

test('a room has its daily checks by their time; one that is not made is told and escalates; making it clears it', async () => {
  const made = await plan();
  expect(made.plan.tasks).toMatchObject([{ weekdays: [1, 3], dueMinute: 600, classroomId: null }]);
  const [task] = made.plan.tasks;
  await plan({ classroomId: work.nursery.seniorRoomId, name: '只给大树班' });
  expect((await todo()).tasks).toMatchObject([{ name: '活动室巡查', done: null }]);
  work.at('10:10');
  await work.tick();
  expect(await openKinds()).toEqual(['daily_check', 'daily_check', 'daily_check']); // both rooms owe the first
  work.at('10:30');
  await work.tick();
  expect(await openKinds()).toContain('daily_check escalated');
  expect((await record('task_done', { taskId: task?.taskId })).status).toBe(200);
  expect((await record('task_done', { taskId: task?.taskId })).status).toBe(200);
  expect(await work.db.roomCheck.count()).toBe(1);
  expect((await todo()).tasks).toMatchObject([{ done: { by: '林老师' } }]);
  expect((await todo()).alerts).toEqual([]);
  expect(await openKinds()).toHaveLength(2);
});

test('a daily check that was ticked by mistake stands again, and before the director', async () => {
  const [task] = (await plan({ classroomId: work.nursery.toddlerRoomId })).plan.tasks;
  work.at('10:31');
  await work.tick();
  expect(await openKinds()).toEqual(['daily_check escalated']);
  const made = check('task_done', { taskId: task?.taskId });
  await tablet('POST', '/api/room-checks', made);
  expect(await openKinds()).toEqual([]);
  const undo = { checkId: randomUUID(), undoesId: made.checkId };
  expect((await tablet('POST', '/api/room-checks/undos', undo)).status).toBe(200);
  await work.tick();
  await work.tick();
  expect(await openKinds()).toEqual(['daily_check escalated']);
  expect(await work.db.careAlert.count()).toBe(2);
});

test('a changed check keeps what was made under its old name; an ended one is owed no more; the month is a file', async () => {
  const { admin, plan: first } = await plan({ dueMinute: 480 });
  const taskId = first.tasks[0]?.taskId ?? '';
  work.at('8:05');
  await record('task_done', { taskId });
  const anew = { classroomId: null, kind: 'cleaning', name: '=擦桌子', weekdays: [3], dueMinute: 900 };
  const changed = (await admin('PUT', `/api/admin/tasks/${taskId}`, anew)).body as TaskPlan;
  expect(changed.tasks).toMatchObject([{ name: '=擦桌子', dueMinute: 900 }]);
  expect((await todo()).tasks.map(({ name, done }) => [name, done !== null])).toEqual([
    ['活动室巡查', true],
    ['=擦桌子', false],
  ]);
  expect((await admin('PUT', `/api/admin/tasks/${taskId}`, anew)).status).toBe(404);
  work.at('16:00');
  const asked = { siteId: work.nursery.siteId, month: '2026-06', language: 'zh' };
  const { text } = await (await work.as(work.nursery.inspectorId))('POST', '/api/admin/tasks/export', asked);
  const lines = text.replace('\uFEFF', '').trim().split('\r\n');
  expect(lines).toEqual([
    '日期,班级,种类,项目,应完成,完成,谁,状态',
    '2026-06-03,大树班,巡查,活动室巡查,08:00,,,没有做',
    "2026-06-03,大树班,保洁,'=擦桌子,15:00,,,没有做",
    '2026-06-03,小雨滴班,巡查,活动室巡查,08:00,08:05,林老师,按时',
    "2026-06-03,小雨滴班,保洁,'=擦桌子,15:00,,,没有做",
  ]);
  const id = changed.tasks[0]?.taskId ?? '';
  await work.tick();
  expect(await openKinds()).not.toEqual([]);
  expect(((await admin('DELETE', `/api/admin/tasks/${id}`)).body as TaskPlan).tasks).toEqual([]);
  await work.tick();
  await until('nothing stands', async () => (await openKinds()).length === 0);
});

test('bad input is a sentence and leaves nothing: a child, a room, a check of elsewhere', async () => {
  const { nursery } = work;
  const { plan: own } = await plan({ classroomId: nursery.seniorRoomId });
  const asked = [
    check('sleep_checked', { childIds: [nursery.xingxing.childId] }),
    check('sleep_checked', { childIds: [nursery.anan.childId] }), // of the site, and not of the room
    check('sleep_began', { classroomId: nursery.seniorRoomId }),
    check('task_done', { taskId: own.tasks[0]?.taskId }),
    check('task_done', { taskId: randomUUID() }),
  ];
  for (const body of asked) {
    const answer = await tablet('POST', '/api/room-checks', body);
    expect(answer.status).toBe(404);
  }
  expect(await work.db.roomCheck.count()).toBe(0);
  expect((await plan({ classroomId: nursery.otherRoomId })).status).toBe(404);
  expect((await plan({ weekdays: [] })).status).toBe(400);
  expect((await plan({ dueMinute: 1440 })).status).toBe(400);
});
