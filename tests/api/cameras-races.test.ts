import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CameraView } from '../../server/contract/cameras.ts';
import { openCare, type Care } from '../support/care.ts';

const ADDRESS = { main: 'rtsp://10.20.30.40/main', username: 'viewer', password: 'geheim' };

let care: Care;
beforeAll(async () => {
  care = await openCare();
  await care.db.site.updateMany({ data: { cameraNetworks: ['10.20.0.0/16'] } });
});
afterAll(() => care.close());

test('two changes at once leave media with what the database holds', async () => {
  const admin = await care.as(care.nursery.siteAdminId);
  const camera = { classroomId: care.nursery.toddlerRoomId, areaKind: 'classroom', address: ADDRESS };
  const added = async (name: string) =>
    (await admin.post('/api/admin/cameras', { ...camera, name }).expect(200)).body as CameraView;
  const views = await Promise.all(['门口', '窗边', '地毯'].map(added));
  const change = ({ cameraId }: CameraView, index: number) =>
    admin.patch(`/api/admin/cameras/${cameraId}`, { isEnabled: index === 0 }).expect(200);
  await Promise.all(views.map(change));
  expect(views.map(({ cameraId }) => care.media.cameras.has(cameraId))).toEqual([true, false, false]);
});
