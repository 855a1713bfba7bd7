import { LIST_WRITERS, list, type Row, row, SITE_WRITE } from './security-row.ts';

export const TABLETS: Row[] = [
  list('GET /api/admin/devices', LIST_WRITERS),
  row('POST /api/admin/devices', SITE_WRITE, async (o) => ({
    body: { classroomId: await o.classroom(), name: '平板' },
  })),
  row('DELETE /api/admin/devices/:deviceId', SITE_WRITE, async (o) => ({ params: { deviceId: await o.device() } })),
];
