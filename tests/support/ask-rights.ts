import type { AccessTable } from '../../server/contract/access.ts';
import type { Care } from './care.ts';
import type { Family } from './nursery.ts';

type Asker = Awaited<ReturnType<Care['as']>>;
const DAY_MS = 86_400_000;

/** Requests about the rights of one guardian; each by whom, with what differs from the usual. */
export const askRights = (care: Care, family: Family) => ({
  withdraw: (by: Asker, kind: string, id: string = family.guardianshipId) =>
    by.post(`/api/admin/guardianships/${id}/withdraw`, { kind, reason: '家长要求' }),
  restore: (by: Asker, id: string = family.guardianshipId) =>
    by.post(`/api/admin/guardianships/${id}/restore`, { reason: '已核实' }),
  grant: (by: Asker, more: object = {}) =>
    by.post('/api/admin/grants', {
      userId: family.guardianId,
      cameraId: care.nursery.seniorCameraId,
      endsAt: new Date(care.clock.now.getTime() + DAY_MS).toISOString(),
      reason: '来访一天',
      ...more,
    }),
  deny: (by: Asker, more: object = {}) =>
    by.post('/api/admin/denies', {
      userId: family.guardianId,
      cameraId: care.nursery.toddlerCameraId,
      reason: '暂停查看',
      ...more,
    }),
  table: async (by: Asker, siteId: string = care.nursery.siteId) =>
    (await by.get(`/api/admin/access?siteId=${siteId}`).expect(200)).body as AccessTable,
});
