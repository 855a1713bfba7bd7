import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CameraView } from '../../server/contract/cameras.ts';
import { openCare, type Care } from '../support/care.ts';
import { outcome } from '../support/office.ts';

let care: Care;
let admin: Awaited<ReturnType<Care['as']>>;
beforeAll(async () => {
  care = await openCare();
  await care.db.site.updateMany({ data: { cameraNetworks: ['10.20.0.0/16'] } });
  admin = await care.as(care.nursery.siteAdminId);
});
afterAll(() => care.close());

const ADDRESS = { main: 'rtsp://10.20.30.40:8554/h264-pfad', sub: null, username: '', password: '' };
const camera = (more: object = {}) => ({
  classroomId: care.nursery.toddlerRoomId,
  name: '小雨滴班 门口',
  areaKind: 'classroom',
  address: ADDRESS,
  ...more,
});
test('the register keeps where the sign hangs and what a camera sees; a forbidden area is refused there, too', async () => {
  const view = (await admin.post('/api/admin/cameras', camera({ signage: '门口左侧', coverage: '活动区' })).expect(200))
    .body as CameraView;
  expect(view).toMatchObject({ signage: '门口左侧', coverage: '活动区' });
  const path = `/api/admin/cameras/${view.cameraId}`;
  const changed = await admin.patch(path, { signage: '=HYPERLINK("x")', areaKind: 'sleep' }).expect(200);
  expect(changed.body).toMatchObject({ signage: '=HYPERLINK("x")', coverage: '活动区', areaKind: 'sleep' });
  const refused = await admin.patch(path, { signage: '改', areaKind: 'toilet' });
  expect([refused.status, outcome(refused)]).toEqual([422, 'camera-area-forbidden']);

  const file = await admin.get(`/api/admin/cameras/register?siteId=${care.nursery.siteId}&language=zh`).expect(200);

  const line = file.text.split('\r\n').find((text) => text.includes('HYPERLINK'));
  // A spreadsheet reads what begins with an apostrophe as text.
  expect(line).toMatch(/^海棠园,小雨滴班,小雨滴班 门口,睡眠区,"'=HYPERLINK\(""x""\)",活动区,\d{4}-\d\d-\d\d,,是$/);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  await admin.delete(path).expect(200);
});
