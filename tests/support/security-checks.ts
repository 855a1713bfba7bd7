import { randomUUID } from 'node:crypto';
import { but, ofSite, ROOM_WORK, row, SITE_WRITE, type Row } from './security-row.ts';

const TASK = { classroomId: null, kind: 'patrol', name: '活动室巡查', weekdays: [1, 2, 3, 4, 5], dueMinute: 600 };
const SITE_READ = ofSite('siteAdmin', 'operatorAdmin', 'inspector');

/** What a room has to do and has done, and the plan of it. */
export const CHECKS: Row[] = [
  row(
    'GET /api/todo',
    but(ofSite('caregiver', 'volunteer', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ query: { classroomId: await o.classroom() } }),
  ),
  row('POST /api/room-checks', ROOM_WORK, async (o) => ({
    body: {
      checkId: randomUUID(),
      kind: 'sleep_checked',
      classroomId: await o.classroom(),
      happenedAt: new Date().toISOString(),
    },
  })),
  row('POST /api/room-checks/undos', ROOM_WORK, async (o) => ({
    body: { checkId: randomUUID(), undoesId: await o.look() },
  })),
  row('GET /api/admin/tasks', SITE_READ, async (o) => ({ query: { siteId: await o.site() } })),
  row('POST /api/admin/tasks/export', SITE_READ, async (o) => ({
    body: { siteId: await o.site(), month: '2026-06', language: 'zh' },
  })),
  row('POST /api/admin/tasks', SITE_WRITE, async (o) => ({ body: { siteId: await o.site(), ...TASK } })),
  row('PUT /api/admin/tasks/:taskId', SITE_WRITE, async (o) => ({
    params: { taskId: await o.roomTask() },
    body: TASK,
  })),
  row('DELETE /api/admin/tasks/:taskId', SITE_WRITE, async (o) => ({ params: { taskId: await o.roomTask() } })),
];
